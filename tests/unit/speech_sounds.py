"""Sounds made for the speech tests: bursts like syllables, room noise, hum, nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

RATE_HZ = 16_000

Samples = NDArray[np.float32]


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), dtype=np.float32)


def pink_noise(seconds: float, dbfs: float, seed: int = 1) -> Samples:
    """Pink noise with that RMS level."""
    count = round(seconds * RATE_HZ)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / RATE_HZ)
    frequencies[0] = frequencies[1]
    noise = np.fft.irfft(spectrum / np.sqrt(frequencies), count)
    noise *= 10 ** (dbfs / 20) / np.sqrt(np.mean(noise**2))
    return np.asarray(noise, dtype=np.float32)


def hum(seconds: float, dbfs: float) -> Samples:
    """Mains hum: 50 Hz and its odd harmonics up to 750 Hz, with that peak."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * 50 * k * times) / k for k in (1, 3, 5, 7, 15))
    scale = 10 ** (dbfs / 20) / np.max(np.abs(tone))
    return np.asarray(tone * scale, dtype=np.float32)


def babble(seconds: float, dbfs: float = -20.0, seed: int = 2) -> Samples:
    """Bursts of 200 ms every 300 ms in the speech band: what syllables look like to a meter."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    carrier = np.random.default_rng(seed).standard_normal(times.size)
    carrier = np.convolve(carrier, np.hanning(12) / 6, mode="same")
    envelope = (np.mod(times, 0.3) < 0.2).astype(float)
    return np.asarray(carrier * envelope * 10 ** (dbfs / 20), dtype=np.float32)


def write(path: Path, samples: Samples, rate_hz: int = RATE_HZ) -> Path:
    soundfile.write(path, samples, rate_hz, subtype="PCM_16")
    return path
