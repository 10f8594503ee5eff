"""How loud a recording sounds: integrated loudness after ITU-R BS.1770-4, as EBU R 128 uses it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK_SECONDS = 0.4
STEP_SECONDS = 0.1
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
OFFSET_LUFS = -0.691
"""Makes a sine of 997 Hz at full scale come out at -3.01 LUFS."""


def integrated_loudness_lufs(samples: NDArray[np.floating], rate_hz: int) -> float:
    """Loudness of mono `samples` (full scale 1) with both gates; at least `BLOCK_SECONDS` long."""
    power = np.square(_k_weighted(samples.astype(np.float64), rate_hz))
    block, step = round(BLOCK_SECONDS * rate_hz), round(STEP_SECONDS * rate_hz)
    blocks = np.array(
        [power[start : start + block].mean() for start in range(0, len(power) - block + 1, step)]
    )
    loud = blocks[_lufs(blocks) > ABSOLUTE_GATE_LUFS]
    gate = _lufs(loud.mean()) + RELATIVE_GATE_LU
    return float(_lufs(loud[_lufs(loud) > gate].mean()))


def _lufs(power: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return np.asarray(OFFSET_LUFS + 10 * np.log10(np.maximum(power, 1e-12)))


def _k_weighted(samples: NDArray[np.float64], rate_hz: int) -> NDArray[np.float64]:
    """The two filters of the standard (the head's shelf, then the high pass), by their spectrum."""
    length = len(samples) + rate_hz
    delay = np.exp(-2j * np.pi * np.fft.rfftfreq(length))
    spectrum = np.fft.rfft(samples, length)
    for numerator, denominator in (_shelf(rate_hz), _high_pass(rate_hz)):
        spectrum *= np.polyval(numerator[::-1], delay) / np.polyval(denominator[::-1], delay)
    return np.fft.irfft(spectrum, length)[: len(samples)]


Coefficients = tuple[list[float], list[float]]
"""Of a second-order filter: numerator and denominator, in rising powers of the delay."""


def _shelf(rate_hz: int) -> Coefficients:
    """+4 dB above about 1.7 kHz; constants that give the standard's table at 48 kHz."""
    centre, quality, gain_db = 1681.9744509555319, 0.7071752369554196, 3.999843853973347
    k = np.tan(np.pi * centre / rate_hz)
    high = 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    numerator = [
        high + band * k / quality + k * k,
        2 * (k * k - high),
        high - band * k / quality + k * k,
    ]
    return numerator, _denominator(k, quality)


def _high_pass(rate_hz: int) -> Coefficients:
    """Below about 38 Hz nothing counts."""
    centre, quality = 38.13547087602444, 0.5003270373238773
    k = np.tan(np.pi * centre / rate_hz)
    scale = 1 + k / quality + k * k
    return [scale, -2 * scale, scale], _denominator(k, quality)


def _denominator(k: float, quality: float) -> list[float]:
    return [1 + k / quality + k * k, 2 * (k * k - 1), 1 - k / quality + k * k]
