"""Choosing what to cite with the keyboard: sentence by sentence, line by line, or by seconds."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from mockinterview.ui.marking.answer_column import AnswerColumn
from mockinterview.ui.marking.evidence.sentences import sentence_at
from mockinterview.ui.marking.transcript_text import Stretch

STRETCH_SECONDS = 5.0
"""What stands for a sentence where there are no words."""

Move = QTextCursor.MoveOperation


class Choosing:
    """Moves and grows the choice in the column of the answer."""

    def __init__(self, answer: AnswerColumn) -> None:
        self._answer = answer
        self._view = answer.transcript.view
        self._left: tuple[int, int | None] | None = None
        self._view.words_chosen.connect(self._remember)

    def step_sentence(self, step: int) -> None:
        """Choose the next sentence, or the one before; at first the one being said."""
        words = self._view.layout_of_words.words
        if not words:
            self._step_stretch(step)
            return
        chosen = self._view.chosen
        place = self._place
        if chosen is None and place is None:
            first, last = sentence_at(words, (self._view.current_words or (0, 0))[0])
        else:
            start, end = chosen or sentence_at(words, place or 0)
            beside = end + 1 if step > 0 else start - 1
            if not 0 <= beside < len(words):
                beside = end if step > 0 else start
            first, last = sentence_at(words, beside)
        self._choose(first, last)

    def extend_sentence(self, step: int) -> None:
        """Choose up to the end of a sentence more or less; at first the one being said."""
        words = self._view.layout_of_words.words
        if not words:
            self._answer.extend_stretch(step * STRETCH_SECONDS)
            return
        ends = self._view.choice_ends
        if ends is None:
            self.step_sentence(1)
            return
        anchor, head = ends
        first, last = sentence_at(words, head)
        if head < anchor:
            beside = last + 1 if step > 0 else max(0, first - 1)
            self._choose(anchor, sentence_at(words, beside)[0])
        elif step > 0:
            end = last if head < last else min(len(words) - 1, last + 1)
            self._choose(anchor, sentence_at(words, end)[1])
        elif first > anchor:
            self._choose(anchor, first - 1)
        else:
            self._choose(head, sentence_at(words, max(0, anchor - 1))[0])

    def extend_line(self, move: QTextCursor.MoveOperation) -> None:
        """Choose up to the word that this move of a text cursor leads to."""
        if not self._view.layout_of_words.words:
            return
        anchor, head = self._view.choice_ends or (self._view.current_words or (0, 0))
        self._choose(anchor, self._view.word_after(move, head))

    @property
    def _place(self) -> int | None:
        """A word of what was chosen last, while the answer has not been played on since."""
        if self._left is None:
            return None
        word, spoken = self._left
        is_there = word < len(self._view.layout_of_words.words)
        return word if is_there and spoken == self._view.spoken else None

    def _choose(self, anchor: int, head: int) -> None:
        self._view.choose(anchor, head)
        self._view.reveal(head)

    def _remember(self, first: int, last: int) -> None:
        if first >= 0:
            self._left = (last, self._view.spoken)

    def _step_stretch(self, step: int) -> None:
        seconds = self._answer.seconds
        chosen = self._answer.chosen
        if seconds <= 0:
            return
        start = self._answer.playback.position
        if chosen is not None:
            start = chosen.end if step > 0 else chosen.start - STRETCH_SECONDS
        start = min(max(0.0, start), max(0.0, seconds - STRETCH_SECONDS))
        self._answer.choose_stretch(Stretch(start, min(seconds, start + STRETCH_SECONDS)))
