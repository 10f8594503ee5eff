"""A citation under a criterion: the words, where they are, a click to hear just that clip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mockinterview.core.marking import Evidence
from mockinterview.ui import icons, tokens
from mockinterview.ui.marking.wording import clock, quoted
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton
from mockinterview.ui.widgets.plain import plain_tip

_CORNER = 4.0
_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class EvidenceChip(QWidget):
    """One citation with its × to take it away; `Delete` does the same.

    Signals: `played` and `removed` by mouse or keyboard; `entered` when the keyboard came to it.
    """

    played = Signal()
    removed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.evidence = Evidence(take=1, start=0, end=1)
        self.quote = _Quote(theme)
        self.quote.clicked.connect(self.played)
        self.quote.removed.connect(self.removed)
        self.quote.entered.connect(self.entered)
        self.remove_button = IconButton(theme, "close-line", "Take this citation away (Delete)")
        self.remove_button.setIconSize(QSize(theme.pixels(14), theme.pixels(14)))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove_button.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.quote, 1)
        row.addWidget(self.remove_button)

    def show_evidence(self, evidence: Evidence, *, take_is_shown: bool) -> None:
        """Show this citation; one of another take names its take."""
        self.evidence = evidence
        self.quote.show_evidence(evidence, take_is_shown=take_is_shown)

    def show_state(self, *, is_chosen: bool, is_heard: bool) -> None:
        """Show whether keys act on it, and whether it is the clip that is played."""
        self.quote.show_state(is_chosen=is_chosen, is_heard=is_heard)


class _Quote(QAbstractButton):
    """The cited words on the evidence colour, then the moment."""

    removed = Signal()
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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_chosen(self) -> bool:
        """Whether keys act on it."""
        return self._is_chosen

    def show_evidence(self, evidence: Evidence, *, take_is_shown: bool) -> None:
        """Show other words or another moment."""
        self._quote = quoted(evidence)
        moment = clock(evidence.start)
        self._moment = moment if take_is_shown else f"take {evidence.take}, {moment}"
        self.setToolTip(plain_tip(f"{self._quote}\nClick to hear just this."))
        self._speak()
        self.update()

    def show_state(self, *, is_chosen: bool, is_heard: bool) -> None:
        """Show whether it is chosen, and whether it is heard."""
        if (is_chosen, is_heard) != (self._is_chosen, self._is_heard):
            self._is_chosen, self._is_heard = is_chosen, is_heard
            self._speak()
            self.update()

    def sizeHint(self) -> QSize:
        """One line of small text with a little air."""
        height = QFontMetrics(self._theme.font(tokens.META)).height() + tokens.SPACE_8
        return QSize(self._theme.pixels(120), height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came here: the keys for citations act on this one."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plays, Delete takes away."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the quote as long as it fits, and the moment behind it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.palette
        # The stylesheet's size would win over a font set on the widget.
        font = self._theme.font(tokens.META)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        side = metrics.height() * 0.8
        behind = metrics.horizontalAdvance(self._moment) + side + 2 * tokens.SPACE_8
        space = self.width() - behind - 2 * tokens.SPACE_8
        shown = metrics.elidedText(self._quote, Qt.TextElideMode.ElideRight, int(space))
        width = metrics.horizontalAdvance(shown) + 2 * tokens.SPACE_8
        area = QRectF(1, 1, width, self.height() - 2)
        painter.setPen(QPen(QColor(colours.accent), 1) if self._is_chosen else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.evidence_deep if self._is_chosen else colours.evidence))
        painter.drawRoundedRect(area, _CORNER, _CORNER)
        painter.setPen(QColor(colours.ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
        is_lit = self.underMouse() or self.hasFocus() or self._is_heard
        colour = colours.accent if is_lit else colours.muted
        left = area.right() + tokens.SPACE_8
        top = (self.height() - side) / 2
        icon = "pause-mini-fill" if self._is_heard else "play-mini-fill"
        icons.paint_icon(painter, icon, QRectF(left, top, side, side), colour)
        painter.setPen(QColor(colour))
        painter.drawText(
            QRectF(left + side + 2, 0, behind, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self._moment,
        )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(area, _CORNER, _CORNER)

    def _speak(self) -> None:
        verb = "Pause" if self._is_heard else "Play"
        self.setAccessibleName(f"{verb} the citation {self._quote} at {self._moment}")
        chosen = "Chosen: I and O trim it, E cites it again. " if self._is_chosen else ""
        self.setAccessibleDescription(f"{chosen}Delete takes it away.")
