"""The ring around a card on which the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme


def draw_focus_ring(card: QWidget, theme: Theme) -> None:
    """Draw it, if the keyboard is there; called while the card is painted."""
    if card.hasFocus():
        painter = QPainter(card)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.palette.accent), 2))
        area = QRectF(card.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
