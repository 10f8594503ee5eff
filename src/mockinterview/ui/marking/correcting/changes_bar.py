"""The bar that leads through what a person changed in a transcript, and gives it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mockinterview.core.changes import Change, ChangeKind
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel
from mockinterview.ui.wording import count


class ChangesBar(QFrame):
    """Which change is looked at, and the way to the next one.

    Signals: `stepped(1 or -1)`; `revert_asked` for the change that is told; `revert_all_asked`;
    `closed`.
    """

    stepped = Signal(int)
    revert_asked = Signal()
    revert_all_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.count = ElidedLabel("", "strong")
        self.change = ElidedLabel("", "body")
        self.back_button = IconButton(theme, "arrow-up-s-line", "The change before")
        self.back_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.on_button = IconButton(theme, "arrow-down-s-line", "The next change")
        self.on_button.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button = IconButton(theme, "close-line", "Hide the changes (D)")
        self.close_button.clicked.connect(self.closed)
        self.revert_button = KeyButton(theme, "Put this back", role="plain")
        self.revert_button.clicked.connect(self.revert_asked)
        self.revert_all_button = KeyButton(theme, "Put all back", role="plain")
        self.revert_all_button.clicked.connect(self.revert_all_asked)
        self._arrange()
        self.hide()

    def show_change(self, changed_words: int, change: Change | None, place: int, of: int) -> None:
        """Tell the change at this place, counted from 0, and how much changed in all."""
        if change is None:
            self.count.setText("No word was changed")
            self.change.setText("")
        else:
            which = f"{place + 1} of {of}: " if of > 1 else ""
            self.count.setText(f"{count(changed_words, 'word')} changed")
            self.change.setText(f"{which}{change_words(change)}")
        self.change.setVisible(change is not None)
        self.revert_button.setVisible(change is not None)
        self.revert_all_button.setVisible(of > 1)
        for button in (self.back_button, self.on_button):
            button.setVisible(of > 1)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_4)
        top.addWidget(self.count, 1)
        for small in (self.back_button, self.on_button, self.close_button):
            small.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            top.addWidget(small)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_4)
        for button in (self.revert_button, self.revert_all_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(top)
        column.addWidget(self.change)
        column.addLayout(buttons)


def change_words(change: Change) -> str:
    """A change in words: “cadets” became “cadet's”."""
    match change.kind:
        case ChangeKind.DELETED:
            return f"“{change.original_text}” was taken out"
        case ChangeKind.INSERTED:
            return f"“{change.corrected_text}” was put in"
    return f"“{change.original_text}” became “{change.corrected_text}”"
