"""How the cells of the list are painted: a question, under it where searched words stand."""

from __future__ import annotations

import html
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from mockinterview.index.places import HIT_END, HIT_START
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

SNIPPET_ROLE: Final = Qt.ItemDataRole.UserRole + 1


def plain(snippet: str) -> str:
    """The words of a snippet without the marks of what was found."""
    return snippet.replace(HIT_START, "").replace(HIT_END, "").replace("\n", " ")


class AttemptCells(QStyledItemDelegate):
    """Asks for the height of the words at the width that the padding of a cell leaves them."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as the words, broken where they will be."""
        narrowed = QStyleOptionViewItem(option)
        narrowed.rect = option.rect.adjusted(0, 0, -2 * tokens.SPACE_12, 0)
        snippet = index.data(SNIPPET_ROLE)
        if not snippet:
            return super().sizeHint(narrowed, index)
        document = self._document(index.data(), snippet, narrowed.rect.width())
        return QSize(option.rect.width(), round(document.size().height()) + 2 * tokens.SPACE_8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Words with what was found by a document, everything else by the style."""
        snippet = index.data(SNIPPET_ROLE)
        if not snippet:
            super().paint(painter, option, index)
            return
        empty = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        empty.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, option.widget)
        room = option.rect.adjusted(tokens.SPACE_12, 0, -tokens.SPACE_12, 0)
        document = self._document(index.data(), snippet, room.width())
        above = max(0.0, (room.height() - document.size().height()) / 2)
        painter.save()
        painter.translate(QPointF(room.left(), room.top() + above))
        document.drawContents(painter)
        painter.restore()

    def _document(self, prompt: str, snippet: str, width: int) -> QTextDocument:
        colours, small = self._theme.palette, self._theme.font(tokens.META).pixelSize()
        words = html.escape(snippet.replace("\n", " "))
        words = words.replace(HIT_START, f'<span style="color:{colours.ink};font-weight:600">')
        words = words.replace(HIT_END, "</span>")
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._theme.font(tokens.BODY))
        document.setTextWidth(width)
        document.setHtml(
            f'<p style="margin:0;color:{colours.ink}">{html.escape(prompt)}</p>'
            f'<p style="margin:0;color:{colours.muted};font-size:{small}px">{words}</p>'
        )
        return document
