"""The head of the page: the question, what changed in a sentence, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mockinterview.ui import tokens
from mockinterview.ui.comparing.reading import Compared
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.labels import Label


class ComparingHead(QFrame):
    """Signals: `back_asked`, `export_asked`, `mark_asked(0 or 1)`."""

    back_asked = Signal()
    export_asked = Signal()
    mark_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "bar")
        self.back_button = IconButton(theme, "arrow-left-line", "Back (Esc)")
        self.question = Label("", "title")
        self.sentence = Label("", "body")
        self.earlier_button = KeyButton(theme, "Mark earlier", "1", role="plain")
        self.later_button = KeyButton(theme, "Mark later", "2", role="plain")
        self.export_button = KeyButton(theme, "Export …", "Ctrl+E")
        self._arrange()
        self.back_button.clicked.connect(self.back_asked)
        self.export_button.clicked.connect(self.export_asked)
        self.earlier_button.clicked.connect(lambda: self.mark_asked.emit(0))
        self.later_button.clicked.connect(lambda: self.mark_asked.emit(1))

    def show_answers(self, answers: Compared | None) -> None:
        """Which question, and what changed."""
        for button in (self.earlier_button, self.later_button, self.export_button):
            button.setEnabled(answers is not None)
        if answers is None:
            self.sentence.setText("Reading both answers …")
            return
        self.question.setText(answers.found.after.attempt.question.prompt)
        self.sentence.setText(answers.found.sentence)

    def tell(self, words: str, question: str = "") -> None:
        """Say this in the place of the sentence, while nothing is compared."""
        self.question.setText(question)
        self.sentence.setText(words)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.question)
        words.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.back_button)
        row.addLayout(words, 1)
        for button in (self.earlier_button, self.later_button, self.export_button):
            row.addWidget(button)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
