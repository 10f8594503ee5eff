"""Plays speech faster or slower at its own pitch: WSOLA, a waveform-similarity overlap-add.

Source: W. Verhelst and M. Roelands, “An overlap-add technique based on waveform similarity
(WSOLA) for high quality time-scale modification of speech”, ICASSP 1993. Frames of the input
are taken `speed` times as far apart as they are laid down; each is moved by up to 12 ms to
where it best continues the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mockinterview.audio.feed import FASTEST, SLOWEST

if TYPE_CHECKING:
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

HOP_SECONDS: Final = 0.02
"""A frame is two hops, 40 ms: two periods of the lowest voices."""
SEARCH_SECONDS: Final = 0.012
"""A little more than one period of a voice of 85 Hz."""


class TimeStretcher:
    """Stretches one mono stream, piece by piece.

    Output frame n sounds as the input did at frame n * speed, give or take 12 ms.

    Args:
        rate_hz: frames a second of the sound, unchanged.
        speed: 0.5 (half as fast) to 2.
    """

    def __init__(self, rate_hz: int, speed: float) -> None:
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"speed {speed} is not from {SLOWEST} to {FASTEST}")
        self._speed = speed
        self._hop = round(HOP_SECONDS * rate_hz)
        self._search = round(SEARCH_SECONDS * rate_hz)
        ramp = np.arange(self._hop) / self._hop
        self._fade_in = np.sin(np.pi / 2 * ramp).astype(np.float32) ** 2
        self._input = np.zeros(0, dtype=np.float32)
        self._dropped = 0
        self._tail: Samples | None = None
        self._natural = 0
        self._hops_out = 0
        self._frames_in = 0
        self._frames_out = 0

    def push(self, samples: Samples) -> Samples:
        """Take more input, shape (frames,), and give what can be given now."""
        self._frames_in += len(samples)
        return self._take(samples)

    def flush(self) -> Samples:
        """The rest; all output together lasts as long as the input divided by the speed."""
        missing = round(self._frames_in / self._speed) - self._frames_out
        if missing <= 0:
            return np.zeros(0, dtype=np.float32)
        padding = self._search + 3 * self._hop + round((missing + self._hop) * self._speed)
        return self._take(np.zeros(padding, dtype=np.float32))[:missing]

    def _take(self, samples: Samples) -> Samples:
        self._input = np.concatenate((self._input, samples))
        pieces = [np.zeros(0, dtype=np.float32)]
        while (piece := self._next_hop()) is not None:
            pieces.append(piece)
        output = np.concatenate(pieces)
        self._frames_out += len(output)
        return output

    def _next_hop(self) -> Samples | None:
        """One hop of output, or None while the input does not reach far enough."""
        laid_down = self._next_place
        earliest = max(0, laid_down - self._search)
        latest = laid_down + self._search
        if self._dropped + len(self._input) < max(latest, self._natural) + 2 * self._hop:
            return None
        place = laid_down if self._tail is None else self._best_place(earliest, latest)
        frame = self._piece(place, 2 * self._hop)
        head = frame[: self._hop]
        if self._tail is not None:
            head = self._tail * (1 - self._fade_in) + head * self._fade_in
        self._tail = frame[self._hop :]
        self._natural = place + self._hop
        self._hops_out += 1
        self._forget(min(self._natural, self._next_place - self._search))
        return head

    @property
    def _next_place(self) -> int:
        """Where the next frame would be taken if it were not moved."""
        return round(self._hops_out * self._hop * self._speed)

    def _best_place(self, earliest: int, latest: int) -> int:
        """Where the input looks most like the natural continuation of the last frame."""
        wanted = self._piece(self._natural, self._hop)
        region = self._piece(earliest, latest - earliest + self._hop)
        likeness = np.correlate(region, wanted, mode="valid")
        energy = np.concatenate(([0.0], np.cumsum(region.astype(np.float64) ** 2)))
        loudness = np.sqrt(np.maximum(energy[self._hop :] - energy[: -self._hop], 1e-9))
        return earliest + int(np.argmax(likeness / loudness))

    def _piece(self, start: int, frames: int) -> Samples:
        return self._input[start - self._dropped : start - self._dropped + frames]

    def _forget(self, before: int) -> None:
        """Drop input that no later frame can need."""
        count = max(0, before - self._dropped)
        self._input = self._input[count:]
        self._dropped += count
