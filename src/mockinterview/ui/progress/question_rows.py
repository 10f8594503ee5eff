"""Cards with questions to practise: what comes next, and what has waited longest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.practising_next import Suggestion
from mockinterview.core.progress import Waiting
from mockinterview.ui import tokens
from mockinterview.ui.progress.wording import waited_words
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card
from mockinterview.ui.wording import count

_MOST_WAITING: Final = 4


class QuestionLine(QWidget):
    """A question, a sentence on it, a button. Signal: `pressed(question_id)`."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, *, key: str = "", role: str = "") -> None:
        super().__init__()
        self.question_id = ""
        self.prompt = Label("", "strong")
        self.reason = Label("", "meta")
        self.button = KeyButton(theme, "Practise", key, role=role)
        self.button.clicked.connect(lambda: self.pressed.emit(self.question_id))
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_4)
        words.addWidget(self.prompt)
        words.addWidget(self.reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_16)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_question(self, question_id: str, prompt: str, reason: str) -> None:
        """Show this one."""
        self.question_id = question_id
        self.prompt.setText(prompt)
        self.reason.setText(reason)
        self.button.setAccessibleName(f"Practise: {prompt}")
        self.show()


class NextCard(Card):
    """What to practise next and why; `wanted(question_id)`."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, most: int) -> None:
        super().__init__()
        self.head = SectionHeader("To practise next")
        self.lines = [
            QuestionLine(theme, key=str(number + 1), role="primary" if not number else "")
            for number in range(most)
        ]
        self.nothing = Label("There is no question to choose from.", "meta")
        for widget in (self.head, *self.lines, self.nothing):
            self.column.addWidget(widget)
        for line in self.lines:
            line.pressed.connect(self.wanted)

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these; there are no more than lines."""
        self.nothing.setVisible(not suggestions)
        for number, line in enumerate(self.lines):
            line.hide()
            if number < len(suggestions):
                one = suggestions[number]
                line.show_question(one.question.id, one.question.prompt, one.reason)

    def press(self, number: int) -> None:
        """The key of a line was pressed."""
        if not self.lines[number].isHidden():
            self.wanted.emit(self.lines[number].question_id)


class WaitingCard(Card):
    """Answered questions that have waited longest, and how many were never answered.

    Signals: `wanted(question_id)`.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.head = SectionHeader("What has waited longest")
        self.sentence = Label("", "body")
        self.lines = [QuestionLine(theme) for _ in range(_MOST_WAITING)]
        for widget in (self.head, self.sentence, *self.lines):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        for line in self.lines:
            line.pressed.connect(self.wanted)

    def show_waiting(self, waiting: Sequence[Waiting], now: dt.datetime) -> None:
        """Show these, which come with the never answered ones first."""
        never = sum(one.last is None for one in waiting)
        answered = [one for one in waiting if one.last is not None]
        self.sentence.setText(_waiting_sentence(never, len(waiting)))
        for number, line in enumerate(self.lines):
            line.hide()
            if number < len(answered):
                one = answered[number]
                told = f"Last answered {waited_words(one.last, now)}"
                line.show_question(one.question.id, one.question.prompt, told)


def _waiting_sentence(never: int, total: int) -> str:
    if not never:
        return f"Every one of {count(total, 'question')} has been answered."
    verb = "has" if never == 1 else "have"
    return f"{never} of {count(total, 'question')} {verb} not been answered yet."
