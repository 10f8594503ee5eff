"""A sheet: a card over a dimmed page, closed by Esc or a click beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.reading_order import tab_stops
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Card

_SCRIM_ALPHA = 120


class Sheet(QWidget):
    """Covers its parent while it is shown; put widgets into `column`.

    No key that a sheet does not use reaches the page beneath.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, title: str, name: str) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = Label(title, "heading")
        self.close_button = KeyButton(theme, "Close", "Esc")
        self.close_button.clicked.connect(self.dismiss)
        self._card = Card(tokens.SPACE_24)
        self.column = self._card.column
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self.column.addLayout(head)
        # Not by an alignment: what is aligned is not asked for its height at its width.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it over the whole page."""
        self._cover()
        self.show()
        self.raise_()
        self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Hide it."""
        self.hide()
        self.closed.emit()

    @property
    def first_focus(self) -> QWidget:
        """What has the keyboard when the sheet opens."""
        return self.close_button

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Tab stays in the sheet: what is beneath it cannot be seen."""
        stops, focused = tab_stops(self._card), self.focusWidget()
        if not stops:
            return False
        step = 1 if forward else -1
        place = stops.index(focused) + step if focused in stops else 0
        reason = Qt.FocusReason
        stops[place % len(stops)].setFocus(
            reason.TabFocusReason if forward else reason.BacktabFocusReason
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; let no other key reach the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

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
