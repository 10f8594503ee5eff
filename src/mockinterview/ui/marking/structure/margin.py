"""The right margin of the transcript: beside every part a line and the letter of its step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mockinterview.core.structure import Part
from mockinterview.ui.marking.structure.steps import spoken_part, step_colour, step_letter
from mockinterview.ui.marking.structure.strip import step_font
from mockinterview.ui.marking.transcript_display import TranscriptDisplay
from mockinterview.ui.marking.word_margin import WordMargin
from mockinterview.ui.theme import Theme

_LINE_PIXELS = 3.0
_GAP_PIXELS = 2.0


class _Place(NamedTuple):
    """Where a part is in the margin: its line and its letter."""

    line: QRectF
    letter: QRectF
    part: Part


class PartsMargin(WordMargin[_Place]):
    """Lies opposite the citations. Signals: `clicked(Part)`."""

    def __init__(self, theme: Theme, view: TranscriptDisplay, parent: QWidget) -> None:
        super().__init__(theme, view, parent, "Parts of the story beside the transcript")
        self._parts: Sequence[Part] = ()

    @property
    def letters(self) -> list[str]:
        """The letters from top to bottom."""
        return [step_letter(place.part.role) for place in self._find()]

    @property
    def letter_areas(self) -> list[QRectF]:
        """Where the letters stand, in pixels from the top of the words."""
        return [place.letter for place in self._find()]

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Stand beside the words of these parts."""
        self._parts = parts
        self._follow()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lines and letters of what is seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._font()
        painter.setFont(font)
        for line, letter, part in self._find():
            colour = QColor(step_colour(self._theme.palette, part.role))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(line, 1, 1)
            painter.setPen(colour)
            painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, step_letter(part.role))

    @property
    def _has_any(self) -> bool:
        return bool(self._parts)

    def _area(self, parent: QWidget) -> QRect:
        corner = self._view.mapTo(parent, QPoint(self._view.width(), 0))
        width = parent.width() - corner.x()
        return QRect(corner.x(), corner.y(), width, self._view.height())

    def _meaning(self, place: _Place) -> object:
        return place.part

    def _hint(self, place: _Place) -> str:
        return spoken_part(place.part)

    def _make_places(self) -> list[_Place]:
        """Parts that meet within a line of text share its height."""
        layout = self._view.layout_of_words
        top = self._top
        height = QFontMetricsF(self._font()).height()
        left = _GAP_PIXELS + _LINE_PIXELS
        places: list[_Place] = []
        for part in self._parts:
            words = layout.words_within(part.start, part.end)
            if not words:
                continue
            first, _ = self._view.area_of(words[0], words[0])
            last, _ = self._view.area_of(words[-1], words[-1])
            begin, end = float(first.top() + top), float(last.bottom() + top)
            if places and places[-1].line.bottom() > begin:
                middle = first.center().y() + top
                places[-1].line.setBottom(middle - _GAP_PIXELS)
                begin = float(middle)
            line = QRectF(_GAP_PIXELS, begin, _LINE_PIXELS, max(_LINE_PIXELS, end - begin))
            beside = max(begin, places[-1].letter.bottom()) if places else begin
            letter = QRectF(left, beside, self.width() - left, height)
            places.append(_Place(line, letter, part))
        return places

    def _at(self, point: QPoint) -> _Place | None:
        for place in self._find():
            beside = place.line.adjusted(-_GAP_PIXELS, 0, self.width(), 0)
            if place.letter.contains(point) or beside.contains(point):
                return place
        return None

    def _font(self) -> QFont:
        """As large as there is room for."""
        font = step_font(self._theme)
        room = self.width() - _GAP_PIXELS - _LINE_PIXELS
        needed = QFontMetricsF(font).horizontalAdvance("S") + _GAP_PIXELS
        if 0 < room < needed:
            font.setPixelSize(max(1, int(font.pixelSize() * room / needed)))
        return font
