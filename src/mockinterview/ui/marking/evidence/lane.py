"""The strip under the waveform on which the citations lie: where each is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mockinterview.ui import tokens
from mockinterview.ui.marking.citations import Citation, rows_of
from mockinterview.ui.marking.transcript_text import Stretch
from mockinterview.ui.theme import Theme

_GAP_PIXELS = 2.0
_LEAST_PIXELS = 4.0
_CORNER_PIXELS = 4.0
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

    def height(self, citations: Sequence[Citation], x_at: Callable[[float], float]) -> float:
        """How high the strip is; one row stays free for the first citation."""
        rows = _count(self._place(citations, x_at))
        return self._row_pixels * min(rows, _NUMBERED_ROWS)

    def bands(
        self, citations: Sequence[Citation], top: float, x_at: Callable[[float], float]
    ) -> list[Band]:
        """Where each is, in the same order.

        Args:
            citations: those of the take.
            top: where the strip begins, in pixels.
            x_at: tells the place of a moment in seconds.
        """
        places = self._place(citations, x_at)
        height = self.height(citations, x_at) / _count(places)
        found: list[Band] = []
        for citation, (ends, row) in zip(citations, places, strict=True):
            y = top + min(row, _MOST_ROWS - 1) * height + _GAP_PIXELS / 2
            area = QRectF(ends.start, y, ends.seconds, height - _GAP_PIXELS)
            found.append(Band(area, citation))
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
            corner = min(_CORNER_PIXELS, area.height() / 3, area.width() / 3)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
            text = str(citation.number)
            fits_across = metrics.horizontalAdvance(text) <= area.width()
            if fits_across and metrics.height() <= area.height() + 2 * _GAP_PIXELS:
                painter.setPen(QColor(colours.on_accent if citation.is_chosen else colours.ink))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def at(self, bands: Sequence[Band], point: QPointF) -> Citation | None:
        """The citation there; the topmost."""
        hit = [band for band in bands if band.area.adjusted(-1, -1, 1, 1).contains(point)]
        return hit[-1].citation if hit else None

    @property
    def _row_pixels(self) -> float:
        """How high a row is while there are few."""
        return QFontMetricsF(self._font()).height()

    def _place(
        self, citations: Sequence[Citation], x_at: Callable[[float], float]
    ) -> list[tuple[Stretch, int]]:
        """From where to where each goes, in pixels, and its row.

        Short ones are as wide as their number, if nothing else follows so soon in their row.
        """
        ends = [(x_at(item.stretch.start), x_at(item.stretch.end)) for item in citations]
        drawn = [Stretch(left, max(right, left + _LEAST_PIXELS)) for left, right in ends]
        rows = rows_of(drawn)
        metrics = QFontMetricsF(self._font())
        places: list[tuple[Stretch, int]] = []
        for citation, area, row in zip(citations, drawn, rows, strict=True):
            behind = [
                other.start
                for other, beside in zip(drawn, rows, strict=True)
                if beside == row and other.start >= area.end
            ]
            wanted = metrics.horizontalAdvance(str(citation.number)) + 3 * _GAP_PIXELS
            right = min(area.start + wanted, min(behind, default=float("inf")) - _GAP_PIXELS)
            places.append((Stretch(area.start, max(area.end, right)), row))
        return places

    def _font(self) -> QFont:
        return self._theme.font(tokens.META, QFont.Weight.Bold)


def _count(places: Sequence[tuple[Stretch, int]]) -> int:
    return min(_MOST_ROWS, max((row for _, row in places), default=0) + 1)
