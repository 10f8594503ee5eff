"""A field for words to search with, above the list of what fits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


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
        self.setPlaceholderText(name)

    def begin(self) -> None:
        """Take the keyboard; the next letter takes the place of the last search."""
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are its own, Down is the list's."""
        if event.key() == Qt.Key.Key_Down:
            self._results.setFocus()
        else:
            super().keyPressEvent(event)
