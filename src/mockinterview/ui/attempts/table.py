"""The attempts as a table: a row each, what cannot be read at the end.

Thousands of rows cost what is seen of them: words are put together, and heights measured, as a row
comes into sight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QTableView,
)

from mockinterview.index.query import SortBy
from mockinterview.index.record import AttemptRecord
from mockinterview.ui import tokens
from mockinterview.ui.attempts.cells import REMARKS_ROLE, SNIPPET_ROLE, AttemptCells, plain
from mockinterview.ui.attempts.columns import (
    DATE,
    HEADINGS,
    LENGTH,
    MARKS,
    QUESTION,
    TRANSCRIPT,
    fit_columns,
    prepare_columns,
)
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip
from mockinterview.ui.wording import count, day_words

AnyIndex = QModelIndex | QPersistentModelIndex

_ROW_HEIGHT = 44
_UNREADABLE = "Cannot be read"
_MEASURED_ROWS = 60
"""Of so many rows the heights are known at once; there are more on no screen."""
_SORTED = {
    DATE: SortBy.DATE,
    QUESTION: SortBy.QUESTION,
    LENGTH: SortBy.LENGTH,
    MARKS: SortBy.MARKS,
}


@dataclass
class AttemptRow:
    """One line of the list; `record` is None when the attempt cannot be read.

    `snippet` are the words around what was searched for, which stands between `HIT_START` and
    `HIT_END`.
    """

    record: AttemptRecord | None
    folder: str
    reason: str = ""
    snippet: str = ""

    @property
    def name(self) -> str:
        """What tells this row from the others."""
        return self.folder

    @property
    def hint(self) -> str:
        """What is told of copies that a synchronised folder made."""
        conflicts = self.record.conflicts if self.record else ()
        if not conflicts:
            return ""
        names = "\n".join(conflicts)
        return (
            "Another computer changed this attempt at the same time, and the synchronised folder"
            f" kept its files beside these. They are not used and not removed:\n{names}"
        )

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The words of its"""
        if self.record is None:
            return (_UNREADABLE, f"{self.folder}: {self.reason}", "", "", "", "")
        return _cells(self.record)

    @property
    def remarks(self) -> str:
        """What stands beneath the question where its columns have no room."""
        if self.record is None:
            return ""
        takes = count(self.record.answers, "take") if self.record.answers > 1 else ""
        told = (takes, self.cells[LENGTH], self.cells[TRANSCRIPT])
        return " · ".join(one for one in told if one)


