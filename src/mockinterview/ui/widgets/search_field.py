"""A field for words to search with, above the list of what fits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from mockinterview.ui import tokens


class SearchField(QLineEdit):
    """Down leaves it for the list; files are not dropped into it but where it stands.

    Args:
        name: what a screen reader calls it.
        results: the list.
    """

    def __init__(self, name: str, results: QWidget) -> None:
        super().__init__()
        self._results = results
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)
        self.setAccessibleName(name)
        self._offer = name
        self.setPlaceholderText(name)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName("Clear the search")

    def begin(self) -> None:
        """Take the keyboard; the next letter takes the place of the last search."""
        self.setFocus()
        self.selectAll()

    def offer(self, words: str) -> None:
        """Tell what can be searched, in the field while it is empty; where it fits."""
        self._offer = words
        room = self.width() - 2 * (tokens.SPACE_12 + tokens.SPACE_4)
        fits = self.fontMetrics().horizontalAdvance(words) <= room
        self.setPlaceholderText(words if fits else "Search")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for other words."""
        super().resizeEvent(event)
        self.offer(self._offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are its own, Down is the list's."""
        if event.key() == Qt.Key.Key_Down:
            self._results.setFocus()
        else:
            super().keyPressEvent(event)
