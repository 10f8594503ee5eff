"""The two ends of the chosen citation on the waveform, to be dragged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from mockinterview.ui import tokens
from mockinterview.ui.marking.evidence.trimming import Edge, moved
from mockinterview.ui.marking.transcript_text import Stretch
from mockinterview.ui.theme import Theme

_REACH_PIXELS = 6.0
"""How far beside an end it is still taken hold of."""

_GRIP_PIXELS = 5.0

Snap = Callable[[float, Edge], float]


class TrimHandles:
    """Holds the stretch whose ends can be dragged, and how it is while one is."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.stretch: Stretch | None = None
        self._dragged: Edge | None = None

    @property
    def is_dragged(self) -> bool:
        """Whether an end is being dragged."""
        return self._dragged is not None

    def show(self, stretch: Stretch | None) -> None:
        """Offer the ends of another stretch, or of none."""
        if not self.is_dragged:
            self.stretch = stretch

    def edge_at(self, x: float, x_at: Callable[[float], float]) -> Edge | None:
        """The end that is taken hold of there; of a very short stretch the nearer one."""
        if self.stretch is None:
            return None
        start, end = x_at(self.stretch.start), x_at(self.stretch.end)
        beside = {Edge.START: abs(x - start), Edge.END: abs(x - end)}
        nearest = Edge.START if x < (start + end) / 2 else Edge.END
        return nearest if beside[nearest] <= _REACH_PIXELS else None

    def take_hold(self, edge: Edge | None) -> None:
        """Begin to drag this end."""
        self._dragged = edge

    def drag(self, moment: float, seconds: float, snap: Snap | None) -> None:
        """Move the end that is held to a moment, or to what is near by there."""
        if self.stretch is None or self._dragged is None:
            return
        wanted = round(moment, 3) if snap is None else snap(moment, self._dragged)
        self.stretch = moved(self.stretch, self._dragged, wanted, seconds)

    def let_go(self) -> tuple[Stretch, Edge] | None:
        """End the drag. Returns: what it became, and which end was moved."""
        edge, self._dragged = self._dragged, None
        if self.stretch is None or edge is None:
            return None
        return self.stretch, edge

    def paint(self, painter: QPainter, x_at: Callable[[float], float], height: float) -> None:
        """Draw both ends, each with a grip at its top."""
        if self.stretch is None:
            return
        accent = QColor(self._theme.palette.accent)
        for moment, side in ((self.stretch.start, -1), (self.stretch.end, 1)):
            x = x_at(moment)
            painter.setPen(QPen(accent, 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, height))
            left = x - _GRIP_PIXELS if side < 0 else x
            painter.fillRect(QRectF(left, 0, _GRIP_PIXELS, tokens.SPACE_12), accent)

    def paint_ground(
        self, painter: QPainter, x_at: Callable[[float], float], height: float
    ) -> None:
        """Draw what lies between the ends, under the bars."""
        if self.stretch is not None:
            left, right = x_at(self.stretch.start), x_at(self.stretch.end)
            ground = QColor(self._theme.palette.evidence)
            painter.fillRect(QRectF(left, 0, right - left, height), ground)
