"""The words of a transcript as they are drawn: cited, found, being said, chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from mockinterview.core.transcript import Filler, Word, is_uncertain
from mockinterview.ui import tokens
from mockinterview.ui.marking.citations import Citation, tints
from mockinterview.ui.marking.transcript_document import TranscriptDocument
from mockinterview.ui.marking.transcript_looks import Looks
from mockinterview.ui.marking.transcript_text import PieceKind, Removed, TranscriptText
from mockinterview.ui.theme import Theme

LAYERS = ("cited", "on cited", "lit", "chosen", "suggested", "found", "spoken")
"""What lies over the words, from below to above. A ground is told by a background and no
foreground, a line by a foreground and no background: then each is seen through the other."""

_Mark = tuple[int, int, QTextCharFormat]
"""From one character to another, and how it is drawn."""


class TranscriptDisplay(QTextEdit):
    """Shows words; what a mouse and a keyboard do with them is the view's business.

    What is cited, suggested, found or said lies over the text in layers, so that no line breaks
    anew however much is marked.

    Signals: `words_chosen(first, last)`, or (-1, -1) when nothing is chosen any more; `text_moved`
    when words stand elsewhere on the viewport; `citations_shown` when others are cited.
    """

    words_chosen = Signal(int, int)
    text_moved = Signal()
    citations_shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = TranscriptText(())
        self._looks = Looks(theme)
        self._page = TranscriptDocument(self, self._looks)
        self._words: Sequence[Word] = ()
        self._fillers: Sequence[Filler] = ()
        self._removed: Sequence[Removed] = ()
        self._new: frozenset[int] = frozenset()
        self._citations: Sequence[Citation] = ()
        self._layers: dict[str, Sequence[_Mark]] = {}
        self._found: Sequence[tuple[int, int]] = ()
        self._spoken: int | None = None
        self._anchor: int | None = None
        self._head = 0
        self._is_held = False
        self._is_writing = False
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
        self.verticalScrollBar().valueChanged.connect(self._tell_moved)
        self.document().documentLayout().documentSizeChanged.connect(self._tell_moved)
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
    def choice_ends(self) -> tuple[int, int] | None:
        """Where the choice began, and the word up to which it goes now."""
        return None if self._anchor is None else (self._anchor, self._head)

    @property
    def spoken(self) -> int | None:
        """The word that is being said."""
        return self._spoken

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
        self._forget_marks()
        self._lay_out()

    def change_words(
        self,
        words: Sequence[Word],
        fillers: Sequence[Filler] = (),
        removed: Sequence[Removed] = (),
        new: frozenset[int] = frozenset(),
    ) -> None:
        """The same transcript, some of whose words are other ones now.

        What is chosen and where it is scrolled stay. What is cited, and what was laid over the
        words, is to be told anew.

        Args:
            words: all words.
            fillers: the hesitations among them.
            removed: the words to show struck through.
            new: those to show as a person's own.
        """
        before, chosen = self._layout, self.chosen
        head = before.words[self._head].start if before.words else 0.0
        self._words, self._fillers, self._removed = words, fillers, removed
        self._forget_marks(new)
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

    @property
    def citations(self) -> Sequence[Citation]:
        """What is shown as cited."""
        return self._citations

    def set_citations(self, citations: Sequence[Citation]) -> None:
        """Show what is cited."""
        if citations != self._citations:
            self._citations = citations
            self._tint()
            self._paint_marks()
            self.citations_shown.emit()

    def set_layer(self, name: str, marks: Sequence[tuple[int, int, QTextCharFormat]]) -> None:
        """Lay something over words; other words make it go.

        Args:
            name: which of `LAYERS`.
            marks: the first and the last word of each place, and how it is drawn.
        """
        self._layers[name] = [
            (*self._layout.span(first, last), form) for first, last, form in marks
        ]
        self._paint_marks()

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

    def word_after(self, move: QTextCursor.MoveOperation, word: int) -> int:
        """The word that a move of a text cursor leads to from the middle of this one."""
        start, end = self._layout.span(word, word)
        cursor = QTextCursor(self.document())
        cursor.setPosition((start + end) // 2)
        cursor.movePosition(move)
        return self._layout.word_at(cursor.position()) or 0

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
        self._tell_moved()

    def _tell_moved(self, *_: object) -> None:
        """Words stand elsewhere; while they are written, not all of them stand anywhere."""
        if not self._is_writing:
            self.text_moved.emit()

    def _lay_out(self) -> None:
        """Write the text anew; what is chosen and where it is scrolled stay."""
        self._layout = TranscriptText(self._words, self._fillers, self._removed)
        if self._is_held:
            return
        scrolled = self.verticalScrollBar().value()
        self._is_writing = True
        self._page.write(self._layout, self._new)
        self._is_writing = False
        self._show_choice()
        self._tint()
        self._paint_marks()
        self.verticalScrollBar().setValue(scrolled)
        self._tell_moved()

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

    def _forget_marks(self, new: frozenset[int] = frozenset()) -> None:
        self._new, self._found, self._citations, self._layers = new, (), (), {}
        self.citations_shown.emit()

    def _tint(self) -> None:
        """The ground under what is cited, and a line under what the current criterion has of it."""
        looks, layout = self._looks, self._layout
        grounds: list[_Mark] = []
        lines: list[_Mark] = []
        for tint in tints(self._citations, layout):
            ground = looks.cited(is_deep=tint.depth > 1 or tint.is_chosen)
            start, end = layout.span(tint.first, tint.last)
            if tint.goes_on:
                end = layout.span(tint.last + 1, tint.last + 1)[0]
            grounds.append((start, end, ground))
            if tint.is_lit:
                lines += self._lines(tint.first, tint.last)
        within = layout.spans_of(
            {PieceKind.PAUSE, PieceKind.FILLER}, [mark[:2] for mark in grounds]
        )
        self._layers |= {
            "cited": grounds,
            "on cited": [(*span, looks.on_cited()) for span in within],
            "lit": lines,
            "chosen": self._frames(),
        }

    def _frames(self) -> list[_Mark]:
        """A frame around the citation in hand."""
        layout, form = self._layout, self._looks.chosen_citation()
        stretches = [citation.stretch for citation in self._citations if citation.is_chosen]
        inside = [layout.words_within(stretch.start, stretch.end) for stretch in stretches]
        return [(*layout.span(words[0], words[-1]), form) for words in inside if words]

    def _lines(self, first: int, last: int) -> list[_Mark]:
        """Lines under words; doubt and changes keep their own, so that there is a gap."""
        form = self._looks.lit()
        plain = [
            index
            for index in range(first, last + 1)
            if not is_uncertain(self._words[index]) and index not in self._new
        ]
        runs: list[list[int]] = []
        for index in plain:
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        return [(*self._layout.span(run[0], run[-1]), form) for run in runs]

    def _paint_marks(self) -> None:
        """Lay everything over the text that is to be seen there."""
        if self._is_held:
            return
        found, spoken = self._looks.found(), self._looks.spoken()
        self._layers["found"] = [
            (*self._layout.span(first, last), found) for first, last in self._found
        ]
        word = self._spoken
        is_said = word is not None and word < len(self._words)
        said = self._layout.span(word, word) if is_said and word is not None else None
        self._layers["spoken"] = [(*said, spoken)] if said else []
        marks = [self._mark(*mark) for name in LAYERS for mark in self._layers.get(name, ())]
        self.setExtraSelections(marks)

    def _mark(self, start: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        # PySide declares what a selection consists of as attributes that can be set.
        mark.cursor = self._page.selection(start, end)
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
