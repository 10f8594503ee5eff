"""A level meter: that the microphone hears, how loud in dBFS, and a light for what is cut off."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mockinterview.ui import icons, tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip

FULL_SCALE_DBFS: Final = -0.01
"""0.999 of full scale, from where on the sound check counts a sample as cut off, too."""
CLIP_SECONDS: Final = 3.0
"""How long the light stays: long enough to look up."""
CLIP_WORDS: Final = "Too loud: something was cut off."
_FLOOR_DBFS: Final = -60.0
_FALL_DECIBELS_PER_SECOND: Final = 30.0
_HOLD_SECONDS: Final = 1.5
"""How long the mark of the loudest moment stays."""
_BAR_HEIGHT: Final = 6
_MARK_WIDTH: Final = 2
_LIT: Final = "Too loud"
_TOP: Final = int(Qt.AlignmentFlag.AlignTop)
_TICKS_DBFS: Final = (-60, -40, -20, -6, 0)


class LevelMeter(QWidget):
    """A bar from −60 dBFS to 0 dBFS with a mark at the recent loudest, and the clip light.

    Thin and quiet by itself; with a scale it has ticks and their numbers. `clipped` is emitted
    when the light goes on.
    """

    clipped = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        has_scale: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._has_scale = has_scale
        self._clock = clock
        self._level_dbfs = self._peak_dbfs = _FLOOR_DBFS
        self._peak_at = self._looked_at = clock()
        self._clipped_at: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Microphone level")
        theme.changed.connect(self.update)

    @property
    def is_clip_lit(self) -> bool:
        """Whether the light is on."""
        return self._clipped_at is not None

    def show_level(self, level_dbfs: float) -> None:
        """Rise at once, fall slowly."""
        now = self._clock()
        fallen = self._level_dbfs - _FALL_DECIBELS_PER_SECOND * (now - self._looked_at)
        self._looked_at = now
        self._level_dbfs = max(level_dbfs, fallen, _FLOOR_DBFS)
        if self._level_dbfs >= self._peak_dbfs or now - self._peak_at > _HOLD_SECONDS:
            self._peak_dbfs, self._peak_at = self._level_dbfs, now
        if level_dbfs >= FULL_SCALE_DBFS:
            self._light(now)
        elif self._clipped_at is not None and now - self._clipped_at > CLIP_SECONDS:
            self._light(None)
        self.update()

    def reset(self) -> None:
        """Back to silence."""
        self._level_dbfs = self._peak_dbfs = _FLOOR_DBFS
        self._light(None)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and thin."""
        height = tokens.SPACE_12
        if self._has_scale:
            height += tokens.SPACE_8 + tokens.META
        return QSize(self._theme.pixels(280), self._theme.pixels(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the level, the mark, the light and the scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        head = self._theme.pixels(tokens.SPACE_12)
        width = self.width() - self._light_width()
        self._paint_bar(painter, QRectF(0, 0, width, head))
        if self._has_scale:
            self._paint_scale(painter, width, head)
        if self.is_clip_lit:
            self._paint_light(painter, width, head)
        elif self._has_scale:
            painter.setPen(QColor(self._theme.palette.muted))
            painter.drawText(self._word_area(width, head), _TOP, "dBFS")

    def _light(self, moment: float | None) -> None:
        was_lit, self._clipped_at = self.is_clip_lit, moment
        if was_lit == self.is_clip_lit:
            return
        words = CLIP_WORDS if self.is_clip_lit else ""
        self.setToolTip(plain_tip(words))
        self.setAccessibleDescription(words)
        if words:
            self.clipped.emit()

    def _paint_bar(self, painter: QPainter, area: QRectF) -> None:
        colours = self._theme.palette
        height = self._theme.pixels(_BAR_HEIGHT)
        track = QRectF(0, (area.height() - height) / 2, area.width(), height)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(track, height / 2, height / 2)
        filled = QRectF(track)
        filled.setWidth(track.width() * _share(self._level_dbfs))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(filled, height / 2, height / 2)
        share = _share(self._peak_dbfs)
        if share > 0:
            painter.setBrush(QColor(colours.muted))
            left = min(share * area.width(), area.width() - _MARK_WIDTH)
            painter.drawRect(QRectF(left, 0, _MARK_WIDTH, area.height()))

    def _paint_scale(self, painter: QPainter, width: float, top: float) -> None:
        """A tick and a number at each level; a number that has no room is left out."""
        colours = self._theme.palette
        font = self._theme.font(tokens.META)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        taken = width + tokens.SPACE_8
        for dbfs in reversed(_TICKS_DBFS):
            text = "0" if dbfs == 0 else f"−{-dbfs}"
            place = _share(dbfs) * (width - 1)
            painter.setPen(QColor(colours.muted))
            painter.drawLine(round(place), round(top), round(place), round(top) + tokens.SPACE_4)
            text_width = metrics.horizontalAdvance(text)
            left = min(max(0.0, place - text_width / 2), width - text_width)
            if left + text_width + tokens.SPACE_4 > taken:
                continue
            taken = left
            area = QRectF(left, top + tokens.SPACE_4, text_width + 1, self.height() - top)
            painter.drawText(area, _TOP, text)

    def _paint_light(self, painter: QPainter, width: float, height: float) -> None:
        """A warning sign, with a word beneath where there is a scale."""
        colour = self._theme.palette.recording
        side = self._theme.pixels(tokens.META if self._has_scale else tokens.SPACE_12)
        left = width + tokens.SPACE_12 if self._has_scale else self.width() - side
        place = QRectF(left, (height - side) / 2, side, side)
        icons.paint_icon(painter, "alert-fill", place, colour)
        if self._has_scale:
            painter.setPen(QColor(colour))
            painter.setFont(self._theme.font(tokens.META))
            painter.drawText(self._word_area(width, height), _TOP, _LIT)

    def _word_area(self, width: float, top: float) -> QRectF:
        """Where the unit stands, or the word for the light."""
        left = width + tokens.SPACE_12
        return QRectF(left, top + tokens.SPACE_4, self.width() - left, self.height() - top)

    def _light_width(self) -> float:
        """The room at the right that is kept for the light."""
        if not self._has_scale:
            return self._theme.pixels(tokens.SPACE_12) + tokens.SPACE_8
        metrics = QFontMetricsF(self._theme.font(tokens.META))
        return metrics.horizontalAdvance(_LIT) + tokens.SPACE_12 + 1


def _share(level_dbfs: float) -> float:
    return min(1.0, max(0.0, 1 - level_dbfs / _FLOOR_DBFS))
