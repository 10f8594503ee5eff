"""The head of the page: the question, what changed in a sentence, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mockinterview.ui.comparing.reading import Compared
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.table_pages import BackHead


class ComparingHead(BackHead):
    """Signals: `export_asked`, `mark_asked(0 or 1)`."""

    export_asked = Signal()
    mark_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.sentence = Label("", "body")
        self.earlier_button = KeyButton(theme, "Mark earlier", "1", role="plain")
        self.later_button = KeyButton(theme, "Mark later", "2", role="plain")
        self.export_button = KeyButton(theme, "Export …", "Ctrl+E")
        self.arrange(self.sentence, (self.earlier_button, self.later_button, self.export_button))
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
