"""One field of an entry: what it asks, the text beside it, and a gentle word about names."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.core.diary import LONGEST_TEXT
from mockinterview.core.diary_guide import DiaryPrompt
from mockinterview.core.naming import find_names, naming_sentence
from mockinterview.ui import tokens
from mockinterview.ui.diary.wording import TOO_LONG
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label

_FEWEST_LINES: Final = 3
_BESIDE_PIXELS: Final = 560
"""Where the field is narrower, the question stands over the text."""
_ASKED_PIXELS: Final = 200
MARGIN: Final = 2 * tokens.SPACE_8 + 2


class GrowingField(QPlainTextEdit):
    """Text with line breaks, as high as it is; Tab goes on to the next field."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._least = 0
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def kept_text(self) -> str:
        """What an entry can hold of it; letters that no file can hold are replaced."""
        text = self.toPlainText()[:LONGEST_TEXT]
        return text.encode("utf-8", "replace").decode("utf-8")

    def minimumSizeHint(self) -> QSize:
        """Narrow, and as high as it is."""
        return QSize(self._theme.pixels(120), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines may break elsewhere now."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another type size makes other lines."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Only text, whatever is pasted."""
        self.insertPlainText(source.text())

    def set_least(self, pixels: int) -> None:
        """Be at least so high: what is asked beside it is."""
        if pixels != self._least:
            self._least = pixels
            self._fit()

    def _fit(self) -> None:
        block, text = self.document().begin(), 0.0
        while block.isValid():  # lines are not always as high as the font says
            text += self.blockBoundingRect(block).height()
            block = block.next()
        fewest = _FEWEST_LINES * self.fontMetrics().lineSpacing()
        height = max(self._least, math.ceil(max(text, fewest)) + MARGIN)
        if self.height() != height:
            self.setFixedHeight(height)
            self.updateGeometry()


class PromptedField(QWidget):
    """Signals: `typed` with each change by the person."""

    typed = Signal()

    def __init__(self, theme: Theme, prompt: DiaryPrompt) -> None:
        super().__init__()
        self._theme = theme
        self._is_filling = False
        self.title = Label(prompt.title, "strong")
        self.help = Label(prompt.help, "meta")
        self.edit = GrowingField(theme, prompt.title)
        self.edit.setAccessibleDescription(prompt.help)
        self.remark = Label("", "meta")
        self.remark.hide()
        self.edit.textChanged.connect(self._tell)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(tokens.SPACE_4)
        asked.addWidget(self.title)
        asked.addWidget(self.help)
        asked.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(tokens.SPACE_4)
        text.addWidget(self.edit)
        text.addWidget(self.remark)
        text.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.SPACE_8)
        self._row.addWidget(self._asked)
        self._row.addLayout(text, 1)

    @property
    def text(self) -> str:
        """What an entry keeps of it."""
        return self.edit.kept_text

    def show_prompt(self, prompt: DiaryPrompt) -> None:
        """Ask in other words: the file with the prompts was saved."""
        self.title.setText(prompt.title)
        self.help.setText(prompt.help)
        self.edit.setAccessibleName(prompt.title)
        self.edit.setAccessibleDescription(prompt.help)

    def show_text(self, text: str) -> None:
        """Show what an entry says; nobody is told."""
        self._is_filling = True
        self.edit.setPlainText(text)
        self._is_filling = False
        self.look(is_quiet=True)

    def look(self, *, is_quiet: bool = False) -> None:
        """Look for names, and say so; a screen reader hears of it once."""
        is_long = len(self.edit.toPlainText()) > LONGEST_TEXT
        words = TOO_LONG if is_long else naming_sentence(find_names(self.text))
        if words != self.remark.text():
            self.remark.setText(words)
            self.remark.setVisible(bool(words))
            if not is_quiet:
                announce(self, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question stands beside its text where there is room."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.pixels(_BESIDE_PIXELS)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._row.setSpacing(tokens.SPACE_16 if is_wide else tokens.SPACE_8)
        if is_wide:
            width = self._theme.pixels(_ASKED_PIXELS)
            self._asked.setFixedWidth(width)
            self.edit.set_least(self._asked.heightForWidth(width))
        else:
            self.edit.set_least(0)
            self._asked.setMinimumWidth(0)
            self._asked.setMaximumWidth(self.maximumWidth())

    def _tell(self) -> None:
        if not self._is_filling:
            self.typed.emit()
