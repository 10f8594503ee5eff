"""What a person does to the words of a take: every edit is a step of the attempt's history."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mockinterview.core.changes import Change
from mockinterview.core.correction import (
    Edit,
    confirm_words,
    delete_words,
    replace_words,
    revert_change,
    typed_words,
)
from mockinterview.core.transcript import TranscriptStage, is_uncertain
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.answer_column import AnswerColumn
from mockinterview.ui.marking.correcting.take_text import TakeText
from mockinterview.ui.marking.marks import MarksKeeper
from mockinterview.ui.wording import count

_NOT_OURS = "Close the other window first: the words are being corrected there."
_NOT_YET = "The words can be corrected when the transcript is complete."
_NO_WORDS = "There are no words to correct."


class Corrector(QObject):
    """Corrects the words that the answer column shows; without the claim on the marks, nothing.

    Signals: `told(words)` for something small to say.
    """

    told = Signal(str)

    def __init__(self, marks: MarksKeeper, answer: AnswerColumn, parent: QObject) -> None:
        super().__init__(parent)
        self._marks = marks
        self._answer = answer
        self._panel = answer.transcript
        self._resumes = False
        self._loops = False
        panel = self._panel
        panel.editor.keep = self._keep
        panel.editor.began.connect(self._hush)
        panel.editor.rested.connect(self._draft)
        panel.editor.given_up.connect(self._drop)
        panel.editor.play_asked.connect(self._play)
        panel.editor.ended.connect(self._end_loop)
        panel.view.edit_asked.connect(self.begin)
        panel.view.delete_asked.connect(self.delete)
        panel.head.correct_asked.connect(self.correct)
        panel.restore_asked.connect(self.revert_all)
        panel.taken_over.connect(self.hear_again)
        marks.settling.connect(lambda: panel.editor.commit(is_left=True))
        marks.stepped.connect(self._refresh)

    @property
    def text(self) -> TakeText | None:
        """The words that are shown, when they are complete."""
        return self._panel.text

    def correct(self) -> None:
        """Correct the chosen words, or the one being said, or the one clicked last."""
        words = self._panel.view.current_words
        if words is None:
            self.told.emit(_NO_WORDS)
        else:
            self.begin(*words)

    def begin(self, first: int, last: int) -> None:
        """Correct these words."""
        if self._may_correct():
            self._panel.view.clear_choice()
            self._panel.editor.begin(first, last)

    def delete(self) -> None:
        """Take the chosen words out."""
        chosen, text = self._panel.view.chosen, self.text
        if chosen is None or text is None or not self._may_correct():
            return
        self._panel.view.clear_choice()
        self._apply(delete_words(text.as_correction, *chosen))
        announce(self._panel, f"{count(chosen[1] - chosen[0] + 1, 'word')} deleted")

    def confirm(self, first: int, last: int) -> None:
        """Say that these words are right as they stand."""
        text = self.text
        if text is not None and self._may_correct():
            self._apply(confirm_words(text.as_correction, first, last))

    def revert(self, *changes: Change) -> None:
        """Give the words of these changes back, as one step."""
        text = self.text
        if text is None or not self._may_correct():
            return
        edits: list[Edit] = []
        correction = text.as_correction
        for change in reversed(changes):  # from the end, so that those before stay in place
            edits.append(revert_change(correction, change))
            correction = edits[-1].after
        self._apply(*edits)

    def revert_all(self) -> None:
        """Give back all the words as they were; undo brings the corrections again."""
        text, desk = self.text, self._marks.desk
        if text is not None and desk is not None and self._may_correct():
            desk.restore_original(self._answer.take_number, text.transcript)
            announce(self._panel, "All words are as they were")

    def hear_again(self) -> None:
        """What was corrected or cited in words that were heard wrongly at first follows them."""
        text, desk = self.text, self._marks.desk
        if text is None or desk is None:
            return
        if text.transcript.stage is TranscriptStage.REFINED:
            desk.hear_again(self._answer.take_number, text.transcript)

    def _keep(self, first: int, last: int, typed: str, is_said_right: bool) -> None:  # noqa: FBT001
        """What was in the field stands for these words now."""
        text, desk = self.text, self._marks.desk
        if text is None or desk is None:
            return
        resumes, self._resumes = self._resumes and is_said_right, False
        said = [word.word for word in text.words[first : last + 1]]
        if typed_words(typed) != said:
            self._apply(replace_words(text.as_correction, first, last, typed))
            written = " ".join(typed_words(typed))
            announce(self._panel, f"Now “{written}”" if written else "Deleted")
        elif is_said_right and any(is_uncertain(word) for word in text.words[first : last + 1]):
            self._apply(confirm_words(text.as_correction, first, last))
        else:
            desk.drop_words()
        if resumes:
            self._answer.playback.resume()

    def _apply(self, *edits: Edit) -> None:
        desk = self._marks.desk
        if desk is not None:
            desk.correct(self._answer.take_number, *edits)

    def _draft(self, first: int, last: int, typed: str) -> None:
        text, desk = self.text, self._marks.desk
        if text is not None and desk is not None:
            edit = replace_words(text.as_correction, first, last, typed)
            desk.type_words(self._answer.take_number, edit)

    def _drop(self) -> None:
        self._resumes = False
        if self._marks.desk is not None:
            self._marks.desk.drop_words()

    def _hush(self) -> None:
        """Correcting pauses what is playing."""
        if self._answer.playback.is_playing:
            self._resumes = True
            self._answer.playback.pause()

    def _play(self, first: int, last: int, loops: bool) -> None:  # noqa: FBT001  (a signal's)
        self._resumes = False
        clip = self._answer.audible(self._panel.view.layout_of_words.stretch(first, last))
        if loops:
            self._loops = not self._answer.playback.is_looping
            self._answer.playback.toggle_loop(clip)
        else:
            self._answer.playback.play_clip(*clip)

    def _end_loop(self) -> None:
        """What was repeated to hear the words is not repeated when they are done."""
        loops, self._loops = self._loops, False
        if loops and self._answer.playback.is_looping:
            self._answer.playback.toggle_loop(None)

    def _may_correct(self) -> bool:
        """Whether words can be corrected now; why not is told."""
        if self._marks.desk is None:
            self.told.emit(_NOT_OURS)
        elif self.text is None:
            self.told.emit(_NOT_YET)
        else:
            return True
        return False

    def _refresh(self) -> None:
        """A step was made or taken back: show the words as they are now."""
        desk = self._marks.desk
        if desk is not None and self.text is not None:
            self._panel.set_correction(desk.correction(self._answer.take_number))
