"""Writes marks as they are made: in order, off the GUI thread, the last one always."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError

from PySide6.QtCore import QObject, Signal

from mockinterview.core.marking import Marking
from mockinterview.errors import MockInterviewError
from mockinterview.ui.tasks import Tasks

FLUSH_SECONDS = 10.0
"""How long `flush` waits for a write that is under way before it writes itself."""


class MarkingSaver(QObject):
    """Saves one marking, one write at a time; what comes meanwhile replaces what waits."""

    saved = Signal()
    failed = Signal(object)

    def __init__(
        self, tasks: Tasks, save: Callable[[Marking], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._save = save
        self._waiting: Marking | None = None
        self._writing: Marking | None = None
        self._job: Future[None] | None = None

    @property
    def is_idle(self) -> bool:
        """True when everything that was put here is on disk."""
        return self._job is None and self._waiting is None

    def put(self, marking: Marking) -> None:
        """Write this as soon as the write before it is done."""
        self._waiting = marking
        self._write_next()

    def retry(self) -> None:
        """Try once more what could not be written."""
        self._write_next()

    def flush(self) -> None:
        """Wait until all is on disk; for the end of the program.

        Raises:
            LibraryError: it cannot be written.
        """
        job, writing = self._job, self._writing
        if job is not None:
            # One that has not begun never shall: it could land on top of what is newer.
            job.cancel()
            try:
                job.result(FLUSH_SECONDS)
            except (FutureTimeoutError, CancelledError, MockInterviewError):
                self._waiting = self._waiting or writing
        if self._waiting is not None:
            self._save(self._waiting)
            self._waiting = None

    def _write_next(self) -> None:
        if self._job is not None or self._waiting is None:
            return
        marking, self._waiting = self._waiting, None
        self._writing = marking
        self._job = self._tasks.run(lambda: self._save(marking), self._after, self._after_failure)

    def _after(self, _: None) -> None:
        self._job = self._writing = None
        if self._waiting is None:
            self.saved.emit()
        self._write_next()

    def _after_failure(self, error: MockInterviewError) -> None:
        self._job = None
        self._waiting = self._waiting or self._writing
        self._writing = None
        self.failed.emit(error)
