"""Parts of a story drawn in a row, each in the colour and with the letter of its step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mockinterview.core.content import StarrRole
from mockinterview.ui import tokens
from mockinterview.ui.marking.structure.steps import step_colour, step_letter
from mockinterview.ui.theme import Theme

CORNER = 4.0
GAP_PIXELS = 1.0
"""Left free between two parts, so that they are told apart without their colours."""


class Segment(NamedTuple):
    """A part in a row: from where to where, and its step; None for what has no step."""

    start: float
    end: float
    role: StarrRole | None


def step_font(theme: Theme) -> QFont:
    """What letters of steps are written in."""
    return theme.font(tokens.META, QFont.Weight.Bold)


def paint_segment(
    painter: QPainter, theme: Theme, area: QRectF, role: StarrRole, text: str = ""
) -> None:
    """Draw one part: its letter where that fits, and the text behind it where that fits too."""
    colours = theme.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(step_colour(colours, role)))
    painter.drawRoundedRect(area, CORNER, CORNER)
    font = step_font(theme)
    metrics = QFontMetricsF(font)
    letter = step_letter(role)
    fitting = [
        shown
        for shown in (f"{letter} {text}".strip(), letter)
        if metrics.horizontalAdvance(shown) + 2 * GAP_PIXELS <= area.width()
    ]
    if fitting:
        painter.setFont(font)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, fitting[0])


class StepStrip(QWidget):
    """Parts at their places, to look at."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._segments: Sequence[Segment] = ()
        self._total = 0.0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def segments(self) -> Sequence[Segment]:
        """What is drawn."""
        return self._segments

    def show_segments(self, segments: Sequence[Segment], total: float, words: str) -> None:
        """Draw these.

        Args:
            segments: the parts, in any unit.
            total: where the row ends, in the same unit.
            words: the same in words, for a screen reader.
        """
        self._segments, self._total = segments, total
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a letter with a little air."""
        height = QFontMetricsF(step_font(self._theme)).height()
        return QSize(self._theme.pixels(120), round(height) + 2)

    def minimumSizeHint(self) -> QSize:
        """Narrow, but always that high."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A groove, and the parts on it; what has no step leaves it free."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_groove(painter, self._theme, QRectF(self.rect()))
        for segment in self._segments:
            if segment.role is not None:
                paint_segment(painter, self._theme, self._area(segment), segment.role)

    def _area(self, segment: Segment) -> QRectF:
        scale = self.width() / self._total if self._total > 0 else 0.0
        left, right = segment.start * scale, segment.end * scale
        return QRectF(left, 0, max(2.0, right - left - GAP_PIXELS), self.height())


def paint_groove(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """The line that parts lie on: time that no part has."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.palette.line))
    height = area.height() / 3
    groove = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
    painter.drawRoundedRect(groove, height / 2, height / 2)
