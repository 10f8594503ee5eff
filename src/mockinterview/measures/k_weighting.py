"""The K-weighting of ITU-R BS.1770-4 over sound that comes in blocks.

The filters are pyloudnorm's, whose own meter wants the whole take in memory at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class KWeighting:
    """Filters one channel, block behind block, as if it were one piece."""

    def __init__(self, rate_hz: int) -> None:
        import pyloudnorm
        import scipy.signal  # type: ignore[import-untyped]

        self._lfilter: Any = scipy.signal.lfilter
        # What the meter filters with has no public name; the measures' tests would tell a change.
        filters = pyloudnorm.Meter(rate_hz)._filters.values()  # noqa: SLF001
        self._stages = [(one.b, one.a, one.passband_gain) for one in filters]
        self._states = [scipy.signal.lfilter_zi(b, a) * 0.0 for b, a, _ in self._stages]

    def filtered(self, block: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """The block as it is heard; the next one goes on where it ends."""
        import numpy as np

        sound: npt.NDArray[np.float64] = block.astype(np.float64)
        for place, (b, a, gain) in enumerate(self._stages):
            sound, self._states[place] = self._lfilter(b, a, sound, zi=self._states[place])
            sound = gain * sound
        return sound
