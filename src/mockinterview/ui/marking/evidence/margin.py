"""The margin of the transcript: beside every citation a bracket and the number of its criterion."""

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
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.marking.citations import Citation, rows_of
from mockinterview.ui.marking.transcript_display import TranscriptDisplay
from mockinterview.ui.theme import Theme

_BRACKET_PIXELS = 2.0
_LANE_PIXELS = 4.0
_LANES = 2
"""More citations at the same place share the outermost of these."""

_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class _Place(NamedTuple):
    """Where a citation is in the margin: its bracket and its number."""

    bracket: QRectF
    number: QRectF
    citation: Citation


class CitationMargin(QWidget):
    """Lies beside a transcript, over the margin of its column, and takes no width from the words.

    Signals: `clicked(Cited)`.
    """

    clicked = Signal(object)

    def __init__(self, theme: Theme, view: TranscriptDisplay, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = view
        self._places: Sequence[_Place] | None = None
        self.setMouseTracking(True)
        self.setAccessibleName("Citations beside the transcript")
        view.text_moved.connect(self._forget)
        view.citations_shown.connect(self._forget)
        theme.changed.connect(self._forget)
        for widget in (view, view.parentWidget()):
            if widget is not None:
                widget.installEventFilter(self)

    @property
    def numbers(self) -> list[tuple[int, float]]:
        """The numbers that are seen, each with where it begins, in pixels from the top."""
        inside = [place for place in self._find() if self._is_seen(place)]
        return [(place.citation.number, place.number.top()) for place in inside]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the words."""
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click plays."""
        if self._at(event.position().toPoint()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the citation."""
        place = self._at(event.position().toPoint())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(place.citation.cited)

    def event(self, event: QEvent) -> bool:
        """Tell which criterion it is."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            QToolTip.showText(event.globalPos(), place.citation.hint if place else "", self)
            return True
        return super().event(event)

    def _follow(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setVisible(self._view.isVisibleTo(parent))
        corner = self._view.mapTo(parent, QPoint(0, 0))
        # The words begin behind the frame of the view and the margin of its document.
        self.setGeometry(0, corner.y(), corner.x() + tokens.SPACE_4, self._view.height())
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
        layout = self._view.layout_of_words
        shown = [
            (citation, words)
            for citation in self._view.citations
            if (words := layout.words_within(citation.stretch.start, citation.stretch.end))
        ]
        lanes = rows_of([citation.stretch for citation, _ in shown])
        top = self._view.viewport().mapTo(self._view, QPoint(0, 0)).y()
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
