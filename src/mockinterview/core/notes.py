"""Notes made while preparing: when each line was written, and where it came up in the answer."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mockinterview.core.attempt import NoteLine
from mockinterview.core.transcript import Word

_LETTERS: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LIKE_PREFIX: Final = 5
"""Letters that two words must begin with in common to be the same word: lead, leader, leading
are four letters alike at least, so a shorter word must be the beginning of the longer one."""
SHORTEST_WORD: Final = 3
ENOUGH: Final = 0.5
"""The share of a line's words that must be heard for the line to count as used."""
COMMON_WORDS: Final = frozenset(
    """the and for that this with was were are but not you your they them their have has had from
    what when where which who will would can could should about into then than because very also
    just some any all one our out its how why did does say said tell""".split()  # noqa: SIM905
)
"""Words that come up in every answer."""


@dataclass(frozen=True)
class NoteUse:
    """A line of the notes; `heard_at` is the second of the take at which its first word came up.

    None when fewer than half of its words did. This finds words and nothing more: the same
    thing said in other words is not found.
    """

    line: NoteLine
    heard_at: float | None


def timed_lines(before: Sequence[NoteLine], text: str, seconds: float) -> tuple[NoteLine, ...]:
    """The lines of `text` with the time at which each was last written to.

    Args:
        before: the lines as they were; those that stay as they are keep their time.
        text: the notes now; empty lines are left out.
        seconds: the time now, since the preparation began.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    matcher = difflib.SequenceMatcher(None, [line.text for line in before], lines, autojunk=False)
    kept = {
        block.b + offset: before[block.a + offset]
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    }
    return tuple(
        kept.get(place, NoteLine(seconds=seconds, text=line)) for place, line in enumerate(lines)
    )


def uses(lines: Sequence[NoteLine], words: Sequence[Word]) -> list[NoteUse]:
    """For each line of the notes, where in the answer it came up, if it did."""
    heard = [(spoken, word.start) for word in words for spoken in _content_words(word.word)]
    return [NoteUse(line, _heard_at(_content_words(line.text), heard)) for line in lines]


def _heard_at(wanted: list[str], heard: list[tuple[str, float]]) -> float | None:
    places = [
        next((seconds for spoken, seconds in heard if _is_like(word, spoken)), None)
        for word in wanted
    ]
    found = [place for place in places if place is not None]
    return min(found) if found and len(found) >= ENOUGH * len(wanted) else None


def _is_like(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < LIKE_PREFIX:
        return longer == shorter or (len(shorter) == LIKE_PREFIX - 1 and longer.startswith(shorter))
    return longer.startswith(shorter[:LIKE_PREFIX])


def _content_words(text: str) -> list[str]:
    found = (match.group().casefold() for match in _LETTERS.finditer(text))
    return [word for word in found if len(word) >= SHORTEST_WORD and word not in COMMON_WORDS]
