"""The marking page: hear and read an answer, mark it, compare it with a model answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.correction import Correction
from mockinterview.core.marking import Marking
from mockinterview.core.transcript import Transcript
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.marking.answer_column import AnswerColumn
from mockinterview.ui.marking.checklist import Checklist
from mockinterview.ui.marking.clips import Clips
from mockinterview.ui.marking.columns import Columns
from mockinterview.ui.marking.correcting.changes_guide import ChangesGuide
from mockinterview.ui.marking.correcting.corrector import Corrector
from mockinterview.ui.marking.correcting.landmarks import Landmarks
from mockinterview.ui.marking.correcting.words_menu import WordsMenus
from mockinterview.ui.marking.desk import MarkingDesk
from mockinterview.ui.marking.features import page_features
from mockinterview.ui.marking.header import MarkingHeader
from mockinterview.ui.marking.help_sheet import HelpSheet
from mockinterview.ui.marking.marker import Marker
from mockinterview.ui.marking.marks import AttemptMarks, MarksKeeper
from mockinterview.ui.marking.model_answer import ModelAnswerView
from mockinterview.ui.marking.opening import OpenedAttempt, marks_as, read_attempt
from mockinterview.ui.marking.overall import OverallCard
from mockinterview.ui.marking.page_actions import READING, page_actions
from mockinterview.ui.marking.page_exports import PageExports
from mockinterview.ui.marking.page_keys import PageKeys
from mockinterview.ui.marking.takes_sheet import TakesSheet
from mockinterview.ui.marking.wording import NumberedCriterion
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.panels import Banner

_ELSEWHERE = (
    "This attempt is being marked in another window of Mock Interview.",
    "It can be heard and read here. Close it there to mark it here.",
)


class MarkingPage(QWidget):
    """Marks one attempt at a time.

    Signals: `back_requested`; `opened` when an attempt is shown and its marks can be changed;
    `marks_shown` whenever the marks, or what they are shown on, are others; `marks_saved` when all
    marks of an attempt are on the disk.

    What can be done here beyond marking lies in `features`, which listen to these signals.

    The window calls `leave` when it shows another page and `close_down` before the services
    close. It tells of marks that cannot be saved: see `marks`.
    """

    back_requested = Signal()
    marks_saved = Signal()
    opened = Signal()
    marks_shown = Signal()

    def __init__(
        self, services: Services, theme: Theme, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.theme = theme
        self.tasks = tasks
        self._folder: AttemptFolder | None = None
        self._attempt: Attempt | None = None
        self._finished: dict[tuple[str, int], Transcript] = {}
        self._others_marking: Marking | None = None
        self._others_first: Marking | None = None
        self.candidate_marking: Marking | None = None
        self._opening = 0
        self.setObjectName("page")
        self.marks = MarksKeeper(tasks, self)
        self.header = MarkingHeader(theme)
        self.banner = Banner(theme)
        self.answer = AnswerColumn(services, theme, tasks)
        self.checklist = Checklist(theme)
        self.overall = OverallCard(theme)
        self.model_answer = ModelAnswerView(theme, has_tools=True)
        self.clips = Clips(self)
        self.sharing = PageExports(self, tasks)
        self.marker = Marker(
            self.marks, self.header, self.answer, self.checklist, self.overall, parent=self
        )
        self.corrector = Corrector(self.marks, self.answer, self)
        self.changes = ChangesGuide(self.corrector, self.answer.transcript)
        self.landmarks = Landmarks(self.answer)
        self.menus = WordsMenus(
            self.corrector,
            self.changes,
            self.landmarks,
            self.answer.transcript,
            find=self.answer.transcript.finder.open,
            copy=self.sharing.copy_words,
            export=self.sharing.export_words,
        )
        self.columns = Columns(theme)
        self.over_checklist = QVBoxLayout()
        self._arrange()
        self.help = HelpSheet(theme, self)
        self.takes = TakesSheet(services, theme, tasks, self)
        self._connect()
        self.features = page_features(self)
        self._keys = PageKeys(self, page_actions(self), self._may_act)

    @property
    def marking(self) -> Marking | None:
        """The marks as they are now."""
        return self.desk.marking if self.desk else self._others_marking

    @property
    def first_pass(self) -> Marking | None:
        """The marks of the first pass while the second is shown."""
        return self.desk.first_pass if self.desk else self._others_first

    @property
    def is_saved(self) -> bool:
        """Whether everything is on disk."""
        return self.marks.is_saved

    @property
    def folder(self) -> AttemptFolder | None:
        """The folder of the attempt that is shown."""
        return self._folder

    @property
    def attempt(self) -> Attempt | None:
        """The attempt that is shown."""
        return self._attempt

    @property
    def shown_take(self) -> Take | None:
        """The take that is shown."""
        takes = self._attempt.takes if self._attempt else ()
        return next((take for take in takes if take.number == self.answer.take_number), None)

    @property
    def desk(self) -> MarkingDesk | None:
        """What marks are changed through; None where they may only be read."""
        return self.marks.desk

    def open_attempt(
        self, folder: AttemptFolder, take_number: int | None = None, *, transcribe: bool = True
    ) -> None:
        """Show an attempt; `opened` follows.

        Args:
            folder: the attempt.
            take_number: the take to hear; the latest with sound by default.
            transcribe: make the transcript at once where there is none.
        """
        self.leave()
        role, name = marks_as(folder, self.services.settings)
        held = self.marks.want(folder.path, role)
        folder = held.folder if held is not None else folder
        is_ours = held is not None
        self._finished.clear()
        self._opening += 1
        opening = self._opening

        def show(found: OpenedAttempt) -> None:
            if opening == self._opening:
                self._show(found, transcribe=transcribe)
            elif found.is_ours and not is_ours:
                found.folder.unlock_marking()

        def fail(error: MockInterviewError) -> None:
            if opening == self._opening:
                self.marks.stay()
                self.columns.hide()
                self.banner.show_problem(error)

        self.tasks.run(
            lambda: read_attempt(folder, take_number, is_ours=is_ours, role=role, name=name),
            show,
            fail,
        )

    def leave(self) -> None:
        """Be silent and keep what was typed; what is being saved goes on."""
        self.answer.playback.stop()
        self.takes.playback.close()
        if self.desk is not None:
            self.desk.settle()

    def let_go(self, folder: AttemptFolder) -> None:
        """Give up the claim on this attempt behind its last mark, so that it can be deleted."""
        if self._folder is None or self._folder.path != folder.path:
            return
        self.leave()
        self.sharing.close_down()
        self.takes.exports.close_down()
        self.answer.let_go()
        self.marks.show_none()
        self._folder = self._attempt = None

    def close_down(self) -> None:
        """Leave, write every mark that can be written, and end the transcripts in the making."""
        self._opening += 1  # an attempt that is still being read comes too late
        self.leave()
        self.answer.let_go()
        self.answer.transcriptions.close()
        self.marks.close_down()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown."""
        self.leave()
        super().hideEvent(event)

    # What is shown

    def _show(self, found: OpenedAttempt, *, transcribe: bool) -> None:
        is_same = self._folder is not None and self._folder.path == found.folder.path
        if not (is_same and self.desk is not None):
            self._begin_with(found)
        else:
            self.marks.show(found)
        self._attempt, self.candidate_marking = found.attempt, found.candidate
        transcript = found.transcript or self._finished_meanwhile(found)
        self.columns.show()
        self.banner.hide()
        self.header.show_attempt(found.attempt, found.take)
        self.answer.notes.set_lines(found.attempt.note_lines)
        correction = self._correction_of(found)
        self.answer.open(found.folder, found.take, transcript, correction)
        self.corrector.hear_again()
        if found.transcript_problem is not None:
            self.answer.transcript.show_failed(found.transcript_problem)
        elif transcript is None and transcribe:
            self.answer.transcribe()
        for notice in found.notices:
            self.banner.show_notice(*notice)
        if self.desk is None:
            self.banner.show_notice(*_ELSEWHERE)
        self._tell_unsaved()
        self._show_marks()
        self.checklist.go_to(self.checklist.rows.index(self.checklist.current))
        self._light(self.checklist.current.entry)
        self.clips.play_waiting()
        if self.takes.isVisible():
            self.takes.list.setFocus()  # going to the criterion took the keys away
        self.opened.emit()

    def _correction_of(self, found: OpenedAttempt) -> Correction | None:
        """The correction of the take: what is held here may be newer than what was read."""
        if found.take is None:
            return None
        number = found.take.number
        return self.desk.correction(number) if self.desk else found.work.corrections.get(number)

    def _finished_meanwhile(self, found: OpenedAttempt) -> Transcript | None:
        """The transcript that was finished between the look at the disk and now, if one was."""
        if found.take is None or found.transcript_problem is not None:
            return None
        return self._finished.get((str(found.folder.path), found.take.number))

    def _keep_finished(self, path: str, take_number: int, transcript: Transcript) -> None:
        self._finished[path, take_number] = transcript

    def _begin_with(self, found: OpenedAttempt) -> None:
        """Begin with the marks of another attempt; the last one's are still saved."""
        self._folder = found.folder
        self.checklist.show_rubric(found.attempt.rubric)
        self.model_answer.show_answers(found.attempt.question.model_answers)
        self._others_marking, self._others_first = found.work.marking, found.work.first
        self.marks.show(found)
        self.checklist.begin_where_left(self.marking or found.work.marking)

    def _show_marks(self) -> None:
        marking = self.marking
        if marking is None:
            return
        self.checklist.show_marks(marking, self.answer.take_number)
        self.overall.show_marks(marking.overall, marking.next_time)
        self.marker.show_steps()
        self.show_citations()
        self.marks_shown.emit()

    def show_citations(self) -> None:
        """Show what is cited where it is now."""
        marking = self.marking
        if marking is not None:
            current = self.checklist.current.entry.criterion.id
            self.answer.show_citations(marking, self.checklist.entries, current)

    def _light(self, entry: NumberedCriterion) -> None:
        self.model_answer.light(entry)
        self.show_citations()

    def _tell_saved(self, marks: AttemptMarks) -> None:
        if marks is self.marks.shown:
            self.header.tell("Saved")
        self.marks_saved.emit()

    def _tell_unsaved(self) -> None:
        """A word beside the question; the window tells which marks and why."""
        if self.marks.shown in self.marks.unsaved:
            self.header.tell("Not saved")

    # What the keys and buttons do

    def open_help(self) -> None:
        """Show every key of the page."""
        self._keys.set_enabled(is_enabled=False)
        self.help.open()

    def open_takes(self) -> None:
        """Show all takes of the attempt."""
        if self._folder is None or self._attempt is None:
            return
        if not (self._attempt.kept_takes or self._attempt.binned_takes):
            return
        self.answer.playback.pause()
        self._keys.set_enabled(is_enabled=False)
        self.takes.show_takes(self._folder, self._attempt, self.answer.take_number)

    def _after_takes(self, attempt: Attempt) -> None:
        """Another take counts, or the one on the page went into the bin."""
        self._attempt = attempt
        shown = next(
            (take for take in attempt.kept_takes if take.number == self.answer.take_number), None
        )
        if shown is not None:
            self.header.show_attempt(attempt, shown)
        elif self._folder is not None:
            self.open_attempt(self._folder, transcribe=False)

    def _close_help(self) -> None:
        self._keys.set_enabled(is_enabled=True)
        if self.desk is not None:
            self.checklist.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _may_act(self, action: str) -> bool:
        return self.desk is not None or action in READING or action in self._reading

    @property
    def _reading(self) -> frozenset[str]:
        return frozenset().union(*(feature.reading for feature in self.features))

    # How it is put together

    def _connect(self) -> None:
        for teller in (self.corrector, self.changes, self.landmarks):
            teller.told.connect(self.header.tell)
        self.marks.stepped.connect(self._show_marks)
        self.marks.saved.connect(self._tell_saved)
        self.marks.unsaved_changed.connect(self._tell_unsaved)
        self.answer.transcriptions.finished.connect(self._keep_finished)
        self.header.back_asked.connect(self.back_requested)
        self.header.help_asked.connect(self.open_help)
        self.header.take_chosen.connect(self.clips.choose_take)
        self.help.closed.connect(self._close_help)
        self.header.takes_asked.connect(self.open_takes)
        self.header.export_asked.connect(self.sharing.open_menu)
        self.sharing.pack.opened.connect(lambda: self._keys.set_enabled(is_enabled=False))
        self.sharing.pack.closed.connect(self._close_help)
        self.takes.closed.connect(self._close_help)
        self.takes.changed.connect(self._after_takes)
        self.answer.failed.connect(self.banner.show_problem)
        self.answer.rewritten.connect(self.show_citations)
        self.checklist.current_changed.connect(self._light)
        self.checklist.evidence_played.connect(self.clips.play)

    def _arrange(self) -> None:
        middle = QWidget()
        marks = QVBoxLayout(middle)
        marks.setContentsMargins(0, 0, 0, 0)
        marks.setSpacing(0)
        marks.addLayout(self.over_checklist)
        marks.addWidget(self.checklist, 1)
        marks.addWidget(self.overall)
        self.columns.show_columns(self.answer, middle, self.model_answer)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        notice = QVBoxLayout()
        notice.setContentsMargins(tokens.SPACE_16, 0, tokens.SPACE_16, 0)
        notice.addWidget(self.banner)
        head = QVBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.header)
        head.addLayout(notice)
        page.addLayout(head)
        page.addWidget(self.columns, 1)
        self.columns.hide()
