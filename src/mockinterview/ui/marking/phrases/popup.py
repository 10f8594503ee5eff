"""The phrases that are offered, in a list under the cursor. The field keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role

_WIDTH = 420
"""Pixels at the ordinary type size; never wider than the page."""
_AROUND_TEXT = tokens.SPACE_4 + tokens.SPACE_8 + tokens.SPACE_4
"""Pixels beside the text: the list's padding, the line's, and a little air."""
_MUCH = 10_000


class PhrasePopup(QListView):
    """Signals: `taken(index)` by a click."""

    taken = Signal(int)

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme = theme
        self._page = page
        self._lines = _Lines(self)
        self.setModel(self._lines)
        set_role(self, "phrases")
        self.setAccessibleName("Phrases")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.taken.emit(index.row()))
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is offered."""
        return list(self._lines.texts)

    @property
    def chosen(self) -> int:
        """The line that Enter takes."""
        return self.currentIndex().row()

    def offer(self, texts: Sequence[str]) -> None:
        """Offer these, the first one chosen; `place` puts them where they belong."""
        room = QRect(0, 0, self._width - 2 * _AROUND_TEXT, _MUCH)
        flags = int(Qt.TextFlag.TextWordWrap)
        heights = [self.fontMetrics().boundingRect(room, flags, text).height() for text in texts]
        sizes = [QSize(room.width(), height + 2 * tokens.SPACE_4) for height in heights]
        self._lines.show_lines(texts, sizes)
        self._choose(0)
        self.show()

    def place(self, under: QPoint, over: QPoint) -> None:
        """Lie under the cursor, or over it where there is more room.

        Args:
            under: where the list may begin, on the page.
            over: where it may end.
        """
        width = self._width
        height = sum(size.height() for size in self._lines.sizes)
        height += 2 * (tokens.SPACE_4 + self.frameWidth())
        room = self._page.height() - under.y() - tokens.SPACE_8
        is_above = height > room and over.y() > room
        height = min(height, (over.y() if is_above else room) - tokens.SPACE_8)
        left = min(under.x(), self._page.width() - width - tokens.SPACE_16)
        top = over.y() - height if is_above else under.y()
        self.setGeometry(max(tokens.SPACE_16, left), top, width, height)
        self.raise_()

    def step(self, step: int) -> None:
        """Choose the line after or before, around the ends."""
        self._choose((self.chosen + step) % len(self._lines.texts))

    def _choose(self, row: int) -> None:
        self.setCurrentIndex(self._lines.index(row))

    @property
    def _width(self) -> int:
        return min(self._theme.pixels(_WIDTH), self._page.width() - 2 * tokens.SPACE_16)


class _Lines(QAbstractListModel):
    """Texts, and how much room each takes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.texts: Sequence[str] = ()
        self.sizes: Sequence[QSize] = ()

    def show_lines(self, texts: Sequence[str], sizes: Sequence[QSize]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.texts, self.sizes = texts, sizes
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """One row a line."""
        return 0 if parent.isValid() else len(self.texts)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """The text and its size."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[index.row()]
        return self.sizes[index.row()] if role == Qt.ItemDataRole.SizeHintRole else None
