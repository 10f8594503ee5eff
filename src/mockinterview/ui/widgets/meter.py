"""A thin, quiet level meter: that the microphone hears, not how loud to be."""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme

_FLOOR_DBFS = -60.0
_FALL_DECIBELS_PER_SECOND = 30.0
_HOLD_SECONDS = 1.5
"""How long the mark of the loudest moment stays."""


class LevelMeter(QWidget):
    """A bar from −60 dBFS to 0 dBFS with a mark at the recent loudest."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._level_dbfs = _FLOOR_DBFS
        self._peak_dbfs = _FLOOR_DBFS
        self._peak_at = self._looked_at = time.monotonic()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Microphone level")
        theme.changed.connect(self.update)

    def show_level(self, level_dbfs: float) -> None:
        """Rise at once, fall slowly."""
        now = time.monotonic()
        fallen = self._level_dbfs - _FALL_DECIBELS_PER_SECOND * (now - self._looked_at)
        self._looked_at = now
        self._level_dbfs = max(level_dbfs, fallen, _FLOOR_DBFS)
        if self._level_dbfs >= self._peak_dbfs or now - self._peak_at > _HOLD_SECONDS:
            self._peak_dbfs, self._peak_at = self._level_dbfs, now
        self.update()

    def reset(self) -> None:
        """Back to silence."""
        self._level_dbfs = self._peak_dbfs = _FLOOR_DBFS
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and thin."""
        return QSize(self._theme.pixels(280), self._theme.pixels(tokens.SPACE_12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the level and the mark."""
        colours = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = self.height() / 2
        track = QRectF(0, height / 2, self.width(), height)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(track, height / 2, height / 2)
        filled = QRectF(track)
        filled.setWidth(track.width() * _share(self._level_dbfs))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(filled, height / 2, height / 2)
        share = _share(self._peak_dbfs)
        if share > 0:
            painter.setBrush(QColor(colours.muted))
            painter.drawRect(
                QRectF(min(share * self.width(), self.width() - 2), 0, 2, self.height())
            )


def _share(level_dbfs: float) -> float:
    return min(1.0, max(0.0, 1 - level_dbfs / _FLOOR_DBFS))
