"""The take as a waveform: what was played and cited; click to go there, drag to choose or trim."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mockinterview.ui.marking.citations import Citation
from mockinterview.ui.marking.evidence.handles import Snap, TrimHandles
from mockinterview.ui.marking.evidence.lane import Band, CitationLane
from mockinterview.ui.marking.transcript_text import Stretch
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip

_BAR_PIXELS = 2.0
_STEP_PIXELS = 3.0
_LANE_GAP_PIXELS = 2.0
_FLOOR = 0.03
"""The height of a silent bar, so that silence is seen as a line and not as nothing."""

_QUIETEST_PEAK = 0.01
"""Below this (-40 dBFS) a take is drawn as it is, not stretched to full height."""

_DRAG_PIXELS = 4

_HINT = "Click to play from there; drag to choose a stretch to cite."
_TRIM_HINT = "Drag to trim the citation, from word to word; with Alt freely."


_Rule = tuple[QSize, float, Sequence[Citation]]
"""What decides where citations lie."""


class Waveform(QWidget):
    """Bars from peaks (0 to 1, evenly spread over the take).

    Signals: `sought(seconds)` on a click; `stretch_chosen(Stretch | None)` after a drag;
    `citation_clicked(Cited)`; `trimmed(Stretch, Edge)` when an end of the chosen citation was
    dragged, which is drawn as it is until then.
    """

    sought = Signal(float)
    stretch_chosen = Signal(object)
    citation_clicked = Signal(object)
    trimmed = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._peaks: Sequence[float] = ()
        self._seconds = 0.0
        self._position = 0.0
        self._citations: Sequence[Citation] = ()
        self._lane = CitationLane(theme)
        self._handles = TrimHandles(theme)
        self._places: tuple[_Rule, tuple[float, list[Band]]] | None = None
        self.snap: Snap | None = None
        self.can_trim = True
        self._chosen: Stretch | None = None
        self._pressed_at: QPointF | None = None
        self._is_dragging = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Waveform")
        self.setMouseTracking(True)
        theme.changed.connect(self._restyle)

    @property
    def peaks(self) -> Sequence[float]:
        """What is drawn."""
        return self._peaks

    @property
    def chosen(self) -> Stretch | None:
        """The stretch that was dragged over."""
        return self._chosen

    def show_sound(self, peaks: Sequence[float], seconds: float) -> None:
        """Draw another take."""
        loudest = max(peaks, default=0.0)
        # Quiet recordings are drawn as high as loud ones; true silence stays a line.
        scale = 1 / loudest if loudest >= _QUIETEST_PEAK else 1.0
        self._peaks = [peak * scale for peak in peaks]
        self._seconds = seconds
        self._chosen = None
        self._position = 0.0
        self.update()

    def set_position(self, seconds: float) -> None:
        """Colour what lies before this moment as played."""
        if abs(seconds - self._position) > 0.01:
            self._position = seconds
            self.setAccessibleDescription(f"{clock(seconds)} of {clock(self._seconds)}")
            self.update()

    def set_citations(self, citations: Sequence[Citation]) -> None:
        """Show what is cited; the ends of the chosen citation can be dragged."""
        self._citations = citations
        chosen = [citation.stretch for citation in citations if citation.is_chosen]
        self._handles.show(chosen[0] if chosen and self.can_trim else None)
        self.update()

    def choose(self, stretch: Stretch | None) -> None:
        """Mark a stretch as chosen, without telling anybody."""
        self._chosen = stretch
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(self._theme.pixels(240), self._theme.pixels(84))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag, take hold of an end, or choose a citation."""
        if event.button() is not Qt.MouseButton.LeftButton or self._seconds <= 0:
            return
        citation = self._lane.at(self._bands(), event.position())
        edge = self._handles.edge_at(event.position().x(), self._x)
        if edge is not None:
            self._handles.take_hold(edge)
        elif citation is not None:
            self.citation_clicked.emit(citation.cited)
        else:
            self._pressed_at = event.position()
            self._is_dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Trim, or choose the stretch that is being dragged over."""
        if self._handles.is_dragged:
            is_free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            moment = self._moment(event.position())
            self._handles.drag(moment, self._seconds, None if is_free else self.snap)
            self.update()
            return
        if self._pressed_at is None:
            on_edge = self._handles.edge_at(event.position().x(), self._x) is not None
            shape = Qt.CursorShape.SizeHorCursor if on_edge else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            return
        if abs(event.position().x() - self._pressed_at.x()) >= _DRAG_PIXELS:
            self._is_dragging = True
        if self._is_dragging:
            ends = sorted((self._moment(self._pressed_at), self._moment(event.position())))
            self.choose(Stretch(*ends) if ends[1] > ends[0] else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Trim, go there, or keep what was dragged over."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        trimmed = self._handles.let_go()
        if trimmed is not None:
            self.trimmed.emit(*trimmed)
        if self._pressed_at is None:
            return
        self._pressed_at = None
        if self._is_dragging:
            self.stretch_chosen.emit(self._chosen)
            return
        self.choose(None)
        self.stretch_chosen.emit(None)
        self.sought.emit(self._moment(event.position()))

    def event(self, event: QEvent) -> bool:
        """Tell what a click or a drag would do there."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hint = self.hint_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(hint), self)
            return True
        return super().event(event)

    def hint_at(self, point: QPointF) -> str:
        """What is told there under the mouse."""
        if self._handles.edge_at(point.x(), self._x) is not None:
            return _TRIM_HINT
        citation = self._lane.at(self._bands(), point)
        return f"{citation.hint}\nClick to hear just this." if citation is not None else _HINT

    def area_of(self, citation: Citation) -> QRectF:
        """Where this citation is drawn."""
        return next(band.area for band in self._bands() if band.citation == citation)

    def place_of(self, seconds: float) -> float:
        """Where a moment is, in pixels from the left."""
        return self._x(seconds)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chosen stretch, bars, citations, position."""
        painter = QPainter(self)
        colours = self._theme.palette
        bars = QRectF(0, 0, self.width(), self._bars_height())
        self._handles.paint_ground(painter, self._x, bars.height())
        if self._chosen is not None:
            left, right = self._x(self._chosen.start), self._x(self._chosen.end)
            chosen = QRectF(left, 0, right - left, bars.height())
            painter.fillRect(chosen, QColor(colours.accent_soft))
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawLine(QPointF(left, 0), QPointF(left, bars.height()))
            painter.drawLine(QPointF(right, 0), QPointF(right, bars.height()))
        self._paint_bars(painter, bars)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lane.paint(painter, self._bands())
        self._handles.paint(painter, self._x, bars.height())
        if self._seconds > 0:
            x = self._x(self._position)
            painter.fillRect(QRectF(x, 0, 1.0, bars.height()), QColor(colours.accent))

    def _restyle(self) -> None:
        self._places = None
        self.update()

    def _bars_height(self) -> float:
        return self._placed()[0]

    def _bands(self) -> list[Band]:
        return self._placed()[1]

    def _placed(self) -> tuple[float, list[Band]]:
        """How high the bars are, and where the citations lie under them.

        Kept until something about it changes: all is painted anew as often as the position moves.
        """
        rule = (self.size(), self._seconds, self._citations)
        if self._places is None or self._places[0] != rule:
            height = self.height() - _LANE_GAP_PIXELS
            bars = height - self._lane.height(self._citations, self._x)
            bands = self._lane.bands(self._citations, bars + _LANE_GAP_PIXELS, self._x)
            self._places = (rule, (bars, bands))
        return self._places[1]

    def _paint_bars(self, painter: QPainter, area: QRectF) -> None:
        colours = self._theme.palette
        played, ahead = QColor(colours.accent), QColor(colours.wave)
        count = int(area.width() / _STEP_PIXELS)
        border = self._x(self._position)
        for index in range(count):
            x = index * _STEP_PIXELS
            peak = max(_FLOOR, self._peak(index, count))
            height = peak * area.height()
            bar = QRectF(x, area.center().y() - height / 2, _BAR_PIXELS, height)
            painter.fillRect(bar, played if x < border else ahead)

    def _peak(self, index: int, count: int) -> float:
        """The highest peak within one bar."""
        total = len(self._peaks)
        first = index * total // count
        last = max(first + 1, (index + 1) * total // count)
        return max(self._peaks[first:last], default=0.0)

    def _x(self, seconds: float) -> float:
        return seconds / self._seconds * self.width() if self._seconds > 0 else 0.0

    def _moment(self, point: QPointF) -> float:
        share = min(1.0, max(0.0, point.x() / max(1, self.width())))
        return share * self._seconds
