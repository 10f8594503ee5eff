"""Whether a sound has a pitch, as a voice has and breath and noise have not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mockinterview.speech.decoding import MODEL_RATE_HZ

if TYPE_CHECKING:
    from numpy.typing import NDArray

PITCH_HZ: Final = (60.0, 400.0)
FRAME_SECONDS: Final = 0.04
PERIODIC: Final = 0.5
"""Correlation of a frame with itself one period later; breath and noise stay below."""

PERIODIC_SHARE: Final = 0.4
"""Of the frames, so that a creaky or fading voice counts."""


def is_voiced(samples: NDArray[np.float32], start: float, end: float) -> bool:
    """Whether there is a pitch from `start` to `end` seconds: a voice, no breath and no noise."""
    frame = round(FRAME_SECONDS * MODEL_RATE_HZ)
    shortest, longest = (round(MODEL_RATE_HZ / hz) for hz in reversed(PITCH_HZ))
    piece = samples[round(start * MODEL_RATE_HZ) : round(end * MODEL_RATE_HZ)]
    firsts = range(0, piece.size - frame + 1, frame // 2)
    return (
        bool(firsts)
        and float(
            np.mean(
                [_periodicity(piece[i : i + frame], shortest, longest) > PERIODIC for i in firsts]
            )
        )
        >= PERIODIC_SHARE
    )


def _periodicity(frame: NDArray[np.float32], shortest: int, longest: int) -> float:
    """The highest normalised correlation of a frame with itself, shifted by a period."""
    centred = frame.astype(np.float64) - frame.mean()
    whole = float(centred @ centred)
    if whole <= 0.0:
        return 0.0
    spectrum = np.fft.rfft(centred, 2 * centred.size)
    correlation = np.fft.irfft(np.abs(spectrum) ** 2)[: centred.size]
    shifts = np.arange(shortest, min(longest, centred.size * 3 // 4))
    # What overlaps gets shorter with the shift.
    unbiased = correlation[shifts] / whole * centred.size / (centred.size - shifts)
    return float(unbiased.max(initial=0.0))
