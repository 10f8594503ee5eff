"""How loud the program plays: a percentage as the person sets it, and the gain that it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

FULL_PERCENT: Final = 100
_EXPONENT: Final = 5 / 3
"""Half of it is -10 dB, which sounds half as loud (Stevens 1972)."""


def gain_of(percent: float) -> float:
    """The factor for samples, 0 to 1, that sounds like this percentage of full loudness."""
    gain: float = (min(max(percent, 0.0), 100.0) / 100) ** _EXPONENT
    return gain


def apply_gain(block: Samples, before: float, after: float) -> None:
    """Change the loudness of a block of shape (frames, channels) in place.

    Over the block the gain goes from the one to the other, so that a change makes no click.
    """
    import numpy as np

    if before != after:
        block *= np.linspace(before, after, len(block), dtype=np.float32)[:, None]
    elif after != 1:
        block *= np.float32(after)
