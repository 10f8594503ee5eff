"""The clock of an interview: a ring whose shape, figures and words tell where the candidate is."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mockinterview.ui import icons, tokens
from mockinterview.ui.theme import Theme

_DIAMETER = 128
_FULL_TURN = 360 * 16
_TOP = 90 * 16
"""Qt measures arcs in sixteenths of a degree, from three o'clock, anticlockwise."""


class Urgency(IntEnum):
    """How near the end is; each step changes the shape once, without sound."""

    CALM = 0
    NEAR_THE_END = 1
    LAST_SECONDS = 2


class ClockRing(QWidget):
    """A ring that empties clockwise, with the time or an icon in its middle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fraction = 1.0
        self._text = ""
        self._icon = ""
        self._colour = "muted"
        self._thickness = 4
        self.urgency = Urgency.CALM
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Clock")
        theme.changed.connect(self.update)

    def show_time(
        self, text: str, fraction: float, colour: str, *, thickness: int, urgency: Urgency
    ) -> None:
        """Show figures in a ring that is full to `fraction` (0 to 1)."""
        new = (text, "", colour, thickness, urgency)
        if new == (self._text, self._icon, self._colour, self._thickness, self.urgency):
            return  # the ring moves with the seconds, not with every look at the clock
        self._text, self._icon, self._colour, self._thickness, self.urgency = new
        self._fraction = fraction
        self.update()

    def show_icon(self, icon: str, colour: str) -> None:
        """Show a stage that has no clock."""
        if (icon, colour) != (self._icon, self._colour):
            self._text, self._icon, self._colour = "", icon, colour
            self._fraction, self._thickness, self.urgency = 0.0, 4, Urgency.CALM
            self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the system's text."""
        side = self._theme.pixels(_DIAMETER)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the time left and what stands in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.palette
        colour = QColor(getattr(colours, self._colour))
        thickness = self._thickness + 4 * (self.urgency is Urgency.NEAR_THE_END)
        inset = thickness / 2 + 2
        side = min(self.width(), self.height()) - 2 * inset
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(QRectF(self.rect()).center())
        ink = QColor(colours.ink)
        if self.urgency is Urgency.LAST_SECONDS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(ring)
            ink = QColor(colours.on_accent)
        else:
            painter.setPen(QPen(QColor(colours.line), thickness))
            painter.drawEllipse(ring)
            painter.setPen(QPen(colour, thickness, c=Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, _TOP, -round(self._fraction * _FULL_TURN))
        if self._icon:
            side = self.height() * 0.36
            middle = QRectF(0, 0, side, side)
            middle.moveCenter(QRectF(self.rect()).center())
            icons.paint_icon(painter, self._icon, middle, colour.name())
            return
        size = tokens.QUESTION if len(self._text) <= len("0:00") else tokens.HEADING
        painter.setFont(self._theme.font(size, QFont.Weight.Bold))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
