"""Sounds of known truth: tones, noise, voices that are none, and words at a known pace."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.core.transcript import Word
from mockinterview.measures.scanning import SoundScan, scan_blocks

RATE_HZ = 16_000

Sound = NDArray[np.float32]


def tone(seconds: float, peak: float, hz: float = 1000.0, rate_hz: int = RATE_HZ) -> Sound:
    moments = np.arange(round(seconds * rate_hz)) / rate_hz
    return (peak * np.sin(2 * np.pi * hz * moments)).astype(np.float32)


def silence(seconds: float, rate_hz: int = RATE_HZ) -> Sound:
    return np.zeros(round(seconds * rate_hz), np.float32)


def noise(seconds: float, dbfs: float, seed: int = 1, rate_hz: int = RATE_HZ) -> Sound:
    """White noise with this mean power; a full-scale square wave has 0 dBFS."""
    drawn = np.random.default_rng(seed).standard_normal(round(seconds * rate_hz))
    sound: Sound = (drawn * 10 ** (dbfs / 20) / drawn.std()).astype(np.float32)
    return sound


def voice(seconds: float, dbfs: float, seed: int = 2) -> Sound:
    """A buzz of 120 Hz and its overtones: as steady and as rich as a vowel."""
    moments = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, 25)
    buzz = sum(np.sin(2 * np.pi * 120 * n * moments + phases[n - 1]) / n for n in range(1, 26))
    level = np.sqrt(np.mean(np.square(buzz)))
    sound: Sound = (buzz * 10 ** (dbfs / 20) / level).astype(np.float32)
    return sound


def scan(*parts: Sound, rate_hz: int = RATE_HZ, block: int = 7001) -> SoundScan:
    """What is scanned of these in a row, in blocks that fit no frame."""
    sound = np.concatenate(parts)
    blocks = [sound[first : first + block] for first in range(0, len(sound), block)]
    return scan_blocks(blocks, rate_hz)


def spoken(text: str, *, start: float = 0.0, words_per_minute: float = 120.0) -> list[Word]:
    """Words behind one another without any gap, at this pace."""
    each = 60 / words_per_minute
    return [
        Word(word=word, start=start + n * each, end=start + (n + 1) * each, probability=1)
        for n, word in enumerate(text.split())
    ]


def joined(*parts: Sequence[Word]) -> list[Word]:
    return [word for part in parts for word in part]
