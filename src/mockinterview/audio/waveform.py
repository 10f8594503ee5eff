"""The outline of a sound file for drawing it, and levels in decibels."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

from mockinterview.audio.sound_file import open_sound

FLOOR_DBFS: Final = -96.0
"""Half the smallest step of 16-bit sound, rounded: silence."""
BLOCK_FRAMES: Final = 1 << 16


def dbfs(peak: float) -> float:
    """The level of a peak from 0 to 1 in decibels below full scale; never under -96."""
    return max(FLOOR_DBFS, 20 * math.log10(peak)) if peak > 0 else FLOOR_DBFS


def peaks(path: Path, buckets: int) -> list[float]:
    """The largest absolute sample in each of `buckets` equal stretches of a file, 0 to 1.

    Read block by block: the memory needed does not grow with the file. A file with fewer
    frames than buckets repeats values; an empty one gives zeros.

    Raises:
        AudioFileError: the file cannot be read.
    """
    import numpy as np

    with open_sound(path) as sound:
        total = sound.frames
        if not total:
            return [0.0] * buckets
        largest = np.zeros(buckets, dtype=np.float32)
        position = 0
        for block in sound.blocks(BLOCK_FRAMES):
            per_frame = np.abs(block).max(axis=1)
            places = (np.arange(position, position + len(block)) * buckets) // total
            np.maximum.at(largest, np.minimum(places, buckets - 1), per_frame)
            position += len(block)
    if total < buckets:
        largest = largest[np.arange(total) * buckets // total][
            np.arange(buckets) * total // buckets
        ]
    return [min(1.0, float(value)) for value in largest]
