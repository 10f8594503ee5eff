"""Reads a file for import through libsndfile: WAV, FLAC, OGG, AIFF, CAF and many more."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import soundfile

from mockinterview.audio.file_kind import is_media
from mockinterview.audio.sound_file import FLOAT_SUBTYPES
from mockinterview.audio.sound_source import SoundFacts, damaged, require_rate, unreadable
from mockinterview.files.wav import missing_frames

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BLOCK_SAMPLES: Final = 1 << 16
"""Held in memory at a time, of all channels together: 1.4 s of mono at 48 kHz."""
LEAST_BLOCK_FRAMES: Final = 256
FINE_SUBTYPES: Final = {"PCM_24", "PCM_32", "ALAC_20", "ALAC_24", "ALAC_32"} | FLOAT_SUBTYPES
"""More than 16 bits."""
FLAWED_BLOCK: Final = "synchronisation error"
"""What libsndfile notes of a block of ADPCM that cannot be right, and then plays."""
UNKNOWN_FRAMES: Final = 1 << 40
"""libsndfile gives the largest number that there is for a length that it does not know."""


class SndfileSource:
    """A `SoundSource` over soundfile.

    Raises:
        UnreadableError: libsndfile does not read it.
    """

    def __init__(self, path: Path, head: bytes) -> None:
        self._path = path
        self._frames_read = 0
        self._ends_damaged = False
        try:
            # Bytes, because a name need not be text on Linux.
            name: Any = os.fsencode(path) if os.name == "posix" else str(path)
            self._file = soundfile.SoundFile(name)
        except (soundfile.SoundFileError, OSError, TypeError) as error:
            # TypeError: “.raw”, sound without a head, of which nobody knows the rate.
            raise (damaged if is_media(head) else unreadable)(path, str(error)) from error
        with contextlib.ExitStack() as unless_it_is_read:
            unless_it_is_read.callback(self._file.close)
            if self._file.format == "RAW":  # guessed from the ending of the name alone
                raise unreadable(path, "sound without a head")
            self.facts = self._look()
            require_rate(self.facts, path)
            unless_it_is_read.pop_all()

    @property
    def part_read(self) -> float:
        """How much has been read."""
        told: int = self._file.frames
        return min(1.0, self._frames_read / max(1, told))

    @property
    def damaged_places(self) -> int:
        """Flawed blocks of ADPCM; in all else libsndfile stops at the first one."""
        notes: str = self._file.extra_info
        return notes.count(FLAWED_BLOCK)

    @property
    def lost_seconds(self) -> float:
        """Nothing is left out."""
        return 0.0

    @property
    def ends_damaged(self) -> bool:
        """Whether libsndfile gave up."""
        return self._ends_damaged

    def blocks(self) -> Iterator[npt.NDArray[np.float32]]:
        """Everything up to the end, or to where libsndfile gives up."""
        frames = max(LEAST_BLOCK_FRAMES, BLOCK_SAMPLES // self.facts.channels)
        while True:
            try:
                block = self._file.read(frames, dtype="float32", always_2d=True)
            except (soundfile.SoundFileError, OSError):
                self._ends_damaged = True
                return
            if not len(block):
                return
            self._frames_read += len(block)
            yield block

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _look(self) -> SoundFacts:
        file = self._file
        frames = file.frames + missing_frames(self._path)
        is_known = file.samplerate > 0 and frames < UNKNOWN_FRAMES
        return SoundFacts(
            rate_hz=file.samplerate,
            channels=file.channels,
            bits=24 if file.subtype in FINE_SUBTYPES else 16,
            is_float=file.subtype in FLOAT_SUBTYPES,
            told_seconds=frames / file.samplerate if is_known else None,
        )
