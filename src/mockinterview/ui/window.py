"""The one window: a slim rail at the left, a page beside it; the interview hides the rail."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from mockinterview.core.attempt import Take
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.services import Services
from mockinterview.tidying import NEWEST
from mockinterview.ui import tokens
from mockinterview.ui.agreeing.journey import Agreeing
from mockinterview.ui.attempts.journey import AttemptsJourney
from mockinterview.ui.classes.journey import Classes
from mockinterview.ui.closing import UnsavedAnswer, ask_about_unsaved, ask_to_end_interview
from mockinterview.ui.comparing.journey import Comparing
from mockinterview.ui.content_watch import ContentWatch
from mockinterview.ui.diary.journey import DiaryJourney
from mockinterview.ui.file_drops import FileDrops
from mockinterview.ui.journeys import Journey
from mockinterview.ui.keeping.journey import Keeping
from mockinterview.ui.pages import PLACES, Pages
from mockinterview.ui.practising import Practising
from mockinterview.ui.progress.journey import ProgressJourney
from mockinterview.ui.rail import Rail
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.tutor.journey import TutorJourney
from mockinterview.ui.unsaved_banner import UnsavedBanner
from mockinterview.ui.voice import SystemVoice

if TYPE_CHECKING:
    from mockinterview.ui.importing.flow import ImportFlow

TITLE = "Mock Interview"
_START_SIZE = (1280, 820)
_MADE_AFTER_START = ("interview", "attempts", "banks", "settings", "sitting")
_WITH_BANNER = ("attempts", "marking", "banks")
_JOURNEYS: Final[tuple[type[Journey], ...]] = (
    *(AttemptsJourney, Agreeing, Classes, ProgressJourney, Comparing, Keeping, DiaryJourney),
)
"""What leads from page to page, besides practice and tutoring, in no particular order."""


class MainWindow(QMainWindow):
    """Holds the pages and shows one; journeys lead from one to the next."""

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(tokens.WINDOW_WIDTH, tokens.WINDOW_HEIGHT)
        self.resize(*_START_SIZE)
        self._services = services
        self._tasks = tasks
        self._theme = theme
        self._has_begun = False
        self._came_from = self._bin_from = "practise"
        self.keeper = RecordKeeper(services, tasks, self)
        self.watch = ContentWatch(services, tasks, self)
        self.rail = Rail(theme, self)
        self.unsaved = UnsavedBanner(theme)
        self.pages = Pages(services, theme, tasks, keeper=self.keeper, watch=self.watch)
        ground = (services, tasks, self.pages, self.keeper, self)
        self.practising = Practising(*ground)
        self.tutoring = TutorJourney(*ground)
        others = (journey(*ground) for journey in _JOURNEYS)
        self.journeys = [self.practising, self.tutoring, *others]
        self.drops = FileDrops(self, theme, self._takes_files)
        self._holder = QWidget()
        self._arrange()
        self._connect()
        self.show_page("practise")

    @cached_property
    def imports(self) -> ImportFlow:
        """What brings recordings in; its sheet lies over the whole window."""
        from mockinterview.ui.importing.flow import ImportFlow

        flow = ImportFlow(
            self._services,
            self._theme,
            self._tasks,
            self._holder,
            current_question=lambda: self.pages.practise.question_id,
            may_show=self._takes_files,
        )
        flow.opened.connect(self._open_imported)
        flow.listed.connect(self._list_imported)
        flow.failed.connect(self._refuse_import)
        flow.ended.connect(self._give_keys_back)
        return flow

    def show_page(self, name: str) -> None:
        """Go to the page of this name; the rail shows where."""
        page: QWidget = getattr(self.pages, name)
        self.pages.setCurrentWidget(page)
        place = PLACES[name]
        self.setWindowTitle(f"{place.title} · {TITLE}")
        self.rail.show_place(place.rail)
        if place.rail is None and "imports" in vars(self):
            self.imports.give_way()
        self.unsaved.allow(may_show=name != "interview")
        page.setFocus()

    def open_attempt(self, folder: AttemptFolder, take_number: int | None = None) -> None:
        """Show the marking page of an attempt; going back leads to where this came from."""
        places = ("attempts", "summary", "tutor", "agreeing", "classes", "comparing")
        if not self.pages.shows("marking"):  # else from one answer on to the next
            self._came_from = next((name for name in places if self.pages.shows(name)), "practise")
        self.show_page("marking")
        if PLACES[self._came_from].rail == "tutor":
            self.rail.show_place("tutor")
        self.pages.marking.open_attempt(folder, take_number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint there is time for what takes time."""
        super().paintEvent(event)
        if not self._has_begun:
            self._has_begun = True
            QTimer.singleShot(0, self._begin)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Go on by Tab to everything on the page, also to what stands before its list.

        Qt would go from the page to what has the keys when it is shown, past all before that.
        """
        page = self.pages.currentWidget()
        first = page.focusProxy() if page is not None else None
        if page is None or first is None:
            return super().focusNextPrevChild(forward)
        page.setFocusProxy(None)  # type: ignore[arg-type]  # so Qt says that there is none
        try:
            return super().focusNextPrevChild(forward)
        finally:
            page.setFocusProxy(first)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask while an interview is running; whatever is answered, no sound is lost.

        Ask about marks that cannot be saved, too.
        """
        is_agreed = not self._is_interviewing or ask_to_end_interview(self, TITLE)
        if not is_agreed or not self._may_lose_marks():
            event.ignore()
            return
        self.shut_down()
        super().closeEvent(event)

    def open_packs(self, packs: Sequence[Path]) -> None:
        """Take in packs that were double-clicked; whoever answers or imports is not disturbed."""
        if not self._takes_files():
            self.tutoring.arrivals.take_in(packs)
            return
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        self.tutoring.take_in(packs)

    def shut_down(self) -> None:
        """End what is running and keep what there is; may be called twice."""
        self.watch.stop()
        self.keeper.stop()
        try:
            if "imports" in vars(self):
                self.imports.close_down()
        finally:
            self.pages.close_down()

    @property
    def _is_interviewing(self) -> bool:
        return self.pages.is_made("interview") and self.pages.interview.is_running

    @property
    def _is_importing(self) -> bool:
        return "imports" in vars(self) and self.imports.is_open

    def _begin(self) -> None:
        """Read the library, wake the system's voice, make the other pages one by one."""
        self._services.wake_sound()
        self._services.voice = SystemVoice(self, self._services.gain).prompt
        for name in _MADE_AFTER_START:
            QTimer.singleShot(0, self, lambda name=name: getattr(self.pages, name))
        self.keeper.show_known(self._recover)
        self.watch.start()

    def _recover(self) -> None:
        """Set right what a crash left in the newest attempts; the others are looked at later."""
        library = self._services.library
        self._tasks.run(partial(library.recover, NEWEST), self._tell_recovered)

    def _tell_recovered(self, recovered: list[tuple[AttemptFolder, Take]]) -> None:
        names = {folder.id for folder, _ in recovered}

        def tell() -> None:
            told = [each for each in self.keeper.records.attempts if each.id in names]
            if told:  # else all are in the bin
                self.pages.practise.show_recovered(told[0], len(told))

        self.keeper.refresh(tell if recovered else None)
        self._services.tidy_library()

    def _show_content(self) -> None:
        """Banks were saved; an interview that is running keeps its own copies."""
        for name in ("practise", "banks", "diary", "settings"):
            if self.pages.is_made(name):
                getattr(self.pages, name).show_content()

    def _tell_content_problem(self, error: MockInterviewError) -> None:
        self.pages.practise.show_problem(error)

    def _go(self, name: str) -> None:
        """A page of the rail was asked for, by mouse or key; not during an interview or import."""
        if self.pages.shows("interview") or self._is_importing:
            return
        if self.pages.shows("marking"):
            self.pages.marking.leave()
            self.keeper.refresh()
        self.show_page(name)

    def _after_marking(self) -> None:
        self.keeper.refresh()
        self.show_page(self._came_from)

    def _after_saving(self) -> None:
        """Marks that were still being written when their page was left are told now."""
        if self.pages.shows("marking"):
            return
        self.keeper.refresh()
        if self.pages.shows("summary"):
            self.pages.summary.refresh()

    def _after_transcript(self) -> None:
        """The list says which answers have one; also of those made in the background."""
        if self.pages.shows("attempts"):
            self.keeper.refresh()

    def _open_bin(self) -> None:
        """Show the bin; going back leads to where this came from."""
        self._bin_from = "settings" if self.pages.shows("settings") else "attempts"
        self.show_page("bin")

    def _let_go(self, folder: AttemptFolder) -> None:
        """The attempt is about to be deleted: the marking page shows it no more."""
        if self.pages.is_made("marking"):
            self.pages.marking.let_go(folder)
            problem = self.pages.marking.marks.problem_of(folder)
            if problem is not None:
                self.pages.deletion.refuse(problem)

    def _takes_files(self) -> bool:
        """Whether files may be dropped: not where the rail is gone and nothing may disturb."""
        return not self.rail.isHidden() and not self._is_importing

    def _ask_for_recordings(self, question_id: str = "") -> None:
        self.imports.ask_for_files(question_id)

    def _import(self, paths: list[Path]) -> None:
        self.imports.begin(paths)

    def _give_keys_back(self) -> None:
        page = self.pages.currentWidget()
        if page is not None:
            page.setFocus()

    def _open_imported(self, folder: AttemptFolder) -> None:
        self.keeper.refresh()
        self.open_attempt(folder)

    def _list_imported(self, message: str, detail: str) -> None:
        self.show_page("attempts")
        self.keeper.refresh(partial(self.pages.attempts.show_imported, message, detail))

    def _refuse_import(self, error: MockInterviewError) -> None:
        """Tell it on the page that is shown, where that has a place for it."""
        for name in _WITH_BANNER:
            if self.pages.shows(name):
                getattr(self.pages, name).banner.show_problem(error)
                return
        self.show_page("practise")
        self.pages.practise.show_problem(error)

    def _add_banks(self, paths: list[Path]) -> None:
        self._go("banks")
        self.pages.banks.desk.add(paths)

    def _may_lose_marks(self) -> bool:
        """Write the last marks; whether to close, where they cannot be written."""
        if not self.pages.is_made("marking"):
            return True
        marks = self.pages.marking.marks
        marks.flush()
        while unsaved := marks.unsaved:
            answer = ask_about_unsaved(self, TITLE, unsaved)
            if answer is not UnsavedAnswer.TRY_AGAIN:
                return answer is UnsavedAnswer.CLOSE
            marks.flush()
        return True

    def _connect(self) -> None:
        self.rail.chosen.connect(self._go)
        self.pages.made.connect(self._connect_page)
        for journey in self.journeys:
            journey.page_wanted.connect(self.show_page)
            journey.attempt_wanted.connect(self.open_attempt)
        self.drops.recordings_dropped.connect(self._import)
        self.drops.banks_dropped.connect(self._add_banks)
        self.drops.packs_dropped.connect(self.tutoring.take_in)
        self.watch.changed.connect(self._show_content)
        self.watch.failed.connect(self._tell_content_problem)

    def _connect_page(self, name: str) -> None:
        """Listen to a page that was just made, for all that is not part of a practice."""
        connect = {
            "practise": self._connect_practise,
            "attempts": self._connect_attempts,
            "settings": self._connect_settings,
            "formats": self._connect_formats,
            "bin": self._connect_bin,
            "marking": self._connect_marking,
            "interview": self._connect_interview,
        }.get(name)
        if connect is not None:
            connect()

    def _connect_practise(self) -> None:
        page = self.pages.practise
        page.import_wanted.connect(self._ask_for_recordings)
        page.banks_wanted.connect(lambda: self._go("banks"))
        page.attempts_wanted.connect(lambda: self._go("attempts"))

    def _connect_attempts(self) -> None:
        page = self.pages.attempts
        self.pages.deletion.beginning.connect(self._let_go)
        page.bin_wanted.connect(self._open_bin)
        page.import_wanted.connect(self._ask_for_recordings)
        page.attempt_wanted.connect(self.open_attempt)
        page.practice_wanted.connect(lambda: self.show_page("practise"))

    def _connect_settings(self) -> None:
        page = self.pages.settings
        page.library_changed.connect(self.keeper.refresh)
        page.practice_changed.connect(self.pages.practise.refresh)
        page.formats_wanted.connect(lambda: self.show_page("formats"))
        page.bin_wanted.connect(self._open_bin)
        self.keeper.changed.connect(lambda: page.show_bin(self.keeper.records.binned))
        page.show_bin(self.keeper.records.binned)

    def _connect_formats(self) -> None:
        self.pages.formats.left.connect(lambda: self.show_page("settings"))

    def _connect_bin(self) -> None:
        self.pages.bin.left.connect(lambda: self.show_page(self._bin_from))

    def _connect_marking(self) -> None:
        self.pages.marking.back_requested.connect(self._after_marking)
        self.pages.marking.marks_saved.connect(self._after_saving)
        self.unsaved.follow(self.pages.marking.marks)
        self.pages.marking.answer.transcriptions.finished.connect(self._after_transcript)

    def _connect_interview(self) -> None:
        self.pages.interview.import_wanted.connect(self._ask_for_recordings)

    def _frame_notice(self, *, is_seen: bool) -> None:
        """A layout keeps its margins when all in it is hidden."""
        above = tokens.SPACE_8 if is_seen else 0
        self._notice.setContentsMargins(tokens.SPACE_16, above, tokens.SPACE_16, above)

    def _arrange(self) -> None:
        row = QHBoxLayout(self._holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        self._notice = QVBoxLayout()
        self._notice.addWidget(self.unsaved)
        self._frame_notice(is_seen=False)
        self.unsaved.seen.connect(lambda is_seen: self._frame_notice(is_seen=is_seen))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._notice)
        column.addWidget(self.pages, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(self._holder)
