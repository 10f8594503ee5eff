"""A take while it is being recorded: what came since the last look, as Whisper wants it.

The recorder keeps the header true after every block, so that the file can be read at any moment.
It is opened anew for each look: a file that is held open could not be renamed on Windows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from mockinterview.errors import AudioFileError
from mockinterview.files.takes import present_path
from mockinterview.speech.audio_input import BLOCK_FRAMES
from mockinterview.speech.decoding import MODEL_RATE_HZ
from mockinterview.speech.silence import HOP_SECONDS, band_levels_dbfs

COMPARED_SECONDS: Final = 1.0
"""So much of the end of what was read has to be the same in the finished file."""

_MARGIN_FRAMES: Final = 6
"""Levels this close to the end change when more sound comes, and need so many before them."""


class GrowingSound:
    """Reads on in `path` as it grows; `samples` and `levels` are all of it so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._buffer = np.zeros(60 * MODEL_RATE_HZ, dtype=np.float32)
        self._count = 0
        self._levels: NDArray[np.float64] = np.zeros(0)
        self._frames_read = 0
        self._rate_hz = 0
        self._channels = 0
        self._tail: NDArray[np.float32] = np.zeros((0, 1), dtype=np.float32)
        self._resampler: Any = None  # a soxr.ResampleStream, once the rate is known

    @property
    def samples(self) -> NDArray[np.float32]:
        """Mono, 16 kHz, -1 to 1, shape (samples,); a view that is good until the next look."""
        return self._buffer[: self._count]

    @property
    def seconds(self) -> float:
        """How much there is."""
        return self._count / MODEL_RATE_HZ

    @property
    def levels(self) -> NDArray[np.float64]:
        """What `silence.band_levels_dbfs` tells of it."""
        return self._levels

    def read_on(self) -> None:
        """Take what is new.

        Raises:
            OSError, RuntimeError: it cannot be read now (libsndfile's own error is one of these).
        """
        with soundfile.SoundFile(present_path(self.path)) as source:
            if self._resampler is None:
                self._begin(source)
            self._read_from(source)
        self._extend_levels()

    def finish(self) -> bool:
        """Take the rest of the finished file, under whatever suffix it has now.

        Returns:
            Whether it is the file that was followed. If not, what was heard of it is worth nothing.

        Raises:
            OSError, RuntimeError: see `read_on`.
        """
        if self._resampler is None:
            return False
        with soundfile.SoundFile(present_path(self.path)) as source:
            if not self._is_continued_by(source):
                return False
            self._read_from(source)
            self._append(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))
        self._extend_levels()
        return True

    def _begin(self, source: soundfile.SoundFile) -> None:
        self._rate_hz, self._channels = source.samplerate, source.channels
        self._resampler = soxr.ResampleStream(self._rate_hz, MODEL_RATE_HZ, 1, dtype="float32")
        self._tail = np.zeros((0, self._channels), dtype=np.float32)

    def _read_from(self, source: soundfile.SoundFile) -> None:
        if source.frames < self._frames_read or source.samplerate != self._rate_hz:
            raise AudioFileError(f"{self.path} is not the file that it was.")
        source.seek(self._frames_read)
        while True:
            block = source.read(BLOCK_FRAMES, dtype="float32", always_2d=True)
            if not len(block):
                return
            self._frames_read += len(block)
            self._tail = np.concatenate([self._tail, block])[-self._compared_frames :]
            self._append(self._resampler.resample_chunk(block.mean(axis=1, dtype=np.float32)))

    @property
    def _compared_frames(self) -> int:
        return round(COMPARED_SECONDS * self._rate_hz)

    def _is_continued_by(self, source: soundfile.SoundFile) -> bool:
        """Whether what was read stands in it where it stood, at its end at least."""
        same_kind = (source.samplerate, source.channels) == (self._rate_hz, self._channels)
        if not same_kind or source.frames < self._frames_read:
            return False
        source.seek(self._frames_read - len(self._tail))
        there = source.read(len(self._tail), dtype="float32", always_2d=True)
        return bool(np.array_equal(there, self._tail, equal_nan=True))

    def _append(self, new: NDArray[np.float32]) -> None:
        needed = self._count + new.size
        if needed > self._buffer.size:
            larger = np.zeros(2 * needed, dtype=np.float32)
            larger[: self._count] = self.samples
            self._buffer = larger
        self._buffer[self._count : needed] = np.nan_to_num(new, nan=0.0, posinf=1.0, neginf=-1.0)
        self._count = needed

    def _extend_levels(self) -> None:
        """Levels of the new part; the last few are made again, since they lean on what came."""
        settled = max(0, self._levels.size - _MARGIN_FRAMES)
        first = max(0, settled - _MARGIN_FRAMES)
        new = band_levels_dbfs(self.samples[round(first * HOP_SECONDS * MODEL_RATE_HZ) :])
        self._levels = np.concatenate([self._levels[:settled], new[settled - first :]])
