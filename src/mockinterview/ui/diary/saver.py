"""Writes an entry as it is typed: soon, one write after the other, the last always."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.diary import Entry
from mockinterview.errors import MockInterviewError
from mockinterview.files.diary import Diary
from mockinterview.ui.tasks import Tasks

SOON_MILLISECONDS: Final = 400
AGAIN_MILLISECONDS: Final = 2000
"""What could not be written is tried again this often."""
FLUSH_SECONDS: Final = 10.0

Changes = dict[str, Any]
Draft = tuple[Diary, str, Changes]
"""Which fields of which entry have which values now."""


class EntrySaver(QObject):
    """Keeps what was typed into one entry after the other.

    Signals: `saved(Entry)` as it is on the disk; `failed(error)`.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: list[Draft] = []
        self._writing: Draft | None = None
        self._job: Future[Entry] | None = None
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write_next)

    @property
    def is_idle(self) -> bool:
        """Whether everything is on the disk."""
        return self._job is None and not self._waiting

    def put(self, diary: Diary, name: str, changes: Changes) -> None:
        """Keep these changes soon; later ones of the same entry join them."""
        if self._waiting and self._waiting[-1][1] == name:
            self._waiting[-1][2].update(changes)
        else:
            self._waiting.append((diary, name, dict(changes)))
        self._timer.start(SOON_MILLISECONDS)

    def hurry(self) -> None:
        """Write at once what waits, without waiting for it."""
        self._write_next()

    def flush(self) -> None:
        """Wait until all is on the disk; for the end of the program.

        Raises:
            MockInterviewError: it cannot be written.
        """
        self._timer.stop()
        job, writing = self._job, self._writing
        if job is not None and writing is not None:
            job.cancel()
            try:
                job.result(FLUSH_SECONDS)
            except (FutureTimeoutError, CancelledError, MockInterviewError):
                self._waiting.insert(0, writing)
            self._disown()
        while self._waiting:
            _write(self._waiting[0])
            self._waiting.pop(0)

    def _write_next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        self._timer.stop()
        draft = self._writing = self._waiting.pop(0)
        self._number += 1
        number = self._number
        self._job = self._tasks.run(
            lambda: _write(draft),
            lambda entry: self._after(number, entry),
            lambda error: self._after_failure(number, error),
        )

    def _disown(self) -> None:
        self._number += 1
        self._job = self._writing = None

    def _after(self, number: int, entry: Entry) -> None:
        if number != self._number:
            return
        self._job = self._writing = None
        self.saved.emit(entry)
        self._write_next()

    def _after_failure(self, number: int, error: MockInterviewError) -> None:
        if number != self._number or self._writing is None:
            return
        self._waiting.insert(0, self._join(self._writing))
        self._job = self._writing = None
        self._timer.start(AGAIN_MILLISECONDS)
        self.failed.emit(error)

    def _join(self, failed: Draft) -> Draft:
        """What failed with what came meanwhile for the same entry."""
        diary, name, changes = failed
        if self._waiting and self._waiting[0][1] == name:
            changes = changes | self._waiting.pop(0)[2]
        return diary, name, changes


def _write(draft: Draft) -> Entry:
    diary, name, changes = draft
    return diary.change(name, lambda entry: entry.model_copy(update=changes))
