"""The library: one folder an attempt, readable without this program.

    2026-11-24-194012-leader-or-follower/
        attempt.json                the question, mark scheme and format of that day; the takes
        takes/take-1.wav            the sound
        transcripts/take-1.json     the words
        markings/candidate-1.json   the marks: role and pass

Each JSON file carries its version and is replaced atomically. A folder is locked while an
interview runs in it, so that another copy of the program leaves its open take alone.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import filelock
from pydantic import ValidationError

from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.marking import MarkerRole, Marking
from mockinterview.core.model import Model
from mockinterview.core.transcript import Transcript
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files import atomic
from mockinterview.files.wav import repair_wav

logger = logging.getLogger(__name__)

ATTEMPT_FILE = "attempt.json"
RECOVERED_SENTENCE = (
    "The program ended while this take was being recorded; what had been said is here."
)

EMPTY_WAV_BYTES = 128
"""A WAV file of this size or less is a header (44 to 104 bytes) without sound."""

ModelType = TypeVar("ModelType", bound=Model)


class AttemptFolder:
    """One attempt on disk. Every `save_…` is atomic and on the disk when it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = filelock.FileLock(path / ".lock")

    @property
    def id(self) -> str:
        """The attempt's id, which is the folder's name."""
        return self.path.name

    def load(self) -> Attempt:
        """Read `attempt.json`.

        Raises:
            LibraryError: it is missing or cannot be understood.
        """
        return _read(self.path / ATTEMPT_FILE, Attempt)

    def save(self, attempt: Attempt) -> None:
        """Write `attempt.json`.

        Raises:
            LibraryError: it cannot be written.
        """
        _write(self.path / ATTEMPT_FILE, attempt)

    def take_path(self, take: Take) -> Path:
        """The sound file of a take."""
        return self.path / take.file

    def new_take(self, number: int, started: dt.datetime) -> Take:
        """A take about to be recorded; `make_room` comes before its sound."""
        return Take(number=number, file=f"takes/take-{number}.wav", started=started)

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

    def transcript(self, take_number: int) -> Transcript | None:
        """The transcript of a take, or None when none was made.

        Raises:
            LibraryError: it cannot be understood.
        """
        path = self._transcript_path(take_number)
        return _read(path, Transcript) if path.is_file() else None

    def save_transcript(self, take_number: int, transcript: Transcript) -> None:
        """Write the transcript of a take."""
        _write(self._transcript_path(take_number), transcript)

    def marking(self, role: MarkerRole = "candidate", pass_number: int = 1) -> Marking:
        """The marks of a role in a pass; blank when there are none.

        Raises:
            LibraryError: they cannot be understood.
        """
        path = self._marking_path(role, pass_number)
        return (
            _read(path, Marking) if path.is_file() else Marking(role=role, pass_number=pass_number)
        )

    def save_marking(self, marking: Marking) -> None:
        """Write one person's marks."""
        _write(self._marking_path(marking.role, marking.pass_number), marking)

    def lock(self) -> bool:
        """Claim the folder for a running interview; False when another process holds it."""
        try:
            self._lock.acquire(blocking=False)
        except filelock.Timeout:
            return False
        except OSError as error:
            raise atomic.as_library_error(error, self.path) from error
        return True

    def unlock(self) -> None:
        """Give the claim up."""
        self._lock.release()

    def recover(self) -> list[Take]:
        """Repair the takes that a crash left open; nothing happens while an interview runs here.

        Returns: the takes that were recovered (with no sound at all: `seconds` is 0).
        """
        attempt = self.load()
        open_takes = [take for take in attempt.takes if take.state is TakeState.RECORDING]
        if not open_takes or not self.lock():
            return []
        try:
            attempt = self.load()
            recovered = [
                self._recover_take(take)
                for take in attempt.takes
                if take.state is TakeState.RECORDING
            ]
            for take in recovered:
                attempt = attempt.with_take(take)
            self.save(attempt)
            return recovered
        finally:
            self.unlock()

    def discard_if_empty(self, attempt: Attempt) -> bool:
        """Remove the folder of an attempt that holds no sound and no notes; True when it did."""
        has_sound = any(path.stat().st_size > EMPTY_WAV_BYTES for path in self.path.glob("takes/*"))
        if has_sound or attempt.notes.strip() or any(take.seconds for take in attempt.takes):
            return False
        try:
            shutil.rmtree(self.path)
        except OSError as error:
            logger.warning("%s is empty but could not be removed: %s", self.path, error)
            return False
        return True

    def _recover_take(self, take: Take) -> Take:
        changes: dict[str, object] = {"state": TakeState.RECOVERED, "problem": RECOVERED_SENTENCE}
        try:
            changes["seconds"] = repair_wav(self.take_path(take))
        except LibraryError as error:
            logger.warning("take %s of %s: %s", take.number, self.id, error)
            changes["problem"] = "The program ended before any sound was recorded."
        return take.model_copy(update=changes)

    def _transcript_path(self, take_number: int) -> Path:
        return self.path / "transcripts" / f"take-{take_number}.json"

    def _marking_path(self, role: MarkerRole, pass_number: int) -> Path:
        return self.path / "markings" / f"{role}-{pass_number}.json"


@dataclass
class LibraryListing:
    """What a look through the library found; `unreadable` says why, by folder name."""

    attempts: list[tuple[AttemptFolder, Attempt]] = field(default_factory=list)
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
        stem = f"{attempt.created:%Y-%m-%d-%H%M%S}-{attempt.question.id}"
        for number in range(1, 1000):
            path = self.folder / (stem if number == 1 else f"{stem}-{number}")
            try:
                path.mkdir(parents=True)
            except FileExistsError:
                if not self.folder.is_dir():
                    break
                continue
            except OSError as error:
                raise atomic.as_library_error(error, path) from error
            folder = AttemptFolder(path)
            folder.save(attempt.model_copy(update={"id": folder.id}))
            return folder
        raise LibraryError(
            f"No new attempt can be made in {self.folder}.",
            "Choose another library folder in Settings.",
        )

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
        """Every attempt, newest first; what cannot be read is named, never dropped silently."""
        listing = LibraryListing()
        paths = sorted(self.folder.glob(f"*/{ATTEMPT_FILE}")) if self.folder.is_dir() else []
        for path in paths:
            folder = AttemptFolder(path.parent)
            try:
                listing.attempts.append((folder, folder.load()))
            except LibraryError as error:
                listing.unreadable[folder.id] = str(error)
        listing.attempts.sort(key=lambda entry: entry[1].created, reverse=True)
        return listing

    def recover(self) -> list[tuple[AttemptFolder, Take]]:
        """Repair every take that a crash left open anywhere in the library."""
        recovered: list[tuple[AttemptFolder, Take]] = []
        for folder, _ in self.listing().attempts:
            try:
                recovered.extend((folder, take) for take in folder.recover())
            except LibraryError as error:
                logger.warning("%s could not be recovered: %s", folder.id, error)
        return recovered


def _local_now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _write(path: Path, value: Model) -> None:
    atomic.write_text(path, value.model_dump_json(indent=2) + "\n")


def _read(path: Path, model: type[ModelType]) -> ModelType:
    try:
        return model.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(
            f"{path} cannot be read.", "The other files of the attempt are untouched.", str(error)
        ) from error
    except ValidationError as error:
        raise LibraryError(
            f"{path} cannot be understood.",
            "It may be damaged or made by a newer version of the program; nothing was changed.",
            str(error),
        ) from error
