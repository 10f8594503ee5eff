"""From the words of a transcript to its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from mockinterview.core.suggestion import Sentence
from mockinterview.core.transcript import Word, ends_sentence

LONGEST_WORDS: Final = 45
"""A sentence that is longer, as where a model writes no full stops, is cut in pieces…"""
SHORTEST_PIECE_WORDS: Final = 8
"""…of at least this many words,…"""
CLAUSE_SECONDS: Final = 0.15
"""…and a comma counts as a pause that is longer by this much."""


def sentences_of(words: Iterable[Word]) -> tuple[Sentence, ...]:
    """The sentences of a take in order; times in seconds from its beginning.

    A sentence ends where the transcript ends it. A run of more than `LONGEST_WORDS` is cut at its
    longest pauses.
    """
    return tuple(_sentence(piece) for whole in _as_punctuated(words) for piece in _cut(whole))


def _as_punctuated(words: Iterable[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if not word.word.strip():
            continue
        run.append(word)
        if ends_sentence(word.word):
            yield run
            run = []
    if run:
        yield run


def _cut(words: list[Word]) -> list[list[Word]]:
    """A run as pieces of at most `LONGEST_WORDS`, cut at the longest pauses between words."""
    pieces: list[list[Word]] = []
    waiting = [words]
    while waiting:
        run = waiting.pop()
        if len(run) <= LONGEST_WORDS:
            pieces.append(run)
            continue
        place = _best_cut(run)
        waiting += [run[place:], run[:place]]
    return pieces


def _best_cut(run: list[Word]) -> int:
    """Before which word a long run is cut; the middle wins where no pause is longer."""
    middle = len(run) / 2

    def fitness(place: int) -> tuple[float, float]:
        before, behind = pauses[place - 1]
        clause = CLAUSE_SECONDS if before.word.endswith((",", ";", ":", "–")) else 0.0
        return round(behind.start - before.end, 2) + clause, -abs(place - middle)

    pauses = list(pairwise(run))
    return max(range(SHORTEST_PIECE_WORDS, len(run) - SHORTEST_PIECE_WORDS + 1), key=fitness)


def _sentence(words: list[Word]) -> Sentence:
    start = words[0].start
    return Sentence(
        start=start,
        end=max(start, words[-1].end),
        text=" ".join(word.word.strip() for word in words),
    )
