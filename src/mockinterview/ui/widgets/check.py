"""A check box in our style: a square that can be seen in light and dark, and its words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from mockinterview.ui import icons, tokens
from mockinterview.ui.theme import Theme

_RING_PIXELS = 2
_MUCH = 10_000
_WORDS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class CheckBox(QCheckBox):
    """Pressed with Space or the mouse, anywhere on its words."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        """The words are wrapped where they do not fit."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words in this width."""
        words = self._wrapped(width - self._words_left() - tokens.SPACE_4)
        return max(self._side(), words) + 2 * tokens.SPACE_4

    def sizeHint(self) -> QSize:
        """Square, gap and words on one line, with room for the ring around them."""
        width = self._words_left() + self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 2 * tokens.SPACE_4, self.heightForWidth(width + _MUCH))

    def minimumSizeHint(self) -> QSize:
        """Room for the square and a word."""
        return QSize(self._words_left() + 4 * self._side(), self._side() + 2 * tokens.SPACE_4)

    def hitButton(self, position: QPoint) -> bool:
        """Square and words, not the empty space behind them."""
        return position.x() <= self.sizeHint().width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square, the words, and a ring while it has the focus."""
        colours = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._side()
        square = QRectF(tokens.SPACE_4, (self.height() - side) / 2, side, side)
        is_on, is_usable = self.isChecked(), self.isEnabled()
        name = "checkbox-fill" if is_on else "checkbox-blank-line"
        colour = colours.accent if is_on and is_usable else colours.muted
        icons.paint_icon(painter, name, square, colour)
        painter.setPen(QColor(colours.ink if is_usable else colours.muted))
        left = self._words_left()
        area = QRectF(left, 0, self.width() - left - tokens.SPACE_4, self.height())
        painter.drawText(area, _WORDS, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), _RING_PIXELS))
            width = min(self.width(), self.sizeHint().width())
            ring = QRectF(0, 0, width, self.height()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, tokens.SPACE_4, tokens.SPACE_4)

    def _wrapped(self, width: int) -> int:
        """The height of the words in this width."""
        space = QRect(0, 0, width, _MUCH)
        return self.fontMetrics().boundingRect(space, _WORDS, self.text()).height()

    def _words_left(self) -> int:
        return tokens.SPACE_4 + self._side() + tokens.SPACE_8

    def _side(self) -> int:
        return self._theme.pixels(tokens.HEADING)
