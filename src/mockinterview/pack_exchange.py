"""Packs for window and terminal: written and taken over, with their sound converted or checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mockinterview.audio.export_sound import export_sound
from mockinterview.audio.import_sound import LONGEST_SECONDS
from mockinterview.audio.joining import join_left_parts
from mockinterview.audio.sound_file import open_sound
from mockinterview.errors import AudioFileError
from mockinterview.files.attempts import Library
from mockinterview.pack.arriving import Arrived, IsCancelled, OnProgress, unpack
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Parcel, expected_bytes, gather
from mockinterview.pack.writing import WrittenPack, write_pack

_BEGINNINGS: Final = {".flac": b"fLaC", ".opus": b"OggS"}
_LOOK_FRAMES: Final = 1 << 14


def hand_over(
    target: Path,
    parcels: Sequence[Parcel],
    choice: Choice,
    library: Library,
    *,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenPack:
    """Write a pack; parts of answers that were left unjoined are joined first. Takes long.

    Raises:
        MockInterviewError: as `write_pack`; nothing is left.
    """
    make_ready(parcels)
    return write_pack(
        target,
        parcels,
        choice,
        convert=export_sound,
        now=library.now(),
        replaces=replaces,
        on_progress=on_progress,
        is_cancelled=is_cancelled,
    )


def size_beforehand(parcels: Sequence[Parcel], choice: Choice) -> int:
    """About how many bytes a pack will have.

    Raises:
        MockInterviewError: as `gather`.
    """
    return expected_bytes(gather(parcels, choice))


def make_ready(parcels: Sequence[Parcel]) -> None:
    """Set right what a crash left in attempts, and join what was left in parts.

    Raises:
        LibraryError: an attempt cannot be read.
    """
    for parcel in parcels:
        parcel.folder.recover()
        join_left_parts(parcel.folder)


def take_over(
    path: Path,
    library: Library,
    *,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> list[Arrived]:
    """Take a pack into the library. Takes long.

    Raises:
        MockInterviewError: as `unpack`; the library is as it was.
    """
    return unpack(
        path,
        library,
        length_of_sound=length_of_sound,
        on_progress=on_progress,
        is_cancelled=is_cancelled,
    )


def length_of_sound(path: Path) -> float:
    """How long a FLAC or Opus file says it is, when its beginning and its end can be played.

    Raises:
        AudioFileError: it is neither, or damaged, or longer than an answer can be.
    """
    with path.open("rb") as stream:
        beginning = stream.read(4)
    if beginning != _BEGINNINGS.get(path.suffix):
        raise AudioFileError(f"{path.name} is not the sound that its name says.")
    with open_sound(path) as sound:
        is_plain = 0 < sound.frames <= LONGEST_SECONDS * sound.rate_hz and sound.channels <= 2
        if not is_plain:
            raise AudioFileError(f"{path.name} is longer than an answer can be, or empty.")
        first = len(sound.read(_LOOK_FRAMES))
        sound.seek(max(0, sound.frames - _LOOK_FRAMES))
        last = len(sound.read(_LOOK_FRAMES))
        if not first or not last:
            raise AudioFileError(f"{path.name} holds less sound than it says.")
        return sound.seconds
