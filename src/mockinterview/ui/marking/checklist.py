"""The checklist: the criteria in three sections, one of them current."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.content import Rubric
from mockinterview.core.marking import Marking
from mockinterview.ui import tokens
from mockinterview.ui.marking.criterion_row import CriterionRow
from mockinterview.ui.marking.wording import (
    NumberedCriterion,
    Section,
    numbered_criteria,
    section_count,
)
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import SectionHeader

_SCROLL_BAR_PIXELS = 10
"""As the stylesheet draws it."""


class Checklist(QScrollArea):
    """All criteria of a mark scheme.

    Signals: `rebuilt` when there are other rows; `current_changed(entry)`; the others carry the
    criterion's id first.
    """

    rebuilt = Signal()
    current_changed = Signal(object)
    verdict_chosen = Signal(str, object)
    cite_asked = Signal(str)
    evidence_played = Signal(object)
    evidence_removed = Signal(str, int)
    note_typed = Signal(str, str)
    note_ended = Signal(bool)
    note_left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rubric: Rubric | None = None
        self._rows: list[CriterionRow] = []
        self._headers: dict[Section, SectionHeader] = {}
        self._current = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Checklist")
        self.verticalScrollBar().rangeChanged.connect(self._keep_right_edge)

    @property
    def rows(self) -> list[CriterionRow]:
        """The criteria from top to bottom."""
        return list(self._rows)

    @property
    def current(self) -> CriterionRow:
        """The current criterion."""
        return self._rows[self._current]

    @property
    def entries(self) -> list[NumberedCriterion]:
        """The criteria with their numbers."""
        return [row.entry for row in self._rows]

    def show_rubric(self, rubric: Rubric) -> None:
        """Build the rows of another mark scheme; the first criterion is current."""
        self._rubric = rubric
        self._rows = []
        self._headers = {}
        self._current = 0
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(tokens.SPACE_4)
        for entry in numbered_criteria(rubric):
            if entry.section not in self._headers:
                if self._headers:
                    column.addSpacing(tokens.SPACE_16)
                header = SectionHeader(entry.section.value)
                self._headers[entry.section] = header
                column.addWidget(header)
            row = self._new_row(entry)
            self._rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(page)
        self._keep_right_edge()
        self._rows[0].set_current(is_current=True)
        self.rebuilt.emit()

    def show_marks(self, marking: Marking, take_number: int) -> None:
        """Show these marks in the rows and count them in the headings."""
        if self._rubric is None:
            return
        for row in self._rows:
            row.set_mark(marking.mark(row.entry.criterion.id), take_number=take_number)
        for section, header in self._headers.items():
            header.remark.setText(section_count(section, marking, self._rubric))

    def step(self, step: int) -> None:
        """Make the criterion after or before current; at the ends nothing happens."""
        self.go_to(min(len(self._rows) - 1, max(0, self._current + step)))

    def go_to(self, index: int) -> None:
        """Make this criterion current and put the keyboard on it."""
        if index != self._current:
            self._rows[self._current].set_current(is_current=False)
            self._current = index
            self._rows[index].set_current(is_current=True)
            self.current_changed.emit(self._rows[index].entry)
        self._rows[index].setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal_current()

    def begin_where_left(self, marking: Marking) -> None:
        """Make the first criterion that waits current, where some are judged and some are not."""
        waiting = [
            index
            for index, row in enumerate(self._rows)
            if marking.mark(row.entry.criterion.id).verdict is None
        ]
        if 0 < len(waiting) < len(self._rows):
            self.go_to(waiting[0])

    def go_to_criterion(self, criterion_id: str) -> None:
        """Make the criterion with this id current."""
        for index, row in enumerate(self._rows):
            if row.entry.criterion.id == criterion_id:
                self.go_to(index)

    def reveal_current(self) -> None:
        """Scroll so far that the card is seen; after its layout has found its height."""
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        if not self._rows:
            return
        row = self.current
        bar = self.verticalScrollBar()
        margin = tokens.SPACE_16
        top = row.y() - margin
        bottom = row.y() + row.height() + margin - self.viewport().height()
        if self._current == 0:
            top = 0
        if bar.value() < bottom:
            bar.setValue(bottom)
        if bar.value() > top:
            bar.setValue(top)

    def _keep_right_edge(self) -> None:
        """The cards end at the same place with and without a scroll bar."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        if layout is not None:
            bar = _SCROLL_BAR_PIXELS if self.verticalScrollBar().maximum() > 0 else 0
            side, top = tokens.SPACE_24, tokens.SPACE_16
            layout.setContentsMargins(side, top, side - bar, top)

    def _new_row(self, entry: NumberedCriterion) -> CriterionRow:
        row = CriterionRow(self._theme, entry)
        name = entry.criterion.id
        index = entry.number - 1
        row.entered.connect(lambda: self.go_to(index))
        row.verdict_chosen.connect(lambda verdict: self.verdict_chosen.emit(name, verdict))
        row.cite_asked.connect(lambda: self.cite_asked.emit(name))
        row.evidence_played.connect(self.evidence_played)
        row.evidence_removed.connect(lambda place: self.evidence_removed.emit(name, place))
        row.note.typed.connect(lambda text: self.note_typed.emit(name, text))
        row.note.ended.connect(self.note_ended)
        row.note.left.connect(self.note_left)
        return row
