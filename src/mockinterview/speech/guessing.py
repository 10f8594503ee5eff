"""What a model finds likely to be said next in a sound whose beginning is written down already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

import numpy as np

from mockinterview.speech.decoding import FRAME_SAMPLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

Guess = tuple[tuple[str, float], ...]
"""Pieces of text with their probabilities, the likeliest first; a word is one piece or several."""

PIECES_IN_A_GUESS: Final = 20

PIECES_AHEAD: Final = 2
"""A word may stand behind a comma."""


QUESTIONS_AT_ONCE: Final = 8
"""Asked together they cost less than half as much as one by one."""


@dataclass(frozen=True)
class Question:
    """A sound and the words that are known to come first in it; no words: it begins with them.

    `samples` are mono, 16 kHz, -1 to 1, shape (samples,), at most 30 seconds.
    """

    samples: NDArray[np.float32]
    beginning: str


@runtime_checkable
class Guesser(Protocol):
    """An engine that can be asked for its next word instead of for all words."""

    def guess_next(self, questions: Sequence[Question], hints: str) -> list[list[Guess]]:
        """What is likely to come after the beginning of each question.

        Unlike `Engine.transcribe` it can neither loop nor run on: nothing is printed.

        Args:
            questions: at most `QUESTIONS_AT_ONCE`, best of about the same length.
            hints: words that are offered to the model as if they had been said before.

        Returns:
            For each question the guesses for its next pieces, the second one for the case that the
            likeliest piece of the first is right, or for a comma.
        """


def frames_for(questions: Sequence[Question]) -> int:
    """The length of the longest spectrum, without silence behind it; even."""
    return max(question.samples.size for question in questions) // FRAME_SAMPLES // 2 * 2


def likeliest(logits: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The likeliest pieces' places in a vocabulary, and their probabilities.

    Args:
        logits: one for each piece of the vocabulary, shape (pieces,).
    """
    probabilities = np.exp(logits - logits.max())
    probabilities /= probabilities.sum()
    places = np.argsort(-probabilities)[:PIECES_IN_A_GUESS]
    return places, probabilities[places]
