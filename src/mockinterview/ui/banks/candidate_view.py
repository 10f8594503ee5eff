"""A question as candidates meet it: prompt, sound, note, clock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.content import Bank, Question
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.prompt_player import PromptPlayer
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card
from mockinterview.ui.wording import format_clock, source_words


class CandidateView(QScrollArea):
    """One card that scrolls when it must."""

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.theme_label = Label("", "meta")
        self.prompt = Label("", "question")
        self.player = PromptPlayer(services, theme)
        self.note_header = SectionHeader("While preparing")
        self.note = Label("", "body")
        self.format_title = Label("", "strong")
        self.clock = Label("", "body")
        self.source = Label("", "meta")
        self._arrange()

    def show_question(self, bank: Bank, question: Question) -> None:
        """Show this question."""
        self.theme_label.setText(question.theme)
        self.prompt.setText(question.prompt)
        self.player.show_question(bank, question)
        self.note.setText(question.candidate_note.strip() or "No note is shown with this question.")
        rules = self._services.content.format_of(bank, question)
        self.format_title.setText(rules.title)
        self.clock.setText(f"{format_clock(rules)}.")
        self.source.setText(f"{source_words(rules.source)} {rules.note}".strip())

    def _arrange(self) -> None:
        holder = QWidget()
        holder.setObjectName("page")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(tokens.SPACE_24)
        for widget in (self.theme_label, self.prompt, self.player):
            card.column.addWidget(widget)
        card.column.addSpacing(tokens.SPACE_12)
        card.column.addWidget(self.note_header)
        card.column.addWidget(self.note)
        card.column.addSpacing(tokens.SPACE_12)
        card.column.addWidget(SectionHeader("Format"))
        inner = QVBoxLayout()
        inner.setSpacing(tokens.SPACE_4)
        for widget in (self.format_title, self.clock, self.source):
            inner.addWidget(widget)
        card.column.addLayout(inner)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidget(holder)
