"""What the list of attempts offers while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.panels import EmptyState


class NoAttempts(EmptyState):
    """Signals: `acted()` to practise, `import_wanted()`."""

    import_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "file-list-3-line",
            "No attempts yet",
            "Every answer that you record is kept here, with its transcript and your marks. An"
            " answer that was recorded elsewhere, by a phone for example, can be brought in.",
            "Choose a question",
        )
        self.take_in = KeyButton(theme, "Import a recording …", "Ctrl+I")
        self.take_in.clicked.connect(self.import_wanted)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            middle = Qt.AlignmentFlag.AlignHCenter
            layout.insertWidget(layout.indexOf(self.button) + 1, self.take_in, 0, middle)
