"""The card of the chosen question: what it asks for, the format, and Start."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mockinterview.core.content import CriterionKind, Format
from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.question_list import QuestionRow
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.format_choice import FormatChoice
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.scroll_card import ScrollCard
from mockinterview.ui.wording import clock_words, count


class QuestionCard(ScrollCard):
    """What stands at the right of the questions."""

    started = Signal()
    sample_wanted = Signal()
    failed = Signal(object)

    def __init__(self, theme: Theme, services: Services) -> None:
        super().__init__(theme, tokens.SPACE_16 + tokens.SPACE_4)
        self._services = services
        self._row: QuestionRow | None = None
        self.prompt = Label("", "heading")
        self.facts = Label("", "meta")
        self.format = FormatChoice(theme, services)
        self.format.changed.connect(self._choose_format)
        self.start = KeyButton(theme, "Start", "Enter", role="primary")
        self.start.setMinimumHeight(theme.pixels(44))
        self.start.clicked.connect(self.started)
        self.sample = KeyButton(theme, "Try it with a sample answer")
        self.sample.clicked.connect(self.sample_wanted)
        self.privacy = ElidedLabel("Everything stays on this computer.", "meta")
        self._arrange()

    @property
    def rules(self) -> Format | None:
        """The format that Start would use, extra time included."""
        if self._row is None:
            return None
        return self._services.format_for(self._row.bank, self._row.question)

    def show_row(self, row: QuestionRow | None) -> None:
        """Show this question, or nothing to choose."""
        self._row = row
        self.start.setEnabled(row is not None)
        if row is None:
            self.prompt.setText("No question chosen")
            self.facts.setText("")
            self.format.tell_nothing()
            return
        self.prompt.setText(row.question.prompt)
        self.facts.setText(self._facts(row))
        self.format.set_format(self._services.format_for(row.bank, row.question).format)

    def set_busy(self, *, is_busy: bool) -> None:
        """While the sample answer is being made ready."""
        self.sample.setEnabled(not is_busy)
        self.sample.setText("Preparing the sample …" if is_busy else "Try it with a sample answer")

    def _facts(self, row: QuestionRow) -> str:
        rubric = self._services.content.rubric_of(row.question)
        parts = [count(len(rubric.section(CriterionKind.POSITIVE)), "criterion", "criteria")]
        pitfalls = len(rubric.section(CriterionKind.PITFALL))
        if pitfalls:
            parts.append(count(pitfalls, "pitfall"))
        if row.question.model_answers:
            seconds = row.question.model_answers[0].aloud_seconds
            parts.append(f"model answer {clock_words(seconds)}")
        return " · ".join(parts)

    def _choose_format(self) -> None:
        if self._row is None:
            return
        chosen = self.format.format_id
        usual = self._services.content.format_of(self._row.bank, self._row.question).format
        try:
            self._services.change_settings(format=None if chosen == usual else chosen)
        except MockInterviewError as error:
            self.failed.emit(error)

    def _arrange(self) -> None:
        self.column.setSpacing(tokens.SPACE_8)
        self.words.setSpacing(tokens.SPACE_8)
        self.words.addWidget(self.prompt)
        self.words.addWidget(self.facts)
        self.words.addSpacing(tokens.SPACE_8)
        self.words.addWidget(self.format)
        self.column.addSpacing(tokens.SPACE_8)
        self.column.addWidget(self.start)
        self.column.addWidget(self.sample)
        self.column.addSpacing(tokens.SPACE_4)
        self.column.addWidget(self.privacy)
