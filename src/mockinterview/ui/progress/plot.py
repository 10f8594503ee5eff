"""The one module that draws with pyqtgraph: points over time on a few named lines.

pyqtgraph is loaded when the first chart is made; whoever reads the library has loaded it by then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.progress.charts import Chart, ChartPoint
from mockinterview.ui.progress.ticks import date_ticks
from mockinterview.ui.theme import Theme

_HEIGHT: Final = 190
_SYMBOLS: Final = {"met": "o", "partly": "d", "not_met": "x", "cannot_tell": "o", "accent": "o"}
_POINT_PIXELS: Final = 11
_TICK_PIXELS: Final = 96
"""One date every so many pixels, at the ordinary size of text."""
_ROOM_ABOVE: Final = 0.25
"""Room above and below the lines, in parts of the distance of two."""
_ROOM_BESIDE: Final = 0.04
_DAY_SECONDS: Final = 86_400.0


class TimePlot(QWidget):
    """Draws a chart; it cannot be moved or zoomed, and leaves mouse and wheel to the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        import pyqtgraph

        self._theme = theme
        self._chart = Chart("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.pixels(_HEIGHT))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._canvas = pyqtgraph.PlotWidget()
        for widget in (self._canvas, self._canvas.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self._canvas.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setContentsMargins(0, tokens.SPACE_4, tokens.SPACE_8, 0)
        self._canvas.setMouseEnabled(x=False, y=False)
        self._line = pyqtgraph.PlotDataItem(antialias=True)
        size = theme.pixels(_POINT_PIXELS)
        self._points = {
            look: pyqtgraph.ScatterPlotItem(size=size, symbol=symbol, antialias=True)
            for look, symbol in _SYMBOLS.items()
        }
        self._canvas.addItem(self._line)
        for points in self._points.values():
            self._canvas.addItem(points)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._canvas)
        theme.changed.connect(self._draw)

    def show_chart(self, chart: Chart) -> None:
        """Draw this one."""
        self._chart = chart
        self.setAccessibleName(chart.name)
        self.setAccessibleDescription(chart.sentence)
        self._draw()

    @property
    def drawn(self) -> list[tuple[float, float]]:
        """Where the points are, from the left: seconds since 1970 and height."""
        found: list[tuple[float, float]] = []
        for points in self._points.values():
            xs, ys = points.getData()
            found += zip(map(float, xs), map(float, ys), strict=True)
        return sorted(found)

    def minimumSizeHint(self) -> QSize:
        """May be squeezed sideways."""
        return QSize(self._theme.pixels(200), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room holds more dates."""
        super().resizeEvent(event)
        self._show_dates()

    def _draw(self) -> None:
        colours = self._theme.palette
        self._canvas.setBackground(QColor(colours.surface))
        points = self._chart.points
        joined = [point for point in points if point.level >= 0]
        self._line.setData(
            [_x(point) for point in joined],
            [point.level for point in joined],
            pen=_pen(colours.wave, 1.5),
        )
        for look, item in self._points.items():
            self._place(item, look, [point for point in points if point.look == look])
        self._show_levels()
        self._show_dates()

    def _place(self, item: Any, look: str, points: Sequence[ChartPoint]) -> None:
        """Filled, but for what is not there; the shape tells what the colour does."""
        colours = self._theme.palette
        colour: str = getattr(colours, look)
        is_hollow = look in {"cannot_tell", "not_met"}
        item.setData(
            [_x(point) for point in points],
            [point.level for point in points],
            pen=_pen(colour, 2),
            brush=QBrush(QColor(colours.surface if is_hollow else colour)),
        )

    def _show_levels(self) -> None:
        levels = self._chart.levels
        axis = self._axis("left")
        axis.setTicks([list(levels)])
        self._canvas.showGrid(y=True, alpha=0.35)
        if levels:
            heights = [level for level, _ in levels]
            step = (heights[-1] - heights[0]) / max(1, len(heights) - 1) or 1.0
            room = step * _ROOM_ABOVE
            self._canvas.setYRange(heights[0] - room, heights[-1] + room, padding=0)

    def _show_dates(self) -> None:
        points = self._chart.points
        axis = self._axis("bottom")
        if not points:
            axis.setTicks([[]])
            return
        xs = [_x(point) for point in points]
        first, last = min(xs), max(xs)
        room = max((last - first) * _ROOM_BESIDE, _DAY_SECONDS / 2)
        self._canvas.setXRange(first - room, last + room, padding=0)
        most = max(2, self.width() // self._theme.pixels(_TICK_PIXELS))
        zone = points[-1].when.tzinfo
        begin, end = (dt.datetime.fromtimestamp(at, zone) for at in (first, last))
        ticks = [(at.timestamp(), words) for at, words in date_ticks(begin, end, most)]
        axis.setTicks([ticks])

    def _axis(self, name: str) -> Any:
        colours = self._theme.palette
        axis = self._canvas.getAxis(name)
        axis.setTickFont(self._theme.font(tokens.META))
        axis.setStyle(
            tickLength=-tokens.SPACE_4, tickTextOffset=tokens.SPACE_8, hideOverlappingLabels=False
        )
        axis.setTextPen(QColor(colours.muted))
        axis.setPen(_pen(colours.muted, 1))
        return axis


def _x(point: ChartPoint) -> float:
    return point.when.timestamp()


def _pen(colour: str, width: float) -> QPen:
    """As wide on the screen whatever the scale of the axes."""
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    return pen
