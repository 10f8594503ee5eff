"""One part on the bar: to be heard, called otherwise, lengthened and taken away by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from mockinterview.core.structure import Part
from mockinterview.ui.marking.evidence.trimming import Edge
from mockinterview.ui.marking.structure.steps import STEP_KEYS, spoken_part
from mockinterview.ui.marking.structure.strip import CORNER, paint_segment
from mockinterview.ui.theme import Theme
from mockinterview.ui.wording import clock_words

_ROLES = {getattr(Qt.Key, f"Key_{key}"): role for role, key in STEP_KEYS.items()}
_TAKING_AWAY = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_TRIMMING = {
    (Qt.Key.Key_I, _PLAIN): (Edge.START, -1),
    (Qt.Key.Key_I, _SHIFT): (Edge.START, 1),
    (Qt.Key.Key_O, _PLAIN): (Edge.END, 1),
    (Qt.Key.Key_O, _SHIFT): (Edge.END, -1),
}
"""The same keys trim a citation."""


class PartButton(QAbstractButton):
    """Draws a part and listens to the keyboard; the mouse is the bar's business.

    Signals: `stepped(step)` to the part before or after; `recalled(role)`; `removed`;
    `edge_stepped(edge, step)`; `entered` when the keyboard comes to it. A click is to be heard.
    """

    stepped = Signal(int)
    recalled = Signal(object)
    removed = Signal()
    edge_stepped = Signal(object, int)
    entered = Signal()

    def __init__(self, theme: Theme, part: Part, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.part = part
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription(
            "Enter plays it. S, T, A, R or F call it otherwise, I and O move its ends, "
            "Delete takes it away."
        )
        self.show_part(part)

    def show_part(self, part: Part) -> None:
        """Be this part."""
        self.part = part
        self.setAccessibleName(spoken_part(part))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that do something here from the page's shortcuts."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._does(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says; the page has the others."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ARROWS and modifiers == _PLAIN:
            self.stepped.emit(_ARROWS[Qt.Key(key)])
        elif (key, modifiers) in _TRIMMING:
            self.edge_stepped.emit(*_TRIMMING[Qt.Key(key), modifiers])
        elif key in _TAKING_AWAY and modifiers == _PLAIN:
            self.removed.emit()
        elif key in _ROLES and modifiers == _PLAIN:
            self.recalled.emit(_ROLES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It is the current part now."""
        super().focusInEvent(event)
        self.entered.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The part, framed while the keyboard is on it."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint_segment(painter, self._theme, area, self.part.role, clock_words(self.part.seconds))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.palette.ink), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), CORNER, CORNER)

    def _does(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if (key, modifiers) in _TRIMMING:
            return True
        return modifiers == _PLAIN and (key in _TAKING_AWAY or key in _ROLES or key in _ARROWS)
