"""Why there is no transcript, in a column too narrow for a banner."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mockinterview.errors import MockInterviewError
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

STILL_USABLE = "You can play and mark the answer without a transcript."


class FailureCard(QFrame):
    """Why there is no transcript; details are folded away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "banner", "problem")
        self.message = Label("", "strong")
        self.hint = Label("", "body")
        self.usable = Label(STILL_USABLE, "meta")
        self.detail = Label("", "meta")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry_button = KeyButton(theme, "Try again")
        self.details_button = KeyButton(theme, "Details", role="plain")
        self.details_button.clicked.connect(self._fold)
        buttons = QHBoxLayout()
        buttons.addWidget(self.retry_button)
        buttons.addWidget(self.details_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_12
        )
        column.setSpacing(tokens.SPACE_8)
        for label in (self.message, self.hint, self.usable):
            column.addWidget(label)
        column.addLayout(buttons)
        column.addWidget(self.detail)

    def show_error(self, error: MockInterviewError) -> None:
        """Tell this error, to a screen reader at once."""
        self.message.setText(error.message)
        self.hint.setText(error.hint)
        self.hint.setVisible(bool(error.hint))
        self.detail.setText(error.detail)
        self.detail.hide()
        self.details_button.setVisible(bool(error.detail))
        self.details_button.setText("Details")
        self.setAccessibleName(str(error))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _fold(self) -> None:
        is_folded = self.detail.isHidden()
        self.detail.setVisible(is_folded)
        self.details_button.setText("Hide details" if is_folded else "Details")
