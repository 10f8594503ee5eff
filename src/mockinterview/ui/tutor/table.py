"""The answers of an inbox as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from mockinterview.core.lengths import as_clock
from mockinterview.inbox import InboxItem
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.tutor.wording import CHANGED_SCHEME, candidate_words, state_words
from mockinterview.ui.widgets.plain import plain_tip
from mockinterview.ui.wording import day_words

AnyIndex = QModelIndex | QPersistentModelIndex

_HEADINGS: Final = ("Candidate", "Question", "Length", "Came in", "Marks")
_QUESTION: Final = 1
_MARKS: Final = 4
_ROW_HEIGHT = 44
_CANDIDATE_SHARE: Final = 0.24
"""The most that a name may take of the width."""
_FIRST_TO_GO: Final = (2, 3)
"""Length and day stand back where the question has too little room."""
_QUESTION_WIDTH = 260
"""Pixels at the ordinary type size that the question has before anything stands back."""


class InboxModel(QAbstractTableModel):
    """One row an answer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.items: list[InboxItem] = []

    def show(self, items: Sequence[InboxItem]) -> None:
        """Show these."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many answers there are."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, _parent: AnyIndex | None = None) -> int:
        """How many columns there are."""
        return len(_HEADINGS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; loud only what waits."""
        item, column = self.items[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(item, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._hint(item, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADINGS[column]}: {self._text(item, column)}"
        if role == Qt.ItemDataRole.FontRole and column > _QUESTION:
            return self._theme.font(tokens.META)
        if role == Qt.ItemDataRole.ForegroundRole:
            colours = self._theme.palette
            is_loud = column <= _QUESTION and item.is_open
            return QColor(colours.ink if is_loud else colours.muted)
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

    def _hint(self, item: InboxItem, column: int) -> str:
        text = self._text(item, column)
        is_old = column == _MARKS and item.is_changed_scheme
        return f"{text}. {CHANGED_SCHEME}" if is_old else text

    def _text(self, item: InboxItem, column: int) -> str:
        take = item.attempt.counting_take
        return (
            candidate_words(item.candidate),
            item.attempt.question.prompt,
            as_clock(take.seconds) if take is not None and take.seconds > 0 else "no sound",
            day_words(item.receipt.arrived),
            state_words(item),
        )[column]


class InboxTable(QTableView):
    """Signals: `opened()` when Enter or a double click asks for the current answer."""

    opened = Signal()

    def __init__(self, theme: Theme, model: InboxModel) -> None:
        super().__init__()
        self._rows = model
        self._theme = theme
        self.setModel(model)
        self.setAccessibleName("Answers in the inbox")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(_ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_QUESTION, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._find_room)
        theme.changed.connect(self._find_room)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        theme.changed.connect(self.viewport().update)

    @property
    def item(self) -> InboxItem | None:
        """The current answer."""
        index = self.currentIndex()
        is_there = index.isValid() and index.row() < len(self._rows.items)
        return self._rows.items[index.row()] if is_there else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is wide depends on the room."""
        super().resizeEvent(event)
        self._find_room()

    def _find_room(self) -> None:
        """Names are whole where they may be; the question has room, whatever else goes."""
        room, header = self.viewport().width(), self.horizontalHeader()
        wanted = [
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in range(len(_HEADINGS))
        ]
        wanted[0] = min(wanted[0], round(room * _CANDIDATE_SHARE))
        wanted[_QUESTION] = self._theme.pixels(_QUESTION_WIDTH)
        self.setColumnWidth(0, wanted[0])
        left = room - sum(wanted)
        for column in _FIRST_TO_GO:
            self.setColumnHidden(column, left < 0)
            left += wanted[column]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters are the page's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters do what stands on the buttons, and look for no row."""
