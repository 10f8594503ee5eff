"""How exact each model is, as measured by our own benchmarks; nothing is known of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Accuracy:
    """A word error rate.

    Attributes:
        wrong_percent: words missed, added or taken for others, in a hundred that were said.
        heard: what was listened to.
        source: where the figure stands, from the top of the repository.
    """

    wrong_percent: float
    heard: str
    source: str


_PEOPLE: Final = "25 recordings of people, halting ones included"
_BENCHMARKS: Final = "benchmarks/README.md"

ACCURACIES: Final = {
    "base": Accuracy(5.9, _PEOPLE, _BENCHMARKS),
    "tiny.en": Accuracy(7.2, _PEOPLE, _BENCHMARKS),
}
"""By the model's name; with faster-whisper. The same weights print nearly the same words in both
engines."""
