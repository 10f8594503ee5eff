"""A comment under the transcript: its moment to hear, its text to change, a × to take it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.marking.sentence_edit import SentenceEdit
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.plain import plain_tip

Place = tuple[int, float, float]
"""Take, start and end in seconds: what tells comments apart."""


class CommentRow(QWidget):
    """Signals: `played`, `removed`; `typed(text)`, `ended(by_enter)` and `left` of its field."""

    played = Signal()
    removed = Signal()
    typed = Signal(str)
    ended = Signal(bool)
    left = Signal()

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__()
        self.place = place
        _, start, end = place
        self._moment = clock(start)
        self.play_button = _PlayButton(theme, self._moment)
        told = f"{clock(start)} to {clock(end)}\nClick to hear it."
        self.play_button.setToolTip(plain_tip(told))
        self.play_button.clicked.connect(self.played)
        self.play_button.removed.connect(self.removed)
        self.field = SentenceEdit(theme, f"Comment at {self._moment}", "What is to be said here")
        self.field.typed.connect(self.typed)
        self.field.ended.connect(self.ended)
        self.field.left.connect(self.left)
        self.remove_button = IconButton(theme, "close-line", "Take this comment away (Delete)")
        self.remove_button.setIconSize(QSize(theme.pixels(14), theme.pixels(14)))
        self.remove_button.setAccessibleName(f"Take the comment at {self._moment} away")
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remove_button.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self.play_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.field, 1)
        row.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        self.show_heard(is_heard=False)

    @property
    def text(self) -> str:
        """What stands in it now."""
        return self.field.toPlainText().strip()

    def show_text(self, text: str, *, may_change: bool) -> None:
        """Show another text; what is being typed stays."""
        self.field.set_text(text)
        self.field.setReadOnly(not may_change)
        self.remove_button.setVisible(may_change)

    def show_heard(self, *, is_heard: bool) -> None:
        """Show whether it is the stretch that is being played."""
        self.play_button.set_icon("pause-mini-fill" if is_heard else "play-mini-fill")
        verb = "Pause" if is_heard else "Play"
        self.play_button.setAccessibleName(f"{verb} what the comment at {self._moment} is about")


class _PlayButton(KeyButton):
    """The moment. Delete on it takes the comment away."""

    removed = Signal()

    def __init__(self, theme: Theme, moment: str) -> None:
        super().__init__(theme, moment, role="plain", icon="play-mini-fill")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        """Delete is for this comment, not for the page's chosen citation."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plays, Delete takes away."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)
