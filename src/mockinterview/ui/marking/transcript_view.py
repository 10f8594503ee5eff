"""The words of the answer: click one to play from it, drag over some to choose them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip

from mockinterview.core.transcript import Word, is_uncertain
from mockinterview.ui import tokens
from mockinterview.ui.marking.transcript_text import (
    Piece,
    PieceKind,
    TranscriptText,
)
from mockinterview.ui.theme import Theme

_LINE_HEIGHT_PERCENT = 145.0


class _Look(NamedTuple):
    """What decides how a piece of the text is drawn."""

    kind: PieceKind
    is_uncertain: bool
    is_cited: bool
    is_lit: bool


class TranscriptView(QTextEdit):
    """A transcript to read, listen through, choose words in and copy from.

    Signals: `word_clicked(index)`; `words_chosen(first, last)`, or (-1, -1) when nothing is
    chosen any more.
    """

    word_clicked = Signal(int)
    words_chosen = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = TranscriptText(())
        self._words: Sequence[Word] = ()
        self._numbers: Mapping[int, Sequence[int]] = {}
        self._cited: frozenset[int] = frozenset()
        self._lit: frozenset[int] = frozenset()
        self._spoken: int | None = None
        self._anchor: int | None = None
        self._head = 0
        self._is_dragging = False
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Transcript")
        self.setAccessibleDescription(
            "Left and Right go from word to word, with Shift they choose words, Enter plays."
        )
        self.document().setDocumentMargin(tokens.SPACE_4)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setMouseTracking(True)
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

    def show_words(self, words: Sequence[Word]) -> None:
        """Show another transcript."""
        self._words = words
        self._spoken = self._anchor = None
        self._head = 0
        self._numbers, self._cited, self._lit = {}, frozenset(), frozenset()
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
        if (numbers, cited, lit) == (self._numbers, self._cited, self._lit):
            return
        self._numbers, self._cited, self._lit = numbers, cited, lit
        self._lay_out()

    def set_spoken(self, word: int | None) -> None:
        """Follow the sound: this word is being said."""
        if word != self._spoken:
            self._spoken = word
            self._paint_spoken()
            if word is not None and self._anchor is None:
                self._reveal(word)

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
        self._reveal(head)

    def plain_text(self) -> str:
        """The chosen words, or all of them, without pauses and numbers."""
        first, last = self.chosen or (0, len(self._words) - 1)
        return self._layout.plain(first, last)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: the words alone."""
        data = QMimeData()
        data.setText(self.plain_text())
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._words:
            event.ignore()
            return
        word = self._word_under(event.position().toPoint())
        self._is_dragging = False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor is not None:
            self._is_dragging = True
            self.choose(self._anchor, word)
            return
        self.clear_choice()
        self._head = word
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the words that are being dragged over."""
        if not event.buttons() & Qt.MouseButton.LeftButton or not self._words:
            return
        word = self._word_under(event.position().toPoint())
        if self._is_dragging or word != self._head:
            start = self._anchor if self._anchor is not None else self._head
            self._is_dragging = True
            self.choose(start, word)
            self._reveal(word)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a drag plays from the word."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._words:
            return
        if not self._is_dragging:
            self.word_clicked.emit(self._head)
        self._is_dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the word."""
        if event.button() is Qt.MouseButton.LeftButton and self._words:
            word = self._word_under(event.position().toPoint())
            self._is_dragging = True
            self.choose(word, word)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right from word to word; Enter plays; scrolling keys scroll."""
        if event.matches(QKeySequence.StandardKey.SelectAll) and self._words:
            self.choose(0, len(self._words) - 1)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._step(1 if event.key() == Qt.Key.Key_Right else -1, event.modifiers())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._words:
            first, _ = self.chosen or (self._head, self._head)
            self.word_clicked.emit(first)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of a word that the model was unsure of."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._words:
            word = self._words[self._word_under(event.pos())]
            if is_uncertain(word):
                sure = f"{word.probability:.0%}"
                text = f"The model was unsure of “{word.word}” ({sure}). Listen to be certain."
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _step(self, step: int, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.extend_choice(step)
        elif self._words:
            head = min(len(self._words) - 1, max(0, self._head + step))
            self.choose(head, head)
            self._reveal(head)

    def _word_under(self, point: QPoint) -> int:
        word = self._layout.word_at(self.cursorForPosition(point).position())
        return word or 0

    def _lay_out(self) -> None:
        """Write the document anew; what is chosen and where it is scrolled stay."""
        self._layout = TranscriptText(self._words, self._numbers)
        scrolled = self.verticalScrollBar().value()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            _LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.setBlockFormat(spacing)
        formats = self._formats()
        # Pieces that look alike are written together: hundreds of inserts would be felt.
        for look, pieces in groupby(self._layout.pieces, self._look_of):
            text = "".join(piece.text for piece in pieces)
            cursor.insertText(text, self._dressed(formats[look.kind], look))
        cursor.endEditBlock()
        self._show_choice()
        self._paint_spoken()
        self.verticalScrollBar().setValue(scrolled)

    def _look_of(self, piece: Piece) -> _Look:
        """A space or a pause is cited when the words on both sides of it are."""
        word, kind = piece.word, piece.kind
        is_word = kind is PieceKind.WORD
        after = word if is_word else word + 1
        is_number = kind is PieceKind.NUMBER
        return _Look(
            kind=PieceKind.WORD if kind is PieceKind.SPACE else kind,
            is_uncertain=is_word and is_uncertain(self._words[word]),
            is_cited=word in self._cited and (is_number or after in self._cited),
            is_lit=word in self._lit and not is_number and after in self._lit,
        )

    def _dressed(self, form: QTextCharFormat, look: _Look) -> QTextCharFormat:
        colours = self._theme.palette
        form = QTextCharFormat(form)
        if look.is_cited:
            form.setBackground(QColor(colours.evidence))
        if look.is_lit:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(QColor(colours.partly))
        elif look.is_uncertain:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(QColor(colours.muted))
        return form

    def _formats(self) -> dict[PieceKind, QTextCharFormat]:
        colours = self._theme.palette
        body = QTextCharFormat()
        body.setFont(self._theme.font(tokens.TRANSCRIPT))
        body.setForeground(QColor(colours.ink))
        pause = QTextCharFormat()
        pause.setFont(self._theme.font(tokens.META))
        pause.setForeground(QColor(colours.muted))
        number = QTextCharFormat()
        number.setFont(self._theme.font(tokens.META, QFont.Weight.Bold))
        number.setForeground(QColor(colours.accent))
        number.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        return {
            PieceKind.WORD: body,
            PieceKind.PAUSE: pause,
            PieceKind.NUMBER: number,
        }

    def _show_choice(self) -> None:
        cursor = self.textCursor()
        chosen = self.chosen
        if chosen is None or not self._words:
            cursor.clearSelection()
        else:
            start, end = self._layout.span(*chosen)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _paint_spoken(self) -> None:
        if self._spoken is None or self._spoken >= len(self._words):
            self.setExtraSelections([])
            return
        selection = QTextEdit.ExtraSelection()
        start, end = self._layout.span(self._spoken, self._spoken)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        form = QTextCharFormat()
        form.setBackground(QColor(self._theme.palette.accent))
        form.setForeground(QColor(self._theme.palette.on_accent))
        selection.format = form
        self.setExtraSelections([selection])

    def _reveal(self, word: int) -> None:
        """Scroll so far that the word is seen."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._layout.span(word, word)[0])
        area = self.cursorRect(cursor)
        bar = self.verticalScrollBar()
        margin = area.height()
        if area.bottom() + margin > self.viewport().height():
            bar.setValue(bar.value() + area.bottom() + margin - self.viewport().height())
        elif area.top() < 0:
            bar.setValue(bar.value() + area.top() - margin)

    def _restyle(self) -> None:
        colours = self._theme.palette
        self.setStyleSheet(
            "QTextEdit { background: transparent; border: 2px solid transparent; padding: 0px; }"
            f"QTextEdit:focus {{ border: 2px solid {colours.accent_soft}; padding: 0px; }}"
        )
        self._lay_out()
