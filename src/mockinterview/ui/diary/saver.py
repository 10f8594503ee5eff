"""Writes entries as they are typed: soon, one write after the other, the last always."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from pathlib import Path
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
_Key = tuple[Path, str]
"""An entry: two libraries may have one of the same name, as a library and its copy do."""


@dataclass(frozen=True)
class _Draft:
    """Which fields of which entry have which values now."""

    diary: Diary
    name: str
    changes: Changes

    @property
    def key(self) -> _Key:
        return self.diary.folder, self.name

    def write(self) -> Entry:
        return self.diary.change(self.name, lambda entry: entry.model_copy(update=self.changes))


class EntrySaver(QObject):
    """Keeps what was typed into one entry after the other.

    What cannot be written never holds up the others: it is tried again after them.

    Signals: `saved(Diary, Entry)`, the entry as it is on the disk; `failed(error)`.
    """

    saved = Signal(object, object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: dict[_Key, _Draft] = {}
        self._refused: dict[_Key, _Draft] = {}  # what failed since the last pause
        self._writing: _Draft | None = None
        self._job: Future[Entry] | None = None
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hurry)

    @property
    def is_idle(self) -> bool:
        """Whether everything is on the disk."""
        return self._job is None and not self._waiting and not self._refused

    def unwritten(self, diary: Diary, name: str) -> Changes:
        """What of this entry is not on the disk yet; empty when all is."""
        key = diary.folder, name
        writing = self._writing
        changes = writing.changes if writing is not None and writing.key == key else {}
        held = self._held(key)
        return changes | (held.changes if held is not None else {})

    def put(self, diary: Diary, name: str, changes: Changes) -> None:
        """Keep these changes soon; later ones of the same entry join them."""
        draft = _Draft(diary, name, dict(changes))
        held = self._held(draft.key)
        if held is not None:
            held.changes.update(changes)
        else:
            self._waiting[draft.key] = draft
        self._timer.start(SOON_MILLISECONDS)

    def hurry(self) -> None:
        """Write at once what waits or failed, without waiting for it."""
        self._timer.stop()
        self._line_up()
        self._write_next()

    def flush(self) -> None:
        """Wait until all is on the disk that can be written; for the end of the program.

        Raises:
            MockInterviewError: something cannot be written; the first such error. Everything else
                is on the disk.
        """
        self._timer.stop()
        job, writing = self._job, self._writing
        if job is not None and writing is not None:
            job.cancel()
            try:
                job.result(FLUSH_SECONDS)
            except (FutureTimeoutError, CancelledError, MockInterviewError):
                self._refuse(writing)
            self._disown()
        self._line_up()
        first: MockInterviewError | None = None
        for draft in list(self._waiting.values()):
            try:
                draft.write()
            except MockInterviewError as error:
                first = first or error
            else:
                del self._waiting[draft.key]
        if first is not None:
            raise first

    def _write_next(self) -> None:
        if self._job is not None:
            return
        if not self._waiting:
            if self._refused:
                self._timer.start(AGAIN_MILLISECONDS)
            return
        self._timer.stop()
        draft = self._writing = self._waiting.pop(next(iter(self._waiting)))
        self._number += 1
        number = self._number
        self._job = self._tasks.run(
            draft.write,
            lambda entry: self._after(number, draft, entry),
            lambda error: self._after_failure(number, draft, error),
        )

    def _held(self, key: _Key) -> _Draft | None:
        return self._waiting.get(key) or self._refused.get(key)

    def _line_up(self) -> None:
        """What failed is to be tried again, behind the others."""
        self._waiting.update(self._refused)
        self._refused.clear()

    def _refuse(self, draft: _Draft) -> None:
        """Keep what failed, with what came meanwhile for the same entry."""
        newer = self._waiting.pop(draft.key, None)
        if newer is not None:
            draft.changes.update(newer.changes)
        self._refused[draft.key] = draft

    def _disown(self) -> None:
        self._number += 1
        self._job = self._writing = None

    def _after(self, number: int, draft: _Draft, entry: Entry) -> None:
        if number != self._number:
            return
        self._job = self._writing = None
        self.saved.emit(draft.diary, entry)
        self._write_next()

    def _after_failure(self, number: int, draft: _Draft, error: MockInterviewError) -> None:
        if number != self._number:
            return
        self._job = self._writing = None
        self._refuse(draft)
        self.failed.emit(error)
        self._write_next()
