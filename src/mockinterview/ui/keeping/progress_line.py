"""What is under way, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

_STEPS = 1000


class ProgressLine(QWidget):
    """A bar with words above it. Signals: `cancelled()`."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = Label("", "body")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.cancel = KeyButton(theme, "Cancel")
        self.cancel.clicked.connect(self.cancelled)
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE_4)
        left.addWidget(self.words)
        left.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addLayout(left, 1)
        row.addWidget(self.cancel)
        self.hide()

    def show_progress(self, words: str, part_done: float, *, can_cancel: bool) -> None:
        """Show how far it is, 0 to 1."""
        self.words.setText(f"{words} · {part_done:.0%}")
        self.bar.setAccessibleName(words)
        self.bar.setValue(round(_STEPS * part_done))
        self.cancel.setVisible(can_cancel)
        self.show()
