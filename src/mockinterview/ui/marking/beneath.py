"""What stands under the transcript; where the column is low, a fold that leaves it the room."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton

_LOW_PIXELS = 480
"""A lower column, at the ordinary type size, needs its height for the transcript."""

UNFOLD, FOLD = "More about the answer", "Less about the answer"


class Beneath(QWidget):
    """Everything beneath the words, in the order in which it was added.

    `folded(is_folded)` follows every change of what can be seen.

    Args:
        theme: colours and fonts.
        last: what stays at the bottom.
    """

    folded = Signal(bool)

    def __init__(self, theme: Theme, last: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._is_low = False
        self._is_wanted = False
        self._is_crowded = False
        self.fold_button = KeyButton(theme, UNFOLD, role="plain", icon="arrow-right-s-line")
        self.fold_button.clicked.connect(self._toggle)
        self._body = QWidget()
        self._stack = QVBoxLayout(self._body)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(tokens.SPACE_12)
        self._stack.addWidget(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.fold_button)
        column.addWidget(self._body)
        self._fit()

    @property
    def is_folded(self) -> bool:
        """Whether only the button is shown."""
        return self._is_low and not self._is_wanted

    @property
    def takes_room(self) -> bool:
        """Whether it was unfolded, or something in it, where there is little room."""
        return (self._is_low and self._is_wanted) or self._is_crowded

    def add(self, widget: QWidget) -> None:
        """Put something under what was added before."""
        self._stack.insertWidget(self._stack.count() - 1, widget)

    def set_room(self, height: int) -> None:
        """The column is so many pixels high."""
        is_low = height < self._theme.pixels(_LOW_PIXELS)
        if is_low != self._is_low:
            self._is_low = is_low
            self._fit()

    def set_crowded(self, is_crowded: bool) -> None:  # noqa: FBT001  (a signal's argument)
        """Something here was unfolded that needs more room than there is, or folded again."""
        self._is_crowded = is_crowded
        self.folded.emit(self.is_folded)

    def unfold(self) -> None:
        """Show all of it: the person has asked for something that is here."""
        if self.is_folded:
            self._toggle()

    def _toggle(self) -> None:
        self._is_wanted = not self._is_wanted
        self._fit()

    def _fit(self) -> None:
        self.fold_button.setVisible(self._is_low)
        self.fold_button.setText(FOLD if self._is_wanted else UNFOLD)
        self.fold_button.set_icon("arrow-down-s-line" if self._is_wanted else "arrow-right-s-line")
        self._body.setVisible(not self.is_folded)
        self.folded.emit(self.is_folded)
