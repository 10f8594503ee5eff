"""What the Progress page offers before anything has been answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.panels import EmptyState


class NoProgress(EmptyState):
    """Signals: `acted()` to practise, `sample_wanted()`."""

    sample_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "line-chart-line",
            "No answers yet",
            "When you have answered and marked a few questions, this page tells what you have"
            " covered, what has changed, and what to practise next. The sample answer shows how"
            " marking goes; it does not count here.",
            "Choose a question",
        )
        self.sample = KeyButton(theme, "Try the sample answer")
        self.sample.clicked.connect(self.sample_wanted)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            middle = Qt.AlignmentFlag.AlignHCenter
            layout.insertWidget(layout.indexOf(self.button) + 1, self.sample, 0, middle)
