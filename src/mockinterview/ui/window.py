"""The one window: a slim rail at the left, a page beside it; the interview hides the rail."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mockinterview.core.attempt import Take
from mockinterview.core.content import Bank, Format, Question, Sample
from mockinterview.core.sitting import Sitting
from mockinterview.errors import DiskFullError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.sittings import Sittings
from mockinterview.services import Services
from mockinterview.session import InterviewSession
from mockinterview.ui import tokens
from mockinterview.ui.content_watch import ContentWatch
from mockinterview.ui.file_drops import FileDrops
from mockinterview.ui.practise import PractisePage
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.voice import SystemVoice
from mockinterview.ui.widgets.buttons import RailButton

if TYPE_CHECKING:
    from mockinterview.ui.attempts import AttemptsPage
    from mockinterview.ui.banks.page import BanksPage
    from mockinterview.ui.bin.page import BinPage
    from mockinterview.ui.check.gate import CheckGate
    from mockinterview.ui.check.page import CheckPage
    from mockinterview.ui.formats.page import FormatsPage
    from mockinterview.ui.importing.flow import ImportFlow
    from mockinterview.ui.interview import InterviewPage
    from mockinterview.ui.marking.page import MarkingPage
    from mockinterview.ui.settings import SettingsPage
    from mockinterview.ui.sitting.flow import SittingFlow
    from mockinterview.ui.sitting.place import Place
    from mockinterview.ui.sitting.setup import SittingPage
    from mockinterview.ui.sitting.summary import SummaryPage

TITLE = "Mock Interview"
_START_SIZE = (1280, 820)
_PAGES = (
    ("Practise", "mic-line"),
    ("Attempts", "file-list-3-line"),
    ("Banks", "book-open-line"),
    ("Settings", "settings-3-line"),
)
_PLACES = {
    "practise": ("Practise", 0),
    "attempts": ("Attempts", 1),
    "marking": ("Marking", 1),
    "bin": ("Bin", 1),
    "banks": ("Banks", 2),
    "settings": ("Settings", 3),
    "formats": ("Formats", 3),
    "interview": ("Interview", None),
    "sitting": ("Sitting", 0),
    "summary": ("Answers", 0),
    "check": ("Sound check", None),
}
"""By the name of a page: what the title bar says and which button of the rail is lit."""


class MainWindow(QMainWindow):
    """Holds the pages and leads from one to the next; each page does its own work."""

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(tokens.WINDOW_WIDTH, tokens.WINDOW_HEIGHT)
        self.resize(*_START_SIZE)
        self._services = services
        self._tasks = tasks
        self._theme = theme
        self._has_begun = False
        self.keeper = RecordKeeper(services, tasks, self)
        self.watch = ContentWatch(services, tasks, self)
        self.rail = _Rail(theme)
        self.stack = QStackedWidget()
        self.practise = PractisePage(services, self.keeper, theme)
        self.drops = FileDrops(self, theme, self._takes_files)
        self.stack.addWidget(self.practise)
        self._came_from: QWidget = self.practise
        self._bin_from: QWidget = self.practise
        self._arrange()
        self._connect()
        self.show_page(self.practise)

    @cached_property
    def attempts(self) -> AttemptsPage:
        """The list of attempts; like all pages but the first it is made after the first paint.

        Their modules are imported as late, which saves a third of a second at the start.
        """
        from mockinterview.ui.attempts import AttemptsPage
        from mockinterview.ui.bin.deletion import AttemptDeletion

        deletion = AttemptDeletion(self._services, self.keeper, self._tasks, self)
        deletion.beginning.connect(self._let_go)
        page = AttemptsPage(self.keeper, self._theme, deletion)
        page.bin_wanted.connect(self._open_bin)
        page.import_wanted.connect(self._ask_for_recordings)
        page.attempt_wanted.connect(self.open_attempt)
        page.practice_wanted.connect(lambda: self.show_page(self.practise))
        self.stack.addWidget(page)
        return page

    @cached_property
    def banks(self) -> BanksPage:
        """The banks, built in and own."""
        from mockinterview.ui.banks.page import BanksPage

        page = BanksPage(self._services, self._theme, self._tasks, self.watch)
        self.stack.addWidget(page)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings."""
        from mockinterview.ui.settings import SettingsPage

        page = SettingsPage(self._services, self._theme, self._tasks)
        page.library_changed.connect(self.keeper.refresh)
        page.practice_changed.connect(self.practise.refresh)
        page.formats_wanted.connect(lambda: self.show_page(self.formats))
        page.check_wanted.connect(
            lambda: self.gate.open_by_hand(lambda: self.show_page(self.settings))
        )
        page.bin_wanted.connect(self._open_bin)
        self.keeper.changed.connect(lambda: page.show_bin(self.keeper.records.binned))
        page.show_bin(self.keeper.records.binned)
        self.stack.addWidget(page)
        return page

    @cached_property
    def formats(self) -> FormatsPage:
        """All formats and the editor of one's own; made when it is first wanted."""
        from mockinterview.ui.formats.page import FormatsPage

        page = FormatsPage(self._services, self._theme, self._tasks, self.watch)
        page.left.connect(lambda: self.show_page(self.settings))
        self.stack.addWidget(page)
        return page

    @cached_property
    def bin(self) -> BinPage:
        """What was deleted and can be put back; made when it is first wanted."""
        from mockinterview.ui.bin.page import BinPage

        page = BinPage(self._services, self.keeper, self._theme, self._tasks)
        page.left.connect(lambda: self.show_page(self._bin_from))
        self.stack.addWidget(page)
        return page

    @cached_property
    def marking(self) -> MarkingPage:
        """The marking page; it holds the transcripts in the making."""
        from mockinterview.ui.marking.page import MarkingPage

        page = MarkingPage(self._services, self._theme, self._tasks)
        page.back_requested.connect(self._after_marking)
        self.stack.addWidget(page)
        return page

    @cached_property
    def interview(self) -> InterviewPage:
        """The interview screen."""
        from mockinterview.ui.interview import InterviewPage

        transcriptions = self.marking.answer.transcriptions
        page = InterviewPage(self._services, self._theme, self._tasks, transcriptions)
        page.left.connect(self._after_interview)
        page.marking_wanted.connect(self._mark)
        page.answered.connect(self.flow.go_on)
        page.practised.connect(self.flow.end_practice)
        page.sitting_left.connect(self.flow.leave)
        page.import_wanted.connect(self._ask_for_recordings)
        self.stack.addWidget(page)
        return page

    @cached_property
    def imports(self) -> ImportFlow:
        """What brings recordings in; its sheet lies over the whole window."""
        from mockinterview.ui.importing.flow import ImportFlow

        flow = ImportFlow(
            self._services,
            self._theme,
            self._tasks,
            self._holder,
            lambda: self.practise.question_id,
        )
        flow.opened.connect(self._open_imported)
        flow.listed.connect(self._list_imported)
        flow.failed.connect(self._refuse_import)
        flow.ended.connect(self._give_keys_back)
        return flow

    @cached_property
    def flow(self) -> SittingFlow:
        """What leads through a sitting."""
        from mockinterview.ui.sitting.flow import SittingFlow

        flow = SittingFlow(self._services, self._tasks, self._hold, self)
        flow.ended.connect(self._after_sitting)
        flow.failed.connect(self._refuse_sitting)
        return flow

    @cached_property
    def sitting(self) -> SittingPage:
        """Where a sitting is put together."""
        from mockinterview.ui.sitting.setup import SittingPage

        page = SittingPage(self._services, self._theme, self._tasks, self._check_for_sitting)
        page.start_wanted.connect(self.flow.begin)
        page.left.connect(lambda: self.show_page(self.practise))
        self.stack.addWidget(page)
        return page

    @cached_property
    def summary(self) -> SummaryPage:
        """The answers of a sitting, to be marked one after the other."""
        from mockinterview.ui.sitting.summary import SummaryPage

        page = SummaryPage(self._services, self._theme, self._tasks)
        page.attempt_wanted.connect(self.open_attempt)
        page.go_on_wanted.connect(
            lambda sitting: self.gate.pass_through(
                partial(self.flow.begin, sitting), partial(self.show_page, page)
            )
        )
        page.left.connect(lambda: self.show_page(self.practise))
        self.stack.addWidget(page)
        return page

    @cached_property
    def check(self) -> CheckPage:
        """The sound check; made when it is first wanted, which is once for most people."""
        from mockinterview.ui.check.page import CheckPage

        page = CheckPage(self._services, self._theme, self._tasks)
        page.accepted.connect(self.gate.accept)
        page.skipped.connect(self.gate.skip)
        page.left.connect(self.gate.leave)
        self.stack.addWidget(page)
        return page

    @cached_property
    def gate(self) -> CheckGate:
        """What leads to the sound check before a practice, where one is due."""
        from mockinterview.ui.check.gate import CheckGate

        return CheckGate(self._services, self._tasks, self._open_check, self)

    def show_page(self, page: QWidget) -> None:
        """Go to a page; the rail shows where."""
        self.stack.setCurrentWidget(page)
        title, number = next(
            place for name, place in _PLACES.items() if vars(self).get(name) is page
        )
        self.setWindowTitle(f"{title} · {TITLE}")
        self.rail.setVisible(number is not None)
        if number is not None:
            self.rail.buttons[number].setChecked(True)
        page.setFocus()

    def _shows(self, name: str) -> bool:
        """Whether the page of this name is in front."""
        return self.stack.currentWidget() is vars(self).get(name)

    def open_attempt(self, folder: AttemptFolder, take_number: int | None = None) -> None:
        """Show the marking page of an attempt; going back leads to where this came from."""
        places = ("attempts", "summary")
        self._came_from = next(
            (getattr(self, name) for name in places if self._shows(name)), self.practise
        )
        self.show_page(self.marking)
        self.marking.open_attempt(folder, take_number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint there is time for what takes time."""
        super().paintEvent(event)
        if not self._has_begun:
            self._has_begun = True
            QTimer.singleShot(0, self._begin)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask while an interview is running; whatever is answered, no sound is lost."""
        if self._is_interviewing and not self._confirm_end():
            event.ignore()
            return
        self.shut_down()
        super().closeEvent(event)

    def shut_down(self) -> None:
        """End what is running and keep what there is; may be called twice."""
        self.watch.stop()
        made = vars(self)  # a page that was never made has nothing to end
        if "imports" in made:
            self.imports.close_down()
        if "interview" in made:
            self.interview.close_session()
        if "settings" in made:
            self.settings.close_down()
        if "formats" in made:
            self.formats.close_down()
        if "marking" in made:
            self.marking.close_down()
        if "banks" in made:
            self.banks.close_down()
        if "check" in made:
            self.check.close_down()
        if "bin" in made:
            self.bin.close_down()

    @property
    def _is_interviewing(self) -> bool:
        return "interview" in vars(self) and self.interview.is_running

    def _begin(self) -> None:
        """Read the library, wake the system's voice, make the other pages one by one."""
        self._services.wake_sound()
        self._services.voice = SystemVoice(self, self._services.gain).prompt
        for name in ("interview", "attempts", "banks", "settings", "sitting"):
            QTimer.singleShot(0, self, lambda name=name: getattr(self, name))
        library = self._services.library
        self._tasks.run(library.recover, self._tell_recovered)
        self.watch.start()

    def _tell_recovered(self, recovered: list[tuple[AttemptFolder, Take]]) -> None:
        def tell() -> None:
            folder = recovered[-1][0]
            names = {
                record.folder.id: record.attempt.question.prompt
                for record in self.keeper.records.attempts
            }
            self.practise.show_recovered(folder, names.get(folder.id, folder.id), len(recovered))

        self.keeper.refresh(tell if recovered else None)
        self._services.tidy_library()

    def _show_content(self) -> None:
        """Banks were saved; an interview that is running keeps its own copies."""
        self.practise.show_content()
        if "banks" in vars(self):
            self.banks.show_content()
        if "settings" in vars(self):
            self.settings.show_content()

    def _start(self, bank: Bank, question: Question, rules: Format) -> None:
        """A practice of one question, after the sound check if one is due."""
        self.gate.pass_through(
            partial(self._look_for_room, bank, question, rules),
            partial(self.show_page, self.practise),
        )

    def _open_check(self, reason: str, *, is_before_practice: bool) -> None:
        self.check.prepare(reason, is_before_practice=is_before_practice)
        self.show_page(self.check)

    def _check_for_sitting(self, then: Callable[[], None]) -> None:
        self.gate.pass_through(then, self._open_sitting)

    def _look_for_room(self, bank: Bank, question: Question, rules: Format) -> None:
        """Look for room on the disk; where it is scarce the person decides."""
        begin = partial(self._begin_interview, bank, question, rules)

        def look(problem: DiskFullError | None) -> None:
            self.practise.setEnabled(True)
            if problem is None:
                begin()
            else:
                self.practise.banner.show_problem(problem, "Start anyway", begin)

        self.practise.setEnabled(False)
        self._tasks.run(partial(self._services.room_problem, rules), look)

    def _begin_interview(self, bank: Bank, question: Question, rules: Format) -> None:
        """Make the attempt's folder in the background, then begin."""
        self.practise.banner.hide()
        self.practise.setEnabled(False)
        session = partial(self._services.new_session, bank, question, rules)
        self._tasks.run(session, self._hold, self._refuse)

    def _continue(self, folder: AttemptFolder) -> None:
        origin = partial(self.show_page, self.practise)
        self.gate.pass_through(partial(self._take_up, folder), origin)

    def _take_up(self, folder: AttemptFolder) -> None:
        """Take up an attempt that was cut off, and with it the sitting that it is part of."""

        def find() -> Sitting | None:
            name = folder.load().sitting
            return Sittings(self._services.library).load(name) if name else None

        def go_on(sitting: Sitting | None) -> None:
            if sitting is not None:
                self.flow.begin(sitting)
                return
            session = partial(self._services.continued_session, folder)
            self._tasks.run(session, self._hold, self._refuse)

        self._tasks.run(find, go_on, self._refuse)

    def _hold(self, session: InterviewSession, place: Place | None = None) -> None:
        self.practise.setEnabled(True)
        self.show_page(self.interview)
        self.interview.open(session, place)

    def _open_bin(self) -> None:
        """Show the bin; going back leads to where this came from."""
        self._bin_from = self.settings if self._shows("settings") else self.attempts
        self.show_page(self.bin)

    def _let_go(self, folder: AttemptFolder) -> None:
        """The attempt is about to be deleted: the marking page shows it no more."""
        if "marking" in vars(self):
            self.marking.let_go(folder)

    def _open_sitting(self) -> None:
        self.show_page(self.sitting)
        self.sitting.open()

    def _after_sitting(self, sitting: Sitting) -> None:
        self.keeper.refresh()
        self.summary.show_sitting(sitting)
        self.show_page(self.summary)

    def _refuse_sitting(self, error: MockInterviewError) -> None:
        self._open_sitting()
        self.sitting.show_problem(error)

    def _refuse(self, error: MockInterviewError) -> None:
        self.practise.setEnabled(True)
        self.practise.card.set_busy(is_busy=False)
        self.practise.show_problem(error)

    def _try_sample(self, question_id: str) -> None:
        samples = list(self._services.content.samples.values())
        fitting = [sample for sample in samples if sample.question == question_id] or samples
        if not fitting:
            return
        sample: Sample = fitting[0]
        self.practise.card.set_busy(is_busy=True)

        def record() -> AttemptFolder:
            from mockinterview.sample import record_sample

            return record_sample(self._services, sample)

        self._tasks.run(record, self._open_sample, self._refuse)

    def _open_sample(self, folder: AttemptFolder) -> None:
        self.practise.card.set_busy(is_busy=False)
        self.keeper.refresh()
        self.open_attempt(folder)

    @property
    def _is_importing(self) -> bool:
        return "imports" in vars(self) and self.imports.is_open

    def _takes_files(self) -> bool:
        """Whether files may be dropped: not where the rail is gone and nothing may disturb."""
        return not self.rail.isHidden() and not self._is_importing

    def _ask_for_recordings(self, question_id: str = "") -> None:
        self.imports.ask_for_files(question_id)

    def _import(self, paths: list[Path]) -> None:
        self.imports.begin(paths)

    def _give_keys_back(self) -> None:
        page = self.stack.currentWidget()
        if page is not None:
            page.setFocus()

    def _open_imported(self, folder: AttemptFolder) -> None:
        self.keeper.refresh()
        self.open_attempt(folder)

    def _list_imported(self, message: str, detail: str) -> None:
        self.show_page(self.attempts)
        self.keeper.refresh(partial(self.attempts.show_imported, message, detail))

    def _refuse_import(self, error: MockInterviewError) -> None:
        """Tell it on the page that is shown, where that has a place for it."""
        for name in ("attempts", "marking", "banks"):
            if self._shows(name):
                getattr(self, name).banner.show_problem(error)
                return
        self.show_page(self.practise)
        self.practise.show_problem(error)

    def _add_banks(self, paths: list[Path]) -> None:
        self._go("banks")
        self.banks.desk.add(paths)

    def _after_interview(self) -> None:
        self.keeper.refresh()
        self.show_page(self.practise)

    def _after_marking(self) -> None:
        self.keeper.refresh()
        if self._came_from is vars(self).get("summary"):
            self.summary.refresh()
        self.show_page(self._came_from)

    def _mark(self, folder: AttemptFolder, take_number: int) -> None:
        self.keeper.refresh()
        self.open_attempt(folder, take_number)

    def _confirm_end(self) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(TITLE)
        box.setText("An interview is running. Close the program?")
        box.setInformativeText("What has been recorded so far is kept.")
        close = box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton("Go on with the interview", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is close

    def _go(self, name: str) -> None:
        """A page of the rail was asked for, by mouse or key; not during an interview or import."""
        if self._shows("interview") or self._is_importing:
            return
        if self._shows("marking"):
            self.marking.leave()
            self.keeper.refresh()
        self.show_page(getattr(self, name))

    def _connect(self) -> None:
        self.practise.start_wanted.connect(self._start)
        self.practise.sample_wanted.connect(self._try_sample)
        self.practise.sitting_wanted.connect(self._open_sitting)
        self.practise.continue_wanted.connect(self._continue)
        self.practise.import_wanted.connect(self._ask_for_recordings)
        self.drops.recordings_dropped.connect(self._import)
        self.drops.banks_dropped.connect(self._add_banks)
        self.practise.banks_wanted.connect(lambda: self._go("banks"))
        self.watch.changed.connect(self._show_content)
        self.watch.failed.connect(self.practise.show_problem)
        for number, name in enumerate(("practise", "attempts", "banks", "settings")):
            button = self.rail.buttons[number]
            button.clicked.connect(lambda _=False, name=name: self._go(name))
            # Not with Ctrl: on the marking page those are the overall judgement.
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.activated.connect(lambda name=name: self._go(name))
            button.setToolTip(f"{button.text()} (Alt+{number + 1})")

    def _arrange(self) -> None:
        self._holder = holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        self.setCentralWidget(holder)


class _Rail(QFrame):
    """The pages that there are, Settings at the bottom."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "rail")
        self.setFixedWidth(theme.pixels(tokens.RAIL_WIDTH))
        self.setAccessibleName("Pages")
        self.buttons = [RailButton(theme, text, icon) for text, icon in _PAGES]
        column = QVBoxLayout(self)
        column.setContentsMargins(
            tokens.SPACE_4, tokens.SPACE_16, tokens.SPACE_4 + 1, tokens.SPACE_16
        )
        column.setSpacing(tokens.SPACE_8)
        for button in self.buttons[:-1]:
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.buttons[-1])
