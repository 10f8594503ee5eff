"""Time in which the computer was asleep, or the program stopped: nobody can use it to speak."""

from __future__ import annotations

from typing import Final

from mockinterview.core.interview import Clock

ASLEEP_SECONDS: Final = 2.0
"""A look comes every 50 ms; a pause this long is the computer's sleep, not a slow moment."""


class SleepWatch:
    """Told often how things stand, it tells how much time nobody could use since the last look."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._looked_at = clock()
        self._heard = 0.0
        self._asleep = 0.0

    def begin(self) -> None:
        """Count from now on."""
        self._looked_at = self._clock()

    def begin_take(self) -> None:
        """A take begins; what was slept before is not told of it."""
        self._heard = self._asleep = 0.0

    def look(self, heard: float | None) -> float:
        """Seconds slept since the last look: neither was this called nor did sound come.

        Args:
            heard: how many seconds of the take are recorded; None while nothing is.
        """
        now = self._clock()
        passed, self._looked_at = now - self._looked_at, now
        came = 0.0
        if heard is not None:
            came, self._heard = heard - self._heard, heard
        slept = passed - came
        if passed <= ASLEEP_SECONDS or slept <= ASLEEP_SECONDS / 2:
            return 0.0
        if heard is not None:
            self._asleep += slept
        return slept

    @property
    def remark(self) -> str:
        """A sentence for the take when there was sleep in it, else empty."""
        if not self._asleep:
            return ""
        return f"The computer slept for {self._asleep:.0f} s; the clock waited for it."
