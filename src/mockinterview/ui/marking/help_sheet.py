"""The sheet over the page that lists every key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.marking.keys import KEYS, Key
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card

_SCRIM_ALPHA = 120
_CLOSING_KEYS = {Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1}


class HelpSheet(QWidget):
    """Covers its parent while it is shown; Esc, `?` or a click beside the card close it."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Keys of this page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button = KeyButton(theme, "Close", "Esc")
        self.close_button.clicked.connect(self.dismiss)
        self._card = Card(tokens.SPACE_24)
        self._arrange()
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it over the whole page."""
        self._cover()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Hide it."""
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on its keys; let no other reach the page."""
        if event.key() in _CLOSING_KEYS:
            self.dismiss()
        event.accept()

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """The keyboard stays on the sheet."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the page behind."""
        colours = self._theme.palette
        scrim = QColor(colours.background if colours.is_dark else colours.ink)
        scrim.setAlpha(_SCRIM_ALPHA)
        QPainter(self).fillRect(self.rect(), scrim)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label("Keys", "heading"), 1)
        head.addWidget(self.close_button)
        self._card.column.addLayout(head)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(tokens.SPACE_8)
        for title, keys in KEYS.items():
            side = left if title == "Mark" else right
            header = SectionHeader(title)
            header.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            side.addWidget(header)
            side.addLayout(self._grid(keys))
            side.addSpacing(tokens.SPACE_12)
        for side in (left, right):
            side.addStretch(1)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_32)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self._card.column.addWidget(columns)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)

    def _grid(self, keys: tuple[Key, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_16)
        grid.setVerticalSpacing(tokens.SPACE_4)
        grid.setColumnMinimumWidth(0, self._theme.pixels(96))
        grid.setColumnStretch(1, 1)
        for line, key in enumerate(key for key in keys if key.shown):
            grid.addWidget(Label(key.shown, "strong", wraps=False), line, 0)
            grid.addWidget(Label(key.text, "body", wraps=False), line, 1)
        return grid
