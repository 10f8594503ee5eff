"""The small field over words of the transcript in which they are corrected."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.marking.correcting.typed_keys import keep_typed_key
from mockinterview.ui.marking.transcript_document import LINE_HEIGHT_PERCENT
from mockinterview.ui.theme import Theme

_FRAME_PIXELS = 2
_SIDE_PIXELS = tokens.SPACE_4 + _FRAME_PIXELS
"""From the edge of the field to its text."""
_CARET_PIXELS = 2
_KEYS = (
    "Enter keeps it, Tab goes on to the next word, Escape gives it up, Control and Space play it."
)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class WordField(QTextEdit):
    """As wide as its words; too many for one line break into more.

    Signals: `committed` by Enter; `given_up` by Escape; `stepped(1 or -1)` by Tab and Shift+Tab;
    `joined(1 or -1)` when the space towards the next word or the one before is deleted;
    `play_asked(loops)`; `left` when the focus goes elsewhere in the program.
    """

    committed = Signal()
    given_up = Signal()
    stepped = Signal(int)
    joined = Signal(int)
    play_asked = Signal(bool)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._theme = theme
        self._words_area = QRect()
        self._is_one_line = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAcceptRichText(False)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def open(self, text: str, caret: int | None = None, *, doubt: str = "") -> None:
        """Take the keyboard with this text, all of it chosen, or with the caret in it.

        `doubt` is told to a screen reader: that the program was unsure of a word.
        """
        self.setAccessibleName(f"Correct “{text}”")
        self.setAccessibleDescription(f"{doubt} {_KEYS}".strip())
        self.setPlainText(text)
        self.selectAll()
        if caret is not None:
            cursor = self.textCursor()
            cursor.setPosition(caret)
            self.setTextCursor(cursor)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_over(self, area: QRect, *, is_one_line: bool) -> None:
        """Lie over the words that are corrected, which take this area of the parent."""
        self._words_area, self._is_one_line = area, is_one_line
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the page from acting while words are typed."""
        return keep_typed_key(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Tab and Escape end the field; at its ends the neighbours can be joined."""
        key, modifiers = event.key(), event.modifiers()
        if key in _ENTER:
            self.committed.emit()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.stepped.emit(1 if key == Qt.Key.Key_Tab else -1)
        elif key == Qt.Key.Key_Space and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.play_asked.emit(bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Backspace and self._is_at(0):
            self.joined.emit(-1)
        elif key == Qt.Key.Key_Delete and self._is_at(self.document().characterCount() - 1):
            self.joined.emit(1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Tab is a key of the field."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left; a menu or another program's window does not count."""
        super().focusOutEvent(event)
        if event.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted line breaks become spaces."""
        self.insertPlainText(" ".join(source.text().split()))

    def _is_at(self, position: int) -> bool:
        cursor = self.textCursor()
        return not cursor.hasSelection() and cursor.position() == position

    def _fit(self) -> None:
        """Be as wide as the words and what stands for them; keep inside the parent."""
        area, room = self._words_area, self._parent.width()
        metrics = QFontMetrics(self._theme.font(tokens.TRANSCRIPT))
        wanted = max(metrics.horizontalAdvance(self.text) + _CARET_PIXELS, area.width())
        wanted += 2 * _SIDE_PIXELS
        is_one_line = self._is_one_line and wanted <= room
        self._set_line_height(100.0 if is_one_line else LINE_HEIGHT_PERCENT)
        self.setFixedWidth(wanted if is_one_line else room)
        height = math.ceil(self.document().size().height()) + 2 * _FRAME_PIXELS
        self.setFixedHeight(min(height, self._parent.height()))
        left = max(0, min(area.left() - _SIDE_PIXELS, room - wanted)) if is_one_line else 0
        lowest = self._parent.height() - self.height()
        self.move(left, max(0, min(area.top() - _FRAME_PIXELS, lowest)))

    def _set_line_height(self, per_cent: float) -> None:
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        spacing = QTextBlockFormat()
        spacing.setLineHeight(per_cent, kind)
        cursor = QTextCursor(self.document())
        if cursor.blockFormat().lineHeight() != per_cent:
            self.blockSignals(True)  # nothing was typed
            cursor.joinPreviousEditBlock()  # and it is no step of undo
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(spacing)
            cursor.endEditBlock()
            self.blockSignals(False)

    def _restyle(self) -> None:
        colours = self._theme.palette
        size = self._theme.pixels(tokens.TRANSCRIPT)
        look = (
            f"background: {colours.surface}; border: {_FRAME_PIXELS}px solid {colours.accent};"
            f" border-radius: {tokens.SPACE_4}px; padding: 0px {tokens.SPACE_4}px;"
            f" font-size: {size}px;"
        )
        self.setStyleSheet(f"QTextEdit, QTextEdit:focus {{ {look} }}")
        self._fit()
