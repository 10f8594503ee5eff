"""A bank at the right of the page: what it is, and one of its questions in two views."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mockinterview.core.content import Bank, Question
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.banks.candidate_view import CandidateView
from mockinterview.ui.banks.tutor_view import TutorView
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.wording import source_words

_VIEWS = (("candidate", "As candidate"), ("tutor", "As tutor"))


class BankPreview(QWidget):
    """Signals: `share_wanted()`, `editor_wanted()`."""

    share_wanted = Signal()
    editor_wanted = Signal()

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self.title = Label("", "heading")
        self.about = ElidedLabel("", "meta")
        self.view = SegmentedControl("Preview", _VIEWS)
        self.view.set_value("candidate")
        self.view.chosen.connect(self.show_view)
        self.share = KeyButton(theme, "Share …")
        self.share.clicked.connect(self.share_wanted)
        self.editor = KeyButton(theme, "Edit")
        self.editor.setToolTip("Open in editor")
        self.editor.setAccessibleName("Open in editor")
        self.editor.clicked.connect(self.editor_wanted)
        self.candidate = CandidateView(services, theme)
        self.tutor = TutorView(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.candidate)
        self.stack.addWidget(self.tutor)
        self._arrange()

    def show_bank(self, bank: Bank, *, is_own: bool) -> None:
        """Show what stands above the question."""
        self.title.setText(bank.title)
        source = source_words(bank.source) if bank.source else ""
        self.about.setText(" ".join(f"{bank.about} {source}".split()))
        self.about.setVisible(bool(self.about.text()))
        self.share.setVisible(is_own)
        self.editor.setVisible(is_own)

    def show_question(self, bank: Bank, question: Question) -> None:
        """Show this question in both views."""
        self.candidate.show_question(bank, question)
        self.tutor.show_question(question, self._services.content.rubric_of(question))

    def show_view(self, name: str) -> None:
        """Go to the candidate's or the tutor's view."""
        self.view.set_value(name)
        self.stack.setCurrentWidget(self.candidate if name == "candidate" else self.tutor)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.view)
        row.addStretch(1)
        row.addWidget(self.editor)
        row.addWidget(self.share)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(tokens.SPACE_4)
        page.addWidget(self.title)
        page.addWidget(self.about)
        page.addSpacing(tokens.SPACE_8)
        page.addLayout(row)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.stack, 1)
