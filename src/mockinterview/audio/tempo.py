"""Plays speech faster or slower at its own pitch, through FFmpeg's `atempo` filter.

`atempo` lays overlapping pieces of the sound closer together or further apart, each moved to
where it best continues the one before (WSOLA). Why this library: docs/decisions/0006.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import av
import numpy as np

from mockinterview.audio.feed import FASTEST, SLOWEST

if TYPE_CHECKING:
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

FORMAT: Final = "flt"
LAYOUT: Final = "mono"


class TempoFilter:
    """Changes the tempo of one mono stream, piece by piece.

    Output frame n sounds as the input did at frame n * speed, give or take 20 ms.

    Args:
        rate_hz: frames a second of the sound, unchanged.
        speed: 0.5 (half as fast) to 2.
    """

    def __init__(self, rate_hz: int, speed: float) -> None:
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"speed {speed} is not from {SLOWEST} to {FASTEST}")
        self._rate_hz = rate_hz
        self._speed = speed
        self._frames_in = 0
        self._frames_out = 0
        self._time_base = Fraction(1, rate_hz)
        self._graph = av.filter.Graph()
        source = self._graph.add_abuffer(
            sample_rate=rate_hz, format=FORMAT, layout=LAYOUT, time_base=self._time_base
        )
        tempo = self._graph.add("atempo", str(speed))
        sink = self._graph.add("abuffersink")
        source.link_to(tempo)
        tempo.link_to(sink)
        self._graph.configure()

    def push(self, samples: Samples) -> Samples:
        """Take more input, shape (frames,), and give what can be given now."""
        if not len(samples):
            return samples
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples[np.newaxis, :]), format=FORMAT, layout=LAYOUT
        )
        frame.sample_rate = self._rate_hz
        frame.time_base = self._time_base
        frame.pts = self._frames_in
        self._frames_in += len(samples)
        self._graph.push(frame)
        return self._pull()

    def flush(self) -> Samples:
        """The rest; all output together lasts as long as the input divided by the speed."""
        missing = round(self._frames_in / self._speed) - self._frames_out
        if self._frames_in:
            self._graph.push(None)
        rest = self._pull()[: max(0, missing)]
        padding = np.zeros(max(0, missing - len(rest)), dtype=np.float32)
        return np.concatenate((rest, padding))

    def _pull(self) -> Samples:
        pieces: list[Any] = [np.zeros(0, dtype=np.float32)]
        while True:
            try:
                pieces.append(self._graph.pull().to_ndarray()[0])
            except (av.error.BlockingIOError, av.error.EOFError):  # for now, or for good
                break
        output: Samples = np.concatenate(pieces)
        self._frames_out += len(output)
        return output
