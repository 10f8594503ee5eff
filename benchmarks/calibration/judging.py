"""Which printed words are right, and what their probabilities are worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import jiwer
from tests.word_error_rate import normalised

from mockinterview.core.transcript import Transcript

BINS: Final = 10
THRESHOLDS: Final = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

Judged = tuple[float, bool]
"""The probability of a printed word, and whether it was said."""


def judged_words(transcript: Transcript, reference: str) -> list[Judged]:
    """Every printed word with whether it stands in its place in the reference.

    Each word is normalised by itself, so that it can be told which one is wrong. Numbers that are
    written together in the one text and apart in the other count as wrong; they are few.
    """
    words = [word for segment in transcript.segments for word in segment.words]
    pieces = [normalised(word.word).split() for word in words]
    printed = [piece for of_word in pieces for piece in of_word]
    said = [piece for word in reference.split() for piece in normalised(word).split()]
    is_right = [False] * len(printed)
    if printed and said:
        aligned = jiwer.process_words(" ".join(said), " ".join(printed)).alignments[0]
        for chunk in aligned:
            if chunk.type == "equal":
                for place in range(chunk.hyp_start_idx, chunk.hyp_end_idx):
                    is_right[place] = True
    judged = []
    place = 0
    for word, of_word in zip(words, pieces, strict=True):
        if of_word:  # the normaliser drops hesitations
            judged.append((word.probability, all(is_right[place : place + len(of_word)])))
        place += len(of_word)
    return judged


@dataclass(frozen=True)
class Bin:
    """Words of about one probability; both shares are 0 to 1."""

    words: int
    probability: float
    share_right: float


def reliability(judged: Sequence[Judged]) -> list[Bin]:
    """What share is right of the words of each tenth of probability; empty tenths are left out."""
    bins = []
    for number in range(BINS):
        inside = [each for each in judged if min(int(each[0] * BINS), BINS - 1) == number]
        if inside:
            mean = sum(probability for probability, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            bins.append(Bin(len(inside), mean, right))
    return bins


@dataclass(frozen=True)
class Underlining:
    """What underlining every word below a probability would do; shares are 0 to 1."""

    below: float
    share_of_words: float
    precision: float
    recall: float


def underlinings(judged: Sequence[Judged], thresholds: Iterable[float]) -> list[Underlining]:
    """For each threshold: how many words are underlined, how many of these are wrong, and how many
    of the wrong ones are underlined.
    """
    wrong = sum(not is_right for _, is_right in judged)
    found = []
    for below in thresholds:
        marked = [is_right for probability, is_right in judged if probability < below]
        hits = sum(not is_right for is_right in marked)
        found.append(
            Underlining(
                below,
                len(marked) / max(len(judged), 1),
                hits / max(len(marked), 1),
                hits / max(wrong, 1),
            )
        )
    return found


def expected_calibration_error(judged: Sequence[Judged]) -> float:
    """How far probability and share right lie apart, on average over all words; 0 is perfect."""
    total = len(judged)
    return sum(
        one.words / total * abs(one.probability - one.share_right) for one in reliability(judged)
    )
