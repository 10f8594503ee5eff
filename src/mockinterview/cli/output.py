"""How commands speak: text for people on stdout, or JSON for programs; problems on stderr."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Sequence
from typing import Any

from mockinterview.errors import MockInterviewError

DONE = 0
PROBLEM = 1
WRONG_USAGE = 2

TEXT_WIDTH = 88


def write_json(value: Any) -> None:
    """One JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def write_json_line(value: Any) -> None:
    """One JSON object on one line, sent at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def write_text(text: str = "") -> None:
    """A line for people, sent at once: what follows may take long."""
    print(text, flush=True)


def write_paragraph(text: str, indent: str = "") -> None:
    """A paragraph, wrapped."""
    print(textwrap.fill(text, TEXT_WIDTH, initial_indent=indent, subsequent_indent=indent))


def write_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows with their columns lined up."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(line.rstrip())


def write_problem(error: MockInterviewError, *, as_json: bool) -> None:
    """An expected error: a sentence on stderr and, for programs, an object on stdout."""
    print(f"mockinterview: {error}", file=sys.stderr)
    if as_json:
        write_json_line({"error": error.message, "hint": error.hint})


def write_status(text: str) -> None:
    """A passing word on stderr, so that stdout stays clean."""
    print(text, file=sys.stderr, flush=True)


def as_minutes(seconds: float) -> str:
    """Seconds as `m:ss`."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
