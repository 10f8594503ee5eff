"""The library: one folder an attempt, readable without this program.

    2026-11-24-194012-leader-or-follower/
        attempt.json                the question, mark scheme and format of that day; the takes
        takes/take-1.wav            the sound (.flac when it has been compressed)
        transcripts/take-1.json     the words as they were heard
        transcripts/take-1.corrected.json  the words as a person corrected them
        markings/candidate-1.json   the marks: role and pass
        outlines/take-1.npy         the outline of the sound, for drawing it; can be made again
        measures/take-1.json        what was measured on the take; can be made again

A take becomes `take-1.flac` in the background. Each JSON file carries its version and is replaced
atomically. A folder is locked while an interview runs in it, so that another copy of the program
leaves its open take alone; whoever else changes `attempt.json` does so through `change`.
"""

from __future__ import annotations

import datetime as dt
import itertools
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.marking import MarkerRole, Marking
from mockinterview.core.passes import FIRST, SECOND
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files import atomic, recovery, staging
from mockinterview.files.locks import INTERVIEW_LOCK, MARKING_LOCK, FolderLock, claimed
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.files.takes import present_path
from mockinterview.files.transcripts import TRANSCRIPTS, TranscriptFiles
from mockinterview.files.values import read_value, write_value

logger = logging.getLogger(__name__)

CHANGE_SECONDS = 3.0
"""How long a change waits for another one; an interview holds its folder much longer."""

EMPTY_WAV_BYTES = 128
"""A WAV file of this size or less is a header (44 to 104 bytes) without sound."""

_TAKE_FOLDERS = ("takes", TRANSCRIPTS, "outlines", "measures")
"""Where the files of takes lie in an attempt's folder."""


