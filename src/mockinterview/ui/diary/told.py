"""Where an entry was told already, each with the way to that answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.diary import Telling, day_words
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel, Label


class ToldList(QWidget):
    """Signals: `attempt_wanted(id)` to see the answer."""

    attempt_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.buttons: list[KeyButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_4)
        self.nothing = Label(
            "Nowhere yet. When you mark an answer, tick there which entry you told.", "meta"
        )
        self._column.addWidget(self.nothing)

    def show_told(self, told: Sequence[Telling]) -> None:
        """Show these, the latest first."""
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            if item is not None and (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.buttons = []
        self.nothing.setVisible(not told)
        for telling in reversed(told):
            self._column.addWidget(self._row(telling))

    def _row(self, telling: Telling) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(Label(day_words(telling.day), "meta", wraps=False))
        row.addWidget(ElidedLabel(telling.question or telling.attempt, "body"), 1)
        button = KeyButton(self._theme, "See the answer", role="plain")
        button.setAccessibleName(f"See the answer: {telling.question}")
        button.clicked.connect(lambda: self.attempt_wanted.emit(telling.attempt))
        row.addWidget(button)
        self.buttons.append(button)
        return holder
