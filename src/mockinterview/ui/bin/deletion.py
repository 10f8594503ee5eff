"""Attempts on their way into the bin, and out of it again by undo, the latest first."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from mockinterview.errors import MockInterviewError
from mockinterview.files.bin import bin_attempt, restore_attempt
from mockinterview.index.record import AttemptRecord
from mockinterview.services import Services
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks


class AttemptDeletion(QObject):
    """Deletes and takes back; the library has been read again when it tells that it did.

    Signals: `beginning(AttemptFolder)` for whoever holds the attempt open and may `refuse`, then
    `deleted(AttemptRecord)`; `restored(AttemptRecord)`; `failed(MockInterviewError)`.
    """

    beginning = Signal(object)
    deleted = Signal(object)
    restored = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: Services, keeper: RecordKeeper, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._keeper = keeper
        self._tasks = tasks
        self._under_way: set[Path] = set()
        self._done: list[AttemptRecord] = []
        self._refusal: MockInterviewError | None = None

    def delete(self, record: AttemptRecord) -> None:
        """Put an attempt into the bin."""
        path = record.folder.path
        if path in self._under_way:
            return
        self._under_way.add(path)
        refusal = self._ask_to_let_go(record)
        if refusal is not None:
            self._fail(record, refusal)
            return

        def done(_: object) -> None:
            self._done.append(record)
            self._keeper.refresh(partial(self._end, record, self.deleted))

        work = partial(bin_attempt, record.folder, self._services.library.now())
        self._tasks.run(work, done, partial(self._fail, record))

    def refuse(self, problem: MockInterviewError) -> None:
        """The attempt that is `beginning` to go cannot, and why."""
        self._refusal = problem

    def undo(self) -> None:
        """Take the latest deleted attempt that is still in the bin out of it."""
        while self._done:
            record = self._done.pop()
            if self.is_binned(record):
                self._restore(record)
                return

    def is_binned(self, record: AttemptRecord) -> bool:
        """Whether this attempt is in the bin, as far as the window knows."""
        binned = (entry.folder.path for entry in self._keeper.records.binned if entry.take is None)
        return record.folder.path in set(binned)

    def _ask_to_let_go(self, record: AttemptRecord) -> MockInterviewError | None:
        self._refusal = None
        self.beginning.emit(record.folder)
        return self._refusal

    def _restore(self, record: AttemptRecord) -> None:
        self._under_way.add(record.folder.path)

        def done(_: object) -> None:
            self._keeper.refresh(partial(self._end, record, self.restored))

        self._tasks.run(partial(restore_attempt, record.folder), done, partial(self._fail, record))

    def _end(self, record: AttemptRecord, told: SignalInstance) -> None:
        self._under_way.discard(record.folder.path)
        told.emit(record)

    def _fail(self, record: AttemptRecord, error: MockInterviewError) -> None:
        self._under_way.discard(record.folder.path)
        self.failed.emit(error)
        self._keeper.refresh()
