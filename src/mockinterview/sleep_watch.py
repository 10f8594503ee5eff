"""Time in which the computer was asleep, or the program stopped: nobody can use it to speak."""

from __future__ import annotations

from typing import Final

from mockinterview.core.interview import Clock

ASLEEP_SECONDS: Final = 2.0
"""A look comes every 50 ms; a pause this long is the computer's sleep, not a slow moment."""
LEAST_SECONDS: Final = 1.0
"""Less than this is what drivers hold back, and not slept."""


class SleepWatch:
    """Told often how things stand, it tells how much time nobody could use since the last look."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._looked_at = clock()
        self._heard = 0.0
        self._silent = 0.0
        self._asleep = 0.0

    def begin(self) -> None:
        """Count from now on."""
        self._looked_at = self._clock()

    def begin_take(self) -> None:
        """A take begins; what was slept before is not told of it."""
        self._heard = self._silent = self._asleep = 0.0

    def look(self, heard: float | None) -> float:
        """Seconds slept since the last look: neither was this called nor did sound come.

        Less than 0 when the sound of an earlier sleep has come after all: somebody recorded on
        while only this program was stopped, so that time was not lost.

        Args:
            heard: how many seconds of the take are recorded; None while nothing is.
        """
        now = self._clock()
        passed, self._looked_at = now - self._looked_at, now
        if heard is None:
            return passed if passed > ASLEEP_SECONDS else 0.0
        silent = passed - (heard - self._heard)
        self._heard = heard
        self._silent += silent
        if passed > ASLEEP_SECONDS and silent > LEAST_SECONDS:
            self._asleep += silent
            self._silent = self._asleep  # how two clocks had drifted apart before is no sound
            return silent
        return -self._take_back()

    def _take_back(self) -> float:
        """How much of the time that was given back has come as sound since."""
        came_late = self._asleep - max(0.0, self._silent)
        if came_late <= LEAST_SECONDS:
            return 0.0
        self._asleep -= came_late
        return came_late

    @property
    def remark(self) -> str:
        """A sentence for the take when there was sleep in it, else empty."""
        if self._asleep < LEAST_SECONDS:
            return ""
        return f"The computer slept for {self._asleep:.0f} s; the clock waited for it."
