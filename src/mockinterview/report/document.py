"""What stands in a report, in order, as plain values: whoever draws it needs to know no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The colour that a word is told in besides; never alone."""

    PLAIN = "plain"
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Clip:
    """Sound to be played: a whole file in memory, its kind (“audio/mpeg”) and its length."""

    kind: str
    content: bytes
    seconds: float


ClipOf = Callable[[str, int, float | None, float | None], Clip | None]
"""The sound of an attempt (its id), a take, from and to a second; None and None: all of it."""


@dataclass(frozen=True)
class Said:
    """A stretch of a take: where it is (“0:07–0:12”), the words said in it, and how it sounds.

    `remark` is what somebody wrote about it.
    """

    place: str
    words: str = ""
    clip: Clip | None = None
    remark: str = ""


@dataclass(frozen=True)
class Judgement:
    """What one marker said of one criterion; `who` is empty where there is only one."""

    word: str
    shape: str
    tone: Tone
    who: str = ""
    said: tuple[Said, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Item:
    """A criterion with its judgements, and what is to be said of all of them."""

    number: int
    text: str
    judgements: tuple[Judgement, ...]
    remark: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Prose:
    """Paragraphs; `is_quiet` for what is only explained, `is_quoted` for a candidate's words."""

    paragraphs: tuple[str, ...]
    is_quiet: bool = False
    is_quoted: bool = False


@dataclass(frozen=True)
class Fact:
    """A name, what is told of it, and what explains that, or empty."""

    name: str
    told: str
    more: str = ""


@dataclass(frozen=True)
class Facts:
    """Names and what is told of each; `is_narrow` where the names are numbers."""

    rows: tuple[Fact, ...]
    is_narrow: bool = False


@dataclass(frozen=True)
class Checklist:
    """Criteria in the order of the scheme."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `spoken` is read aloud in its place where it is a shape or a number."""

    text: str
    tone: Tone = Tone.PLAIN
    spoken: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: what it shows, its head, and rows of as many cells, the first one its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Sounds:
    """Stretches to be heard."""

    said: tuple[Said, ...]


Block = Prose | Facts | Checklist | Grid | Sounds


@dataclass(frozen=True)
class Section:
    """A heading, what stands beside it in a few words, and what stands below."""

    heading: str
    blocks: tuple[Block, ...]
    aside: str = ""


@dataclass(frozen=True)
class Document:
    """A whole report: its kind, its title, a line of what it is about, and its sections.

    `language` is that of the words of the program. `remark` says at the end who made it and when.
    """

    kind: str
    title: str
    line: str
    sections: tuple[Section, ...]
    remark: str
    language: str = "en-GB"
