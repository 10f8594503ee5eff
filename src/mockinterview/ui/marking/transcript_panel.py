"""The words of the take, or why there are none yet and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mockinterview.core.correction import Correction
from mockinterview.core.lengths import about_left
from mockinterview.core.rehearing import heard_again
from mockinterview.core.transcript import Transcript, Word
from mockinterview.errors import MockInterviewError
from mockinterview.ui import tokens
from mockinterview.ui.marking.correcting.changes_bar import ChangesBar
from mockinterview.ui.marking.correcting.find_bar import FindBar
from mockinterview.ui.marking.correcting.finder import Finder
from mockinterview.ui.marking.correcting.take_text import TakeText
from mockinterview.ui.marking.correcting.transcript_head import TranscriptHead
from mockinterview.ui.marking.correcting.words_editor import WordsEditor
from mockinterview.ui.marking.transcript_failure import STILL_USABLE, FailureCard
from mockinterview.ui.marking.transcript_view import TranscriptView
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.wording import NO_BREAK_SPACE

_NO_WORDS = (
    "A voice was heard, and no words could be made out. You can play and mark the answer without "
    "a transcript; a bigger speech model in Settings may understand more."
)
_NO_SPEECH = (
    "The recording is nearly silent, so nothing was written down. Play it to be sure: if you "
    "can hear yourself, try again; if not, check the microphone before the next answer."
)
_ALL_DELETED = "Undo brings the last of them back."


class TranscriptPanel(QWidget):
    """The transcript in each of its states.

    Signals: `asked` is the wish to make one, `restore_asked` that to have all words back as they
    were; `rewritten` when the words of a transcript that is shown are other ones, and then
    `taken_over` when that is so because the take was heard again.
    """

    asked = Signal()
    cancel_asked = Signal()
    restore_asked = Signal()
    rewritten = Signal()
    taken_over = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text: TakeText | None = None
        self.shows_changes = False
        self._waiting: Transcript | None = None
        self.view = TranscriptView(theme)
        self.editor = WordsEditor(theme, self.view)
        self.head = TranscriptHead(theme)
        self.find_bar = FindBar(theme)
        self.finder = Finder(self.find_bar, self.view)
        self.changes_bar = ChangesBar(theme)
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
        self.ask_button.clicked.connect(self._ask)
        self.message = QWidget()
        self.head.find_asked.connect(self.finder.open)
        self.editor.began.connect(lambda: self.head.show_editing(is_editing=True))
        self.editor.ended.connect(self._after_editing)
        self._arrange()

    def show_transcript(self, transcript: Transcript, correction: Correction | None = None) -> None:
        """The words of another take, or that no speech was heard."""
        self._waiting = None
        self.text = _text(transcript, correction)
        self.shows_changes = False
        self.view.show_words(self.text.words, self.text.marks)
        self._render()

    def take_over(self, transcript: Transcript) -> None:
        """The same take was heard again, better: its words take the place of those shown.

        Scrolling, choice and playing go on. What a person corrected stays among them; while words
        are in the field, the others wait.
        """
        if self.text is None or not self.text.words:
            self.show_transcript(transcript, self.text.correction if self.text else None)
            self.rewritten.emit()
            self.taken_over.emit()
        elif self.editor.words is not None:
            self._waiting = transcript
        else:
            self._change(_text(transcript, self.text.correction))
            self.taken_over.emit()

    def set_correction(self, correction: Correction | None) -> None:
        """A person changed words of the transcript that is shown, or took that back."""
        if self.text is not None and correction is not self.text.correction:
            self._change(TakeText(self.text.transcript, correction))

    def show_changes(self, *, are_shown: bool) -> None:
        """Show in the text what a person changed, or only what is there now."""
        if are_shown != self.shows_changes and self.text is not None:
            self.shows_changes = are_shown
            self._change(self.text)

    def show_working(
        self,
        step: str,
        done_seconds: float,
        total_seconds: float,
        words: Sequence[Word],
        seconds_left: float | None = None,
    ) -> None:
        """How far it is, and how long it takes; the words so far can be read and played already."""
        self._show(working=True, view=bool(words))
        self.progress.setRange(0, round(total_seconds * 10))
        self.progress.setValue(round(done_seconds * 10))
        if step or not total_seconds:
            self.progress_label.setText(f"Making the transcript · {step or 'starting'}…")
        else:
            done, total = clock(done_seconds), clock(total_seconds)
            how_far = f"{done} of {total}"
            if seconds_left is not None:
                how_far = about_left(seconds_left).replace(" ", NO_BREAK_SPACE)
            self.progress_label.setText(f"Making the transcript · {how_far}")
        if len(words) != len(self.view.layout_of_words.words):
            self.view.show_words(words)

    def show_none(self, *, is_cancelled: bool = False) -> None:
        """There is no transcript, and none is being made."""
        self._show(message=True)
        title = "The transcript was cancelled" if is_cancelled else "No transcript yet"
        self._say(title, STILL_USABLE, "Transcribe now")

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

    def _change(self, text: TakeText) -> None:
        """The same take with other words."""
        self.text = text
        shown = (text.removed, text.written) if self.shows_changes else ((), frozenset[int]())
        with self.view.held():
            self.view.change_words(text.words, text.marks, *shown)
            self._render()
            self.rewritten.emit()

    def _render(self) -> None:
        """Everything around the words."""
        text = self.text
        if text is None:
            return
        has_words = bool(text.words) or (self.shows_changes and bool(text.removed))
        self._show(view=has_words, message=not has_words, keeps_text=True)
        self.head.show_line(text.line, has_changes=bool(text.changes))
        self.head.show_changes(are_shown=self.shows_changes)
        self.head.show_editing(is_editing=self.editor.words is not None)
        self.finder.refresh()
        self.changes_bar.setVisible(self.shows_changes)
        if not has_words and text.correction is not None:
            self._say("Every word was deleted", _ALL_DELETED, "Put all words back")
        elif not has_words and text.unheard:
            self._say("No words made out", _NO_WORDS, "Try again")
        elif not has_words:
            self._say("No speech heard", _NO_SPEECH, "Try again")

    def _after_editing(self) -> None:
        self.head.show_editing(is_editing=False)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.take_over(waiting)

    def _ask(self) -> None:
        is_deleted = self.text is not None and self.text.correction is not None
        (self.restore_asked if is_deleted else self.asked).emit()

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
        keeps_text: bool = False,
    ) -> None:
        if not keeps_text:
            self.editor.commit(is_left=True)
            self.text = None
            self.shows_changes = False
            self.changes_bar.hide()
        if not view:
            self.finder.close()
            self.view.show_words(())
        self.view.setVisible(view)
        self.head.setVisible(view and keeps_text)
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
        column.addWidget(self.head)
        column.addWidget(self.find_bar)
        column.addWidget(self.changes_bar)
        column.addWidget(self.view, 1)
        column.addWidget(self._rest, 1)


def _text(transcript: Transcript, correction: Correction | None) -> TakeText:
    """The correction upon the best hearing that there is."""
    return TakeText(transcript, correction and heard_again(correction, transcript))
