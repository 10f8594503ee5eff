"""How fast somebody speaks, with and without pauses, and where that changes."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mockinterview.core.hesitations import is_hesitation
from mockinterview.core.transcript import Word
from mockinterview.measures.pauses import BRIEF_BELOW_SECONDS, Span, silence_within
from mockinterview.measures.voice_activity import Activity

FEWEST_WORDS: Final = 10
"""From fewer no pace is told."""
STRETCH_WORDS: Final = 12
"""About a clause or two: shorter ones are as fast as their longest word lets them be."""
CHANGE_FACTOR: Final = 1.3
"""A stretch stands out when it is so much faster, or slower, than the usual one of the answer."""


@dataclass(frozen=True)
class Pace:
    """Words a minute.

    Attributes:
        with_pauses: words over the time from the first to the end of the last.
        without_pauses: the same without silences of 0.2 s or more; None without sound.
        faster, slower: stretches in seconds, with their pace.
    """

    with_pauses: float
    without_pauses: float | None
    faster: tuple[tuple[Span, float], ...]
    slower: tuple[tuple[Span, float], ...]


def pace(words: Sequence[Word], activity: Activity | None = None) -> Pace | None:
    """The pace of these words in order; None for fewer than ten. “Um” is no word here."""
    said = [word for word in words if not is_hesitation(word.word)]
    if len(said) < FEWEST_WORDS or said[-1].end <= said[0].start:
        return None
    total = said[-1].end - said[0].start
    spoken = None
    if activity is not None and activity.speech:
        quiet = silence_within(activity, said[0].start, said[-1].end, BRIEF_BELOW_SECONDS)
        spoken = len(said) / (total - quiet) * 60 if total > quiet else None
    faster, slower = _changes(said)
    return Pace(len(said) / total * 60, spoken, faster, slower)


def _changes(
    words: Sequence[Word],
) -> tuple[tuple[tuple[Span, float], ...], tuple[tuple[Span, float], ...]]:
    """Stretches of twelve words that stand out from the median of all such stretches."""
    paces: list[tuple[Span, float]] = []
    for first in range(0, len(words) - STRETCH_WORDS + 1, STRETCH_WORDS):
        part = words[first : first + STRETCH_WORDS]
        seconds = part[-1].end - part[0].start
        if seconds > 0:
            paces.append(((part[0].start, part[-1].end), STRETCH_WORDS / seconds * 60))
    if len(paces) < 3:
        return (), ()
    usual = statistics.median(each for _, each in paces)
    faster = tuple(one for one in paces if one[1] >= usual * CHANGE_FACTOR)
    slower = tuple(one for one in paces if one[1] <= usual / CHANGE_FACTOR)
    return faster, slower
