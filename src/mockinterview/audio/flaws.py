"""What is missing or damaged in a file that was read, in sentences for the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mockinterview.core.lengths import as_clock

CLOCK_SECONDS: Final = 1.0
"""Two lengths on the clock are told apart from this difference on."""
LEAST_LOSS_SECONDS: Final = 0.05
"""Less is not worth a number."""


@dataclass(frozen=True)
class Flaws:
    """What one pass over a file found.

    Attributes:
        seconds: how much was read, with the silence that stands for what is missing.
        told_seconds: how long the file says it is, if it does.
        inexact_seconds: by how much that may be wrong in a file that is whole.
        places: damaged stretches with sound behind them.
        lost_seconds: how much is silent in them.
        ends_damaged: whether reading ended at a damaged place.
        is_cut: whether the file ends before the end that its container tells.
    """

    seconds: float
    told_seconds: float | None
    inexact_seconds: float
    places: int
    lost_seconds: float
    ends_damaged: bool
    is_cut: bool

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.places or self.ends_damaged or self.is_cut or self.missing_seconds)

    @property
    def missing_seconds(self) -> float:
        """How much there is less than the file says."""
        missing = 0.0 if self.told_seconds is None else self.told_seconds - self.seconds
        return missing if missing > self.inexact_seconds else 0.0

    def sentences(self) -> Iterator[str]:
        """One or two; none for a file that is whole."""
        missing = self.missing_seconds
        is_end_missing = self.is_cut or self.ends_damaged
        if self.places:
            yield self._damaged(self.lost_seconds + (0 if is_end_missing else missing))
        ends = as_clock(self.seconds)
        if missing >= CLOCK_SECONDS and (is_end_missing or not self.places):
            told = as_clock(self.told_seconds or 0)
            yield f"The file says that it is {told} long, but its sound ends after {ends}."
        elif is_end_missing:
            yield f"The end of the file is missing or damaged: its sound ends after {ends}."
        elif missing and not self.places:
            yield f"The file is damaged: about {missing:.1f} s of its sound is missing."

    def sentence_of_a_shorter_pass(self) -> str:
        """For another way of reading that came further and found nothing, while this one did."""
        if self.ends_damaged:
            ends = as_clock(self.seconds)
            return f"The file is damaged at {ends}: sound is missing or distorted there."
        return self._damaged(self.lost_seconds)

    def _damaged(self, lost_seconds: float) -> str:
        counted = "1 place" if self.places == 1 else f"{self.places} places"
        if lost_seconds < LEAST_LOSS_SECONDS:
            return f"The file is damaged in {counted}: sound is missing or distorted there."
        about = f"about {lost_seconds:.1f} s of sound"
        return f"The file is damaged in {counted}: {about} is missing there."
