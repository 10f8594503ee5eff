"""The take as a waveform: what was played, what is cited; click to go there, drag to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mockinterview.ui.marking.citations import Citation
from mockinterview.ui.marking.transcript_text import Stretch
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme

_BAR_PIXELS = 2.0
_STEP_PIXELS = 3.0
_LINE_PIXELS = 3.0
_FLOOR = 0.03
"""The height of a silent bar, so that silence is seen as a line and not as nothing."""

_QUIETEST_PEAK = 0.01
"""Below this (-40 dBFS) a take is drawn as it is, not stretched to full height."""

_DRAG_PIXELS = 4


class Waveform(QWidget):
    """Bars from peaks (0 to 1, evenly spread over the take).

    Signals: `sought(seconds)` on a click; `stretch_chosen(Stretch | None)` after a drag.
    """

    sought = Signal(float)
    stretch_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._peaks: Sequence[float] = ()
        self._seconds = 0.0
        self._position = 0.0
        self._citations: Sequence[Citation] = ()
        self._chosen: Stretch | None = None
        self._pressed_at: QPointF | None = None
        self._is_dragging = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Waveform")
        self.setToolTip("Click to play from there; drag to choose a stretch to cite.")
        theme.changed.connect(self.update)

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
        """Underline what is cited."""
        self._citations = citations
        self.update()

    def choose(self, stretch: Stretch | None) -> None:
        """Mark a stretch as chosen, without telling anybody."""
        self._chosen = stretch
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(self._theme.pixels(240), self._theme.pixels(72))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() is Qt.MouseButton.LeftButton and self._seconds > 0:
            self._pressed_at = event.position()
            self._is_dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the stretch that is being dragged over."""
        if self._pressed_at is None:
            return
        if abs(event.position().x() - self._pressed_at.x()) >= _DRAG_PIXELS:
            self._is_dragging = True
        if self._is_dragging:
            ends = sorted((self._moment(self._pressed_at), self._moment(event.position())))
            self.choose(Stretch(*ends) if ends[1] > ends[0] else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go there, or keep what was dragged over."""
        if self._pressed_at is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed_at = None
        if self._is_dragging:
            self.stretch_chosen.emit(self._chosen)
            return
        self.choose(None)
        self.stretch_chosen.emit(None)
        self.sought.emit(self._moment(event.position()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Chosen stretch, bars, citations, position."""
        painter = QPainter(self)
        colours = self._theme.palette
        bars = QRectF(0, 0, self.width(), self.height() - 2 * _LINE_PIXELS - 2)
        if self._chosen is not None:
            left, right = self._x(self._chosen.start), self._x(self._chosen.end)
            chosen = QRectF(left, 0, right - left, bars.height())
            painter.fillRect(chosen, QColor(colours.accent_soft))
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawLine(QPointF(left, 0), QPointF(left, bars.height()))
            painter.drawLine(QPointF(right, 0), QPointF(right, bars.height()))
        self._paint_bars(painter, bars)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for citation in self._citations:
            painter.setBrush(QColor(colours.accent if citation.is_current else colours.partly))
            left, right = self._x(citation.stretch.start), self._x(citation.stretch.end)
            top = self.height() - _LINE_PIXELS
            line = QRectF(left, top, max(_LINE_PIXELS, right - left), _LINE_PIXELS)
            painter.drawRoundedRect(line, _LINE_PIXELS / 2, _LINE_PIXELS / 2)
        if self._seconds > 0:
            x = self._x(self._position)
            painter.fillRect(QRectF(x, 0, 1.0, bars.height()), QColor(colours.accent))

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
