"""The right margin of the transcript: beside every part a line and the letter of its step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from mockinterview.core.structure import Part
from mockinterview.ui.marking.structure.steps import spoken_part, step_colour, step_letter
from mockinterview.ui.marking.structure.strip import step_font
from mockinterview.ui.marking.transcript_display import TranscriptDisplay
from mockinterview.ui.theme import Theme

_LINE_PIXELS = 3.0
_GAP_PIXELS = 2.0
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class _Place(NamedTuple):
    """Where a part is in the margin: its line and its letter."""

    line: QRectF
    letter: QRectF
    part: Part


class PartsMargin(QWidget):
    """Lies over the margin of the column, opposite the citations, and takes no width from words.

    Signals: `clicked(Part)`.
    """

    clicked = Signal(object)

    def __init__(self, theme: Theme, view: TranscriptDisplay, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = view
        self._parts: Sequence[Part] = ()
        self._places: Sequence[_Place] | None = None
        self.setMouseTracking(True)
        self.setAccessibleName("Parts of the story beside the transcript")
        view.text_moved.connect(self._forget)
        view.citations_shown.connect(self._forget)
        theme.changed.connect(self._forget)
        for widget in (view, view.parentWidget()):
            if widget is not None:
                widget.installEventFilter(self)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the words."""
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click plays."""
        if self._at(event.position().toPoint()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hear the part."""
        part = self._at(event.position().toPoint())
        if part is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(part)

    def event(self, event: QEvent) -> bool:
        """Tell which part it is."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            part = self._at(event.pos())
            QToolTip.showText(event.globalPos(), spoken_part(part) if part else "", self)
            return True
        return super().event(event)

    def _follow(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setVisible(bool(self._parts) and self._view.isVisibleTo(parent))
        corner = self._view.mapTo(parent, QPoint(self._view.width(), 0))
        self.setGeometry(corner.x(), corner.y(), parent.width() - corner.x(), self._view.height())
        self._forget()
        self.raise_()

    def _forget(self) -> None:
        self._places = None
        self.update()

    def _find(self) -> Sequence[_Place]:
        if self._places is None:
            self._places = self._make_places()
        return self._places

    def _make_places(self) -> list[_Place]:
        """Parts that meet within a line of text share its height."""
        layout = self._view.layout_of_words
        top = self._view.viewport().mapTo(self._view, QPoint(0, 0)).y()
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

    def _at(self, point: QPoint) -> Part | None:
        for line, letter, part in self._find():
            beside = line.adjusted(-_GAP_PIXELS, 0, self.width(), 0)
            if letter.contains(point) or beside.contains(point):
                return part
        return None

    def _font(self) -> QFont:
        """As large as there is room for."""
        font = step_font(self._theme)
        room = self.width() - _GAP_PIXELS - _LINE_PIXELS
        needed = QFontMetricsF(font).horizontalAdvance("S") + _GAP_PIXELS
        if 0 < room < needed:
            font.setPixelSize(max(1, int(font.pixelSize() * room / needed)))
        return font
