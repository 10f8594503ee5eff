"""The phrases that are offered, in a list under the cursor. The field keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role

_WIDTH = 420
"""Pixels at the ordinary type size; never wider than the page."""
_AROUND_TEXT = tokens.SPACE_4 + tokens.SPACE_8 + tokens.SPACE_4
"""Pixels beside the text: the list's padding, the line's, and a little air."""
_MUCH = 10_000


class PhrasePopup(QListWidget):
    """Signals: `taken(index)` by a click."""

    taken = Signal(int)

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme = theme
        self._page = page
        set_role(self, "phrases")
        self.setAccessibleName("Phrases")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(lambda item: self.taken.emit(self.row(item)))
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is offered."""
        return [self.item(row).text() for row in range(self.count())]

    def offer(self, texts: Sequence[str]) -> None:
        """Offer these, the first one chosen; `place` puts them where they belong."""
        self.clear()
        room = QRect(0, 0, self._width - 2 * _AROUND_TEXT, _MUCH)
        for text in texts:
            item = QListWidgetItem(text)
            flags = int(Qt.TextFlag.TextWordWrap)
            lines = self.fontMetrics().boundingRect(room, flags, text)
            item.setSizeHint(QSize(room.width(), lines.height() + 2 * tokens.SPACE_4))
            self.addItem(item)
        self.setCurrentRow(0)
        self.show()

    def place(self, under: QPoint, over: QPoint) -> None:
        """Lie under the cursor, or over it where there is more room.

        Args:
            under: where the list may begin, on the page.
            over: where it may end.
        """
        width = self._width
        hints = (self.item(row).sizeHint().height() for row in range(self.count()))
        height = sum(hints) + 2 * (tokens.SPACE_4 + self.frameWidth())
        room = self._page.height() - under.y() - tokens.SPACE_8
        is_above = height > room and over.y() > room
        height = min(height, (over.y() if is_above else room) - tokens.SPACE_8)
        left = min(under.x(), self._page.width() - width - tokens.SPACE_16)
        top = over.y() - height if is_above else under.y()
        self.setGeometry(max(tokens.SPACE_16, left), top, width, height)
        self.raise_()

    def step(self, step: int) -> None:
        """Choose the line after or before, around the ends."""
        self.setCurrentRow((self.currentRow() + step) % self.count())

    @property
    def _width(self) -> int:
        return min(self._theme.pixels(_WIDTH), self._page.width() - 2 * tokens.SPACE_16)
