"""How commands speak: text for people on stdout, or JSON for programs; problems on stderr.

Much of what is told was written by others: names in packs, titles of banks, comments. A terminal
obeys some characters (colours, its title, what was printed before) and turns the line round at
others, so nothing goes out before `printable` or `write_json` has seen it.
"""

from __future__ import annotations

import json
import sys
import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from mockinterview.errors import MockInterviewError

DONE = 0
PROBLEM = 1
WRONG_USAGE = 2

TEXT_WIDTH = 88

UNSHOWABLE: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was that a terminal would obey instead of showing it."""
_HARMLESS: Final = frozenset("\n\t\N{SOFT HYPHEN}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
"""Invisible, yet meant: lines, columns, and what spells Persian and joins emoji."""
_ON_ONE_LINE: Final = str.maketrans("\n\t", "  ")


def printable(text: str) -> str:
    """The same text, in which every control and every mark of direction is U+FFFD."""
    if text.isprintable():
        return text
    return "".join(sign if _is_shown(sign) else UNSHOWABLE for sign in text)


def write_json(value: Any) -> None:
    """One JSON document."""
    print(_as_json(value, indent=2))


def write_json_line(value: Any) -> None:
    """One JSON object on one line, sent at once."""
    print(_as_json(value), flush=True)


def write_text(text: str = "") -> None:
    """A line for people, sent at once: what follows may take long."""
    print(printable(text), flush=True)


def write_paragraph(text: str, indent: str = "") -> None:
    """A paragraph, wrapped."""
    shown = printable(text)
    print(textwrap.fill(shown, TEXT_WIDTH, initial_indent=indent, subsequent_indent=indent))


def write_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows with their columns lined up, each on one line."""
    shown = [[printable(cell).translate(_ON_ONE_LINE) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*shown, strict=True)]
    for row in shown:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(line.rstrip())


def write_problem(error: MockInterviewError, *, as_json: bool) -> None:
    """An expected error: a sentence on stderr and, for programs, an object on stdout."""
    print(printable(f"mockinterview: {error}"), file=sys.stderr)
    if as_json:
        write_json_line({"error": error.message, "hint": error.hint})


def write_status(text: str) -> None:
    """A passing word on stderr, so that stdout stays clean."""
    print(printable(text), file=sys.stderr, flush=True)


def rewrite_status(text: str, *, is_last: bool = False) -> None:
    """A passing word on stderr in place of the one before, on a line that `is_last` ends."""
    print(f"\r{printable(text)}", end="\n" if is_last else "", file=sys.stderr, flush=True)


def as_minutes(seconds: float) -> str:
    """Seconds as `m:ss`."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _as_json(value: Any, indent: int | None = None) -> str:
    """JSON that can be read in many languages, and that a terminal can be shown.

    Letters stay letters. What `printable` would replace is written with its number: JSON itself
    escapes nothing from U+007F on, of which a terminal obeys some as it obeys ESC, and marks of
    direction would show a name or a path as another one. A program reads the same value.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isprintable():
        return text
    return "".join(sign if _is_shown(sign) else json.dumps(sign)[1:-1] for sign in text)


def _is_shown(sign: str) -> bool:
    """Whether a terminal shows it, or does nothing at it but leave room."""
    return sign.isprintable() or sign in _HARMLESS or unicodedata.category(sign) == "Zs"
