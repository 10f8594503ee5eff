"""What is wrong in a content file: the exact place, a stable code, plain words and what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SHOWN_LINE_LENGTH = 96
"""Characters of an offending line that are shown; a longer one is cut around the place."""

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""The line ends that YAML counts, so that line numbers and lines agree."""


class Severity(StrEnum):
    """Whether a file cannot be used as it is, or could be better."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Position:
    """A place in a text; both count from 1, columns in characters."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Finding:
    """One thing wrong in a text that has no file yet."""

    code: str
    position: Position
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one file; line and column count from 1, `text` is the offending line."""

    file: Path
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    text: str = ""

    @property
    def severity(self) -> Severity:
        """Follows from the code."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    @property
    def blocks(self) -> bool:
        """Whether the file cannot be used; a prompt whose sound is missing is spoken instead."""
        return self.severity is Severity.ERROR and self.code != "missing-audio"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}  {self.message} {self.hint}".rstrip()

    def shown(self) -> str:
        """For people: the place, what is wrong, what to do, and the line with a caret."""
        head = f"{self.file}:{self.line}:{self.column}  {self.severity}: {self.message}"
        lines = [f"{head}  [{self.code}]"]
        if self.hint:
            lines.append(f"    {self.hint}")
        if self.text.strip():
            lines.append(self.excerpt)
        return "\n".join(lines)

    @property
    def excerpt(self) -> str:
        """The offending line with its number, and a caret beneath the place."""
        return "\n".join(_with_caret(self.text, self.line, self.column))

    def as_data(self) -> dict[str, str | int]:
        """For programs, in the order that the command promises."""
        return {
            "file": str(self.file),
            "line": self.line,
            "column": self.column,
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


def problem_in(path: Path, source: str, finding: Finding) -> Problem:
    """The finding as a problem of a file, with the line that it is on."""
    place = finding.position
    return Problem(
        path,
        place.line,
        place.column,
        finding.code,
        finding.message,
        finding.hint,
        line_of(source, place.line),
    )


def line_of(source: str, number: int) -> str:
    """A line of a text, counted from 1; empty when there is none."""
    start = 0
    for _ in range(number - 1):
        end = _LINE_END.search(source, start)
        if end is None:
            return ""
        start = end.end()
    end = _LINE_END.search(source, start)
    return source[start : end.start() if end else len(source)]


def position_of(source: str, index: int) -> Position:
    """The place of a character, whose index counts from 0."""
    lines = _LINE_END.split(source[:index])
    return Position(len(lines), len(lines[-1]) + 1)


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.65) -> str:
    """The known word that is nearest to a mistyped one, or nothing; `likeness` from 0 to 1."""
    by_folded = {_folded(name): name for name in known}
    near = difflib.get_close_matches(_folded(word[:64]), by_folded, n=1, cutoff=likeness)
    return by_folded[near[0]] if near else ""


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A sentence with the nearest known word, or with all of them, or another sentence."""
    names = list(known)
    near = did_you_mean(word, names)
    if near:
        return f"Did you mean “{near}”?"
    if otherwise or not names:
        return otherwise
    listed = ", ".join(names[:SUGGESTED_NAMES])
    return f"Known here: {listed}{' …' if len(names) > SUGGESTED_NAMES else ''}."


def quoted(value: object, longest: int = 40) -> str:
    """A value in quotation marks, shortened to be read in one glance."""
    text = " ".join(str(value)[: longest * 2].split())
    return f"“{text if len(text) <= longest else text[: longest - 1] + '…'}”"


SUGGESTED_NAMES = 12


def _folded(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip().lower())


def _with_caret(text: str, number: int, column: int) -> list[str]:
    clean = "".join(character if character.isprintable() else " " for character in text)
    start = max(0, column - SHOWN_LINE_LENGTH * 3 // 4) if len(clean) > SHOWN_LINE_LENGTH else 0
    shown = clean[start : start + SHOWN_LINE_LENGTH].rstrip()
    label = f"{number:>6} | "
    return [f"{label}{shown}", " " * (len(label) + column - 1 - start) + "^"]


ERRORS = {
    "unreadable": "The file or folder cannot be opened.",
    "too-large": "The file is larger than 2 MB.",
    "not-utf8": "The file is not UTF-8 text: another encoding, or not text at all.",
    "control-character": "The file holds a character that no text should hold.",
    "empty-file": "The file holds nothing but blank lines and comments.",
    "not-yaml": "The file cannot be understood as YAML.",
    "tab": "A tab stands where YAML wants spaces.",
    "indentation": "A line begins in the wrong column.",
    "unclosed-quote": "A quotation mark is opened and never closed.",
    "unclosed-bracket": "A bracket or brace is opened and never closed.",
    "colon-in-text": "A text with a colon and a space in it is not in quotation marks.",
    "needs-quotes": "A text begins with a character that means something else in YAML.",
    "alias": "An anchor (&name) or alias (*name): not used here, or text without quotation marks.",
    "tag": "A tag (!name): not used here, or text without quotation marks.",
    "too-deep": "Lists and keys lie more than 20 deep in each other.",
    "complex-key": "A list or map stands where a key should be.",
    "duplicate-key": "A key is written twice in the same place.",
    "several-documents": "A second document begins (---).",
    "unknown-kind": "The file is neither bank, mark scheme, formats, samples, phrases nor diary.",
    "unknown-key": "A key that does not exist here.",
    "missing-key": "A key that must be there is not.",
    "wrong-type": "A value of the wrong sort: a list where a text is wanted, and so on.",
    "empty-text": "A text that must say something is empty.",
    "empty-list": "A list that must have entries has none.",
    "bad-id": "An id that is not lower-case words and digits joined by hyphens.",
    "bad-number": "A number outside what is possible here.",
    "unknown-value": "A word that is not one of those possible here.",
    "wrong-version": "The version of the file format is not 1.",
    "yaml-boolean": "YAML reads yes, no, on, off, true and false as a switch, not as a word.",
    "yaml-number": "YAML reads the text as a number.",
    "yaml-time": "YAML reads digits with a colon (1:30) as a number in base 60.",
    "yaml-date": "YAML reads the text as a date.",
    "yaml-null": "YAML reads null and ~ as nothing.",
    "two-clocks": "The question plays on the clock of the answer, but there is none, or another.",
    "duplicate-id": "An id is used twice, in one file or in two.",
    "unknown-rubric": "A mark scheme that does not exist.",
    "unknown-criterion": "A criterion that the mark scheme does not have.",
    "unknown-format": "A format that does not exist.",
    "unknown-question": "A question that does not exist.",
    "broken-reference": "The mark scheme, format or bank that is named has errors of its own.",
    "include-circle": "Mark schemes include each other in a circle.",
    "audio-path": "The path of a sound file leads out of the bank's own folder.",
    "missing-audio": "The sound file is not there. The bank can still be used.",
    "shows-nothing": "No paragraph of a model answer shows any criterion.",
}
"""What each code of an error means. A file with an error is left out, unless it says otherwise."""

WARNINGS = {
    "no-model-answer": "A question has no model answer.",
    "long-prompt": "A prompt has more than 60 words.",
    "no-examples": "A criterion has no examples of how it may sound.",
    "never-shown": "No model answer of the questions that use a scheme shows this criterion.",
    "never-used": "No question and no other mark scheme uses this mark scheme.",
}
"""What each code of a warning means. Only `--strict` makes them count."""
