"""What lies in the model answer's place while it is kept back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Glyph

_GLYPH_PIXELS = 32


class Cover(QWidget):
    """Says why nothing is to be read yet, and offers what uncovers it. Signal: `finish_asked`."""

    finish_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("The model answer is covered")
        self.title = Label("Covered until you finish your first pass", "strong")
        self.text = Label(
            "Mark by what you hear first. Then read the model answer and go over it a second time:"
            " both passes are kept, and what you changed is shown.",
            "meta",
        )
        self.finish_button = KeyButton(theme, "Finish first pass", "Ctrl+B")
        self.finish_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.finish_button.clicked.connect(self.finish_asked)
        left = Qt.AlignmentFlag.AlignLeft
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_24, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(Glyph(theme, "eye-off-line", _GLYPH_PIXELS), 0, left)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(tokens.SPACE_4)
        column.addWidget(self.finish_button, 0, left)
        column.addStretch(1)
