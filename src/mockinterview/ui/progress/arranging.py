"""How the cards of the Progress page stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import set_role


class KeyboardScroll(QScrollArea):
    """Brings into sight what the keyboard comes to; not a stop of Tab itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self, "clear")


def column_of(*cards: QWidget) -> QVBoxLayout:
    """Cards one under the other."""
    column = QVBoxLayout()
    column.setSpacing(tokens.SPACE_16)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
