"""Writes marks and corrections as they are made: in order, off the GUI thread, the last always."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.errors import MockInterviewError
from mockinterview.ui.marking.work import Work
from mockinterview.ui.tasks import Tasks

FLUSH_SECONDS = 10.0
"""How long `flush` waits for a write that is under way before it writes itself."""
SAVE_AGAIN_MILLISECONDS = 2000
"""What could not be written is tried again this often."""


class MarkingSaver(QObject):
    """Saves the work on one attempt, one write at a time; what comes meanwhile replaces what waits.

    `problem` is why the last try failed, or None; what could not be written is tried again until
    it can be, or until `close`.
    """

    saved = Signal()
    failed = Signal(object)

    def __init__(
        self, tasks: Tasks, save: Callable[[Work], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.problem: MockInterviewError | None = None
        self._tasks = tasks
        self._save = save
        self._waiting: Work | None = None
        self._writing: Work | None = None
        self._job: Future[None] | None = None
        self._write_number = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(SAVE_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._write_next)

    @property
    def is_idle(self) -> bool:
        """True when everything that was put here is on disk."""
        return self._job is None and self._waiting is None

    def put(self, work: Work) -> None:
        """Write this as soon as the write before it is done."""
        self._waiting = work
        self._write_next()

    def retry(self) -> None:
        """Try once more at once what could not be written."""
        self._write_next()

    def flush(self) -> None:
        """Wait until all is on disk; for the end of the program.

        Raises:
            LibraryError: it cannot be written.
        """
        if self.is_idle:
            return
        job, writing = self._job, self._writing
        if job is not None:
            # One that has not begun never shall: it could land on top of what is newer.
            job.cancel()
            try:
                job.result(FLUSH_SECONDS)
            except (FutureTimeoutError, CancelledError, MockInterviewError):
                self._waiting = self._waiting or writing
            self._disown()
        if self._waiting is not None:
            try:
                self._save(self._waiting)
            except MockInterviewError as error:
                self._note_failure(error)
                raise
            self._waiting = None
        self._note_saved()

    def close(self) -> None:
        """Try nothing any more; what is not on disk is given up."""
        self._again.stop()
        self._disown()
        self._waiting = None

    def _write_next(self) -> None:
        if self._job is not None or self._waiting is None:
            return
        self._again.stop()
        work, self._waiting = self._waiting, None
        self._writing = work
        self._write_number += 1
        number = self._write_number
        self._job = self._tasks.run(
            lambda: self._save(work),
            lambda _: self._after(number),
            lambda error: self._after_failure(number, error),
        )

    def _disown(self) -> None:
        """The outcome of the write under way is known; what is still to be told is passed over."""
        self._write_number += 1
        self._job = self._writing = None

    def _after(self, number: int) -> None:
        if number != self._write_number:
            return
        self._job = self._writing = None
        if self._waiting is None:
            self._note_saved()
        self._write_next()

    def _after_failure(self, number: int, error: MockInterviewError) -> None:
        if number != self._write_number:
            return
        self._waiting = self._waiting or self._writing
        self._job = self._writing = None
        self._note_failure(error)

    def _note_saved(self) -> None:
        self._again.stop()
        self.problem = None
        self.saved.emit()

    def _note_failure(self, error: MockInterviewError) -> None:
        self.problem = error
        self._again.start()
        self.failed.emit(error)
