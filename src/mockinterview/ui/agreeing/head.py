"""The head of the page: which answer, who is compared, how far they agreed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mockinterview.core.agreement import SideBySide
from mockinterview.core.agreement_over_answers import doubled_sentence
from mockinterview.ui import tokens
from mockinterview.ui.agreeing.reading import MarkedBy
from mockinterview.ui.agreeing.wording import agreed_remark, agreed_title
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label, PartsLabel
from mockinterview.ui.widgets.table_pages import BackHead
from mockinterview.ui.wording import day_words

_CHOICE_WIDTH = 240
"""Pixels at the ordinary type size; a longer name is shortened."""


class AgreeingHead(BackHead):
    """Signals: `mark_asked`, `export_asked`; `step_asked(±1)` for the next answer or the last."""

    mark_asked = Signal()
    export_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.line = PartsLabel("", "meta")
        self.place = Label("", "meta", wraps=False)
        self.before_button = IconButton(theme, "arrow-up-s-line", "The answer before (PgUp)")
        self.after_button = IconButton(theme, "arrow-down-s-line", "The next answer (PgDn)")
        self.before_button.clicked.connect(lambda: self.step_asked.emit(-1))
        self.after_button.clicked.connect(lambda: self.step_asked.emit(1))
        self.report_button = KeyButton(theme, "Export …", role="plain")
        self.report_button.clicked.connect(self.export_asked)
        self.mark_button = KeyButton(theme, "Marking page", "Enter")
        self.mark_button.clicked.connect(self.mark_asked)
        steps = (self.place, self.before_button, self.after_button)
        actions = (*steps, self.report_button, self.mark_button)
        self.arrange(self.line, actions)
        for widget in actions:
            widget.hide()

    def show_answer(self, answer: MarkedBy, place: int, total: int) -> None:
        """Which answer, and which of how many."""
        attempt = answer.attempt
        self.question.setText(attempt.question.prompt)
        parts = [day_words(attempt.created), attempt.rubric.title]
        self.line.setText(" · ".join(parts))
        self.place.setText(f"{place + 1} of {total}")
        for widget in (self.place, self.before_button, self.after_button):
            widget.setVisible(total > 1)
        self.before_button.setEnabled(place > 0)
        self.after_button.setEnabled(place < total - 1)
        self.mark_button.show()


class Summary(QFrame):
    """“Agreed on 6 of 8”, and who the two are.

    Signals: `chosen` when somebody else is to be compared.
    """

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Label("", "heading", wraps=False)
        self.remark = Label("", "meta")
        self.you, self.they = Choice(theme, "The first marker"), Choice(theme, "The second marker")
        for choice in (self.you, self.they):
            choice.setMaximumWidth(theme.pixels(_CHOICE_WIDTH))
            choice.currentIndexChanged.connect(lambda _: self.chosen.emit())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.remark)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_32, tokens.SPACE_16, tokens.SPACE_32, tokens.SPACE_8)
        row.setSpacing(tokens.SPACE_12)
        row.addLayout(words, 1)
        row.addWidget(self.you)
        row.addWidget(self.they)

    def offer(self, answer: MarkedBy, you: str, they: Sequence[str], chosen: str) -> None:
        """Who can be compared; with only two there is nothing to choose."""
        names = list(answer.markings)
        self.you.set_options([(name, answer.shown[name]) for name in names], you)
        self.they.set_options([(name, answer.shown[name]) for name in they], chosen)
        for choice in (self.you, self.they):
            choice.setVisible(len(names) > 2)

    def show_agreement(self, side: SideBySide, doubled: Sequence[str] = ()) -> None:
        """How far they agreed, what the figure counts, and whose marks came more than once."""
        self.title.setText(agreed_title(side))
        told = doubled_sentence(doubled) if doubled else ""
        self.remark.setText("\n".join(filter(None, (agreed_remark(side), told))))
