"""What is to be said of a transcript beside its words: another language, or not on the disk yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.languages import language_sentence
from mockinterview.core.transcript import Transcript
from mockinterview.errors import DiskFullError, MockInterviewError
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Glyph

UNSAVED = "The transcript is not on the disk yet; it is tried again."
FULL = "The disk is full: free some space."


class TranscriptRemarks(QWidget):
    """Up to two quiet sentences; nothing at all, not even a gap, where there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.language = _Remark(theme, "information-line")
        self.unsaved = _Remark(theme, "error-warning-line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.language)
        column.addWidget(self.unsaved)
        self.hide()

    def show_transcript(self, transcript: Transcript | None) -> None:
        """Say what is to be said of this one."""
        heard = transcript.heard_language if transcript else ""
        self.language.say(language_sentence(heard))
        self._show()

    def show_unsaved(self, problem: MockInterviewError | None) -> None:
        """Say that it is not on the disk, and why; None: it is now."""
        words = "" if problem is None else f"{UNSAVED} {_reason(problem)}"
        if words and words != self.unsaved.words.text():
            announce(self, words)
        self.unsaved.say(words)
        self._show()

    def _show(self) -> None:
        self.setVisible(not (self.language.isHidden() and self.unsaved.isHidden()))


def _reason(problem: MockInterviewError) -> str:
    return FULL if isinstance(problem, DiskFullError) else problem.message


class _Remark(QWidget):
    """A sentence behind a small sign."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self.words = Label("", "meta")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(Glyph(theme, icon, tokens.BODY), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Say this; nothing when empty."""
        self.words.setText(words)
        self.setVisible(bool(words))
