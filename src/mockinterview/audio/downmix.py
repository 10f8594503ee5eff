"""Many channels into one: the mean of those that carry the voice, changed without a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from mockinterview.audio.streams import Samples

    Floats = npt.NDArray[np.float32]

QUIETEST_PART: Final = 1 / 32
"""A channel counts when its peak has reached this part (-30 dB) of the loudest channel's: an
unused input gives exact zeros or faint noise and must not lower the voice."""
OPPOSED: Final = -0.5
"""A channel that moves against the loudest one as strongly as this (correlation) is left out: the
two wires of a balanced microphone on a stereo socket cancel each other to silence."""


class Downmix:
    """Mixes the blocks of one take; what it has heard so far decides which channels count.

    Used by the writer's thread alone. One channel passes through as it is.
    """

    def __init__(self, channels: int) -> None:
        import numpy as np

        self._channels = channels
        self._numpy: Any = np
        self._peaks: Floats = np.zeros(channels, dtype=np.float32)
        self._products = np.zeros(channels, dtype=np.float64)
        self._energies = np.zeros(channels, dtype=np.float64)
        self._loudest = 0
        self._counted: npt.NDArray[np.bool_] = np.zeros(channels, dtype=np.bool_)
        self._weights: Floats = np.zeros(channels, dtype=np.float32)

    def mix(self, block: Samples) -> Samples:
        """One channel of int16 samples, shape (frames,), of a block of shape (frames, channels)."""
        if self._channels == 1 or not len(block):
            return block.reshape(-1)
        np = self._numpy
        mono = self.mix_floats(block.astype(np.float32))
        mixed: Samples = np.clip(np.rint(mono), -32768, 32767).astype(np.int16)
        return mixed

    def mix_floats(self, block: Floats) -> Floats:
        """The same for samples of any scale, neither rounded nor clipped."""
        if self._channels == 1 or not len(block):
            return block.reshape(-1)
        np = self._numpy
        weights = self._weigh(block)
        if np.array_equal(weights, self._weights) or not self._weights.any():
            mono: Floats = block @ weights
        else:
            share = np.linspace(0, 1, len(block), dtype=np.float32)
            mono = (block @ self._weights) * (1 - share) + (block @ weights) * share
        self._weights = weights
        return mono

    def _weigh(self, samples: Floats) -> Floats:
        """The part of each channel in the mean from this block on; they add up to one."""
        np = self._numpy
        highest, lowest = samples.max(axis=0), samples.min(axis=0)
        self._peaks = np.maximum(self._peaks, np.maximum(highest, -lowest))
        peak = float(self._peaks.max())
        if not peak:
            return self._weights
        self._follow_loudest(samples)
        counted = (self._peaks > 0) & (self._peaks >= peak * QUIETEST_PART) & ~self._opposed()
        counted[self._loudest] = True
        if np.array_equal(counted, self._counted):
            return self._weights
        self._counted = counted
        weights: Floats = (counted / counted.sum()).astype(np.float32)
        return weights

    def _follow_loudest(self, samples: Floats) -> None:
        """Sum up how each channel moves with the loudest one; anew when another is the loudest."""
        loudest = int(self._peaks.argmax())
        if loudest != self._loudest:
            self._loudest = loudest
            self._products[:] = 0
            self._energies[:] = 0
        self._products += samples.T @ samples[:, loudest]
        self._energies += (samples * samples).sum(axis=0)

    def _opposed(self) -> Any:
        np = self._numpy
        scale = np.sqrt(self._energies * self._energies[self._loudest])
        return self._products < OPPOSED * scale
