"""Mains hum: steady tones at 50 or 60 Hz and their multiples in the pause before speaking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mockinterview.audio.check.levels import power_dbfs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]
    Spectrum = npt.NDArray[np.float64]

MAINS_HZ: Final = (50, 60)
HARMONICS: Final = 8
"""Up to 400 or 480 Hz: beyond, what a rectifier makes is buzz in the band of the voice."""
LEAST_SECONDS: Final = 0.8
"""Less sound does not tell 50 from 60 Hz, or either from a voice."""
TONE_HZ: Final = 1.5
"""How far from its place a tone may stand: the grid keeps within 0.2 Hz (ENTSO-E), and its
multiples within as many times that."""
NEIGHBOURHOOD_HZ: Final = 16.0
"""What a tone is compared with: the median of this far to both sides."""
CLEAR_EXCESS_DECIBELS: Final = 20.0
"""One tone that stands out like this is hum by itself: noise does so in one of 10^30 looks."""
EXCESS_DECIBELS: Final = 13.0
"""Two tones of the same mains that stand out like this are hum: noise gets there by chance in
one of a million looks (a periodogram's bin is exponential)."""


@dataclass(frozen=True)
class Hum:
    """What was found of it.

    `mains_hz` is 50 or 60, `dbfs` the level of all its tones together, `excess_decibels` how far
    the clearest one stands out of the noise around it.
    """

    mains_hz: int
    dbfs: float
    excess_decibels: float


def find_hum(quiet: Samples, rate_hz: int) -> Hum | None:
    """The hum in a stretch without speech; None when there is none, or too little to tell.

    A tone counts only where it stands out in both halves of the stretch as well: a voice glides,
    the mains do not.
    """
    if len(quiet) < LEAST_SECONDS * rate_hz:
        return None
    half = len(quiet) // 2
    looks = [_Spectrum(part, rate_hz) for part in (quiet, quiet[:half], quiet[half:])]
    found = [hum for mains_hz in MAINS_HZ if (hum := _look_for(mains_hz, looks)) is not None]
    return max(found, key=lambda hum: hum.dbfs, default=None)


def _look_for(mains_hz: int, looks: list[_Spectrum]) -> Hum | None:
    whole, *halves = looks
    excesses, power = [], 0.0
    for hz in range(mains_hz, mains_hz * HARMONICS + 1, mains_hz):
        excess = whole.excess_decibels(hz)
        steady = min(half.excess_decibels(hz) for half in halves)
        # Half the time is half the excess.
        if excess >= EXCESS_DECIBELS and steady >= EXCESS_DECIBELS - 6.0:
            excesses.append(excess)
            power += whole.tone_power(hz)
    if not excesses or (len(excesses) < 2 and excesses[0] < CLEAR_EXCESS_DECIBELS):
        return None
    return Hum(mains_hz, power_dbfs(power), max(excesses))


class _Spectrum:
    """The power at each frequency of a stretch, through a Hann window."""

    def __init__(self, samples: Samples, rate_hz: int) -> None:
        import numpy as np

        window = np.hanning(len(samples))
        spectrum = np.fft.rfft((samples - samples.mean()) * window)
        # Scaled so that the bins of a sine add up to its mean square.
        self._powers: Spectrum = 2 * np.abs(spectrum) ** 2 / (len(samples) * (window**2).sum())
        self._step_hz = rate_hz / len(samples)
        self._numpy: Any = np

    def excess_decibels(self, hz: float) -> float:
        """How far the strongest bin at `hz` stands out of the median around it; 0 in silence."""
        around = self._around(hz)
        if not around:
            return 0.0
        peak = float(self._at(hz).max())
        return 10 * float(self._numpy.log10(peak / around)) if peak else 0.0

    def tone_power(self, hz: float) -> float:
        """The mean square of the tone at `hz`, without the noise beneath it."""
        bins = self._at(hz)
        # The median of an exponential distribution is ln 2 of its mean.
        noise = self._around(hz) / float(self._numpy.log(2)) * len(bins)
        return max(0.0, float(bins.sum()) - noise)

    def _at(self, hz: float) -> Spectrum:
        """The bins where the tone may stand, with the skirt of the window."""
        reach = TONE_HZ + 2 * self._step_hz
        first, last = self._bin(hz - reach), self._bin(hz + reach)
        return self._powers[first : last + 1]

    def _around(self, hz: float) -> float:
        reach = TONE_HZ + 2 * self._step_hz
        below = self._powers[
            max(1, self._bin(hz - NEIGHBOURHOOD_HZ)) : max(1, self._bin(hz - reach))
        ]
        above = self._powers[self._bin(hz + reach) + 1 : self._bin(hz + NEIGHBOURHOOD_HZ) + 1]
        both = self._numpy.concatenate((below, above))
        return float(self._numpy.median(both)) if len(both) else 0.0

    def _bin(self, hz: float) -> int:
        return max(0, round(hz / self._step_hz))
