"""The strip under the waveform on which the citations lie: where each is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mockinterview.ui import tokens
from mockinterview.ui.marking.citations import Citation, rows_of
from mockinterview.ui.theme import Theme

_GAP_PIXELS = 2.0
_LEAST_PIXELS = 4.0
_MOST_ROWS = 4
"""Where more citations overlap, the others share the last row."""

_NUMBERED_ROWS = 2
"""With more rows than these there is no room for numbers: hovering tells them."""


class Band(NamedTuple):
    """A citation and its place on the strip."""

    area: QRectF
    citation: Citation


class CitationLane:
    """Places citations in rows, so that none hides another, and draws them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @property
    def row_pixels(self) -> float:
        """How high a row is while there are few."""
        return QFontMetricsF(self._font()).height()

    def height(self, citations: Sequence[Citation]) -> float:
        """How high the strip is; one row stays free for the first citation."""
        return self.row_pixels * min(self._rows(citations), _NUMBERED_ROWS)

    def bands(
        self, citations: Sequence[Citation], top: float, x_at: Callable[[float], float]
    ) -> list[Band]:
        """Where each is, in the same order.

        Args:
            citations: those of the take.
            top: where the strip begins, in pixels.
            x_at: tells the place of a moment in seconds.
        """
        rows = rows_of([citation.stretch for citation in citations])
        height = self.height(citations) / self._rows(citations)
        found: list[Band] = []
        for citation, row in zip(citations, rows, strict=True):
            left, right = x_at(citation.stretch.start), x_at(citation.stretch.end)
            y = top + min(row, _MOST_ROWS - 1) * height + _GAP_PIXELS / 2
            width = max(_LEAST_PIXELS, right - left)
            found.append(Band(QRectF(left, y, width, height - _GAP_PIXELS), citation))
        return found

    def paint(self, painter: QPainter, bands: Sequence[Band]) -> None:
        """Draw them, with the number of the criterion where there is room."""
        colours = self._theme.palette
        font = self._font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for area, citation in bands:
            is_strong = citation.is_chosen or citation.is_current
            edge = QColor(colours.accent if is_strong else colours.partly)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(edge if citation.is_chosen else QColor(colours.evidence))
            corner = min(_LEAST_PIXELS, area.height() / 2)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
            text = str(citation.number)
            fits_across = metrics.horizontalAdvance(text) + _GAP_PIXELS <= area.width()
            if fits_across and metrics.height() <= area.height() + 2 * _GAP_PIXELS:
                painter.setPen(QColor(colours.on_accent if citation.is_chosen else colours.ink))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def at(self, bands: Sequence[Band], point: QPointF) -> Citation | None:
        """The citation there; the topmost."""
        hit = [band for band in bands if band.area.adjusted(-1, -1, 1, 1).contains(point)]
        return hit[-1].citation if hit else None

    def _rows(self, citations: Sequence[Citation]) -> int:
        rows = rows_of([citation.stretch for citation in citations])
        return min(_MOST_ROWS, max(rows, default=0) + 1)

    def _font(self) -> QFont:
        return self._theme.font(tokens.META, QFont.Weight.Bold)
