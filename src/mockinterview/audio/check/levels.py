"""Levels of a recording: background, active speech, and sound cut off at full scale."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from mockinterview.audio.waveform import FLOOR_DBFS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]
    Powers = npt.NDArray[np.float64]

FRAME_SECONDS: Final = 0.05
"""Long enough for three periods of the lowest voice (60 Hz), short enough to fall between words."""
INAUDIBLE_HZ: Final = 15.0
AUDIBLE_HZ: Final = 30.0
"""Hearing begins near 20 Hz (ISO 226); between these two what is kept rises from nothing to all."""
ACTIVE_MARGIN_DECIBELS: Final = 15.9
"""How far below the active level a frame still counts as speech (ITU-T P.56, method B)."""
ABOVE_BACKGROUND_DECIBELS: Final = 3.0
LEAST_ACTIVE_FRAMES: Final = 6
_MOST_ROUNDS: Final = 50
FULL_SCALE: Final = 0.999
"""From here on a sample is at full scale: 32735 of 32768, so that a resampler may round."""
CLIPPED_RUN: Final = 3
"""So many samples in a row at full scale are cut off; a loud peak touches it once or twice."""


def clean(samples: Samples) -> Samples:
    """The samples with what is no number as silence, and nothing beyond full scale."""
    import numpy as np

    usable = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.clip(usable, -1.0, 1.0).astype(np.float32)


def audible(samples: Samples, rate_hz: int) -> Samples:
    """The samples without a constant offset and without what swings too slowly to be heard."""
    import numpy as np

    if not len(samples):
        return samples
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1 / rate_hz)
    share = np.clip((hz - INAUDIBLE_HZ) / (AUDIBLE_HZ - INAUDIBLE_HZ), 0, 1)
    # A step would ring; half a cosine does not.
    spectrum *= (1 - np.cos(np.pi * share)) / 2
    return np.fft.irfft(spectrum, len(samples)).astype(np.float32)


def frame_powers(samples: Samples, rate_hz: int) -> Powers:
    """The mean square of each whole frame of 50 ms; empty when there is none."""
    import numpy as np

    length = max(1, round(FRAME_SECONDS * rate_hz))
    count = len(samples) // length
    frames = samples[: count * length].reshape(count, length).astype(np.float64)
    powers: Powers = (frames**2).mean(axis=1) if count else np.zeros(0)
    return powers


def background_power(quiet: Powers, speaking: Powers) -> float:
    """The power of the background: the usual (median) frame of the pause before speaking.

    Where the speaking part has a tenth of frames that are quieter still, these are taken: whoever
    begins to speak too early leaves no pause, but does pause between words.
    """
    import numpy as np

    candidates = []
    if len(quiet):
        candidates.append(float(np.median(quiet)))
    if len(speaking):
        candidates.append(float(np.percentile(speaking, 10)))
    return min(candidates, default=0.0)


def active_power(speaking: Powers, background: float) -> float:
    """The mean power of the frames in which somebody speaks, after ITU-T P.56, method B.

    Those are the frames less than 15.9 dB below this very mean, which is found by trying, and at
    least 3 dB above the power of the background, which in a noisy room would be counted as well.
    0 when there are less than 0.3 s of them. P.56 follows the envelope with a hangover of 0.2 s;
    frames of 50 ms without one give about 0.5 dB more on fluent speech.
    """
    margin = 10 ** (-ACTIVE_MARGIN_DECIBELS / 10)
    least = background * 10 ** (ABOVE_BACKGROUND_DECIBELS / 10)
    mean = 0.0
    for _ in range(_MOST_ROUNDS):
        active = speaking[speaking > max(least, mean * margin)]
        if len(active) < LEAST_ACTIVE_FRAMES:
            return 0.0
        found = float(active.mean())
        if math.isclose(found, mean, rel_tol=1e-6):
            break
        mean = found
    return mean


def clipped_share(samples: Samples) -> float:
    """The share (0 to 1) of samples in runs of three or more at full scale on one side."""
    import numpy as np

    if not len(samples):
        return 0.0
    clipped = 0
    for side in (samples >= FULL_SCALE, samples <= -FULL_SCALE):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], side.view(np.int8), [0]))))
        lengths = edges[1::2] - edges[::2]
        clipped += int(lengths[lengths >= CLIPPED_RUN].sum())
    return clipped / len(samples)


def power_dbfs(power: float) -> float:
    """The level of a mean square in dBFS; never under the floor of 16-bit sound."""
    return max(FLOOR_DBFS, 10 * math.log10(power)) if power > 0 else FLOOR_DBFS
