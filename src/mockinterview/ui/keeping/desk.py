"""What is done with the person's data, one thing at a time, away from the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from mockinterview.errors import ExportCancelled, MockInterviewError, RestoreCancelled
from mockinterview.files.presence import Presence
from mockinterview.keeping.deleting import require_deletable
from mockinterview.keeping.reading import created_of, open_backup
from mockinterview.keeping.restoring import Restored
from mockinterview.keeping.sizes import Part, Storage
from mockinterview.keeping.wording import backup_sentences, restored_sentences
from mockinterview.keeping.writing import proposed_name
from mockinterview.safekeeping import (
    back_up,
    delete_all,
    places_of,
    restore_backup,
    storage_of,
)
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.wording import day_words

_STEP: Final = 0.01
"""Progress is told whenever this much more is done."""


class Doing(StrEnum):
    """What is under way."""

    BACKUP = "Backing up"
    LOOKING = "Looking into the backup"
    RESTORING = "Restoring"
    DELETING = "Deleting"


class KeepingDesk(QObject):
    """Does it, and tells.

    Signals: `measured()` when `storage` is new; `changed()` when something begins, gets on or
    ends; `told(message, detail)` when it is done; `failed(MockInterviewError)`;
    `inspected(path, line)` when a backup can be restored; `restored()` when the library has more;
    `deletable()` when nobody is in the way; `deleted(Deleted)`.
    """

    measured = Signal()
    changed = Signal()
    told = Signal(str, str)
    failed = Signal(object)
    inspected = Signal(Path, str)
    restored = Signal()
    deletable = Signal()
    deleted = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._cancelled = threading.Event()
        self.presence = Presence()
        self.storage: Storage | None = None
        self.doing: Doing | None = None
        self.part_done = 0.0
        self._is_measuring = False

    @property
    def can_cancel(self) -> bool:
        """Whether what is under way may be cancelled, and is not yet."""
        may_end = self.doing in {Doing.BACKUP, Doing.RESTORING}
        return may_end and not self._cancelled.is_set()

    @property
    def proposed_name(self) -> str:
        """What a backup of today is called."""
        return proposed_name(self._services.library.now())

    def measure(self) -> None:
        """Look how much there is."""
        if self._is_measuring:
            return
        self._is_measuring = True
        self._tasks.run(
            partial(storage_of, self._services), self._take_storage, self.failed.emit,
            ended=self._end_measuring,
        )  # fmt: skip

    def back_up(self, target: Path, *, replaces: bool) -> None:
        """Write a backup."""
        work = partial(
            back_up,
            self._services,
            target,
            replaces=replaces,
            on_progress=self._progress,
            is_cancelled=self._cancelled.is_set,
        )
        self._run(Doing.BACKUP, work, lambda written: self._tell(backup_sentences(written)))

    def inspect(self, path: Path) -> None:
        """Look into a backup before it is restored."""
        self._run(Doing.LOOKING, partial(_line_of, path), partial(self.inspected.emit, path))

    def restore(self, path: Path, *, takes_settings: bool) -> None:
        """Add what a backup holds."""
        work = partial(
            restore_backup,
            self._services,
            path,
            takes_settings=takes_settings,
            on_progress=self._progress,
            is_cancelled=self._cancelled.is_set,
        )

        def done(outcome: tuple[Restored, bool]) -> None:
            self._tell(restored_sentences(outcome[0], has_settings=outcome[1]))
            self.restored.emit()

        self._run(Doing.RESTORING, work, done)

    def ask_to_delete(self) -> None:
        """Find out whether all may be deleted, and how much that is now."""

        def look() -> Storage:
            require_deletable(places_of(self._services), self.presence)
            return storage_of(self._services)

        def done(storage: Storage) -> None:
            self._take_storage(storage)
            self.deletable.emit()

        self._tasks.run(look, done, self.failed.emit)

    def delete(self, parts: tuple[Part, ...]) -> None:
        """Delete these parts for good."""
        work = partial(delete_all, self._services, parts, self.presence, on_progress=self._progress)
        self._run(Doing.DELETING, work, self.deleted.emit)

    def cancel(self) -> None:
        """Leave what is under way; nothing of it is kept."""
        self._cancelled.set()
        self.changed.emit()

    def _run(self, doing: Doing, work: Callable[[], object], done: Callable[..., None]) -> None:
        if self.doing is not None:
            return
        self._cancelled.clear()
        self.doing, self.part_done = doing, 0.0
        self.changed.emit()
        self._tasks.run(work, done, self._fail, ended=self._end)

    def _progress(self, part_done: float) -> None:
        """From any thread."""
        if part_done - self.part_done >= _STEP:
            self.part_done = part_done
            self._tasks.post(self.changed.emit)

    def _end(self) -> None:
        self.doing = None
        self.changed.emit()

    def _fail(self, error: MockInterviewError) -> None:
        if isinstance(error, ExportCancelled | RestoreCancelled):
            self.told.emit(error.message, error.hint)
        else:
            self.failed.emit(error)

    def _tell(self, sentences: list[str]) -> None:
        self.told.emit(sentences[0], "\n".join(sentences[1:]))
        self.measure()

    def _end_measuring(self) -> None:
        self._is_measuring = False

    def _take_storage(self, storage: Storage) -> None:
        self.storage = storage
        self.measured.emit()


def _line_of(path: Path) -> str:
    """What a backup holds, in a line."""
    with open_backup(path) as backup:
        number = backup.attempts
        attempts = "1 attempt" if number == 1 else f"{number} attempts"
        return f"{attempts}, {len(backup.manifest.files)} files, of {day_words(created_of(backup))}"
