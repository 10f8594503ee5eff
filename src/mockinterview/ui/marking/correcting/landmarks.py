"""From one uncertain word to the next, and from one hesitation to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from mockinterview.ui.marking.answer_column import AnswerColumn
from mockinterview.ui.marking.correcting.take_text import TakeText


class Landmarks(QObject):
    """Goes to places of the answer that are worth a look. `told(words)` is something to say."""

    told = Signal(str)

    def __init__(self, answer: AnswerColumn) -> None:
        super().__init__(answer)
        self._answer = answer
        self._panel = answer.transcript

    @property
    def text(self) -> TakeText | None:
        """The words that are shown, when they are complete."""
        return self._panel.text

    def step_uncertain(self, step: int) -> None:
        """Choose the next word that the program was unsure of, or the one before."""
        text, view = self.text, self._panel.view
        if text is None:
            return
        if not text.uncertain:
            self.told.emit("No word is uncertain.")
            return
        _, here = view.current_words or (0, 0)
        is_begun = view.chosen is not None
        if step > 0:
            rest = [word for word in text.uncertain if word > here or not (is_begun or word < here)]
            word = (rest or text.uncertain)[0]
        else:
            word = ([each for each in text.uncertain if each < here] or text.uncertain)[-1]
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)  # Enter plays from it
        view.choose(word, word)
        view.reveal(word)
        view.tell_doubt(word)

    def step_filler(self, step: int) -> None:
        """Play the next hesitation, or the one before."""
        text = self.text
        if text is None:
            return
        if not text.fillers:
            self.told.emit("No hesitation was heard.")
            return
        here = self._answer.playback.position
        order = range(len(text.fillers))
        if step > 0:
            rest = [index for index in order if text.fillers[index].start > here]
        else:
            rest = [index for index in order if text.fillers[index].end < here]
        self._answer.play_filler((rest or order)[0 if step > 0 else -1])
