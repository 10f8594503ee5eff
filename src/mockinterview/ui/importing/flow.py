"""What leads a recording from a dialog, a drop or a button into the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mockinterview.core.content import Format
from mockinterview.services import Services
from mockinterview.ui.importing.candidates import Candidate, look_at, refusal
from mockinterview.ui.importing.run import ImportOutcome, ImportRun
from mockinterview.ui.importing.sheet import ImportSheet
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme

_KNOWN = (
    *("wav", "flac", "mp3", "m4a", "mp4", "mov", "webm", "ogg", "opus", "aac", "aiff", "aif"),
    *("caf", "3gp", "amr", "mkv", "m4v", "wma", "avi"),
)
_FILTERS = f"Sound and video ({' '.join(f'*.{ending}' for ending in _KNOWN)});;All files (*)"


class ImportFlow(QObject):
    """Asks for files and their question, imports them, and tells the outcome.

    Signals: `opened(AttemptFolder)` when one recording was imported, `listed(message, detail)`
    after several, `failed(MockInterviewError)` when no file can be imported, `ended()` when the
    sheet has gone without either.

    Args:
        services: the library.
        theme: of the window.
        tasks: the road to the work executor.
        holder: what the sheet covers.
        current_question: the question that is open, to be proposed.
        may_show: whether the window may be covered now. Looking into files takes its time; when
            it may not be by then, the person has gone on to something else, and nothing is shown.
    """

    opened = Signal(object)
    listed = Signal(str, str)
    failed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        services: Services,
        theme: Theme,
        tasks: Tasks,
        holder: QWidget,
        *,
        current_question: Callable[[], str],
        may_show: Callable[[], bool],
    ) -> None:
        super().__init__(holder)
        self._services = services
        self._tasks = tasks
        self._holder = holder
        self._current_question = current_question
        self._may_show = may_show
        self._wanted: object = None
        self._files: list[Candidate] = []
        self._run: ImportRun | None = None
        self._folder = Path.home()
        self.sheet = ImportSheet(services, theme, holder)
        self.sheet.wanted.connect(self._import)
        self.sheet.cancelled.connect(self._cancel)
        self.sheet.closed.connect(self.ended)

    @property
    def is_open(self) -> bool:
        """Whether the sheet lies over the window."""
        return self.sheet.isVisible()

    def ask_for_files(self, question_id: str = "") -> None:
        """Let files be chosen, then ask for their question."""
        if self.is_open:
            return
        names, _ = QFileDialog.getOpenFileNames(
            self._holder, "Import a recording", str(self._folder), _FILTERS
        )
        if names:
            self._folder = Path(names[0]).parent
            self.begin([Path(name) for name in names], question_id)

    def begin(self, paths: Sequence[Path], question_id: str = "") -> None:
        """Look into these files in the background, then ask for their question.

        They take the place of files that are still being looked into.
        """
        if self.is_open:
            return
        self._wanted = wanted = object()
        proposed = question_id or self._current_question()
        now = self._services.library.now()

        def show(files: list[Candidate]) -> None:
            if wanted is not self._wanted or not self._may_show():
                return
            self._files = [one for one in files if one.problem is None]
            if self._files:
                self.sheet.show_files(files, proposed)
            else:
                self.failed.emit(refusal([one.problem for one in files if one.problem]))

        self._tasks.run(lambda: look_at(paths, now), show)

    def give_way(self) -> None:
        """Leave the window to what nothing may cover; an import that is running is cancelled."""
        self._wanted = None
        self._cancel()
        self.sheet.give_way()

    def close_down(self) -> None:
        """Stop what is under way; for the end of the program."""
        if self._run is not None:
            self._run.cancel()

    def _import(self, question_id: str, rules: Format) -> None:
        paths = [one.path for one in self._files]
        answered = self._services.content.question(question_id)
        self.sheet.banner.hide()

        def tell(number: int, part: float, left: str) -> None:
            """On the work executor."""
            self._tasks.post(lambda: self._show_progress(number, part, left))

        self._run = ImportRun(self._services, paths, answered, rules, tell)
        self._show_progress(0, 0.0, "")
        self._tasks.run(self._run.run, self._finish, ended=self._end_run)

    def _show_progress(self, number: int, part: float, left: str) -> None:
        if self._run is None:
            return
        words = "Importing …"
        if len(self._files) > 1:
            words = f"Importing {number + 1} of {len(self._files)}: {self._files[number].name}"
        self.sheet.show_progress(words, part, left)

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def _end_run(self) -> None:
        self._run = None
        self.sheet.show_choice()

    def _finish(self, outcome: ImportOutcome) -> None:
        if not outcome.folders:
            self._tell_nothing(outcome)
            return
        self.sheet.blockSignals(True)  # what follows is told below
        self.sheet.dismiss()
        self.sheet.blockSignals(False)
        if not self._may_show():
            return  # it gave way too late to be cancelled, and is among the attempts
        if outcome.wanted == 1:
            self.opened.emit(outcome.folders[0])
            return
        message = outcome.words
        if outcome.is_cancelled:
            message += " The rest was cancelled."
        elif outcome.problems:
            message += f" {len(outcome.problems)} could not be; details say why."
        self.listed.emit(message, "\n".join(str(problem) for problem in outcome.problems))

    def _tell_nothing(self, outcome: ImportOutcome) -> None:
        if outcome.problems:
            self.sheet.banner.show_problem(outcome.problems[0])
        else:
            announce(self.sheet, "Cancelled. Nothing was imported.")
