"""The margin of the transcript: beside every citation a bracket and the number of its criterion."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mockinterview.ui import tokens
from mockinterview.ui.marking.citations import Citation, rows_of
from mockinterview.ui.marking.transcript_display import TranscriptDisplay
from mockinterview.ui.marking.word_margin import WordMargin
from mockinterview.ui.theme import Theme

_BRACKET_PIXELS = 2.0
_LANE_PIXELS = 4.0
_LANES = 2
"""More citations at the same place share the outermost of these."""


class _Place(NamedTuple):
    """Where a citation is in the margin: its bracket and its number."""

    bracket: QRectF
    number: QRectF
    citation: Citation


class CitationMargin(WordMargin[_Place]):
    """Signals: `clicked(Cited)`."""

    def __init__(self, theme: Theme, view: TranscriptDisplay, parent: QWidget) -> None:
        super().__init__(theme, view, parent, "Citations beside the transcript")

    @property
    def numbers(self) -> list[tuple[int, float]]:
        """The numbers that are seen, each with where it begins, in pixels from the top."""
        inside = [place for place in self._find() if self._is_seen(place)]
        return [(place.citation.number, place.number.top()) for place in inside]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw brackets and numbers of what is seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.palette
        for place in filter(self._is_seen, self._find()):
            is_strong = place.citation.is_current or place.citation.is_chosen
            colour = QColor(colours.accent if is_strong else colours.partly)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(place.bracket, 1, 1)
            if place.citation.is_chosen:
                painter.drawRoundedRect(place.number, _LANE_PIXELS, _LANE_PIXELS)
                colour = QColor(colours.on_accent)
            painter.setFont(self._font())
            painter.setPen(QPen(colour))
            painter.drawText(place.number, Qt.AlignmentFlag.AlignCenter, str(place.citation.number))

    def _area(self, parent: QWidget) -> QRect:
        """The words begin behind the frame of the view and the margin of its document."""
        corner = self._view.mapTo(parent, QPoint(0, 0))
        return QRect(0, corner.y(), corner.x() + tokens.SPACE_4, self._view.height())

    def _meaning(self, place: _Place) -> object:
        return place.citation.cited

    def _hint(self, place: _Place) -> str:
        return place.citation.hint

    def _make_places(self) -> list[_Place]:
        layout = self._view.layout_of_words
        shown = [
            (citation, words)
            for citation in self._view.citations
            if (words := layout.words_within(citation.stretch.start, citation.stretch.end))
        ]
        lanes = rows_of([citation.stretch for citation, _ in shown])
        top = self._top
        metrics = QFontMetricsF(self._font())
        places: list[_Place] = []
        bottom = float("-inf")
        by_time = sorted(zip(shown, lanes, strict=True), key=lambda item: item[0][1].start)
        for (citation, words), lane in by_time:
            area, _ = self._view.area_of(words[0], words[-1])
            right = self.width() - min(lane, _LANES - 1) * _LANE_PIXELS
            first = area.top() + top
            bracket = QRectF(right - _BRACKET_PIXELS, first, _BRACKET_PIXELS, area.height())
            width = metrics.horizontalAdvance(str(citation.number)) + tokens.SPACE_4
            left = max(0.0, self.width() - _LANES * _LANE_PIXELS - width)
            # Where its beginning is scrolled away the number stays in sight, and numbers of
            # citations that begin on one line stand one under another.
            sticky = min(float(top), bracket.bottom() - metrics.height())
            number = QRectF(left, max(first, sticky, bottom), width, metrics.height())
            bottom = number.bottom()
            places.append(_Place(bracket, number, citation))
        return places

    def _is_seen(self, place: _Place) -> bool:
        area = QRectF(self.rect())
        return area.intersects(place.bracket) or area.intersects(place.number)

    def _at(self, point: QPoint) -> _Place | None:
        """The citation whose number is there, else the innermost whose bracket is beside it."""
        places = self._find()
        for place in places:
            if place.number.contains(point):
                return place
        beside = [
            place
            for place in places
            if place.bracket.adjusted(-_LANE_PIXELS, 0, _LANE_PIXELS, 0).contains(point)
        ]
        return min(beside, key=lambda place: place.bracket.height(), default=None)

    def _font(self) -> QFont:
        font = self._theme.font(tokens.META, QFont.Weight.Bold)
        room = self.width() - _LANES * _LANE_PIXELS
        longest = max((len(str(item.number)) for item in self._view.citations), default=1)
        needed = QFontMetricsF(font).horizontalAdvance("0" * longest) + tokens.SPACE_4
        if room > 0 and needed > room:
            font.setPixelSize(max(1, int(font.pixelSize() * room / needed)))
        return font
