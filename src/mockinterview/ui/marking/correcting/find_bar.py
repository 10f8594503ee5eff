"""The bar in which one types what to find in the transcript."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from mockinterview.ui import tokens
from mockinterview.ui.marking.correcting.typed_keys import keep_typed_key
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton
from mockinterview.ui.widgets.labels import Label

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FindBar(QFrame):
    """A field, how many places there are, and the way from one to the next.

    Signals: `searched(text)`; `stepped(1 or -1)`; `play_asked`; `closed`.
    """

    searched = Signal(str)
    stepped = Signal(int)
    play_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = _FindField()
        self.field.textChanged.connect(self.searched)
        self.field.stepped.connect(self.stepped)
        self.field.play_asked.connect(self.play_asked)
        self.field.closed.connect(self.closed)
        self.count = Label("", "meta", wraps=False)
        self.back_button = IconButton(theme, "arrow-up-s-line", "The place before (Shift+F3)")
        self.back_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.on_button = IconButton(theme, "arrow-down-s-line", "The next place (F3)")
        self.on_button.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button = IconButton(theme, "close-line", "Close (Esc)")
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in (self.back_button, self.on_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.hide()

    def begin(self) -> None:
        """Take the keyboard; the next letter takes the place of the last search."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, place: int, places: int) -> None:
        """Which of how many places is shown, counted from 0; nothing for an empty field."""
        words = f"{place + 1} of {places}" if places else "none"
        self.count.setText(words if self.field.text().strip() else "")
        for button in (self.back_button, self.on_button):
            button.setEnabled(places > 0)


class _FindField(QLineEdit):
    """Enter goes on, Shift and Enter go back, Ctrl and Enter play, Escape closes."""

    stepped = Signal(int)
    play_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Find in the transcript")
        self.setAccessibleDescription("Enter finds the next place, Control and Enter play it.")
        self.setPlaceholderText("Find words")
        self.setMinimumWidth(0)

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from the page's shortcuts, and Escape."""
        return keep_typed_key(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the bar; everything else is typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.play_asked.emit()
            else:
                is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.stepped.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)
