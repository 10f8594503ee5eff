"""The settings of marking: when suggestions are shown, and which words are informal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from mockinterview import paths
from mockinterview.errors import MockInterviewError
from mockinterview.files.own_phrases import own_phrases_file
from mockinterview.measures.informal import own_informal_list
from mockinterview.services import Services
from mockinterview.settings import SuggestionsShown
from mockinterview.ui.settings_sections import Section
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.labels import Label

_SUGGESTIONS = (
    (SuggestionsShown.AFTER_VERDICT, "After my own verdict"),
    (SuggestionsShown.BESIDE, "At once"),
    (SuggestionsShown.NEVER, "Never"),
)

_ROLES = (("candidate", "Candidate"), ("tutor", "Tutor"))
_EARLIER = ((True, "Beside the criterion"), (False, "Not shown"))
_BLIND = ((False, "Beside the checklist"), (True, "Blind first"))


class MarkingSection(Section):
    """How one marks."""

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__(services, theme, "Marking")
        self.role = SegmentedControl("You mark as", _ROLES)
        self.role.set_value(services.settings.marker_role)
        self.role.chosen.connect(lambda wanted: self.change(marker_role=wanted))
        role_remark = Label(
            "A tutor's marks are kept apart from the candidate's own, which stand beside: covered"
            " like the model answer where you mark blind first.",
            "meta",
        )
        self.add_row("You mark as", self.role, role_remark)
        self.name = QLineEdit(services.settings.marker_name)
        self.name.setAccessibleName("Your name")
        self.name.setPlaceholderText("Tutor")
        self.name.editingFinished.connect(self._keep_name)
        name_remark = Label("Stands on the marks that you begin as a tutor from now on.", "meta")
        self.add_row("Your name", self.name, name_remark)
        self.blind = SegmentedControl("Model answer", _BLIND)
        self.blind.set_value(services.settings.blind_first)
        self.blind.chosen.connect(lambda wanted: self.change(blind_first=wanted))
        blind_remark = Label(
            "Blind first: it is covered until you have finished a first pass; a second pass then"
            " begins with the marks of the first, and what moved is shown.",
            "meta",
        )
        self.add_row("Model answer", self.blind, blind_remark)
        self.earlier = SegmentedControl("What you said last time", _EARLIER)
        self.earlier.set_value(services.settings.earlier_marks_are_shown)
        self.earlier.chosen.connect(lambda wanted: self.change(earlier_marks_are_shown=wanted))
        earlier_remark = Label(
            "Your verdict and note from the answer before, where a mark scheme comes again. Never"
            " during a blind first pass. What you wrote to do differently is always shown.",
            "meta",
        )
        self.add_row("Last time", self.earlier, earlier_remark)
        self.suggestions = SegmentedControl("Suggestions", _SUGGESTIONS)
        self.suggestions.set_value(services.settings.suggestions)
        self.suggestions.chosen.connect(lambda shown: self.change(suggestions=shown))
        remark = Label(
            "Sentences that may be about a criterion: where to listen again, never whether it is"
            " met. They are found on this computer, and kept only if you cite them.",
            "meta",
        )
        self.add_row("Suggestions", self.suggestions, remark)
        self.words_button = KeyButton(theme, "Edit informal words …")
        self.words_button.clicked.connect(self._edit_words)
        words_remark = Label(
            "Words that are pointed at beside the tone of an answer. A list of your own is made"
            " the first time and opened in your editor.",
            "meta",
        )
        self.add_row("Informal words", self.words_button, words_remark)

        self.phrases_button = KeyButton(theme, "Edit phrases …")
        self.phrases_button.clicked.connect(self._edit_phrases)
        phrases_remark = Label(
            "What you write again and again. A semicolon offers it while you write a note, a"
            " comment or what to do next time.",
            "meta",
        )
        self.add_row("Phrases", self.phrases_button, phrases_remark)

    def _keep_name(self) -> None:
        name = self.name.text().strip()
        if name != self._services.settings.marker_name:
            self.change(marker_name=name)

    def _edit_words(self) -> None:
        self._edit(lambda: own_informal_list(paths.informal_words_file()))

    def _edit_phrases(self) -> None:
        self._edit(lambda: own_phrases_file(self._services.own_content))

    def _edit(self, find: Callable[[], Path]) -> None:
        """Open a file of one's own in the editor; it is made the first time."""
        try:
            path = find()
        except MockInterviewError as error:
            self.failed.emit(error)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
