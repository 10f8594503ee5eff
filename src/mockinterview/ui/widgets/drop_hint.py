"""What lies over a page while files are held above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Glyph


class DropHint(QFrame):
    """Says what letting go would do."""

    def __init__(self, theme: Theme, page: QWidget, words: str = "") -> None:
        super().__init__(page)
        set_role(self, "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = Label(words, "heading", wraps=False)
        column = QVBoxLayout(self)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Glyph(theme, "upload-2-line", tokens.SPACE_32, "accent"), 0, middle)
        column.addWidget(self.label, 0, middle)
        column.addStretch(1)
        page.installEventFilter(self)
        self.hide()

    def tell(self, words: str) -> None:
        """Show it with these words."""
        self.label.setText(words)
        self._cover(self.parentWidget())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the page."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self._cover(watched)
        return super().eventFilter(watched, event)

    def _cover(self, page: QWidget | None) -> None:
        if page is not None:
            margin = tokens.SPACE_12
            self.setGeometry(page.rect().adjusted(margin, margin, -margin, -margin))
