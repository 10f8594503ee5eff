"""A class as a table: a row for each answer, a column for each criterion."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from mockinterview.core.class_overview import ClassOverview, OverviewRow
from mockinterview.core.content import Criterion
from mockinterview.core.marking import OVERALL_WORDS, Verdict, verdict_word
from mockinterview.core.progress import made_at
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

VERDICT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The criterion and its verdict, as a pair, in the columns of criteria."""

CANDIDATE, QUESTION, ANSWERED = range(3)
FIRST_CRITERION: Final = 3
_HEADINGS = ("Candidate", "Question", "Answered")
_OVERALL = "Overall"
NOT_MARKED: Final = "not marked"
OTHER_SCHEME: Final = "Marked by another state of the mark scheme."
_BEST_FIRST = {Verdict.MET: 0, Verdict.PARTLY: 1, Verdict.NOT_MET: 2, Verdict.CANNOT_TELL: 3}


class ClassModel(QAbstractTableModel):
    """One scheme's answers; a click on a heading sorts them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._overview: ClassOverview | None = None
        self._order = (CANDIDATE, Qt.SortOrder.AscendingOrder)
        self.rows: list[OverviewRow] = []

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria from left to right."""
        return self._overview.rubric.criteria if self._overview else ()

    def show(self, overview: ClassOverview | None) -> None:
        """Show this table, sorted as the one before."""
        self.beginResetModel()
        self._overview = overview
        self.rows = list(overview.rows) if overview else []
        if self._order[0] >= self.columnCount():
            self._order = (CANDIDATE, Qt.SortOrder.AscendingOrder)
        self._sort()
        self.endResetModel()

    def told(self, index: AnyIndex) -> str:
        """A cell in words: “Anna. 3. Gives an example: Met. Note: …”; of a name, what was asked."""
        if not index.isValid():
            return ""
        row, column = self.rows[index.row()], index.column()
        name = row.submission.candidate or "Unnamed"
        criterion = self._criterion(column)
        if column == CANDIDATE:
            other = f" {OTHER_SCHEME}" if row.has_other_scheme else ""
            return f"{name}. {row.submission.attempt.question.prompt}{other}"
        if criterion is None:
            return f"{name}. {self._heading(column)}: {self._text(row, column)}"
        mark = row.submission.marking.mark(criterion.id)
        verdict = row.verdicts[column - FIRST_CRITERION]
        word = verdict_word(verdict, criterion.kind) if verdict else NOT_MARKED
        number = column - FIRST_CRITERION + 1
        told = f"{name}. {number}. {criterion.text.rstrip('.')}: {word}"
        return f"{told}. Note: {mark.note}" if mark.note else told

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many answers there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, _parent: AnyIndex | None = None) -> int:
        """Who, what, when, the criteria, and overall."""
        return FIRST_CRITERION + len(self.criteria) + 1

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        """Text, verdict, and what is told of a cell."""
        row, column = self.rows[index.row()], index.column()
        criterion = self._criterion(column)
        if role == VERDICT_ROLE and criterion is not None:
            return criterion, row.verdicts[column - FIRST_CRITERION]
        if role == Role.DisplayRole:
            return self._text(row, column) if criterion is None else ""
        if role == Role.ToolTipRole:
            return plain_tip(self.told(index))
        if role == Role.AccessibleTextRole:
            return self.told(index)
        return self._look(role, is_loud=column == CANDIDATE)

    def _look(self, role: int, *, is_loud: bool) -> Any:
        if role == Role.FontRole and not is_loud:
            return self._theme.font(tokens.META)
        if role == Role.ForegroundRole:
            return QColor(self._theme.palette.ink if is_loud else self._theme.palette.muted)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """The heading of a column; of a criterion its number, and its text under the mouse."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        criterion = self._criterion(section)
        if role == Role.DisplayRole:
            column, order = self._order
            arrow = " ↑" if order is Qt.SortOrder.AscendingOrder else " ↓"
            return self._heading(section) + (arrow if section == column else "")
        if role == Role.ToolTipRole and criterion is not None:
            return plain_tip(criterion.text)
        if role == Role.TextAlignmentRole and criterion is not None:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; the best verdicts first, and of equals in the order of the names."""
        self.layoutAboutToBeChanged.emit()
        self._order = (column, order)
        self._sort()
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _sort(self) -> None:
        column, order = self._order
        self.rows.sort(key=_who)
        descends = order is Qt.SortOrder.DescendingOrder
        self.rows.sort(key=lambda row: self._key(row, column), reverse=descends)

    def _key(self, row: OverviewRow, column: int) -> Any:
        if self._criterion(column) is not None:
            verdict = row.verdicts[column - FIRST_CRITERION]
            return _BEST_FIRST[verdict] if verdict else len(_BEST_FIRST)
        if column == ANSWERED:
            return made_at(row.submission.attempt)
        if column < FIRST_CRITERION:
            return self._text(row, column).casefold()
        return -(row.submission.marking.overall or 0)

    def _text(self, row: OverviewRow, column: int) -> str:
        submission = row.submission
        if column == CANDIDATE:
            other = " *" if row.has_other_scheme else ""
            return f"{submission.candidate or 'Unnamed'}{other}"
        if column == QUESTION:
            return submission.attempt.question.prompt
        if column == ANSWERED:
            return f"{submission.attempt.created:%d %b %Y}".lstrip("0")
        overall = submission.marking.overall
        return OVERALL_WORDS[overall] if overall is not None else "–"

    def _heading(self, column: int) -> str:
        if column < FIRST_CRITERION:
            return _HEADINGS[column]
        is_overall = column == FIRST_CRITERION + len(self.criteria)
        return _OVERALL if is_overall else str(column - FIRST_CRITERION + 1)

    def _criterion(self, column: int) -> Criterion | None:
        place = column - FIRST_CRITERION
        return self.criteria[place] if 0 <= place < len(self.criteria) else None


def _who(row: OverviewRow) -> tuple[str, Any]:
    return row.submission.candidate.casefold(), made_at(row.submission.attempt)
