"""The marks that this window holds: of each attempt the claim, the desk and the saver.

They are held while the page shows the attempt, and after that until the last of them is on the
disk: only then is the claim given back. Whoever opens the attempt meanwhile finds the same desk.
"""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from mockinterview.core.marking import MarkerRole
from mockinterview.errors import LibraryError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.desk import MarkingDesk
from mockinterview.ui.marking.opening import OpenedAttempt
from mockinterview.ui.marking.saver import MarkingSaver
from mockinterview.ui.marking.work import WorkWriter
from mockinterview.ui.tasks import Tasks

logger = logging.getLogger(__name__)


class AttemptMarks(QObject):
    """The marks and corrections of one attempt, being made or waiting for the disk."""

    def __init__(self, found: OpenedAttempt, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.folder = found.folder
        self.question = found.attempt.question.prompt
        writer = WorkWriter(found.folder, found.work)
        self.saver = MarkingSaver(tasks, writer.save, self)
        self.desk = MarkingDesk(found.work, self.saver, self)

    @property
    def problem(self) -> MockInterviewError | None:
        """Why they are not on the disk, or None."""
        return self.saver.problem


class MarksKeeper(QObject):
    """Holds the marks of the attempt that is shown, and those that are not on the disk yet.

    Signals: `stepped` when a mark or correction of the shown attempt was made or taken back;
    `saved` with the `AttemptMarks` of which all is on the disk; `unsaved_changed` when `unsaved`
    is another; of the shown attempt `drafted` at all that is typed, and `settling` before that
    becomes a step.
    """

    stepped = Signal()
    saved = Signal(object)
    unsaved_changed = Signal()
    settling = Signal()
    drafted = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._held: dict[Path, AttemptMarks] = {}
        self._wanted: Path | None = None
        self._told: list[tuple[Path, str]] = []
        self.shown: AttemptMarks | None = None

    @property
    def desk(self) -> MarkingDesk | None:
        """What the marks of the shown attempt are changed through; None where they may not be."""
        return self.shown.desk if self.shown else None

    @property
    def is_saved(self) -> bool:
        """Whether everything is on disk."""
        return all(marks.saver.is_idle for marks in self._held.values())

    @property
    def unsaved(self) -> list[AttemptMarks]:
        """Those that could not be written, oldest first."""
        return [marks for marks in self._held.values() if marks.problem is not None]

    def want(self, path: Path, role: MarkerRole = "candidate") -> AttemptMarks | None:
        """The held marks of an attempt that is about to be shown; they are held until it is.

        Those made in another role are given back first; where they cannot be written they stay.
        """
        held = self._held.get(path)
        if held is not None and held.desk.marking.role != role:
            self._let_go(held)
        self._wanted = path
        return self._held.get(path)

    def show(self, found: OpenedAttempt) -> None:
        """This attempt is shown: its marks are taken up or begun, where they are ours."""
        marks = self._held.get(found.folder.path)
        if marks is None and found.is_ours:
            marks = self._hold(found)
        self._put_before(marks)

    def show_none(self) -> None:
        """No attempt is shown any more."""
        self._put_before(None)

    def stay(self) -> None:
        """What was wanted cannot be shown."""
        self._put_before(self.shown)

    def problem_of(self, folder: AttemptFolder) -> LibraryError | None:
        """Why this attempt cannot be given up: marks of it are not saved."""
        marks = self._held.get(folder.path)
        if marks is None or marks.problem is None:
            return None
        return LibraryError(
            "The marks of this attempt are not saved yet.",
            str(marks.problem),
            marks.problem.detail,
        )

    def retry(self) -> None:
        """Try at once to write what could not be written, and tell it when that fails again."""
        self._told = []
        for marks in self.unsaved:
            marks.saver.retry()

    def flush(self) -> None:
        """Wait until all is written; what cannot be is in `unsaved` then."""
        for marks in list(self._held.values()):
            marks.desk.settle()
            try:
                marks.saver.flush()
            except LibraryError as error:
                logger.warning("marks of %s cannot be written: %s", marks.folder.id, error)

    def close_down(self) -> None:
        """Write what can be written and give every claim back; for the end of the program."""
        self.flush()
        for marks in self._held.values():
            if not marks.saver.is_idle:
                logger.error("marks of %s are lost: %s", marks.folder.id, marks.problem)
            marks.saver.close()
            marks.folder.unlock_marking()
        self._held.clear()
        self.shown = self._wanted = None

    def _hold(self, found: OpenedAttempt) -> AttemptMarks:
        marks = AttemptMarks(found, self._tasks, self)
        marks.desk.changed.connect(partial(self._pass_on, marks, self.stepped))
        marks.desk.settling.connect(partial(self._pass_on, marks, self.settling))
        marks.desk.drafted.connect(partial(self._pass_on, marks, self.drafted))
        marks.saver.saved.connect(partial(self._after_saving, marks))
        marks.saver.failed.connect(lambda _: self._tell_unsaved())
        self._held[found.folder.path] = marks
        return marks

    def _put_before(self, marks: AttemptMarks | None) -> None:
        if self.shown is not None:
            self.shown.desk.settle()
        self.shown, self._wanted = marks, None
        self._give_back()

    def _let_go(self, marks: AttemptMarks) -> None:
        """Write these now and give them back; for a change of role, which is seldom."""
        marks.desk.settle()
        try:
            marks.saver.flush()
        except LibraryError as error:
            logger.warning("marks of %s cannot be written: %s", marks.folder.id, error)
            return
        if marks is self.shown:
            self.shown = None
        self._wanted = None
        self._give_back()

    def _give_back(self) -> None:
        """Let go of what is on the disk and neither shown nor about to be."""
        for path, marks in list(self._held.items()):
            if marks is not self.shown and path != self._wanted and marks.saver.is_idle:
                del self._held[path]
                marks.folder.unlock_marking()
                marks.deleteLater()

    def _pass_on(self, marks: AttemptMarks, signal: SignalInstance) -> None:
        if marks is self.shown:
            signal.emit()

    def _after_saving(self, marks: AttemptMarks) -> None:
        self._give_back()
        self._tell_unsaved()
        self.saved.emit(marks)

    def _tell_unsaved(self) -> None:
        """Tell it once, not at every try."""
        told = [(marks.folder.path, str(marks.problem)) for marks in self.unsaved]
        if told != self._told:
            self._told = told
            self.unsaved_changed.emit()
