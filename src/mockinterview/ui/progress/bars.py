"""Rows of a name, a bar and words: how much of each is covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label

_THICKNESS: Final = 10
_HATCH_PIXELS: Final = 6


@dataclass(frozen=True)
class Bar:
    """`full` is drawn solid and `part`, which holds it, hatched; both are shares of one, 0 to 1."""

    name: str
    words: str
    full: float
    part: float = 0.0


class BarLine(QWidget):
    """One bar: solid, hatched, empty, so that none of it hangs on a colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bar = Bar("", "", 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bar(self, bar: Bar) -> None:
        """Draw this one."""
        self._bar = bar
        self.setAccessibleName(bar.name)
        self.setAccessibleDescription(bar.words)
        self.update()

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(self._theme.pixels(140), self._theme.pixels(_THICKNESS) + 2)

    def minimumSizeHint(self) -> QSize:
        """May be squeezed sideways."""
        return QSize(self._theme.pixels(60), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, what was touched, what is there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.palette
        height = self._theme.pixels(_THICKNESS)
        area = QRectF(0, (self.height() - height) / 2, self.width(), height)
        ground = QPainterPath()
        ground.addRoundedRect(area, height / 2, height / 2)
        painter.setClipPath(ground)
        painter.fillRect(area, QColor(colours.line))
        accent = QColor(colours.accent)
        if self._bar.part > self._bar.full:
            part = QRectF(area.left(), area.top(), area.width() * self._bar.part, height)
            painter.fillRect(part, QColor(colours.accent_soft))
            self._hatch(painter, part, accent)
        painter.fillRect(
            QRectF(area.left(), area.top(), area.width() * self._bar.full, height), accent
        )

    def _hatch(self, painter: QPainter, area: QRectF, colour: QColor) -> None:
        painter.setPen(colour)
        step = self._theme.pixels(_HATCH_PIXELS)
        at = area.left() - area.height()
        while at < area.right():
            painter.drawLine(
                round(at), round(area.bottom()), round(at + area.height()), round(area.top())
            )
            at += step


class Bars(QWidget):
    """Several bars under each other; names and words are wrapped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[Bar] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_12)
        self._grid.setVerticalSpacing(tokens.SPACE_12)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self._lines: list[tuple[Label, BarLine, Label]] = []

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these."""
        self.rows = list(bars)
        while len(self._lines) < len(bars):
            self._add_line()
        for number, (name, line, words) in enumerate(self._lines):
            is_there = number < len(bars)
            for widget in (name, line, words):
                widget.setVisible(is_there)
            if is_there:
                name.setText(bars[number].name)
                words.setText(bars[number].words)
                line.show_bar(bars[number])

    def _add_line(self) -> None:
        row = len(self._lines)
        name, line, words = Label("", "body"), BarLine(self._theme), Label("", "meta")
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(name)
        told.addWidget(words)
        self._grid.addLayout(told, row, 0)
        self._grid.addWidget(line, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._lines.append((name, line, words))