class AttemptModel(QAbstractTableModel):
    """The library as a table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[AttemptRow] = []
        self._ordered = (DATE, False)
        self._is_narrow = False

    def show(self, found: Iterable[AttemptRecord], unreadable: Mapping[str, str]) -> None:
        """Show these: what can be read in this order, then what cannot."""
        self.beginResetModel()
        self.rows = [AttemptRow(record, record.id) for record in found]
        self.rows += [AttemptRow(None, name, reason) for name, reason in unreadable.items()]
        self.endResetModel()

    def show_places(self, places: Mapping[str, str]) -> None:
        """Show under the questions of these attempts where the searched words stand."""
        changed = []
        for number, row in enumerate(self.rows):
            snippet = places.get(row.name, "")
            if snippet and snippet != row.snippet:
                row.snippet = snippet
                changed.append(number)
        if changed:  # told at once: the view looks at all columns each time
            first, last = self.index(changed[0], 0), self.index(changed[-1], len(HEADINGS) - 1)
            self.dataChanged.emit(first, last)

    def show_narrow(self, *, is_narrow: bool) -> None:
        """Tell beneath the questions what has no column now; the view measures anew by itself."""
        self._is_narrow = is_narrow

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many attempts there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, _parent: AnyIndex | None = None) -> int:
        """How many columns there are."""
        return len(HEADINGS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; quiet colours for all but the question."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.reason or row.hint or row.cells[column])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row, column)
        if role == SNIPPET_ROLE:
            return row.snippet if column == QUESTION else ""
        if role == REMARKS_ROLE:
            return row.remarks if column == QUESTION and self._is_narrow else ""
        return self._look(role, is_loud=column == QUESTION and row.record is not None)

    def _said(self, row: AttemptRow, column: int) -> str:
        """A cell for a screen reader."""
        said = f"{HEADINGS[column]}: {row.cells[column]}"
        if column != QUESTION:
            return said
        remarks = f". {row.remarks}" if self._is_narrow and row.remarks else ""
        found = f". Found: {plain(row.snippet)}" if row.snippet else ""
        return said + remarks + found

    def _look(self, role: int, *, is_loud: bool) -> Any:
        if role == Qt.ItemDataRole.FontRole and not is_loud:
            return self._theme.font(tokens.META)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._theme.palette.ink if is_loud else self._theme.palette.muted)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            column, is_ascending = self._ordered
            arrow = (" ↑" if is_ascending else " ↓") if section == column else ""
            return HEADINGS[section] + arrow
        return None

    def show_order(self, column: int, *, is_ascending: bool) -> None:
        """Tell at the head of a column that the rows are ordered by it."""
        if self._ordered == (column, is_ascending):
            return
        self._ordered = (column, is_ascending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)


class AttemptTable(QTableView):
    """Rows that Enter and a double click open.

    Signals: `opened(AttemptRow)`; `seen(first, last)` when other rows came into sight;
    `order_wanted(SortBy, is_ascending)` when the head of a column was clicked.
    """

    opened = Signal(object)
    seen = Signal(int, int)
    order_wanted = Signal(object, bool)

    def __init__(self, theme: Theme, model: AttemptModel) -> None:
        super().__init__()
        self._rows = model
        self._theme = theme
        self._ordered: tuple[SortBy, bool] | None = None
        self.setModel(model)
        self.setAccessibleName("Attempts")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setItemDelegate(AttemptCells(theme, self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.pixels(_ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(theme.pixels(_ROW_HEIGHT))
        self._measuring = QTimer(self)
        self._measuring.setSingleShot(True)
        self._measuring.setInterval(0)
        self._measuring.timeout.connect(self._measure)
        self._measured: set[int] = set()
        self._shown = (-1, -1)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED_ROWS)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._order)
        header.sectionResized.connect(lambda *_: self.measure_anew())
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        prepare_columns(header)
        # Rows find their height only after the columns have theirs.
        self.verticalHeader().sectionResized.connect(lambda *_: self.updateGeometry())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._measuring.start())
        self.doubleClicked.connect(lambda _: self.open_current())
        model.modelReset.connect(self._find_room)
        model.modelReset.connect(self.measure_anew)
        model.headerDataChanged.connect(lambda *_: self._find_room())
        model.dataChanged.connect(lambda top, end: self._measure_again(top.row(), end.row()))
        theme.changed.connect(self.viewport().update)

    def fit_rows(self) -> None:
        """Let what cannot be read use the whole line, and be as high as all rows together."""
        self.clearSpans()
        for number in range(len(self._rows.rows) - 1, -1, -1):
            if self._rows.rows[number].record is not None:
                break  # what cannot be read is at the end
            self.setSpan(number, QUESTION, 1, len(HEADINGS) - QUESTION)
        self._measure()

    def measure_anew(self) -> None:
        """The columns or the rows are other ones: heights are found again as rows are seen."""
        self._measured.clear()
        self._shown = (-1, -1)
        self._measuring.start()

    def sizeHint(self) -> QSize:
        """As high as the heading and all rows."""
        rows = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        return QSize(600, rows + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, question and marks come first."""
        super().resizeEvent(event)
        self._find_room()

    def selectRow(self, row: int) -> None:
        """Choose this row alone, also while Ctrl is held, with which Qt would add it."""
        model = self.selectionModel()
        flags = model.SelectionFlag.ClearAndSelect | model.SelectionFlag.Rows
        model.setCurrentIndex(self._rows.index(row, 0), flags)

    @property
    def row(self) -> AttemptRow | None:
        """The current row, if there is one."""
        index = self.currentIndex()
        is_there = index.isValid() and index.row() < len(self._rows.rows)
        return self._rows.rows[index.row()] if is_there else None

    @property
    def chosen(self) -> list[AttemptRecord]:
        """The attempts of the chosen rows, from the top, without what cannot be read."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self._rows.rows[row].record for row in rows if row < len(self._rows.rows))
        return [record for record in found if record is not None]

    def open_current(self) -> None:
        """Open the attempt of the current row, if it can be read."""
        row = self.row
        if row is not None and row.record is not None:
            self.opened.emit(row)

    def _find_room(self) -> None:
        self._rows.show_narrow(is_narrow=fit_columns(self, self._theme))

    def _measure(self) -> None:
        """Give the rows that are seen, and the first ones, the height of their words."""
        rows = len(self._rows.rows)
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = rows - 1 if last < 0 else last
        last = min(last, first + _MEASURED_ROWS)
        for row in {*range(min(rows, _MEASURED_ROWS)), *range(first, last + 1)} - self._measured:
            self._measured.add(row)
            self.resizeRowToContents(row)
        self.updateGeometry()
        if (first, last) != self._shown:
            self._shown = (first, last)
            self.seen.emit(first, last)

    def _measure_again(self, first: int, last: int) -> None:
        self._measured.difference_update(range(first, last + 1))
        self._measuring.start()

    def _order(self, column: int) -> None:
        """By the column whose head was clicked; clicked again, the other way round."""
        sort = _SORTED.get(column)
        if sort is None:
            return
        is_same = self._ordered is not None and self._ordered[0] is sort
        first = sort is SortBy.QUESTION
        is_ascending = not self._ordered[1] if is_same and self._ordered else first
        self.order_wanted.emit(sort, is_ascending)

    def show_order(self, sort: SortBy, *, is_ascending: bool) -> None:
        """Tell on the heads of the columns what the rows are ordered by."""
        self._ordered = (sort, is_ascending)
        column = next(column for column, by in _SORTED.items() if by is sort)
        self._rows.show_order(column, is_ascending=is_ascending)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.open_current()
            return
        super().keyPressEvent(event)


def _cells(record: AttemptRecord) -> tuple[str, ...]:
    remarks = [record.transcript]
    if record.is_recovered:
        remarks.append("recovered")
    if record.origin == "sample":
        remarks.append("sample")
    if record.origin == "import":
        remarks.append("imported")
    if record.candidate:
        remarks.append(f"from {record.candidate}")
    if record.conflicts:
        remarks.append(f"{count(len(record.conflicts), 'copy', 'copies')} by another computer")
    return (
        day_words(record.created),
        record.prompt,
        str(record.answers),
        record.length,
        " · ".join(remarks),
        record.marks,
    )
