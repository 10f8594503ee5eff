"""Reads sound files of any kind that soundfile knows, block by block."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mockinterview.errors import AudioFileError
from mockinterview.files.takes import present_path

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FLOAT_SUBTYPES: Final = frozenset({"FLOAT", "DOUBLE"})
"""libsndfile cuts the samples of such a file to whole numbers, -1, 0 and 1, when asked for them."""


class SoundFile:
    """An open sound file; made by `open_sound`."""

    def __init__(self, file: Any, path: Path) -> None:
        self._file = file
        self._path = path

    @property
    def rate_hz(self) -> int:
        """Frames a second."""
        rate_hz: int = self._file.samplerate
        return rate_hz

    @property
    def channels(self) -> int:
        """Samples a frame."""
        channels: int = self._file.channels
        return channels

    @property
    def frames(self) -> int:
        """Length in frames, as the file tells it."""
        frames: int = self._file.frames
        return frames

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.frames / self.rate_hz

    def seek(self, frame: int) -> None:
        """Go to a frame, at most to the end.

        Raises:
            AudioFileError: the file is damaged.
        """
        with _translated(self._path):
            self._file.seek(min(max(0, frame), self.frames))

    def read(self, frames: int) -> npt.NDArray[np.float32]:
        """The next samples from -1 to 1, shape (frames, channels); fewer or none at the end.

        Raises:
            AudioFileError: the file is damaged.
        """
        with _translated(self._path):
            block: npt.NDArray[np.float32] = self._file.read(
                frames, dtype="float32", always_2d=True
            )
        return block

    def read_int16(self, frames: int) -> npt.NDArray[np.int16]:
        """As `read`, but 16-bit samples.

        Raises:
            AudioFileError: the file is damaged.
        """
        if self._file.subtype in FLOAT_SUBTYPES:
            return _as_int16(self.read(frames))
        with _translated(self._path):
            block: npt.NDArray[np.int16] = self._file.read(frames, dtype="int16", always_2d=True)
        return block

    @property
    def subtype(self) -> str:
        """How fine its samples are: libsndfile's name, “PCM_16” for example."""
        subtype: str = self._file.subtype
        return subtype

    def read_int32(self, frames: int) -> npt.NDArray[np.int32]:
        """As `read`, but 32-bit samples, in which nothing is lost of 16 or 24 bits.

        Raises:
            AudioFileError: the file is damaged.
        """
        with _translated(self._path):
            block: npt.NDArray[np.int32] = self._file.read(frames, dtype="int32", always_2d=True)
        return block

    def blocks(self, frames: int) -> Iterator[npt.NDArray[np.float32]]:
        """Everything from here to the end, `frames` at a time.

        Raises:
            AudioFileError: the file is damaged.
        """
        while len(block := self.read(frames)):
            yield block

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._file.close()


@contextlib.contextmanager
def open_sound(path: Path) -> Iterator[SoundFile]:
    """Open a sound file for the length of a `with` block.

    Raises:
        AudioFileError: it is not there, or is no sound file that can be read.
    """
    sound = open_sound_file(path)
    try:
        yield sound
    finally:
        sound.close()


def open_sound_file(path: Path) -> SoundFile:
    """Open a sound file that the caller closes; a take compressed since under its new name.

    Raises:
        AudioFileError: it is not there, or is no sound file that can be read.
    """
    path = present_path(path)
    if not path.is_file():
        raise AudioFileError(f"There is no sound file {path}.", "Check its name and folder.")
    import soundfile

    try:
        with _translated(path):
            return SoundFile(soundfile.SoundFile(str(path)), path)
    except AudioFileError:
        if present_path(path) == path:
            raise
        return open_sound_file(path)  # it was compressed between the look and the opening


def _as_int16(block: npt.NDArray[np.float32]) -> npt.NDArray[np.int16]:
    import numpy as np

    return np.clip(np.rint(block * 32768), -32768, 32767).astype(np.int16)


@contextlib.contextmanager
def _translated(path: Path) -> Iterator[None]:
    import soundfile

    try:
        yield
    except (soundfile.SoundFileError, OSError) as error:
        raise AudioFileError(
            f"{path.name} is not a sound file that can be read.",
            "Use WAV, FLAC, OGG or MP3.",
            f"{path}: {error}",
        ) from error
