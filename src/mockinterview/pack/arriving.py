"""Takes a pack into the library, whole or not at all; nothing of one's own is written over."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mockinterview.errors import AudioFileError, ImportCancelled, LibraryError, PackError
from mockinterview.files import atomic, recovery, staging
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.locks import IMPORTING_LOCK, claimed
from mockinterview.files.room import RESERVE_BYTES, free_bytes, no_room_to_import
from mockinterview.files.values import write_value
from mockinterview.files.zip_layout import shown
from mockinterview.pack.contents import AttemptInPack, PackContents
from mockinterview.pack.finding import find_here, is_same_version
from mockinterview.pack.markings import merge_markings, place_new_markings
from mockinterview.pack.packed_files import PackedFiles, open_pack
from mockinterview.pack.reading import ASK_AGAIN, read_contents
from mockinterview.pack.received import Receipt, all_markings, save_receipt

logger = logging.getLogger(__name__)

LengthOfSound = Callable[[Path], float]
"""The length in seconds of a FLAC or Opus file that was looked into; raises AudioFileError."""
OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]

_CLAIM_SECONDS = 60.0
"""How long to wait for another program that takes a pack in; it needs milliseconds."""
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


_INCOMING = frozenset({Outcome.NEW, Outcome.BESIDE})


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
        if all(one.outcome is Outcome.NOT_HERE for one in known):
            return known
        incoming = [one for one in known if one.outcome in _INCOMING]
        self._require_room(incoming)
        with contextlib.ExitStack() as staged, contextlib.ExitStack() as undo:
            places = self._stage_all(incoming, watch, staged) if incoming else {}
            staged.enter_context(_claimed(self._library.folder))
            arrived = [self._finished(one.packed, places, undo) for one in known]
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

    def _stage_all(
        self, incoming: Sequence[Arrived], watch: OnProgress, staged: contextlib.ExitStack
    ) -> dict[int, Path]:
        """Put the new attempts together out of sight. Returns: where, by number."""
        place = staged.enter_context(staging.staged_folder(self._library.folder))
        places = {one.packed.number: place / str(one.packed.number) for one in incoming}
        for done, one in enumerate(incoming):
            watch(done / len(incoming))
            self._stage(one.packed, places[one.packed.number])
        watch(1.0)
        return places

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
            sender=packed.sender,
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
        self, packed: AttemptInPack, places: dict[int, Path], undo: contextlib.ExitStack
    ) -> Arrived:
        """Let an attempt appear, or add its marks where it is here by now."""
        one = self._known(packed)  # while it was put together another program may have taken it in
        if one.outcome in _INCOMING and packed.number not in places:
            raise LibraryError(
                f"{packed.attempt.id} was removed while the pack was taken in.",
                "Take the pack in again; nothing was taken over.",
            )
        if one.outcome in _INCOMING:
            path = staging.publish(places[packed.number], packed.attempt, self._library.folder)
            undo.callback(_remove, path)
            folder = AttemptFolder(path)
            return Arrived(packed, one.outcome, folder, len(all_markings(folder)))
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


@contextlib.contextmanager
def _claimed(library: Path) -> Iterator[None]:
    """Two programs that take the same pack in do it one after the other: the second finds it."""
    with claimed(library, IMPORTING_LOCK, _CLAIM_SECONDS) as is_mine:
        if not is_mine:
            raise LibraryError(
                "Another window of Mock Interview is taking packs in.",
                "Try again when it has finished; nothing was taken over.",
                str(library),
            )
        yield


def _remove(path: Path) -> None:
    """Take an attempt back that has just appeared; what cannot be removed is logged."""
    try:
        recovery.remove_attempt(path)
    except OSError as error:
        logger.warning("%s could not be removed again: %s", path, error)
