"""A citation under a criterion: the words, where they are, a click to hear just that clip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mockinterview.core.marking import Evidence
from mockinterview.ui import icons, tokens
from mockinterview.ui.marking.wording import clock, quoted
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton

_CORNER = 4.0


class EvidenceChip(QWidget):
    """One citation with its × to take it away; `Delete` does the same."""

    played = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, evidence: Evidence, *, take_is_shown: bool) -> None:
        super().__init__()
        self.evidence = evidence
        self.quote = _Quote(theme, evidence, take_is_shown=take_is_shown)
        self.quote.clicked.connect(self.played)
        self.quote.removed.connect(self.removed)
        self.remove_button = IconButton(theme, "close-line", "Take this citation away (Delete)")
        self.remove_button.setIconSize(QSize(theme.pixels(14), theme.pixels(14)))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove_button.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.quote, 1)
        row.addWidget(self.remove_button)


class _Quote(QAbstractButton):
    """The cited words on the evidence colour, then the moment."""

    removed = Signal()

    def __init__(self, theme: Theme, evidence: Evidence, *, take_is_shown: bool) -> None:
        super().__init__()
        self._theme = theme
        self._quote = quoted(evidence)
        moment = clock(evidence.start)
        self._moment = moment if take_is_shown else f"take {evidence.take}, {moment}"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Play the citation {self._quote} at {self._moment}")
        self.setAccessibleDescription("Delete takes it away.")
        self.setToolTip(f"{self._quote}\nClick to hear just this.")

    def sizeHint(self) -> QSize:
        """One line of small text with a little air."""
        height = QFontMetrics(self._theme.font(tokens.META)).height() + tokens.SPACE_8
        return QSize(self._theme.pixels(120), height)

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
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.evidence))
        painter.drawRoundedRect(area, _CORNER, _CORNER)
        painter.setPen(QColor(colours.ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
        colour = colours.accent if self.underMouse() or self.hasFocus() else colours.muted
        left = area.right() + tokens.SPACE_8
        top = (self.height() - side) / 2
        icons.paint_icon(painter, "play-mini-fill", QRectF(left, top, side, side), colour)
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
