"""The sound files of takes: recorded as WAV, kept as FLAC, found under either name."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.errors import LibraryError

WAV_SUFFIX: Final = ".wav"
FLAC_SUFFIX: Final = ".flac"
PART_SUFFIX: Final = ".part"
"""Added to the name of a file that is being written, so that nobody takes it for a take."""
JOINED_SUFFIX: Final = "-joined"

_OTHER_SUFFIX: Final = {WAV_SUFFIX: FLAC_SUFFIX, FLAC_SUFFIX: WAV_SUFFIX}
_FLAC_HEAD_BYTES: Final = 26
"""“fLaC”, the head of the first block (4 bytes), and of STREAMINFO the part that tells the length.
Source: RFC 9639, sections 6 and 8.2."""


@dataclass(frozen=True)
class Length:
    """How long a sound file says it is."""

    frames: int
    rate_hz: int

    @property
    def seconds(self) -> float:
        """The same in seconds."""
        return self.frames / self.rate_hz


def present_path(path: Path) -> Path:
    """The file of a take under the name that it has now.

    A take that is compressed while somebody works with it goes on under another name: the path
    itself while it is there, else the one with the other suffix (`.wav`, `.flac`) if that is.
    """
    other = _OTHER_SUFFIX.get(path.suffix)
    if other is None or path.exists():
        return path
    sibling = path.with_suffix(other)
    return sibling if sibling.exists() else path


def is_same_take(one: Path, other: Path) -> bool:
    """Whether both are names of one take, before and after it is compressed."""
    return one == other or (
        one.with_suffix("") == other.with_suffix("")
        and {one.suffix, other.suffix} == set(_OTHER_SUFFIX)
    )


def flac_path(wav: Path) -> Path:
    """Where the compressed sound of a WAV file lies."""
    return wav.with_suffix(FLAC_SUFFIX)


def part_path(path: Path) -> Path:
    """Where a sound file lies while it is being written."""
    return path.with_name(path.name + PART_SUFFIX)


def joined_name(number: int) -> str:
    """Where in its attempt the take of this number lies when it is joined from parts.

    Another name than that of a recording: where nothing names it, the program ended while it was
    being made, and it may be removed or written over.
    """
    return f"takes/take-{number}{JOINED_SUFFIX}{WAV_SUFFIX}"


def length_of(path: Path) -> Length:
    """What the head of a WAV or FLAC file says of its length; its sound is not read.

    Raises:
        LibraryError: it is not there, or neither of them.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_FLAC_HEAD_BYTES)
        length = _flac_length(head) if head[:4] == b"fLaC" else _wav_length(path)
    except (OSError, EOFError, wave.Error) as error:
        raise _unreadable(path, str(error)) from error
    if length.rate_hz == 0:
        raise _unreadable(path, "it does not tell its sample rate")
    return length


def _flac_length(head: bytes) -> Length:
    if len(head) < _FLAC_HEAD_BYTES:
        raise EOFError("it ends within its head")
    # 20 bits of rate, 3 of channels, 5 of sample size, 36 of length.
    packed = int.from_bytes(head[18:26], "big")
    return Length(frames=packed & 0xF_FFFF_FFFF, rate_hz=packed >> 44)


def _wav_length(path: Path) -> Length:
    with wave.open(str(path), "rb") as file:
        return Length(file.getnframes(), file.getframerate())


def _unreadable(path: Path, reason: str) -> LibraryError:
    return LibraryError(
        f"{path.name} holds no sound that can be read.",
        "The other files of the attempt are untouched.",
        f"{path}: {reason}",
    )
