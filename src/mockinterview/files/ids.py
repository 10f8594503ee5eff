"""Ids: made of what a person wrote, and written so that YAML reads them as text."""

from __future__ import annotations

import json
import re

LONGEST_ID = 64

_WORDS = {"true", "false", "yes", "no", "on", "off", "null"}


def as_id(text: str) -> str:
    """The id that a text suggests; empty when it has no letter or digit of the Latin alphabet."""
    plain = text.lower().replace("'", "").replace("’", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")


def written_id(name: str) -> str:
    """An id as it stands in a YAML file: in quotation marks where it looks like a number or no."""
    return json.dumps(name) if name in _WORDS or not name[0].isalpha() else name
