"""What was said besides the answer itself: hesitations, discourse markers, informal words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from mockinterview.core.hesitations import is_hesitation
from mockinterview.core.measures import MeasurePlace
from mockinterview.core.transcript import Filler, Word
from mockinterview.measures.informal import InformalWord

DISCOURSE_MARKERS: Final = (
    *("you know", "i mean", "sort of", "kind of", "basically", "actually", "literally", "like"),
    *("obviously", "to be honest", "at the end of the day"),
)
"""Words that often say nothing. “Like” is as often a word of the sentence as not, so all are told
as places to hear and never as mistakes."""

_AROUND: Final = re.compile(r"^[^\w£$]+|[^\w%]+$")


def hesitations(words: Sequence[Word], fillers: Sequence[Filler]) -> tuple[MeasurePlace, ...]:
    """Every “um”, “uh”, “er” that was heard or is written, in order of time.

    Models leave most of them out, and listening does not find all: whoever counts says “at least”.
    """
    found = [
        MeasurePlace(start=one.start, end=one.end, words=one.text) for one in fillers if one.text
    ] + [MeasurePlace(start=one.start, end=one.end) for one in fillers if not one.text]
    for word in words:
        if not is_hesitation(word.word):
            continue
        middle = (word.start + word.end) / 2
        if not any(one.start <= middle <= one.end for one in fillers):
            found.append(_place((word,)))
    return tuple(sorted(found, key=lambda place: place.start))


def discourse_markers(words: Sequence[Word]) -> tuple[MeasurePlace, ...]:
    """Where one of `DISCOURSE_MARKERS` stands, longest first, in order of time."""
    return tuple(place for place, _ in _phrases(words, DISCOURSE_MARKERS))


def informal_words(
    words: Sequence[Word], informal: Iterable[InformalWord]
) -> tuple[MeasurePlace, ...]:
    """Where an informal word or phrase of the list stands, with the reason from the list."""
    reasons = {one.phrase: one.reason for one in informal}
    return tuple(
        place.model_copy(update={"remark": reasons[phrase]})
        for place, phrase in _phrases(words, reasons)
    )


def plain(text: str) -> str:
    """A word or phrase as it is looked for: lower case, straight apostrophes, no signs around."""
    return _AROUND.sub("", text.casefold().replace("’", "'"))


def _phrases(words: Sequence[Word], phrases: Iterable[str]) -> list[tuple[MeasurePlace, str]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        by_first.setdefault(parts[0], []).append(parts)
    said = [plain(word.word) for word in words]
    found: list[tuple[MeasurePlace, str]] = []
    place = 0
    while place < len(said):
        fitting = [
            parts
            for parts in by_first.get(said[place], ())
            if tuple(said[place : place + len(parts)]) == parts
        ]
        longest = max(fitting, key=len, default=())
        if longest:
            found.append((_place(words[place : place + len(longest)]), " ".join(longest)))
        place += max(1, len(longest))
    return found


def _place(words: Sequence[Word]) -> MeasurePlace:
    text = " ".join(word.word for word in words)
    return MeasurePlace(
        start=words[0].start, end=max(words[-1].end, words[0].start), words=_AROUND.sub("", text)
    )
