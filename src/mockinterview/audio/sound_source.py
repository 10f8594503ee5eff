"""One way of reading the sound in a file, whatever it is: block by block, as floats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from mockinterview.audio.file_kind import AGAIN_HINT, CHOOSE_HINT
from mockinterview.errors import AudioFileError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

LOWEST_RATE_HZ: Final = 4_000
HIGHEST_RATE_HZ: Final = 384_000
"""What recorders use is between; a file that tells something else is damaged."""


class UnreadableError(AudioFileError):
    """This way of reading the file failed; another one may do."""


@dataclass(frozen=True)
class SoundFacts:
    """What is known of a file before its sound is read.

    Attributes:
        rate_hz: frames a second.
        channels: samples a frame.
        bits: what a sample is worth keeping with, 16 or 24.
        is_float: whether its samples may go beyond full scale and hold what is no number.
        told_seconds: how long it says it is; None when it says nothing or only guesses.
        inexact_seconds: by how much that may be wrong in a file that is whole.
        tracks: how many sound tracks there are; the first, or the default one, is read.
        recorded: when it was recorded, if it says so.
    """

    rate_hz: int
    channels: int
    bits: int
    is_float: bool = False
    told_seconds: float | None = None
    inexact_seconds: float = 0.0
    tracks: int = 1
    recorded: dt.datetime | None = None


class SoundSource(Protocol):
    """An open file. Everything but the facts grows while `blocks` is read."""

    facts: SoundFacts

    @property
    def part_read(self) -> float:
        """How much of the file has been read, 0 to 1; a guess."""

    @property
    def damaged_places(self) -> int:
        """How many stretches could not be read, with sound behind them."""

    @property
    def lost_seconds(self) -> float:
        """How much sound was in them, as far as that is known."""

    @property
    def ends_damaged(self) -> bool:
        """Whether reading ended at a damaged place and not at the end."""

    def blocks(self) -> Iterator[Floats]:
        """The sound from the beginning to the end or to where it breaks off.

        Shape (frames, channels), -1 to 1. To be called once.
        """

    def close(self) -> None:
        """Close the file."""


def unreadable(path: Path, reason: str) -> UnreadableError:
    """It is no sound as far as anybody can tell."""
    message = f"{path.name} is not a sound or video file that can be read."
    return UnreadableError(message, CHOOSE_HINT, f"{path}: {reason}")


def damaged(path: Path, reason: str) -> UnreadableError:
    """It begins as sound does, but nothing can be played."""
    message = f"{path.name} is damaged: nothing in it can be played."
    return UnreadableError(message, AGAIN_HINT, f"{path}: {reason}")


def require_rate(facts: SoundFacts, path: Path) -> None:
    """See that a file tells a rate that sound can have.

    Raises:
        UnreadableError: it does not.
    """
    if not (LOWEST_RATE_HZ <= facts.rate_hz <= HIGHEST_RATE_HZ and facts.channels > 0):
        raise damaged(path, f"{facts.rate_hz} Hz, {facts.channels} channels")
