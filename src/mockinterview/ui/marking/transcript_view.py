"""The words of the answer: click one to play from it, drag over some to choose them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip

from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.transcript_display import TranscriptDisplay
from mockinterview.ui.marking.transcript_text import Piece, PieceKind
from mockinterview.ui.marking.wording import piece_words, word_doubt
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip


class TranscriptView(TranscriptDisplay):
    """A transcript to read, listen through, choose words in and copy from.

    Signals: `word_clicked(index)`; `edit_asked(first, last)`; `delete_asked` of what is chosen;
    `filler_clicked(index)`; `menu_asked(word, place)` with a place on the screen.
    """

    word_clicked = Signal(int)
    edit_asked = Signal(int, int)
    delete_asked = Signal()
    filler_clicked = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._is_dragging = False
        self.setAccessibleName("Transcript")
        self.setAccessibleDescription(
            "Left and Right go from word to word, with Control from sentence to sentence, with "
            "Shift they choose, Enter plays, C corrects."
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setMouseTracking(True)

    def plain_text(self) -> str:
        """The chosen words, or all of them, without pauses and numbers."""
        first, last = self.chosen or (0, len(self._words) - 1)
        return self._layout.plain(first, last)

    def copy_words(self) -> bool:
        """Copy the chosen words, or all of them; False where there are none."""
        if self._words:
            QGuiApplication.clipboard().setText(self.plain_text())
        return bool(self._words)

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
            self.reveal(word)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a drag plays from the word, or the hesitation that was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._words:
            return
        if not self._is_dragging:
            piece = self._piece_under(event.position().toPoint())
            if piece is not None and piece.kind is PieceKind.FILLER:
                self.filler_clicked.emit(piece.item)
            else:
                self.word_clicked.emit(self._head)
        self._is_dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Correct the word."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._words:
            return
        piece = self._piece_under(event.position().toPoint())
        if piece is not None and piece.kind is PieceKind.FILLER:
            return
        word = self._word_under(event.position().toPoint())
        self._is_dragging = True  # the release that follows is no click
        self._head = word
        self.edit_asked.emit(word, word)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the word under the mouse, or of the one the keyboard is at."""
        if not self._words:
            return
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            word, place = self._word_under(event.pos()), event.globalPos()
        else:
            _, word = self.current_words or (0, 0)
            area, _ = self.area_of(word, word)
            place = self.viewport().mapToGlobal(area.bottomLeft())
        if self.chosen is None or not self.chosen[0] <= word <= self.chosen[1]:
            self.choose(word, word)
        self.menu_asked.emit(word, place)

    def event(self, event: QEvent) -> bool:
        """Delete is for the chosen words while the keyboard is here."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
            and self.chosen is not None
        ):
            event.accept()
            return True
        return super().event(event)

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
            self.copy_words()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of what is under the mouse: a word in doubt, a hesitation, words taken away."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._words:
            piece = self._piece_under(event.pos())
            words = piece_words(self._layout, piece) if piece is not None else ""
            if words:
                QToolTip.showText(event.globalPos(), plain_tip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def tell_doubt(self, word: int) -> None:
        """Have a screen reader say that the model was unsure of a word."""
        doubt = word_doubt(self._words[word])
        if doubt:
            announce(self, doubt)

    def _step(self, step: int, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.extend_choice(step)
        elif self._words:
            head = min(len(self._words) - 1, max(0, self._head + step))
            self.choose(head, head)
            self.reveal(head)
            self.tell_doubt(head)

    def _word_under(self, point: QPoint) -> int:
        word = self._layout.word_at(self.cursorForPosition(point).position())
        return word or 0

    def _piece_under(self, point: QPoint) -> Piece | None:
        """What is drawn there; a cursor may stand behind the letter that is pointed at."""
        cursor = self.cursorForPosition(point)
        position = cursor.position()
        if self.cursorRect(cursor).left() > point.x():
            position -= 1
        return self._layout.piece_at(max(0, position))
