"""What the page of formats does with the file of own formats: one change after the other."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError

from PySide6.QtCore import QObject, Signal

from mockinterview.core.content import Format
from mockinterview.errors import ContentError, MockInterviewError
from mockinterview.files.collection import Content
from mockinterview.files.own_formats import OwnFormats, Removed
from mockinterview.services import Services
from mockinterview.ui.content_watch import ContentWatch
from mockinterview.ui.tasks import Tasks

FLUSH_SECONDS = 10.0
"""How long `close` waits for a write that is under way."""

Work = Callable[[], Removed | None]


class FormatDesk(QObject):
    """Writes off the GUI thread, in order, and has the content read again.

    Signals: `saved()` when all is on the disk, `removed(Removed)`, `failed(MockInterviewError)`.
    """

    saved = Signal()
    removed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: Services, tasks: Tasks, watch: ContentWatch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._watch = watch
        self._waiting: deque[Work] = deque()
        self._work: Work | None = None
        self._job: Future[Removed | None] | None = None
        self._is_closed = False

    @property
    def is_idle(self) -> bool:
        """True when everything that was asked for is on the disk."""
        return self._work is None and not self._waiting

    def save(self, rules: Format) -> None:
        """Write this format, new or changed."""
        own = OwnFormats(self._services.own_content)
        self._put(lambda: own.save(rules))

    def remove(self, format_id: str) -> None:
        """Take a format out, unless a bank needs it."""
        own, content = OwnFormats(self._services.own_content), self._services.content

        def remove() -> Removed:
            _refuse_needed(format_id, content)
            return own.remove(format_id)

        self._put(remove)

    def restore(self, removed: Removed) -> None:
        """Put back what was taken out."""
        own = OwnFormats(self._services.own_content)
        self._put(lambda: own.restore(removed))

    def close(self) -> None:
        """Wait until all is on the disk and begin nothing more; for the end of the program.

        Raises:
            MockInterviewError: a change cannot be written.
        """
        self._is_closed = True
        job, work = self._job, self._work
        if job is not None and work is not None and job.cancel():
            self._waiting.appendleft(work)
        elif job is not None:
            with contextlib.suppress(FutureTimeoutError, CancelledError, MockInterviewError):
                job.result(FLUSH_SECONDS)
        self._work = self._job = None
        while self._waiting:
            self._waiting.popleft()()

    def _put(self, work: Work) -> None:
        self._waiting.append(work)
        self._next()

    def _next(self) -> None:
        if self._work is None and self._waiting:
            self._work = self._waiting.popleft()
            self._job = self._tasks.run(self._work, self._after, self._fail)

    def _after(self, outcome: Removed | None) -> None:
        self._work = self._job = None
        if self._is_closed:
            return
        self._watch.reload()
        if outcome is not None:
            self.removed.emit(outcome)
        if self.is_idle:
            self.saved.emit()
        self._next()

    def _fail(self, error: MockInterviewError) -> None:
        self._work = self._job = None
        if self._is_closed:
            return
        self.failed.emit(error)
        self._next()


def _refuse_needed(format_id: str, content: Content) -> None:
    """A bank whose format is gone cannot be used any more."""
    for bank in content.banks.values():
        if format_id in {bank.format, *(question.format for question in bank.questions)}:
            message = f"The bank “{bank.title}” uses this format, so it was not deleted."
            raise ContentError(message, "Write another format in that bank first.")
