"""How much longer a transcript takes, from what was measured; silent while nothing was."""

from __future__ import annotations

from typing import Final

MEASURED_SECONDS: Final = 1.0
"""With less behind it a pace is chance."""


class Pace:
    """How fast one job goes on.

    Args:
        usual: seconds of sound in a second that earlier jobs made, if there were any.
    """

    def __init__(self, usual: float | None) -> None:
        self._usual = usual
        self._began: tuple[float, float] | None = None
        self._measured: float | None = None

    @property
    def measured(self) -> float | None:
        """Seconds of sound in a second of this job, as soon as that can be said."""
        return self._measured

    def seconds_left(self, done: float, total: float, now: float) -> float | None:
        """How long the rest takes, when `done` of `total` seconds are written down at `now`.

        What was there before the first call (read ahead, or finished before a pause) cost
        nothing now and says nothing of the pace.
        """
        if self._began is None:
            self._began = (done, now)
        was_done, was_now = self._began
        elapsed = now - was_now
        if elapsed >= MEASURED_SECONDS and done > was_done:
            self._measured = (done - was_done) / elapsed
        pace = self._measured or self._usual
        return None if pace is None else max(0.0, total - done) / pace
