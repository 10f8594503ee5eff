"""How loud a take is, how steadily, and where it is cut off (ITU-R BS.1770-4, EBU Tech 3342)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

OFFSET_LUFS: Final = -0.691
GATE_LUFS: Final = -70.0
RELATIVE_GATE_LU: Final = -10.0
RANGE_GATE_LU: Final = -20.0
BLOCK_STEPS: Final = 4
SHORT_TERM_STEPS: Final = 30
LOW_PERCENTILE: Final = 10
HIGH_PERCENTILE: Final = 95
NEAR_SECONDS: Final = 0.5

Span = tuple[float, float]


def integrated_loudness(loud_powers: Floats) -> float | None:
    """The loudness of a mono take in LUFS; None when nothing is above -70 LUFS.

    Blocks of 0.4 s every 0.1 s; those below -70 LUFS are left out, then those 10 LU below the mean
    of the rest (BS.1770-4). Mono counts as one channel.

    Args:
        loud_powers: K-weighted mean squares of 0.1 s each, shape (steps,).
    """
    blocks = _blocks(loud_powers, BLOCK_STEPS)
    gated = _gated(blocks, RELATIVE_GATE_LU)
    return _lufs(float(gated.mean())) if len(gated) else None


def loudness_range(loud_powers: Floats) -> float | None:
    """How much the loudness changes, in LU: from the 10th to the 95th percentile of 3 s blocks.

    Those more than 20 LU below their mean are left out (EBU Tech 3342). None when there are not
    four seconds of sound above -70 LUFS.
    """
    import numpy as np

    blocks = _blocks(loud_powers, SHORT_TERM_STEPS)
    gated = _gated(blocks, RANGE_GATE_LU)
    if len(gated) < SHORT_TERM_STEPS // 3:
        return None
    levels = 10 * np.log10(gated)
    return float(np.percentile(levels, HIGH_PERCENTILE) - np.percentile(levels, LOW_PERCENTILE))


def clipped_places(clipped: Sequence[Span]) -> tuple[Span, ...]:
    """Where sound is cut off, as places to hear: those within half a second are one."""
    places: list[Span] = []
    for start, end in clipped:
        if places and start - places[-1][1] <= NEAR_SECONDS:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return tuple(places)


def _blocks(powers: Floats, steps: int) -> Floats:
    """The means of `steps` neighbouring powers, one for each step."""
    import numpy as np

    if len(powers) < steps:
        return np.zeros(0)
    means: Floats = np.convolve(powers, np.ones(steps) / steps, mode="valid")
    return means


def _gated(blocks: Floats, relative_lu: float) -> Floats:
    loud = blocks[blocks > _power(GATE_LUFS)]
    if not len(loud):
        return loud
    gated: Floats = loud[loud > loud.mean() * 10 ** (relative_lu / 10)]
    return gated


def _lufs(power: float) -> float:
    return OFFSET_LUFS + 10 * math.log10(power)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - OFFSET_LUFS) / 10))
