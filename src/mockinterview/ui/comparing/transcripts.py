"""The words of both answers beside each other, scrolled together where that is wished."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.core.comparison import Comparison
from mockinterview.ui import tokens
from mockinterview.ui.comparing.wording import NO_WORDS, words_line
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import SectionHeader

_HEIGHT: Final = 240
_MOVING: Final = {
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Home, Qt.Key.Key_End),
}


class ReadOnlyWords(QPlainTextEdit):
    """The words of one answer: they can be read and copied."""

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__(words or NO_WORDS)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFixedHeight(theme.pixels(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that move through the words stay here; the others are for the page."""
        is_copying = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if Qt.Key(event.key()) in _MOVING or is_copying:
            super().keyPressEvent(event)
        else:
            event.ignore()


class Transcripts(QWidget):
    """Both, the earlier at the left. Signals: `followed(bool)`: whether they scroll together."""

    followed = Signal(bool)

    def __init__(self, theme: Theme, found: Comparison, *, is_together: bool) -> None:
        super().__init__()
        self.texts = (
            ReadOnlyWords(theme, "Words of the earlier answer", found.before.text),
            ReadOnlyWords(theme, "Words of the later answer", found.after.text),
        )
        self._is_following = False
        self.together_button = KeyButton(theme, "", "S", role="plain")
        self.together_button.setCheckable(True)
        self.together_button.setChecked(is_together)
        self.together_button.toggled.connect(self._follow)
        self._name_button()
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_12)
        head.addWidget(SectionHeader("What was said", words_line(found)), 1)
        head.addWidget(self.together_button)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_16)
        for place, text in enumerate(self.texts):
            row.addWidget(text, 1)
            bar = text.verticalScrollBar()
            bar.valueChanged.connect(lambda _, place=place: self._bring_along(place))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(head)
        column.addLayout(row)

    def _follow(self) -> None:
        self._name_button()
        self._bring_along(0)
        self.followed.emit(self.together_button.isChecked())

    def _name_button(self) -> None:
        is_on = self.together_button.isChecked()
        self.together_button.setText("Scroll apart" if is_on else "Scroll together")

    def _bring_along(self, place: int) -> None:
        """Scroll the other one to the same part of its length: they are seldom equally long."""
        if not self.together_button.isChecked() or self._is_following:
            return
        moved = self.texts[place].verticalScrollBar()
        other = self.texts[1 - place].verticalScrollBar()
        share = moved.value() / moved.maximum() if moved.maximum() else 0.0
        self._is_following = True
        other.setValue(round(share * other.maximum()))
        self._is_following = False
