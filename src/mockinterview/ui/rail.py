"""The slim rail at the left of the window: one button a page, Settings at the bottom."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import RailButton
from mockinterview.ui.widgets.plain import plain_tip

_BUTTONS: Final = {
    "practise": (1, "Practise", "mic-line"),
    "attempts": (2, "Attempts", "file-list-3-line"),
    "progress": (3, "Progress", "line-chart-line"),
    "tutor": (4, "Tutor", "inbox-line"),
    "banks": (5, "Banks", "book-open-line"),
    "diary": (6, "Diary", "booklet-line"),
    "settings": (7, "Settings", "settings-3-line"),
}
"""By the name of its place: the number of its key with Alt, its words, its icon; from the top."""


class Rail(QFrame):
    """Signals: `chosen(name)` when a page is asked for, by mouse or by Alt and its number.

    Args:
        theme: colours and type.
        window: where the keys work.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__()
        set_role(self, "rail")
        self.setFixedWidth(theme.pixels(tokens.RAIL_WIDTH))
        self.setAccessibleName("Pages")
        self.buttons = {
            name: RailButton(theme, text, icon) for name, (_, text, icon) in _BUTTONS.items()
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(
            tokens.SPACE_4, tokens.SPACE_16, tokens.SPACE_4 + 1, tokens.SPACE_16
        )
        column.setSpacing(tokens.SPACE_8)
        for name, button in self.buttons.items():
            number = _BUTTONS[name][0]
            if name == "settings":
                column.addStretch(1)
            column.addWidget(button)
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            # Not with Ctrl: on the marking page those are the overall judgement.
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), window)
            shortcut.activated.connect(lambda name=name: self.chosen.emit(name))
            button.setToolTip(plain_tip(f"{button.text()} (Alt+{number})"))

    def show_place(self, name: str | None) -> None:
        """Light the button of this page; None hides the rail: nothing may disturb there."""
        self.setVisible(name is not None)
        if name is not None:
            self.buttons[name].setChecked(True)
