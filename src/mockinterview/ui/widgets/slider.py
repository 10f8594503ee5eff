"""A slider in our style: a line, a knob, and a ring while it has the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme

_RING_PIXELS: Final = 2
_LINE_PIXELS: Final = 4
_EDGE: Final = 3
"""Room for the ring, left and right."""


class Slider(QSlider):
    """Whole numbers from `least` to `most`, by arrow keys, page keys, Home, End or the mouse."""

    def __init__(self, theme: Theme, name: str, least: int, most: int, step: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setPageStep(2 * step)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the ring around the knob."""
        return QSize(self._theme.pixels(160), round(self._knob() + 2 * tokens.SPACE_4))

    def minimumSizeHint(self) -> QSize:
        """A few steps of it."""
        return QSize(self._theme.pixels(80), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The knob comes to the mouse."""
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The knob goes with the mouse."""
        self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The knob stays."""
        self.setSliderDown(False)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line, knob and ring."""
        colours = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, place = self.height() / 2, self._place()
        line = QRectF(_EDGE, middle - _LINE_PIXELS / 2, self.width() - 2 * _EDGE, _LINE_PIXELS)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(line, _LINE_PIXELS / 2, _LINE_PIXELS / 2)
        line.setRight(place)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(line, _LINE_PIXELS / 2, _LINE_PIXELS / 2)
        radius = self._knob() / 2
        painter.drawEllipse(QPointF(place, middle), radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.ink), _RING_PIXELS))
            painter.drawEllipse(QPointF(place, middle), radius + 2, radius + 2)

    def _follow(self, event: QMouseEvent) -> None:
        self.setSliderDown(True)
        margin = self._margin()
        room = max(1.0, self.width() - 2 * margin)
        share = min(1.0, max(0.0, (event.position().x() - margin) / room))
        self.setValue(round(self.minimum() + share * (self.maximum() - self.minimum())))
        event.accept()

    def _place(self) -> float:
        """Where the middle of the knob is."""
        span = max(1, self.maximum() - self.minimum())
        share = (self.value() - self.minimum()) / span
        return self._margin() + share * (self.width() - 2 * self._margin())

    def _margin(self) -> float:
        return self._knob() / 2 + _EDGE

    def _knob(self) -> float:
        return self._theme.pixels(tokens.SPACE_16)
