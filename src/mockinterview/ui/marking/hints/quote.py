"""A place that the program offers: its words with the dotted line of suggestions, and when."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mockinterview.ui import icons, tokens
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip

_MOST_LINES = 2
_CORNER = 4.0
_SIDE = tokens.SPACE_8
_LEAST_WIDTH = 80
_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class _Line(NamedTuple):
    text: str
    width: float


class SuggestedQuote(QAbstractButton):
    """The words of a place on one line or two; a click or Space plays just them.

    Signals: `cited` by Enter, `dismissed` by Delete, `entered` when the keyboard came to it.
    """

    cited = Signal()
    dismissed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._quote = ""
        self._moment = ""
        self._is_chosen = False
        self._is_heard = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_chosen(self) -> bool:
        """Whether keys act on it."""
        return self._is_chosen

    def show_place(self, words: str, start: float) -> None:
        """Show these words, said from this second."""
        self._quote = f"“{words}”"
        self._moment = clock(start)
        self.setToolTip(plain_tip(f"{self._quote}\nClick to hear just this."))
        self._speak()
        self.updateGeometry()
        self.update()

    def show_state(self, *, is_chosen: bool, is_heard: bool) -> None:
        """Show whether it is the one in hand, and whether it is heard."""
        if (is_chosen, is_heard) != (self._is_chosen, self._is_heard):
            self._is_chosen, self._is_heard = is_chosen, is_heard
            self._speak()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """One line or two."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words are in so much room."""
        return round(len(self._lines(width)) * self._line_height) + tokens.SPACE_4

    def sizeHint(self) -> QSize:
        """Two lines of the width that there is."""
        width = max(self.width(), self._theme.pixels(_LEAST_WIDTH))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words are shortened where need be."""
        return QSize(self._theme.pixels(_LEAST_WIDTH), round(self._line_height) + tokens.SPACE_4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came here: it is the one in hand."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            self.entered.emit()

    def event(self, event: QEvent) -> bool:
        """Delete is for this place while the keyboard is here, not for a citation."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter cites, Delete dismisses."""
        if event.key() == Qt.Key.Key_Delete:
            self.dismissed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.cited.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words over their dotted line, and the moment behind the last of them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.palette
        if self._is_chosen or self.hasFocus():
            painter.setPen(
                QPen(QColor(colours.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(QColor(colours.accent_soft))
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(area, _CORNER, _CORNER)
        font = self._theme.font(tokens.META)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        top, left = tokens.SPACE_4 / 2, float(_SIDE)
        for line in self._lines(self.width()):
            base = top + (self._line_height + metrics.ascent() - metrics.descent()) / 2
            painter.setPen(QColor(colours.ink))
            painter.drawText(QPointF(left, base), line.text)
            painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DotLine))
            under = base + metrics.descent() * 0.8
            painter.drawLine(QPointF(left, under), QPointF(left + line.width, under))
            top += self._line_height
        self._paint_moment(painter, left + line.width + _SIDE, top - self._line_height)

    def _paint_moment(self, painter: QPainter, left: float, top: float) -> None:
        colours = self._theme.palette
        is_lit = self.underMouse() or self.hasFocus() or self._is_heard
        colour = colours.accent if is_lit else colours.muted
        side = self._line_height * 0.8
        icon = "pause-mini-fill" if self._is_heard else "play-mini-fill"
        area = QRectF(left, top + (self._line_height - side) / 2, side, side)
        icons.paint_icon(painter, icon, area, colour)
        painter.setPen(QColor(colour))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        behind = QRectF(area.right() + 2, top, self.width(), self._line_height)
        painter.drawText(behind, align, self._moment)

    @property
    def _line_height(self) -> float:
        return QFontMetricsF(self._theme.font(tokens.META)).height() + 2

    def _lines(self, width: int) -> list[_Line]:
        """The words broken into lines, the last one shortened; behind it is room for the moment."""
        font = self._theme.font(tokens.META)
        metrics = QFontMetricsF(font)
        moment = metrics.horizontalAdvance(self._moment) + self._line_height + _SIDE
        room = max(1.0, width - 2 * _SIDE)
        layout = QTextLayout(self._quote, font)
        layout.setTextOption(QTextOption())
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(room)
        layout.endLayout()
        if metrics.horizontalAdvance(self._quote) + moment <= room:
            return [_Line(self._quote, metrics.horizontalAdvance(self._quote))]
        end = first.textStart() + first.textLength()
        head, rest = self._quote[:end].rstrip(), self._quote[end:]
        if not rest:  # the words fit, the moment does not
            rest = head.rpartition(" ")[2]
            head = head.removesuffix(rest).rstrip()
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room - moment)
        return [_Line(text, metrics.horizontalAdvance(text)) for text in (head, shown) if text]

    def _speak(self) -> None:
        verb = "Pause" if self._is_heard else "Play"
        self.setAccessibleName(f"{verb} what may be about this: {self._quote} at {self._moment}")
        chosen = "In hand: Y cites it, X dismisses it. " if self._is_chosen else ""
        self.setAccessibleDescription(f"{chosen}Enter cites it, Delete dismisses it.")
