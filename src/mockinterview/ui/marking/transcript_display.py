"""The words of a transcript as they are drawn: cited, found, being said, chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from mockinterview.core.transcript import Filler, Word
from mockinterview.ui import tokens
from mockinterview.ui.marking.transcript_document import TranscriptDocument
from mockinterview.ui.marking.transcript_looks import Looks, Marked
from mockinterview.ui.marking.transcript_text import Removed, TranscriptText
from mockinterview.ui.theme import Theme


class TranscriptDisplay(QTextEdit):
    """Shows words; what a mouse and a keyboard do with them is the view's business.

    Signals: `words_chosen(first, last)`, or (-1, -1) when nothing is chosen any more; `text_moved`
    when words stand elsewhere on the viewport.
    """

    words_chosen = Signal(int, int)
    text_moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = TranscriptText(())
        self._looks = Looks(theme)
        self._page = TranscriptDocument(self, self._looks)
        self._words: Sequence[Word] = ()
        self._fillers: Sequence[Filler] = ()
        self._removed: Sequence[Removed] = ()
        self._numbers: Mapping[int, Sequence[int]] = {}
        self._marked = Marked()
        self._found: Sequence[tuple[int, int]] = ()
        self._spoken: int | None = None
        self._anchor: int | None = None
        self._head = 0
        self._is_held = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(tokens.SPACE_4)
        self.verticalScrollBar().valueChanged.connect(self.text_moved)
        self.document().documentLayout().documentSizeChanged.connect(self.text_moved)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def layout_of_words(self) -> TranscriptText:
        """Which word stands where."""
        return self._layout

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The first and the last chosen word."""
        if self._anchor is None:
            return None
        first, last = sorted((self._anchor, self._head))
        return first, last

    @property
    def current_words(self) -> tuple[int, int] | None:
        """The chosen words, else the one being said, else the one clicked last."""
        if not self._words:
            return None
        word = self._spoken if self._spoken is not None else self._head
        return self.chosen or (word, word)

    def show_words(self, words: Sequence[Word], fillers: Sequence[Filler] = ()) -> None:
        """Show another transcript."""
        self._words, self._fillers, self._removed = words, fillers, ()
        self._spoken = self._anchor = None
        self._head = 0
        self._numbers, self._marked, self._found = {}, Marked(), ()
        self._lay_out()

    def change_words(
        self,
        words: Sequence[Word],
        fillers: Sequence[Filler] = (),
        removed: Sequence[Removed] = (),
        new: frozenset[int] = frozenset(),
    ) -> None:
        """The same transcript, some of whose words are other ones now.

        What is chosen and where it is scrolled stay. What is cited is to be told anew.

        Args:
            words: all words.
            fillers: the hesitations among them.
            removed: the words to show struck through.
            new: those to show as a person's own.
        """
        before, chosen = self._layout, self.chosen
        head = before.words[self._head].start if before.words else 0.0
        self._words, self._fillers, self._removed = words, fillers, removed
        self._numbers, self._marked, self._found = {}, Marked(new=new), ()
        self._anchor = None
        self._spoken = None
        self._lay_out()
        self._head = self._layout.word_at_time(head) or 0
        if chosen is not None:
            stretch = before.stretch(*chosen)
            inside = self._layout.words_within(stretch.start, stretch.end)
            if inside:
                self.choose(inside[0], inside[-1])
            else:
                self.words_chosen.emit(-1, -1)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Write the text once, at the end, although several things about it change."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
            self._lay_out()

    def set_citations(
        self,
        numbers: Mapping[int, Sequence[int]],
        cited: frozenset[int],
        lit: frozenset[int],
    ) -> None:
        """Show what is cited.

        Args:
            numbers: criterion numbers behind the last word of each citation.
            cited: the words of every citation.
            lit: those of the current criterion.
        """
        marked = Marked(cited, lit, self._marked.new)
        if (numbers, marked) == (self._numbers, self._marked):
            return
        self._numbers, self._marked = numbers, marked
        self._lay_out()

    def set_spoken(self, word: int | None) -> None:
        """Follow the sound: this word is being said."""
        if word != self._spoken:
            self._spoken = word
            self._paint_marks()
            if word is not None and self._anchor is None:
                self.reveal(word)

    def set_found(self, places: Sequence[tuple[int, int]]) -> None:
        """Show the words that were searched for, each place as its first and last word."""
        if places != self._found:
            self._found = places
            self._paint_marks()

    def choose(self, first: int, last: int) -> None:
        """Choose these words; the last is where Shift+Left and Shift+Right go on."""
        self._anchor, self._head = first, last
        self._show_choice()
        self.words_chosen.emit(*sorted((first, last)))

    def clear_choice(self) -> None:
        """Choose nothing."""
        if self._anchor is not None:
            self._head = self._anchor
            self._anchor = None
            self._show_choice()
            self.words_chosen.emit(-1, -1)

    def extend_choice(self, step: int) -> None:
        """Choose one word more or less, beginning at the word being said."""
        if not self._words:
            return
        if self._anchor is None:
            start = self._spoken if self._spoken is not None else self._head
            self.choose(start, start)
            return
        head = min(len(self._words) - 1, max(0, self._head + step))
        self.choose(self._anchor, head)
        self.reveal(head)

    def area_of(self, first: int, last: int) -> tuple[QRect, bool]:
        """Where these words are on the viewport, and whether on one line."""
        return self._page.area(*self._layout.span(first, last))

    def reveal(self, word: int) -> None:
        """Scroll so far that the word is seen."""
        if self._is_held:
            return
        area, _ = self.area_of(word, word)
        bar = self.verticalScrollBar()
        margin = area.height()
        if area.bottom() + margin > self.viewport().height():
            bar.setValue(bar.value() + area.bottom() + margin - self.viewport().height())
        elif area.top() < 0:
            bar.setValue(bar.value() + area.top() - margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self.text_moved.emit()

    def _lay_out(self) -> None:
        """Write the text anew; what is chosen and where it is scrolled stay."""
        self._layout = TranscriptText(self._words, self._numbers, self._fillers, self._removed)
        if self._is_held:
            return
        scrolled = self.verticalScrollBar().value()
        self._page.write(self._layout, self._marked)
        self._show_choice()
        self._paint_marks()
        self.verticalScrollBar().setValue(scrolled)

    def _show_choice(self) -> None:
        if self._is_held:
            return
        cursor = self.textCursor()
        chosen = self.chosen
        if not self._words:
            cursor.clearSelection()
        elif chosen is None:
            cursor.setPosition(self._layout.span(self._head, self._head)[1])
        else:
            start, end = self._layout.span(*chosen)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _paint_marks(self) -> None:
        """Lay the found words and the spoken one over the text."""
        if self._is_held:
            return
        found, spoken = self._looks.found(), self._looks.spoken()
        marks = [self._mark(first, last, found) for first, last in self._found]
        if self._spoken is not None and self._spoken < len(self._words):
            marks.append(self._mark(self._spoken, self._spoken, spoken))
        self.setExtraSelections(marks)

    def _mark(self, first: int, last: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        # PySide declares what a selection consists of as attributes that can be set.
        mark.cursor = self._page.selection(*self._layout.span(first, last))
        mark.format = form
        return mark

    def _restyle(self) -> None:
        colours = self._theme.palette
        self.setStyleSheet(
            "QTextEdit { background: transparent; border: 2px solid transparent; padding: 0px; }"
            f"QTextEdit:focus {{ border: 2px solid {colours.accent_soft}; padding: 0px; }}"
        )
        self._looks.forget()
        self._page.forget()
        self._lay_out()
