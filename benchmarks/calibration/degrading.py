"""Recordings made worse in known ways, as poor microphones and rooms make them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from mockinterview.speech.decoding import MODEL_RATE_HZ

TELEPHONE_HZ: Final = 8_000
QUIET_DB: Final = -30.0

Samples = NDArray[np.float32]


def clean(samples: Samples) -> Samples:
    """As it was recorded."""
    return samples


def in_noise(samples: Samples, ratio_db: float) -> Samples:
    """With pink noise, so many decibels below the mean level of the clip."""
    spectrum = np.fft.rfft(np.random.default_rng(5).standard_normal(samples.size))
    frequencies = np.fft.rfftfreq(samples.size, 1 / MODEL_RATE_HZ)
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(frequencies, 20.0)), samples.size)
    wanted = np.sqrt(np.mean(samples**2)) / 10 ** (ratio_db / 20)
    return np.asarray(np.clip(samples + noise * wanted / np.std(noise), -1, 1), dtype=np.float32)


def over_the_telephone(samples: Samples) -> Samples:
    """With nothing above 4 kHz."""
    narrow = soxr.resample(samples, MODEL_RATE_HZ, TELEPHONE_HZ)
    return np.asarray(soxr.resample(narrow, TELEPHONE_HZ, MODEL_RATE_HZ), dtype=np.float32)


def quiet(samples: Samples) -> Samples:
    """Recorded 30 dB too low; 16 bits add their noise when it is written."""
    return samples * np.float32(10 ** (QUIET_DB / 20))


CONDITIONS: Final[dict[str, Callable[[Samples], Samples]]] = {
    "clean": clean,
    "noise 10 dB below": lambda samples: in_noise(samples, 10.0),
    "telephone": over_the_telephone,
    "noise 3 dB below": lambda samples: in_noise(samples, 3.0),
    "30 dB too quiet": quiet,
}
