"""What a YAML parser's complaint means, in plain words and at the place that must be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from mockinterview.files.problems import Finding, Position, line_of, position_of, quoted

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = {'"', "'"}


@dataclass(frozen=True)
class _Sentence:
    """What a complaint means; `at_start` places it where the thing that fails began."""

    code: str
    message: str
    hint: str
    at_start: bool = False


_UNCLOSED_QUOTE = _Sentence(
    "unclosed-quote",
    "A quotation mark is opened here and never closed.",
    "Close it. A quotation mark inside the text is doubled ('') or the text is put below “>-”.",
    at_start=True,
)
_UNCLOSED_BRACKET = _Sentence(
    "unclosed-bracket",
    "A bracket is opened here and not closed, or a comma is missing between its entries.",
    "Write lists as [one, two]. A text that begins with a bracket needs quotation marks.",
    at_start=True,
)
_INDENTATION = _Sentence(
    "indentation",
    "This does not fit what stands above: it begins in the wrong column.",
    "Begin lines that belong together in the same column, with spaces; put a text that holds"
    " quotation marks or goes over several lines below “>-”.",
)
_QUOTES_NEEDED = _Sentence(
    "needs-quotes",
    "A text cannot begin like this.",
    "Put the whole text in quotation marks, or below “>-”.",
    at_start=True,
)

_SENTENCES: tuple[tuple[str, _Sentence], ...] = (
    (
        "mapping values are not allowed",
        _Sentence(
            "colon-in-text",
            "A second colon stands here, or this line begins in the wrong column.",
            "Put a text that holds a colon and a space in quotation marks, or below “>-”.",
        ),
    ),
    (
        "escape",
        _Sentence(
            "not-yaml",
            "A backslash in a text in double quotation marks begins an escape, and not this one.",
            "Use single quotation marks around the text.",
        ),
    ),
    ("quoted scalar", _UNCLOSED_QUOTE),
    ("',' or ']'", _UNCLOSED_BRACKET),
    ("',' or '}'", _UNCLOSED_BRACKET),
    ("expected the node content", _UNCLOSED_BRACKET),
    ("expected node content", _UNCLOSED_BRACKET),
    (
        "expected ':'",
        _Sentence(
            "not-yaml",
            "This line has no colon, so it is neither a key nor part of the text above.",
            "Write “key: value”, or indent the line so that it belongs to the text above.",
            at_start=True,
        ),
    ),
    (
        "comment or line break",
        _Sentence(
            "not-yaml",
            "Nothing may follow on the line of “>” or “|”.",
            "Begin the text on the next line, indented.",
        ),
    ),
    (
        "chomping or indentation",
        _Sentence(
            "not-yaml",
            "Nothing may follow on the line of “>” or “|”.",
            "Begin the text on the next line, indented.",
        ),
    ),
    (
        "sequence entries are not allowed",
        _Sentence(
            "indentation",
            "A list cannot begin on the line of its key.",
            "Begin it on the next line; a text that begins with a dash needs quotation marks.",
        ),
    ),
    ("alphabetic or numeric", _QUOTES_NEEDED),
    ("cannot start any token", _QUOTES_NEEDED),
    ("directive", _QUOTES_NEEDED),
    ("tag", _QUOTES_NEEDED),
    ("uri", _QUOTES_NEEDED),
    ("mapping keys are not allowed", _QUOTES_NEEDED),
    ("expected key", _INDENTATION),
    ("expected <block end>", _INDENTATION),
    ("'-' indicator", _INDENTATION),
    ("document start", _INDENTATION),
    ("indentation", _INDENTATION),
)

_OTHER = _Sentence(
    "not-yaml",
    "This cannot be understood as YAML.",
    "Look for a missing quotation mark, bracket or colon here or on the line above.",
)


def explain_syntax(error: yaml.YAMLError, text: str, last: yaml.Event | None) -> Finding:
    """The finding for an error of the parser; `last` is the event that came before it."""
    if isinstance(error, yaml.reader.ReaderError):
        return _control_character(text)
    if not isinstance(error, yaml.MarkedYAMLError):
        return Finding(_OTHER.code, Position(), _OTHER.message, _OTHER.hint)
    mark = error.problem_mark or error.context_mark
    here = _position(mark)
    tab = _tab_before(text, here)
    if tab is not None:
        message = "A tab stands here; YAML wants spaces at the beginning of a line."
        return Finding("tab", tab, message, "Replace it by spaces.")
    if _closes_too_late(last, here):
        here = _position(last.start_mark if last else None)
        return Finding("unclosed-quote", here, _UNCLOSED_QUOTE.message, _UNCLOSED_QUOTE.hint)
    told = f"{error.context or ''} {error.problem or ''}".lower()
    found = next((sentence for words, sentence in _SENTENCES if words in told), _OTHER)
    if found.at_start and error.context_mark is not None:
        here = _position(error.context_mark)
    message = found.message
    if found is _QUOTES_NEEDED:
        start = line_of(text, here.line)[here.column - 1 : here.column]
        message = f"A text cannot begin with {quoted(start)}." if start.strip() else message
    return Finding(found.code, here, message, found.hint)


def _control_character(text: str) -> Finding:
    """Found again by hand: the parser counts the bytes of its own encoding here."""
    found = _CONTROL.search(text)
    here = position_of(text, found.start()) if found else Position()
    message = "A character that cannot be seen and that no text should hold stands here."
    return Finding("control-character", here, message, "Delete it.")


def _tab_before(text: str, here: Position) -> Position | None:
    """A tab among the blanks that begin the line."""
    line = line_of(text, here.line)
    blanks = line[: len(line) - len(line.lstrip(" \t"))]
    return Position(here.line, blanks.index("\t") + 1) if "\t" in blanks else None


def _closes_too_late(last: Any, here: Position) -> bool:
    """Whether the text in quotation marks before the error was closed by another text's mark."""
    if not isinstance(last, yaml.ScalarEvent) or last.style not in _QUOTES:
        return False
    start, end = _position(last.start_mark), _position(last.end_mark)
    return start.line < end.line == here.line and here.column - end.column <= 1


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1) if mark is not None else Position()
