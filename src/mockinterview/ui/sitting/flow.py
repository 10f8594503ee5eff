"""Leads through a sitting: opens one question after the other on the interview screen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mockinterview.core.sitting import Sitting
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.services import Services
from mockinterview.session import InterviewSession
from mockinterview.sitting_run import SittingRun
from mockinterview.ui.sitting.place import Place
from mockinterview.ui.tasks import Tasks

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

Show = Callable[[InterviewSession, Place], None]


class SittingFlow(QObject):
    """Holds at most one sitting at a time.

    Signals: `ended(sitting)` when it is finished or was left, `failed(error, sitting)` when
    something could not be read or written; nobody holds it then, and `begin` tries again.

    Args:
        show: puts an interview on the screen.
    """

    ended = Signal(object)
    failed = Signal(object, object)

    def __init__(
        self, services: Services, tasks: Tasks, show: Show, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._show = show
        self._run: SittingRun | None = None

    @property
    def is_active(self) -> bool:
        """Whether a sitting is being held."""
        return self._run is not None

    def begin(self, sitting: Sitting) -> None:
        """Hold this sitting, from its first unanswered question on.

        While one is held nothing happens: the button was pressed twice.
        """
        if self.is_active:
            return
        run = self._run = SittingRun(self._services, sitting)
        if run.wants_practice:
            self._do(run.open_practice, self._show_practice)
        else:
            self._open_next(run)

    def end_practice(self) -> None:
        """The practice question was tried often enough."""
        run = self._run
        if run is not None:
            self._do(run.end_practice, lambda _: self._open_next(run))

    def note(self, folder: AttemptFolder) -> None:
        """The answer in this folder is on the disk: write it down at once, before the break.

        What does not succeed now is tried again, and told, when the sitting goes on.
        """
        run = self._run
        if run is not None:
            self._tasks.run(partial(run.note_answered, folder), failed=_log)

    def go_on(self, folder: AttemptFolder) -> None:
        """The answer in this folder stands; the next question, or the end."""
        run = self._run
        if run is not None:
            self._do(lambda: run.note_answered(folder), lambda _: self._open_next(run))

    def leave(self, folder: AttemptFolder | None) -> None:
        """The person left; the answer in this folder stands, if one is given."""
        run = self._run
        if run is None:
            return

        def note() -> None:
            if folder is not None:
                run.note_answered(folder)
            run.leave()

        self._do(note, lambda _: self._end())

    def _open_next(self, run: SittingRun) -> None:
        self._do(run.open_next, self._show_next)

    def _show_practice(self, session: InterviewSession) -> None:
        if self._run is not None:
            sitting = self._run.sitting
            total = len(sitting.entries)
            self._show(session, Place(0, total, sitting.format, is_practice=True))

    def _show_next(self, session: InterviewSession | None) -> None:
        if self._run is None:
            return
        if session is None:
            self._end()
            return
        sitting = self._run.sitting
        place = sitting.next_place or 0
        self._show(session, Place(place + 1, len(sitting.entries), sitting.format))

    def _do(self, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        self._tasks.run(work, then, self._fail)

    def _fail(self, error: MockInterviewError) -> None:
        run, self._run = self._run, None
        if run is not None:
            self.failed.emit(error, run.sitting)

    def _end(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            self.ended.emit(run.sitting)


def _log(error: MockInterviewError) -> None:
    logger.warning("an answer of the sitting is noted later: %s", error)
