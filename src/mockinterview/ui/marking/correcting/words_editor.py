"""Correcting words in place: which are in the field, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mockinterview.ui.marking.correcting.word_field import WordField
from mockinterview.ui.marking.transcript_view import TranscriptView
from mockinterview.ui.marking.wording import word_doubt
from mockinterview.ui.theme import Theme

RESTING_MILLISECONDS = 400
"""What is typed is kept as a draft when the typing rests this long."""


class WordsEditor(QObject):
    """A field over some words of the view, one at a time.

    `keep(first, last, text, is_said_right)` makes text of words; the view shows other words when
    it returns. `is_said_right` is true for Enter, by which a person vouches for the words.

    Signals: `began` and `ended` of each field; `rested(first, last, text)` for a draft;
    `given_up`; `play_asked(first, last, loops)`.
    """

    began = Signal()
    ended = Signal()
    rested = Signal(int, int, str)
    given_up = Signal()
    play_asked = Signal(int, int, bool)

    def __init__(self, theme: Theme, view: TranscriptView) -> None:
        super().__init__(view)
        self.keep: Callable[[int, int, str, bool], None] = _keep_nothing
        self._view = view
        self._words: tuple[int, int] | None = None
        self.field = WordField(theme, view.viewport())
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTING_MILLISECONDS)
        self._rest.timeout.connect(self._tell_rest)
        field = self.field
        field.textChanged.connect(self._type)
        field.committed.connect(lambda: self.commit(is_said_right=True))
        field.left.connect(lambda: self.commit(is_left=True))
        field.given_up.connect(self.give_up)
        field.stepped.connect(self._step)
        field.joined.connect(self._join)
        field.play_asked.connect(self._play)
        view.text_moved.connect(self._place)

    @property
    def words(self) -> tuple[int, int] | None:
        """The first and the last word in the field, or None without a field."""
        return self._words

    def begin(self, first: int, last: int) -> None:
        """Correct these words; what was in the field is kept."""
        self.commit(is_left=True)
        self._open(first, last, self._view.layout_of_words.plain(first, last))

    def commit(self, *, is_said_right: bool = False, is_left: bool = False) -> None:
        """Keep what is in the field and close it; without one nothing happens.

        Args:
            is_said_right: the person says that the words are right as they stand.
            is_left: the keyboard is elsewhere already.
        """
        if self._words is None:
            return
        first, last = self._words
        text = self.field.text
        self._close(is_left=is_left)
        self.keep(first, last, text, is_said_right)
        self.ended.emit()

    def give_up(self) -> None:
        """Close the field; the words stay as they were."""
        if self._words is not None:
            self._close(is_left=False)
            self.given_up.emit()
            self.ended.emit()

    def _open(self, first: int, last: int, text: str, caret: int | None = None) -> None:
        is_other = self._words is None
        self._words = None  # what the field says now is not typed
        self._view.reveal(last)
        self._view.reveal(first)
        words = self._view.layout_of_words.words[first : last + 1]
        self.field.open(text, caret, doubt=" ".join(filter(None, map(word_doubt, words))))
        self._words = (first, last)
        self._place()
        if is_other:
            self.began.emit()

    def _close(self, *, is_left: bool) -> None:
        self._words = None
        self._rest.stop()
        has_keyboard = self.field.hasFocus()
        self.field.hide()
        if has_keyboard and not is_left:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        """Keep the words and go on to the next one, or back to the one before."""
        if self._words is None:
            return
        first, last = self._words
        before = len(self._view.layout_of_words.words)
        self.commit()
        after = len(self._view.layout_of_words.words)
        word = last + 1 + after - before if step > 0 else first - 1
        if 0 <= word < after:
            self.begin(word, word)

    def _join(self, step: int) -> None:
        """Take a neighbour into the field, without the space between them."""
        if self._words is None:
            return
        first, last = self._words
        words, text = self._view.layout_of_words.words, self.field.text
        if step < 0 < first:
            joined = words[first - 1].word
            self._open(first - 1, last, joined + text, len(joined))
        elif step > 0 and last + 1 < len(words):
            self._open(first, last + 1, text + words[last + 1].word, len(text))
        else:
            return
        self._type()

    def _type(self) -> None:
        if self._words is not None:
            self._rest.start()

    def _tell_rest(self) -> None:
        if self._words is not None:
            self.rested.emit(*self._words, self.field.text)

    def _play(self, loops: bool) -> None:  # noqa: FBT001  (a signal's argument)
        if self._words is not None:
            self.play_asked.emit(*self._words, loops)

    def _place(self) -> None:
        if self._words is not None:
            area, is_one_line = self._view.area_of(*self._words)
            self.field.put_over(area, is_one_line=is_one_line)


def _keep_nothing(_first: int, _last: int, _text: str, _is_said_right: bool) -> None:  # noqa: FBT001
    """Nobody corrects yet."""