class AttemptFolder(TranscriptFiles):
    """One attempt on disk. Every `save_…` is atomic and on the disk when it returns."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._lock = FolderLock(path, INTERVIEW_LOCK)
        self._is_locked = threading.Lock()
        self._marking_lock = FolderLock(path, MARKING_LOCK)

    @property
    def id(self) -> str:
        """The attempt's id, which is the folder's name."""
        return self.path.name

    def load(self) -> Attempt:
        """Read `attempt.json`.

        Raises:
            LibraryError: it is missing or cannot be understood.
        """
        return read_value(self.path / ATTEMPT_FILE, Attempt)

    def save(self, attempt: Attempt) -> None:
        """Write `attempt.json`.

        Raises:
            LibraryError: it cannot be written.
        """
        write_value(self.path, self.path / ATTEMPT_FILE, attempt)

    def change(self, function: Callable[[Attempt], Attempt]) -> Attempt:
        """Load `attempt.json`, change it, save it, with nobody else in between.

        For everything but a running interview, which holds the folder and knows its attempt. May
        wait for some seconds: not for the GUI thread.

        Returns: the attempt as it is on the disk now.

        Raises:
            LibraryError: an interview runs here, or it cannot be read or written.
        """
        with claimed(self.path, INTERVIEW_LOCK, CHANGE_SECONDS) as is_mine:
            if not is_mine:
                raise LibraryError(
                    "An interview is running in this attempt.",
                    "Finish it first, or close the other window of Mock Interview.",
                    str(self.path),
                )
            attempt = self.load()
            changed = function(attempt)
            if changed != attempt:
                self.save(changed)
            return changed

    def take_path(self, take: Take) -> Path:
        """The sound file of a take, under the name that it has at this moment."""
        return present_path(self.path / take.file)

    def owns(self, path: Path) -> bool:
        """Whether a file is one of a take here: asked before what `attempt.json` names is removed.

        Somebody else may have written that file, and named whatever lies on this computer.
        """
        places = {(self.path / name).resolve() for name in _TAKE_FOLDERS}
        return path.resolve().parent in places

    def outline_path(self, take_number: int) -> Path:
        """Where the outline of a take's sound is kept for drawing it; it can be made again."""
        return self.path / "outlines" / f"take-{take_number}.npy"

    def measures_path(self, take_number: int) -> Path:
        """Where what was measured on a take is kept; it can be measured again."""
        return self.path / "measures" / f"take-{take_number}.json"

    def new_take(self, number: int, started: dt.datetime) -> Take:
        """A take about to be recorded, under a free name; `make_room` comes before its sound."""
        names = (f"takes/take-{number}{more}" for more in ("", *(f"-{n}" for n in range(2, 100))))
        free = (f"{name}.wav" for name in names if not any(self.path.glob(f"{name}.*")))
        file = next(free, f"takes/take-{number}.wav")
        return Take(number=number, file=file, started=started)

    def make_room(self, take: Take) -> None:
        """Make the folder of a take's sound file.

        Raises:
            LibraryError: the attempt's folder is gone or cannot be written to.
        """
        folder = self.take_path(take).parent
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise atomic.as_library_error(error, folder) from error

    def marking(self, role: MarkerRole = "candidate", pass_number: int = 1) -> Marking:
        """The marks of a role in a pass; blank when there are none.

        Raises:
            LibraryError: they cannot be understood.
        """
        path = self._marking_path(role, pass_number)
        return (
            read_value(path, Marking)
            if path.is_file()
            else Marking(role=role, pass_number=pass_number)
        )

    def newest_marking(self, role: MarkerRole = "candidate") -> Marking:
        """The marks of a role in its latest pass; blank when there are none.

        Raises:
            LibraryError: they cannot be understood.
        """
        return self.marking(role, SECOND if self.has_second_pass(role) else FIRST)

    def has_second_pass(self, role: MarkerRole = "candidate") -> bool:
        """Whether a role has begun a second pass."""
        return self._marking_path(role, SECOND).is_file()

    def remove_second_pass(self, role: MarkerRole) -> None:
        """Take the second pass back; the first one stays as it is.

        Raises:
            LibraryError: it cannot be removed.
        """
        path = self._marking_path(role, SECOND)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise atomic.as_library_error(error, path) from error

    def save_marking(self, marking: Marking) -> None:
        """Write one person's marks.

        Raises:
            LibraryError: they cannot be written.
        """
        write_value(self.path, self._marking_path(marking.role, marking.pass_number), marking)

    def lock(self, seconds: float = 0.0) -> bool:
        """Claim the folder for a running interview; False when somebody else holds it that long.

        Raises:
            LibraryError: the folder is gone or cannot be written to.
        """
        if not self._is_locked.acquire(timeout=seconds):  # by an interview of this very object
            return False
        is_mine = False
        try:
            is_mine = self._lock.take(seconds)
        finally:
            if not is_mine:
                self._is_locked.release()
        return is_mine

    def unlock(self) -> None:
        """Give the claim up; without one nothing happens."""
        self._lock.free()
        if self._is_locked.locked():
            self._is_locked.release()

    def lock_marking(self) -> bool:
        """Claim the marks for a window; False when they are open in another one.

        Raises:
            LibraryError: the folder is gone or cannot be written to.
        """
        return self._marking_lock.take()

    def unlock_marking(self) -> None:
        """Give the marks free, after the last of them was saved."""
        self._marking_lock.free()

    def recover(self) -> list[Take]:
        """Set right what a crash left; nothing happens while an interview runs here.

        Takes left open are repaired, half-written files removed. It may be done at any time and
        as often as one likes.

        Returns: the takes that were recovered (with no sound at all: `seconds` is 0).

        Raises:
            LibraryError: the attempt cannot be read or written.
        """
        recovery.remove_left_overs(self.path)
        if recovery.is_in_order(self.path, self.load().takes):
            return []
        with claimed(self.path, INTERVIEW_LOCK) as is_mine:
            if not is_mine:
                return []
            attempt = self.load()
            recovery.remove_half_joined(self.path, attempt.takes)
            needy = [take for take in attempt.takes if recovery.needs_care(self.path, take)]
            for take in needy:
                attempt = attempt.with_take(recovery.cared_for(self.path, take))
            if needy:
                self.save(attempt)
            opened = [take.number for take in needy if take.state is TakeState.RECORDING]
            return [attempt.take(number) for number in opened]

    def discard_if_empty(self, attempt: Attempt) -> bool:
        """Remove the folder of an attempt that holds no sound and no notes; True when it did."""
        if attempt.notes.strip() or any(take.seconds for take in attempt.takes):
            return False
        try:
            sizes = [path.stat().st_size for path in self.path.glob("takes/*")]
            if max(sizes, default=0) > EMPTY_WAV_BYTES:
                return False
            recovery.remove_attempt(self.path)
        except OSError as error:
            logger.warning("%s seems empty but could not be removed: %s", self.path, error)
            return False
        return True

    def _marking_path(self, role: MarkerRole, pass_number: int) -> Path:
        return self.path / "markings" / f"{role}-{pass_number}.json"


