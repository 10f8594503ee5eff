"""Which of the suggested places are offered: not what is cited already, nor what was dismissed.

Qt-free.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from mockinterview.core.marking import Evidence
from mockinterview.core.suggestion import Place
from mockinterview.core.transcript import is_uncertain
from mockinterview.ui.marking.transcript_text import TranscriptText

SAME_SHARE: Final = 0.5
"""Two stretches that share more than this of the shorter one are about the same words."""


class Span(Protocol):
    """A stretch of a take, in seconds."""

    @property
    def start(self) -> float:
        """Where it begins."""

    @property
    def end(self) -> float:
        """Where it ends."""


def offered(
    places: Sequence[Place], cited: Iterable[Evidence], dismissed: Iterable[Span]
) -> tuple[Place, ...]:
    """What is left to offer, in the same order.

    Args:
        places: what is suggested for one criterion in one take.
        cited: what is cited for that criterion in that take.
        dismissed: what the person did not want to see again.
    """
    known: list[Span] = [*cited, *dismissed]
    return tuple(
        place for place in places if not any(are_about_the_same(place, one) for one in known)
    )


def are_about_the_same(one: Span, other: Span) -> bool:
    """Whether two stretches lie over each other for the most part."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return shared > SAME_SHARE * max(0.0, shorter) and shared > 0


def underlined(places: Iterable[Span], text: TranscriptText) -> list[tuple[int, int]]:
    """The words to underline, as first and last; words in doubt keep the line that says so."""
    runs: list[tuple[int, int]] = []
    for place in places:
        for index in text.words_within(place.start, place.end):
            if is_uncertain(text.words[index]):
                continue
            if runs and runs[-1][1] == index - 1:
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((index, index))
    return runs


def as_evidence(place: Place, take: int, text: TranscriptText) -> Evidence:
    """A place as it is played and cited, with the words that stand there now."""
    inside = text.words_within(place.start, place.end)
    if not inside:
        return Evidence(take=take, start=place.start, end=place.end, words=place.words)
    stretch = text.stretch(inside[0], inside[-1])
    words = text.plain(inside[0], inside[-1])
    return Evidence(take=take, start=stretch.start, end=stretch.end, words=words)
