"""The criteria of two markings in sections, each a row with both sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mockinterview.core.agreement import SideBySide
from mockinterview.core.content import Rubric
from mockinterview.core.marking import Evidence
from mockinterview.ui import tokens
from mockinterview.ui.agreeing.others import rows_besides
from mockinterview.ui.agreeing.row_area import RowArea
from mockinterview.ui.agreeing.rows import CriterionRow, lay_out
from mockinterview.ui.agreeing.wording import sections
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.wording import count


class AgreementTable(RowArea[CriterionRow]):
    """Signals: `played(Evidence)`; `opened(criterion id)` to go there on the marking page.

    `heads` are the names over the columns, to be put over the table: they do not scroll.
    """

    played = Signal(object)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Both sets of marks")
        self.heads = ColumnHeads()

    def show_side_by_side(self, side: SideBySide, rubric: Rubric, names: tuple[str, str]) -> None:
        """Show these, what differs first."""
        inside, column = self._begin()
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

    def show_heard(self, heard: Evidence | None) -> None:
        """Mark the clip that is played."""
        for row in self.rows:
            row.show_heard(heard)

    def _new_row(self, row: CriterionRow) -> CriterionRow:
        row.played.connect(self.played)
        row.opened.connect(lambda: self.opened.emit(row.numbered.entry.criterion.id))
        return self._add(row)


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
