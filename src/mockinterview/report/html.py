"""Draws a report as one HTML file: no script, nothing fetched, light and dark, also on paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from mockinterview.report.clean_text import clean
from mockinterview.report.document import Clip, Document

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES: Final = "templates"


def as_html(document: Document) -> bytes:
    """The whole file in UTF-8.

    Everything in it is text to the browser: it is escaped, and a Content-Security-Policy forbids
    scripts, frames, forms and the network even to what might slip through.
    """
    style = _read("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(document=document, style=style, style_hash=digest).encode("utf-8")


def data_address(clip: Clip) -> str:
    """The sound as the address of an audio element."""
    return f"data:{clip.kind};base64,{base64.b64encode(clip.content).decode()}"


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
    )
    environment.filters["address"] = data_address
    environment.filters["block"] = lambda block: type(block).__name__
    return environment.get_template("report.html.jinja")


def _cleaned(value: Any) -> Any:
    """Called with everything that is put into the page."""
    is_plain = isinstance(value, str) and not hasattr(value, "__html__")
    return clean(value) if is_plain else value


def _read(name: str) -> str:
    place = resources.files("mockinterview.report").joinpath(_TEMPLATES, name)
    return place.read_text(encoding="utf-8")
