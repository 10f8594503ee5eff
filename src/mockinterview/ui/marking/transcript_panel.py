"""The words of the take, or why there are none yet and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mockinterview.core.transcript import Transcript, Word
from mockinterview.errors import MockInterviewError
from mockinterview.ui import tokens
from mockinterview.ui.marking.transcript_view import TranscriptView
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

_STILL_USABLE = "You can play and mark the answer without a transcript."
_NO_SPEECH = (
    "The recording is nearly silent, so nothing was written down. Play it to be sure: if you "
    "can hear yourself, try again; if not, check the microphone before the next answer."
)


class TranscriptPanel(QWidget):
    """The transcript in each of its states. `asked` is the wish to make one."""

    asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.view = TranscriptView(theme)
        self.failure = FailureCard(theme)
        self.failure.retry_button.clicked.connect(self.asked)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the transcript")
        self.progress_label = Label("", "meta")
        self.cancel_button = KeyButton(theme, "Cancel", role="plain")
        self.cancel_button.setAccessibleName("Cancel the transcript")
        self.cancel_button.clicked.connect(self.cancel_asked)
        self.working = QWidget()
        self.message_title = Label("", "strong")
        self.message_text = Label("", "meta")
        self.ask_button = KeyButton(theme, "Transcribe now")
        self.ask_button.clicked.connect(self.asked)
        self.message = QWidget()
        self._arrange()

    def show_transcript(self, transcript: Transcript) -> None:
        """The words, or that no speech was heard."""
        words = tuple(transcript.words)
        self._show(view=bool(words), message=not words)
        self.view.show_words(words)
        if not words:
            self._say("No speech heard", _NO_SPEECH, "Try again")

    def show_working(
        self, step: str, done_seconds: float, total_seconds: float, words: Sequence[Word]
    ) -> None:
        """How far it is; the words so far can be read and played already."""
        self._show(working=True, view=bool(words))
        self.progress.setRange(0, round(total_seconds * 10))
        self.progress.setValue(round(done_seconds * 10))
        if step or not total_seconds:
            self.progress_label.setText(f"Making the transcript · {step or 'starting'}…")
        else:
            done, total = clock(done_seconds), clock(total_seconds)
            self.progress_label.setText(f"Making the transcript · {done} of {total}")
        if len(words) != len(self.view.layout_of_words.words):
            self.view.show_words(words)

    def show_none(self, *, is_cancelled: bool = False) -> None:
        """There is no transcript, and none is being made."""
        self._show(message=True)
        title = "The transcript was cancelled" if is_cancelled else "No transcript yet"
        self._say(title, _STILL_USABLE, "Transcribe now")

    def show_unplayable(self) -> None:
        """The take has no sound, so there will be no transcript."""
        self._show(message=True)
        self._say("This take has no sound", "There is nothing to write down or to play.", "")

    def show_no_take(self) -> None:
        """There is no take at all, or all of them were deleted."""
        self._show(message=True)
        self._say("No take to hear", "There is nothing to write down or to play.", "")

    def show_failed(self, error: MockInterviewError) -> None:
        """No transcript could be made: what happened, what to do, and another try."""
        self._show(failure=True)
        self.failure.show_error(error)

    def _say(self, title: str, text: str, button: str) -> None:
        self.message_title.setText(title)
        self.message_text.setText(text)
        self.ask_button.setText(button)
        self.ask_button.setVisible(bool(button))
        self.ask_button.updateGeometry()

    def _show(
        self,
        *,
        view: bool = False,
        working: bool = False,
        message: bool = False,
        failure: bool = False,
    ) -> None:
        if not view:
            self.view.show_words(())
        self.view.setVisible(view)
        self.working.setVisible(working)
        self.message.setVisible(message)
        self.failure.setVisible(failure)
        self._rest.setVisible(not view)

    def _arrange(self) -> None:
        self.progress.setTextVisible(False)
        line = QHBoxLayout()
        line.addWidget(self.progress_label, 1)
        line.addWidget(self.cancel_button)
        working = QVBoxLayout(self.working)
        working.setContentsMargins(0, 0, 0, 0)
        working.setSpacing(tokens.SPACE_4)
        working.addLayout(line)
        working.addWidget(self.progress)
        message = QVBoxLayout(self.message)
        message.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        message.setSpacing(tokens.SPACE_8)
        message.addWidget(self.message_title)
        message.addWidget(self.message_text)
        message.addWidget(self.ask_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._rest = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.failure)
        column.addWidget(self.working)
        column.addWidget(self.message)
        column.addWidget(self.view, 1)
        column.addWidget(self._rest, 1)


class FailureCard(QFrame):
    """Why there is no transcript, in a column too narrow for a banner; details folded away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "banner", "problem")
        self.message = Label("", "strong")
        self.hint = Label("", "body")
        self.usable = Label(_STILL_USABLE, "meta")
        self.detail = Label("", "meta")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry_button = KeyButton(theme, "Try again")
        self.details_button = KeyButton(theme, "Details", role="plain")
        self.details_button.clicked.connect(self._fold)
        buttons = QHBoxLayout()
        buttons.addWidget(self.retry_button)
        buttons.addWidget(self.details_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_12
        )
        column.setSpacing(tokens.SPACE_8)
        for label in (self.message, self.hint, self.usable):
            column.addWidget(label)
        column.addLayout(buttons)
        column.addWidget(self.detail)

    def show_error(self, error: MockInterviewError) -> None:
        """Tell this error, to a screen reader at once."""
        self.message.setText(error.message)
        self.hint.setText(error.hint)
        self.hint.setVisible(bool(error.hint))
        self.detail.setText(error.detail)
        self.detail.hide()
        self.details_button.setVisible(bool(error.detail))
        self.details_button.setText("Details")
        self.setAccessibleName(str(error))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _fold(self) -> None:
        is_folded = self.detail.isHidden()
        self.detail.setVisible(is_folded)
        self.details_button.setText("Hide details" if is_folded else "Details")
