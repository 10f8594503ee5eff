"""What somebody looks for in the library: words, filters, an order."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_PARTS: Final = re.compile(r'"([^"]*)"?|(\S+)')
_LETTERS: Final = re.compile(r"\w")


class SortBy(StrEnum):
    """What the list is ordered by."""

    DATE = "date"
    QUESTION = "question"
    LENGTH = "length"
    MARKS = "marks"
    CANDIDATE = "candidate"


@dataclass(frozen=True)
class Query:
    """What is looked for; nothing given finds everything, newest first.

    `words` all must occur, in the question, the transcript, the notes or what markers wrote; each
    may be the beginning of a longer word, and words between quotation marks stand together.
    `since` and `until` are days and belong to it themselves. `marker` is somebody who marked it.
    """

    words: str = ""
    bank: str = ""
    theme: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    is_marked: bool | None = None
    marker: str = ""
    sort: SortBy = SortBy.DATE
    is_ascending: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it leaves nothing out."""
        return self == Query(sort=self.sort, is_ascending=self.is_ascending)


def search_parts(words: str) -> list[tuple[str, bool]]:
    """The words and phrases of a search, and whether each may go on; signs alone are no words."""
    found = []
    for match in _PARTS.finditer(words):
        phrase, word = match.groups()
        part = phrase if phrase is not None else word
        if _LETTERS.search(part):
            is_open = phrase is None or not match.group(0).endswith('"')
            found.append((part.replace('"', " ").strip(), is_open))
    return found


def full_text_expression(words: str) -> str:
    """The same for SQLite's full-text search; every part is quoted, so nothing is a command."""
    parts = search_parts(words.replace("\0", " "))
    return " ".join(f'"{part}"{"*" if may_go_on else ""}' for part, may_go_on in parts)
