"""A class at a glance: every answer against the criteria, and every criterion over all answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mockinterview.class_marks import ClassMarks, class_in_library
from mockinterview.core.agreement_over_answers import AgreementOverAnswers, over_answers
from mockinterview.core.class_overview import ClassOverview, overviews
from mockinterview.files.attempts import AttemptFolder
from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.agreeing.wording import SHOW_ALL_THE_SAME
from mockinterview.ui.classes.criteria import CriteriaView
from mockinterview.ui.classes.model import ClassModel
from mockinterview.ui.classes.table import ClassTable
from mockinterview.ui.classes.writing import TABLE_KINDS, write_report, write_table
from mockinterview.ui.exporting.desk import FileDesk
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.choice import Choice, SegmentedControl
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner, EmptyState
from mockinterview.ui.wording import count

_VIEWS = (("answers", "Answers"), ("criteria", "Criteria"))
_LEGEND = (
    "Filled circle: met, or a pitfall avoided. Half circle: partly. Cross: not met. Triangle: a"
    " pitfall seen. Question mark: can’t tell. Dash: not marked."
)
_OTHER_SCHEME = " Star: marked by another state of the mark scheme."
_EMPTY = (
    "Answers that come in packs from your candidates stand here in one table, each criterion a"
    " column."
)
KEPT_BACK_HINT = (
    "If you only want to read, it can be shown where you have not begun; marks that you make there"
    " later are then not blind."
)
_SCHEME_WIDTH, _MARKER_WIDTH = 560, 320
"""Pixels at the ordinary type size that these take at most, where their words are so long."""


class ClassesPage(QWidget):
    """Shows the answers of others that are in the library.

    Signals: `left`; `attempt_wanted(AttemptFolder)`; `markers_wanted(AttemptFolder)` for the marks
    of several people on one answer; `all_the_same_wanted(list of AttemptFolder)` for the marks of
    others on answers that are not begun.
    """

    left = Signal()
    attempt_wanted = Signal(object)
    markers_wanted = Signal(object)
    all_the_same_wanted = Signal(object)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._tasks = tasks
        self._reading = 0
        self.came_from = "attempts"
        self.marks = ClassMarks()
        self.tables: list[ClassOverview] = []
        self.over: AgreementOverAnswers | None = None
        self.title = Label("Class", "title")
        self.summary = Label("Reading the answers …", "meta")
        self.banner = Banner(theme)
        self.scheme, self.marker = Choice(theme, "Mark scheme"), Choice(theme, "Whose marks")
        self.view = SegmentedControl("What is shown", _VIEWS)
        self.table_button = KeyButton(theme, "Save as CSV …")
        self.report_button = KeyButton(theme, "Report …")
        self.open_button = KeyButton(theme, "Open", "Enter")
        self.markers_button = KeyButton(theme, "Marks side by side", "Ctrl+M", role="plain")
        self.back_button = IconButton(theme, "arrow-left-line", "Back (Esc)")
        self.model = ClassModel(theme)
        self.table = ClassTable(theme, self.model)
        self.told = Label("", "body")
        self.legend = Label(_LEGEND, "meta")
        self.criteria = CriteriaView(theme)
        self.empty = EmptyState(theme, "group-line", "No answers of a class yet", _EMPTY)
        self.table_file = FileDesk(tasks, self.banner, self, TABLE_KINDS, ".csv")
        self.report_file = FileDesk(tasks, self.banner, self, REPORT_FORMATS, ".html")
        self._stack = QStackedWidget()
        self.scheme.setMaximumWidth(theme.pixels(_SCHEME_WIDTH))
        self.marker.setMaximumWidth(theme.pixels(_MARKER_WIDTH))
        self.view.set_value("answers")
        self._arrange()
        self._connect()

    @property
    def folder(self) -> AttemptFolder | None:
        """The answer of the current cell."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        attempt = self.model.rows[index.row()].submission.attempt
        found = (one for one in self.marks.answers if one.attempt is attempt)
        return next((one.folder for one in found), None)

    def open(self, came_from: str) -> None:
        """Show the class as it is now; going back leads to the page of this name."""
        self.came_from = came_from
        self.refresh()

    def refresh(self) -> None:
        """Read the class again."""
        self._reading += 1
        reading, library = self._reading, self._services.library

        def show(found: ClassMarks) -> None:
            if reading == self._reading:
                self._show(found)

        self._tasks.run(lambda: class_in_library(library), show, self.banner.show_problem)

    def _tell_left_out(self, found: ClassMarks) -> None:
        """What is not in the table and why; of marks that are kept back, how they may be shown."""
        told = "\n".join(f"{name}: {reason}" for name, reason in found.unreadable.items())
        unread = count(len(found.unreadable), "attempt") + " cannot be read and is left out."
        if not found.kept_back:
            if found.unreadable:
                self.banner.show_notice(unread, detail=told)
            return
        answers, not_begun = count(len(found.kept_back), "answer"), found.not_begun
        hint = KEPT_BACK_HINT if not_begun else ""
        self.banner.show_notice(
            f"What others marked on {answers} is kept back until you finish your first pass.",
            f"{hint} {unread if found.unreadable else ''}".strip(),
            told,
            SHOW_ALL_THE_SAME if not_begun else "",
            partial(self.all_the_same_wanted.emit, not_begun) if not_begun else None,
        )

    def close_down(self) -> None:
        """Stop what is being written; for the end of the program."""
        self._reading += 1
        self.table_file.close_down()
        self.report_file.close_down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, found: ClassMarks) -> None:
        self.marks, self.over = found, None
        self.banner.hide()
        self._tell_left_out(found)
        names = [*found.tutors, "Candidate"]
        chosen = self.marker.currentData()
        self.marker.set_options([(name, _whose(name)) for name in names], chosen)
        self._tabulate()
        self._reckon()
        self.table.setFocus()

    def _tabulate(self) -> None:
        """The marks of the chosen marker, scheme by scheme."""
        self.tables = overviews(self.marks.submissions(self.marker.currentData() or ""))
        titles = [(table.rubric.rubric, table.rubric.title) for table in self.tables]
        self.scheme.set_options(titles, self.scheme.currentData())
        self.scheme.setVisible(len(self.tables) > 1)
        self._choose()

    def _choose(self) -> None:
        table = self._table
        self.model.show(table)
        has_other = table is not None and any(row.has_other_scheme for row in table.rows)
        self.legend.setText(_LEGEND + (_OTHER_SCHEME if has_other else ""))
        is_empty = table is None
        for widget in (self.marker, self.view, self.table_button, self.report_button):
            widget.setVisible(not is_empty)
        self.summary.setText(self._summary())
        self._look()
        self._tell()

    @property
    def _table(self) -> ClassOverview | None:
        wanted = self.scheme.currentData()
        return next((one for one in self.tables if one.rubric.rubric == wanted), None)

    def _look(self) -> None:
        """Answers or criteria."""
        shows_criteria = self.view.value == "criteria"
        shown = self.criteria if shows_criteria else self._answers
        self._stack.setCurrentWidget(self.empty if self._table is None else shown)
        if shows_criteria and self.over is not None and self._table is not None:
            self.criteria.show_agreement(self.over, self._table.rubric)

    def _reckon(self) -> None:
        """Agreement takes seconds with hundreds of answers; the table is there meanwhile."""
        reading, answers = self._reading, self.marks.marked_answers
        self.criteria.show_reckoning()

        def take_in(over: AgreementOverAnswers) -> None:
            if reading == self._reading:
                self.over = over
                self._look()

        self._tasks.run(lambda: over_answers(answers), take_in, self.banner.show_problem)

    def _summary(self) -> str:
        if self._table is None:
            return ""
        rows = self._table.rows
        who = len({row.submission.candidate for row in rows})
        marked = sum(not row.submission.marking.is_blank for row in rows)
        parts = (count(who, "candidate"), count(len(rows), "answer"), f"{marked} marked")
        return " · ".join(parts)

    def _tell(self) -> None:
        self.told.setText(self.model.told(self.table.currentIndex()))
        index = self.table.currentIndex()
        has_several = False
        if index.isValid():
            attempt = self.model.rows[index.row()].submission.attempt
            found = next((one for one in self.marks.answers if one.attempt is attempt), None)
            has_several = found is not None and len(found.markings) > 1
        self.markers_button.setVisible(has_several)

    def _open(self) -> None:
        if self.folder is not None:
            self.attempt_wanted.emit(self.folder)

    def _compare(self) -> None:
        if self.folder is not None and self.markers_button.isVisibleTo(self):
            self.markers_wanted.emit(self.folder)

    def _save_table(self) -> None:
        table = self._table
        if table is not None:
            name = f"class {table.rubric.rubric}"
            self.table_file.ask("Save the table", name, "The table", partial(write_table, table))

    def _save_report(self) -> None:
        submissions = self.marks.submissions(self.marker.currentData() or "")
        write = partial(write_report, self._services, submissions)
        self.report_file.ask("Export a report of the class", "class", "The report", write)

    def _connect(self) -> None:
        self.scheme.currentIndexChanged.connect(lambda _: self._choose())
        self.marker.currentIndexChanged.connect(lambda _: self._tabulate())
        self.view.chosen.connect(lambda _: self._look())
        self.table.opened.connect(lambda _: self._open())
        self.table.moved.connect(self._tell)
        self.open_button.clicked.connect(self._open)
        self.markers_button.clicked.connect(self._compare)
        self.back_button.clicked.connect(self.left)
        self.table_button.clicked.connect(self._save_table)
        self.report_button.clicked.connect(self._save_report)
        shortcut = QShortcut(QKeySequence("Ctrl+M"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._compare)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.back_button)
        head.addWidget(self.title, 1)
        for button in (self.table_button, self.report_button):
            head.addWidget(button)
        choices = QHBoxLayout()
        choices.setSpacing(tokens.SPACE_12)
        for widget in (self.view, self.scheme, self.marker):
            choices.addWidget(widget)
        choices.addStretch(1)
        self._answers = QWidget()
        answers = QVBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(tokens.SPACE_8)
        answers.addWidget(self.table)
        answers.addWidget(self.told)
        answers.addWidget(self.legend)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        for button in (self.open_button, self.markers_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        answers.addLayout(buttons)
        answers.addStretch(1)
        for shown in (self._answers, self.criteria, self.empty):
            self._stack.addWidget(shown)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_8)
        page.addLayout(head)
        page.addWidget(self.summary)
        page.addWidget(self.banner)
        page.addLayout(choices)
        page.addWidget(self._stack, 1)


def _whose(name: str) -> str:
    return "The candidates’ own marks" if name == "Candidate" else f"Marks of {name}"
