"""Times for words that nobody timed: typed words share a stretch of sound by their letters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from mockinterview.core.transcript import Word

Span = tuple[float, float]
"""From and to, in seconds."""

SHORTEST_SECONDS = 1e-6
"""Less than this a word never gets where there is sound at all: its start stays before its end."""


def letters(text: str) -> int:
    """How much of a stretch a word claims: its letters and digits, at least one."""
    return max(1, sum(character.isalnum() for character in text))


def spoken_spans(words: Sequence[Word]) -> list[Span]:
    """The stretches in which words are said, one each; what lies between them are pauses."""
    return [(word.start, word.end) for word in words if word.end > word.start]


def length(spans: Sequence[Span]) -> float:
    """How long they are together, in seconds."""
    return sum(end - start for start, end in spans)


def spread(texts: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """A time for each text, in order, within stretches that are in order and do not overlap.

    Each gets its share by its letters. What lies between the stretches is passed over: it is only
    covered by a word that begins in one and ends in another.
    """
    if not texts:
        return []
    ends = list(accumulate(end - start for start, end in spans))
    total = ends[-1]
    weights = [letters(text) for text in texts]
    if total * min(weights) < SHORTEST_SECONDS * sum(weights):
        weights = [1] * len(texts)
    shares = list(accumulate(weights))
    limits = [0.0, *(total * share / shares[-1] for share in shares[:-1]), total]

    def moment(limit: float, span: int) -> float:
        start, end = spans[span]
        return min(end, start + limit - (ends[span - 1] if span else 0.0))

    times: list[Span] = []
    last = len(spans) - 1
    for low, high in pairwise(limits):
        start = moment(low, min(last, bisect_right(ends, low)))
        end = spans[last][1] if high == total else moment(high, min(last, bisect_left(ends, high)))
        times.append((start, max(start, end)))
    return times
