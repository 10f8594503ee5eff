"""The attempts as a table: a row each, what cannot be read at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from mockinterview.index.record import AttemptRecord
from mockinterview.ui import tokens
from mockinterview.ui.records import Records
from mockinterview.ui.theme import Theme
from mockinterview.ui.wording import day_words

AnyIndex = QModelIndex | QPersistentModelIndex

_HEADINGS = ("Date", "Question", "Takes", "Length", "Transcript", "Marks")
_QUESTION_COLUMN = 1
_MARKS_COLUMN = 5
_TAKES_COLUMN = 2
_ROW_HEIGHT = 44
_LENGTH_COLUMN = 3
_NARROW = 760
"""A table less wide than this (at the ordinary size of text) leaves takes and length out."""
_UNREADABLE = "Cannot be read"


@dataclass(frozen=True)
class AttemptRow:
    """One line of the list; `record` is None when the attempt cannot be read."""

    cells: tuple[str, ...]
    record: AttemptRecord | None
    reason: str = ""

    @property
    def name(self) -> str:
        """What tells this row from the others."""
        return self.record.folder.id if self.record else self.cells[_QUESTION_COLUMN]


class AttemptModel(QAbstractTableModel):
    """The library as a table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[AttemptRow] = []

    def show(self, records: Records) -> None:
        """Show these records: what can be read first, then what cannot."""
        self.beginResetModel()
        self.rows = [_row(record) for record in records.attempts]
        self.rows += [
            AttemptRow((_UNREADABLE, f"{name}: {reason}", "", "", "", ""), None, reason)
            for name, reason in records.unreadable.items()
        ]
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many attempts there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, _parent: AnyIndex | None = None) -> int:
        """How many columns there are."""
        return len(_HEADINGS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; quiet colours for all but the question."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.reason or row.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADINGS[index.column()]}: {row.cells[index.column()]}"
        if role == Qt.ItemDataRole.FontRole and (
            index.column() != _QUESTION_COLUMN or row.record is None
        ):
            return self._theme.font(tokens.META)
        if role == Qt.ItemDataRole.ForegroundRole:
            is_loud = index.column() == _QUESTION_COLUMN and row.record is not None
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
            return _HEADINGS[section]
        return None


class _Cells(QStyledItemDelegate):
    """Asks for the height of the words at the width that the padding of a cell leaves them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as the words, broken where they will be."""
        narrowed = QStyleOptionViewItem(option)
        narrowed.rect = option.rect.adjusted(0, 0, -2 * tokens.SPACE_12, 0)
        return super().sizeHint(narrowed, index)


class AttemptTable(QTableView):
    """Rows that Enter and a double click open."""

    opened = Signal(object)

    def __init__(self, theme: Theme, model: AttemptModel) -> None:
        super().__init__()
        self._rows = model
        self._narrow = theme.pixels(_NARROW)
        self.setModel(model)
        self.setAccessibleName("Attempts, newest first")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setItemDelegate(_Cells(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.pixels(_ROW_HEIGHT))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_QUESTION_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_MARKS_COLUMN, QHeaderView.ResizeMode.Stretch)
        # Rows find their height only after the columns have theirs.
        self.verticalHeader().sectionResized.connect(lambda *_: self.updateGeometry())
        self.doubleClicked.connect(lambda _: self.open_current())
        theme.changed.connect(self.viewport().update)

    def fit_rows(self) -> None:
        """Let what cannot be read use the whole line, and be as high as all rows together."""
        self.clearSpans()
        for number, row in enumerate(self._rows.rows):
            if row.record is None:
                self.setSpan(number, _QUESTION_COLUMN, 1, len(_HEADINGS) - _QUESTION_COLUMN)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the heading and all rows."""
        rows = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        return QSize(600, rows + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, question and marks come first."""
        super().resizeEvent(event)
        for column in (_TAKES_COLUMN, _LENGTH_COLUMN):
            self.setColumnHidden(column, self.width() < self._narrow)

    @property
    def row(self) -> AttemptRow | None:
        """The current row, if there is one."""
        index = self.currentIndex()
        is_there = index.isValid() and index.row() < len(self._rows.rows)
        return self._rows.rows[index.row()] if is_there else None

    def open_current(self) -> None:
        """Open the attempt of the current row, if it can be read."""
        row = self.row
        if row is not None and row.record is not None:
            self.opened.emit(row.record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.open_current()
            return
        super().keyPressEvent(event)


def _row(record: AttemptRecord) -> AttemptRow:
    remarks = [record.transcript]
    if record.is_recovered:
        remarks.append("recovered")
    if record.origin == "sample":
        remarks.append("sample")
    if record.origin == "import":
        remarks.append("imported")
    return AttemptRow(
        (
            day_words(record.created),
            record.prompt,
            str(record.answers),
            record.length,
            " · ".join(remarks),
            record.marks,
        ),
        record,
    )
