"""A line over the checklist: something to know about the answer, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label


class ActionLine(QWidget):
    """Where words, button and key do not fit in one line the key is left out."""

    def __init__(self, theme: Theme, action: str, key: str) -> None:
        super().__init__()
        self._key = key
        self.text = Label("", "meta")
        self.button = KeyButton(theme, action, key, role="plain")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_24, tokens.SPACE_12, tokens.SPACE_24, tokens.SPACE_8)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        theme.changed.connect(self._fit)
        self.hide()

    def tell(self, words: str) -> None:
        """Say this; nothing takes the line away."""
        self.text.setText(words)
        self.setVisible(bool(words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room decides about the key."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self.text.fontMetrics().horizontalAdvance(self.text.text())
        needed = words + self.button.width_with(self._key) + tokens.SPACE_12 + 2 * tokens.SPACE_24
        self.button.set_key(self._key if needed <= self.width() else "")