@dataclass
class LibraryListing:
    """What a look through the library found; `unreadable` says why, by folder name.

    `binned` are the attempts that were put into the bin as a whole.
    """

    attempts: list[tuple[AttemptFolder, Attempt]] = field(default_factory=list)
    binned: list[tuple[AttemptFolder, Attempt]] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)


class Library:
    """All attempts on this computer, in one folder."""

    def __init__(self, folder: Path, now: Callable[[], dt.datetime] | None = None) -> None:
        self.folder = folder
        self._now = now or _local_now

    def now(self) -> dt.datetime:
        """The moment, with its time zone."""
        return self._now()

    def create(self, attempt: Attempt) -> AttemptFolder:
        """Make the folder of a new attempt and write it; its `id` becomes the folder's name.

        Raises:
            LibraryError: the library cannot be written to.
        """
        for name in staging.attempt_names(attempt):
            path = self.folder / name
            try:
                atomic.make_private(self.folder)
                path.mkdir()
            except FileExistsError:
                if not self.folder.is_dir():
                    break
                continue
            except OSError as error:
                raise atomic.as_library_error(error, path) from error
            folder = AttemptFolder(path)
            folder.save(attempt.model_copy(update={"id": folder.id}))
            return folder
        raise staging.no_free_name(self.folder)

    def open(self, name: str) -> AttemptFolder:
        """The attempt with this id.

        Raises:
            UsageError: there is none.
        """
        path = self.folder / name
        if Path(name).name != name or not (path / ATTEMPT_FILE).is_file():
            raise UsageError(
                f"There is no attempt “{name}” in {self.folder}.",
                "“mockinterview attempts” lists those that there are.",
            )
        return AttemptFolder(path)

    def listing(self) -> LibraryListing:
        """Every attempt, newest first; those in the bin apart.

        What cannot be read is named, never dropped silently.
        """
        listing = LibraryListing()
        paths = sorted(self.folder.glob("*/")) if self.folder.is_dir() else []
        for path in paths:
            folder = AttemptFolder(path)
            if not (path / ATTEMPT_FILE).exists():
                if (path / "takes").is_dir():
                    listing.unreadable[folder.id] = f"{path} holds sound, but no {ATTEMPT_FILE}."
                continue
            try:
                attempt = folder.load()
            except LibraryError as error:
                listing.unreadable[folder.id] = str(error)
                continue
            place = listing.attempts if attempt.binned is None else listing.binned
            place.append((folder, attempt))
        for entries in (listing.attempts, listing.binned):
            entries.sort(key=_created, reverse=True)
        return listing

    def each(self) -> Iterator[tuple[AttemptFolder, Attempt]]:
        """Every attempt that can be read, those in the bin too, one after the other.

        Newest first as their names tell it; only one of them is in memory at a time.
        """
        paths = sorted(self.folder.glob("*/"), reverse=True) if self.folder.is_dir() else []
        for path in paths:
            folder = AttemptFolder(path)
            try:
                if (path / ATTEMPT_FILE).exists():
                    yield folder, folder.load()
            except LibraryError as error:
                logger.info("%s is passed over: %s", folder.id, error)

    def recover(self, newest: int | None = None) -> list[tuple[AttemptFolder, Take]]:
        """Set right what a crash left anywhere in the library; see `AttemptFolder.recover`.

        Args:
            newest: look at so many of the newest attempts only; None: at all.
        """
        recovered: list[tuple[AttemptFolder, Take]] = []
        for folder, _ in itertools.islice(self.each(), newest):
            try:
                recovered.extend((folder, take) for take in folder.recover())
            except LibraryError as error:
                logger.warning("%s could not be recovered: %s", folder.id, error)
        recovery.remove_unfinished_folders(self.folder)
        return recovered


def _created(entry: tuple[AttemptFolder, Attempt]) -> dt.datetime:
    return entry[1].created


def _local_now() -> dt.datetime:
    return dt.datetime.now().astimezone()
