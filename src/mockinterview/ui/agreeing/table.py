"""The criteria of two markings in sections, each a row with both sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.agreement import SideBySide
from mockinterview.core.content import Rubric
from mockinterview.core.marking import Evidence
from mockinterview.ui import tokens
from mockinterview.ui.agreeing.others import rows_besides
from mockinterview.ui.agreeing.rows import CriterionRow, lay_out
from mockinterview.ui.agreeing.wording import sections
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.wording import count

_SCROLL_BAR_PIXELS = 10
"""As the stylesheet draws it."""


class AgreementTable(QScrollArea):
    """Signals: `played(Evidence)`; `opened(criterion id)` to go there on the marking page.

    `heads` are the names over the columns, to be put over the table: they do not scroll.
    """

    played = Signal(object)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[CriterionRow] = []
        self.headings: list[str] = []
        self._current = 0
        self.heads = ColumnHeads()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Both sets of marks")

    @property
    def current(self) -> CriterionRow | None:
        """The criterion that the keys are for."""
        return self.rows[self._current] if self.rows else None

    def show_side_by_side(self, side: SideBySide, rubric: Rubric, names: tuple[str, str]) -> None:
        """Show these, what differs first."""
        self.rows, self.headings, self._current = [], [], 0
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        right = tokens.SPACE_32 - _SCROLL_BAR_PIXELS
        column.setContentsMargins(tokens.SPACE_32, tokens.SPACE_8, right, tokens.SPACE_24)
        column.setSpacing(tokens.SPACE_8)
        self.heads.show_names(names)
        for section in sections(side, rubric, *names):
            self.headings.append(section.title)
            header = SectionHeader(section.title, count(len(section.rows), "criterion", "criteria"))
            column.addWidget(header)
            for numbered in section.rows:
                row = self._new_row(CriterionRow(self._theme, numbered, names))
                column.addWidget(row)
            column.addSpacing(tokens.SPACE_8)
        for widget in rows_besides(self._theme, side.yours, side.theirs, self.played.emit):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys are for the page; it scrolls to the criterion."""
        event.ignore()

    def step(self, step: int) -> None:
        """Go to the criterion after or before; at the ends nothing happens."""
        self.go_to(min(len(self.rows) - 1, max(0, self._current + step)))

    def go_to(self, place: int) -> None:
        """Put the keyboard on this criterion."""
        if self.rows:
            self._current = place
            row = self.rows[place]
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row))

    def show_heard(self, heard: Evidence | None) -> None:
        """Mark the clip that is played."""
        for row in self.rows:
            row.show_heard(heard)

    def _new_row(self, row: CriterionRow) -> CriterionRow:
        place = len(self.rows)
        self.rows.append(row)
        row.entered.connect(lambda: self._enter(place))
        row.played.connect(self.played)
        row.opened.connect(lambda: self.opened.emit(row.numbered.entry.criterion.id))
        return row

    def _enter(self, place: int) -> None:
        self._current = place


class ColumnHeads(QWidget):
    """Whose column is which."""

    def __init__(self) -> None:
        super().__init__()
        self._names = (Label("", "strong"), Label("", "strong"))
        inside = QWidget()
        lay_out((Label("", "strong"), *self._names), QGridLayout(inside))
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_32, 0, tokens.SPACE_32, 0)
        column.addWidget(inside)

    def show_names(self, names: Sequence[str]) -> None:
        """The first is the left one."""
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)
