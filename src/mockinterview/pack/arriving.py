"""Takes a pack into the library, whole or not at all; nothing of one's own is written over."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mockinterview.errors import AudioFileError, ImportCancelled, PackError
from mockinterview.files import atomic, recovery, staging
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.room import RESERVE_BYTES, free_bytes, no_room_to_import
from mockinterview.files.values import write_value
from mockinterview.files.zip_layout import shown
from mockinterview.pack.contents import AttemptInPack, PackContents
from mockinterview.pack.finding import find_here, is_same_version
from mockinterview.pack.markings import merge_markings, place_new_markings
from mockinterview.pack.packed_files import PackedFiles, open_pack
from mockinterview.pack.reading import ASK_AGAIN, read_contents
from mockinterview.pack.received import Receipt, save_receipt

logger = logging.getLogger(__name__)

LengthOfSound = Callable[[Path], float]
"""The length in seconds of a FLAC or Opus file that was looked into; raises AudioFileError."""
OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]

LENGTH_SECONDS = 1.0
"""How far the sound may differ from what the take says. (Opus pads by some milliseconds.)"""


class Outcome(StrEnum):
    """What became of an attempt in a pack."""

    NEW = "new"
    """It was not in the library."""
    BESIDE = "beside"
    """Another version of it is in the library: this one lies beside."""
    HERE = "here"
    """It is in the library already; marks that were new were added."""
    NOT_HERE = "not-here"
    """Marks on an attempt that is not in the library: nothing was done."""


@dataclass(frozen=True)
class Arrived:
    """What became of one attempt.

    Attributes:
        packed: what the pack holds of it.
        outcome: what became of it.
        folder: where it lies now; None when it is not here.
        new_markings: how many marks were added.
        scheme_differs: whether the attempt here has another mark scheme than the marked one.
    """

    packed: AttemptInPack
    outcome: Outcome
    folder: AttemptFolder | None = None
    new_markings: int = 0
    scheme_differs: bool = False


def unpack(
    path: Path,
    library: Library,
    *,
    length_of_sound: LengthOfSound,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> list[Arrived]:
    """Take over what is in a pack. May take long.

    New attempts are put together out of sight and appear when all of them are on the disk; marks
    are added then. If anything fails, the library is as it was.

    Args:
        path: the pack, which is only read.
        library: where to.
        length_of_sound: looks into a sound.
        on_progress: called before each attempt with the part done, 0 to 1.
        is_cancelled: asked as often.

    Raises:
        PackError: the pack is refused, in one sentence.
        ImportCancelled: the person cancelled.
        DiskFullError: there is no room.
        LibraryError: the library cannot be written to.
    """
    with open_pack(path) as files:
        contents = read_contents(files, path.stat().st_size)
        arrival = _Arrival(files, contents, library, length_of_sound)
        return arrival.take_in(_watched(on_progress, is_cancelled))


class _Arrival:
    """One pack on its way into one library."""

    def __init__(
        self,
        files: PackedFiles,
        contents: PackContents,
        library: Library,
        length_of_sound: LengthOfSound,
    ) -> None:
        self._files = files
        self._contents = contents
        self._library = library
        self._length_of_sound = length_of_sound

    def take_in(self, watch: OnProgress) -> list[Arrived]:
        known = [self._known(packed) for packed in self._contents.attempts]
        incoming = [one for one in known if one.outcome in {Outcome.NEW, Outcome.BESIDE}]
        self._require_room(incoming)
        with contextlib.ExitStack() as undo:
            folders = self._publish_all(incoming, watch, undo) if incoming else {}
            arrived = [self._finished(one, folders, undo) for one in known]
            undo.pop_all()
        return arrived

    def _known(self, packed: AttemptInPack) -> Arrived:
        """What is to become of an attempt; of one that is here, with its folder."""
        here = find_here(packed.attempt, self._library)
        if self._contents.kind == "markings":
            outcome = Outcome.HERE if here else Outcome.NOT_HERE
            return Arrived(packed, outcome, here[0] if here else None)
        same = next((folder for folder in here if is_same_version(folder, packed)), None)
        if same is not None:
            return Arrived(packed, Outcome.HERE, same)
        return Arrived(packed, Outcome.BESIDE if here else Outcome.NEW)

    def _require_room(self, incoming: Sequence[Arrived]) -> None:
        names = [name for one in incoming for name in one.packed.sounds.values()]
        needed = sum(self._files.size_bytes(name) for name in names)
        free = free_bytes(self._library.folder)
        if free is not None and free - RESERVE_BYTES < needed:
            raise no_room_to_import(self._library.folder, needed)

    def _publish_all(
        self, incoming: Sequence[Arrived], watch: OnProgress, undo: contextlib.ExitStack
    ) -> dict[int, AttemptFolder]:
        """Put the new attempts together, then let them appear. Returns: folders, by number."""
        with staging.staged_folder(self._library.folder) as place:
            for done, one in enumerate(incoming):
                watch(done / len(incoming))
                self._stage(one.packed, place / str(one.packed.number))
            watch(1.0)
            folders = {}
            for one in incoming:
                staged = place / str(one.packed.number)
                path = staging.publish(staged, one.packed.attempt, self._library.folder)
                undo.callback(_remove, path)
                folders[one.packed.number] = AttemptFolder(path)
            return folders

    def _stage(self, packed: AttemptInPack, path: Path) -> None:
        folder = AttemptFolder(path)
        with _told_of_library(path):
            (path / "takes").mkdir(parents=True)
        for number, name in packed.sounds.items():
            sound = path / packed.attempt.take(number).file
            with _told_of_library(sound), sound.open("xb") as stream:
                for block in self._files.blocks(name):
                    stream.write(block)
            atomic.force_file(sound)
            self._check_sound(packed, number, sound)
        for number, transcript in packed.heard.items():
            write_value(path, folder.transcript_path(number), transcript)
        for number, correction in packed.corrected.items():
            write_value(path, folder.correction_path(number), correction)
        now = self._library.now()
        receipt = Receipt(
            key=packed.key,
            candidate=packed.candidate,
            content=packed.content,
            sound=packed.sound,
            packed=self._contents.created,
            arrived=now,
        )
        save_receipt(folder, receipt)
        place_new_markings(folder, packed.markings, self._contents.created, now)

    def _check_sound(self, packed: AttemptInPack, number: int, sound: Path) -> None:
        name, told = shown(packed.sounds[number]), self._files.told
        try:
            seconds = self._length_of_sound(sound)
        except AudioFileError as error:
            message = f"In {told}, {name} is no sound that can be played."
            raise PackError(message, ASK_AGAIN, f"{error.message} {error.detail}") from error
        expected = packed.attempt.take(number).seconds
        if abs(seconds - expected) > LENGTH_SECONDS:
            raise PackError(
                f"In {told}, {name} is not as long as its attempt says.",
                ASK_AGAIN,
                f"{seconds:.2f} s instead of {expected:.2f} s",
            )

    def _finished(
        self, one: Arrived, folders: dict[int, AttemptFolder], undo: contextlib.ExitStack
    ) -> Arrived:
        """What became of an attempt, with its marks added where it was here before."""
        packed = one.packed
        if packed.number in folders:
            return Arrived(packed, one.outcome, folders[packed.number], len(packed.markings))
        if one.folder is None:
            return one
        now = self._library.now()
        added = merge_markings(one.folder, packed.markings, self._contents, now)
        for path in added:
            undo.callback(path.unlink, missing_ok=True)
        differs = one.folder.load().rubric != packed.attempt.rubric
        return Arrived(packed, one.outcome, one.folder, len(added), differs)


def _watched(on_progress: OnProgress, is_cancelled: IsCancelled) -> OnProgress:
    def watch(part_done: float) -> None:
        if is_cancelled():
            raise ImportCancelled("The import was cancelled.", "Nothing was kept of it.")
        on_progress(part_done)

    return watch


@contextlib.contextmanager
def _told_of_library(path: Path) -> Iterator[None]:
    """An `OSError` while writing is one of the library, not of the pack."""
    try:
        yield
    except OSError as error:
        raise atomic.as_library_error(error, path) from error


def _remove(path: Path) -> None:
    """Take an attempt back that has just appeared; what cannot be removed is logged."""
    try:
        recovery.remove_attempt(path)
    except OSError as error:
        logger.warning("%s could not be removed again: %s", path, error)
