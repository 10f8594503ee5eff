"""Entries of the diary: an experience, what the person made of it, and where it was told."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from mockinterview.core.model import Model, Moment

LONGEST_TITLE: Final = 200
LONGEST_TEXT: Final = 20_000
"""Letters in one field; about forty minutes of reading aloud."""
MOST_TAGS: Final = 40


class EntryKind(StrEnum):
    """Where an experience was made."""

    CLINICAL = "clinical"
    CARING = "caring"
    JOB = "job"
    VOLUNTEERING = "volunteering"
    ONLINE = "online"
    BOOK = "book"
    OTHER = "other"


KIND_WORDS: Final = {
    EntryKind.CLINICAL: "Clinical placement",
    EntryKind.CARING: "Caring for somebody",
    EntryKind.JOB: "Job",
    EntryKind.VOLUNTEERING: "Volunteering",
    EntryKind.ONLINE: "Online course",
    EntryKind.BOOK: "Book",
    EntryKind.OTHER: "Something else",
}


class DiaryField(StrEnum):
    """What an entry asks, in the order in which it is asked."""

    SAW = "saw"
    SPOKE = "spoke"
    DONE_WELL = "done_well"
    BETTER = "better"
    HARD = "hard"
    ENJOYED = "enjoyed"
    TAKE_AWAY = "take_away"


ShortText = Annotated[str, StringConstraints(max_length=LONGEST_TITLE)]
LongText = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
TagText = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(?:/[a-z0-9-]+)?$", max_length=129)]
"""An attribute, or a criterion as `scheme/criterion`."""


class Telling(Model):
    """That an entry was told in an answer, as the person says; the question's words are kept."""

    attempt: str = Field(min_length=1, max_length=200)
    question: str = ""
    day: dt.date


class Entry(Model):
    """One experience. Changes make a new value.

    `id` is the name of its file. `day` is when it was, `created` when the entry was begun; `binned`
    says since when it lies in the bin.
    """

    version: Literal[1] = 1
    id: str = ""
    kind: EntryKind = EntryKind.CLINICAL
    title: ShortText = ""
    place: ShortText = ""
    day: dt.date | None = None
    saw: LongText = ""
    spoke: LongText = ""
    done_well: LongText = ""
    better: LongText = ""
    hard: LongText = ""
    enjoyed: LongText = ""
    take_away: LongText = ""
    tags: tuple[TagText, ...] = Field(default=(), max_length=MOST_TAGS)
    told: tuple[Telling, ...] = ()
    created: Moment
    binned: Moment | None = None

    def text(self, field: DiaryField) -> str:
        """What is written in a field."""
        return str(getattr(self, field.value))

    @property
    def name(self) -> str:
        """Its title, or what stands for one."""
        return self.title.strip() or f"{KIND_WORDS[self.kind]} without a title"

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is written in it, field by field."""
        return (self.title, self.place, *(self.text(field) for field in DiaryField))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written and nothing chosen that somebody would miss."""
        return not any(text.strip() for text in self.texts) and not self.tags and not self.told

    @property
    def when(self) -> dt.date:
        """The day that lists go by."""
        return self.day or self.created.date()

    def with_told(self, telling: Telling) -> Entry:
        """The same entry, told in that answer too; each answer counts once."""
        others = [one for one in self.told if one.attempt != telling.attempt]
        told = sorted((*others, telling), key=lambda one: (one.day, one.attempt))
        return self.model_copy(update={"told": tuple(told)})

    def without_told(self, attempt: str) -> Entry:
        """The same entry, not told in that answer."""
        left = tuple(one for one in self.told if one.attempt != attempt)
        return self.model_copy(update={"told": left})

    def is_told_in(self, attempt: str) -> bool:
        """Whether the person said that it was told in this answer."""
        return any(one.attempt == attempt for one in self.told)


def newest_first(entries: list[Entry]) -> list[Entry]:
    """In the order of lists: the latest day first, of one day the entry made last."""
    return sorted(entries, key=lambda one: (one.when, one.id), reverse=True)


def fits_search(entry: Entry, words: str) -> bool:
    """Whether every word stands somewhere in the entry, in any case."""
    text = "\n".join((*entry.texts, *entry.tags, KIND_WORDS[entry.kind])).casefold()
    return all(word in text for word in words.casefold().split())


def day_words(day: dt.date) -> str:
    """A day as people write it: 14 July 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def read_day(text: str) -> dt.date | None:
    """The day that somebody wrote: 14 July 2026, 14/7/2026 or 2026-07-14; None for no text.

    Raises:
        ValueError: it is no day.
    """
    parts = text.replace("/", " ").replace("-", " ").replace(".", " ").split()
    if not parts:
        return None
    if len(parts) != _PARTS_OF_A_DAY:
        raise ValueError(text)
    first, month, last = parts
    if len(first) == _DIGITS_OF_A_YEAR:
        first, last = last, first
    if len(last) != _DIGITS_OF_A_YEAR:
        raise ValueError(text)
    return dt.date(int(last), _month(month), int(first))


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    start = text.casefold()
    found = [at for at, name in enumerate(_MONTHS, 1) if name.casefold().startswith(start)]
    if len(found) != 1 or len(text) < _LETTERS_OF_A_MONTH:
        raise ValueError(text)
    return found[0]


_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PARTS_OF_A_DAY: Final = 3
_DIGITS_OF_A_YEAR: Final = 4
_LETTERS_OF_A_MONTH: Final = 3
