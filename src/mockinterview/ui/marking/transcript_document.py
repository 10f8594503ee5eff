"""The document of a transcript: written so that only what differs is written anew."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from mockinterview.ui.marking.transcript_looks import Look, Looks
from mockinterview.ui.marking.transcript_text import TranscriptText

LINE_HEIGHT_PERCENT = 145.0

_Run = tuple[str, Look]


class TranscriptDocument:
    """Writes texts into the document of a view."""

    def __init__(self, view: QTextEdit, looks: Looks) -> None:
        self._view = view
        self._looks = looks
        self._runs: list[_Run] = []

    def forget(self) -> None:
        """Nothing of what stands there may stay: it has the looks of another theme."""
        self._runs = []

    def write(self, text: TranscriptText, new: frozenset[int]) -> None:
        """Make the document say this; what is the same at its beginning and its end stays.

        `new` are the words to show as a person's own.
        """
        looks = self._looks.of_pieces(text, new)
        runs = [(piece.text, look) for piece, look in zip(text.pieces, looks, strict=True)]
        old, self._runs = self._runs, runs
        if not old:
            self._clear()
        first = _same_at_start(old, runs)
        behind = _same_at_end(old[first:], runs[first:])
        cursor = QTextCursor(self._view.document())
        cursor.beginEditBlock()
        cursor.setPosition(_length(old[:first]))
        gone = _length(old[first : len(old) - behind])
        cursor.setPosition(cursor.position() + gone, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        # Pieces that look alike are written together: hundreds of inserts would be felt.
        for look, same in groupby(runs[first : len(runs) - behind], lambda run: run[1]):
            cursor.insertText("".join(part for part, _ in same), self._looks.format(look))
        cursor.endEditBlock()

    def selection(self, start: int, end: int) -> QTextCursor:
        """A cursor over these characters."""
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def area(self, start: int, end: int) -> tuple[QRect, bool]:
        """Where these characters are on the viewport, and whether on one line.

        Of more lines than one the area is as wide as the text.
        """
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(start)
        first = self._view.cursorRect(cursor)
        cursor.setPosition(end)
        last = self._view.cursorRect(cursor)
        if first.top() == last.top():
            return QRect(first.topLeft(), last.bottomRight()), True
        margin = round(self._view.document().documentMargin())
        right = self._view.viewport().width() - margin
        return QRect(margin, first.top(), right - margin, last.bottom() - first.top()), False

    def _clear(self) -> None:
        cursor = QTextCursor(self._view.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.setBlockFormat(spacing)


def _same_at_start(old: list[_Run], new: list[_Run]) -> int:
    for index, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return index
    return min(len(old), len(new))


def _same_at_end(old: list[_Run], new: list[_Run]) -> int:
    return _same_at_start(old[::-1], new[::-1])


def _length(runs: list[_Run]) -> int:
    return len("".join(text for text, _ in runs).encode("utf-16-le")) // 2
