"""How the cells of the list are painted: a question, under it remarks and searched words."""

from __future__ import annotations

import html
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from mockinterview.index.places import HIT_END, HIT_START
from mockinterview.ui import tokens
from mockinterview.ui.attempts.columns import QUESTION
from mockinterview.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

SNIPPET_ROLE: Final = Qt.ItemDataRole.UserRole + 1
REMARKS_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""What has no column of its own where room is short."""
_LINES_BESIDE = 3
"""The question is told in full; what stands beside it ends in an ellipsis after so many lines."""


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
        beneath = _beneath(index)
        if beneath:
            room = narrowed.rect.width() - 2 * _style_margin(option)
            document = self._document(index.data(), beneath, room)
            return QSize(option.rect.width(), round(document.size().height()) + 2 * tokens.SPACE_8)
        hint = super().sizeHint(narrowed, index)
        if index.column() != QUESTION:
            font = index.data(Qt.ItemDataRole.FontRole) or option.font
            lines = _LINES_BESIDE * QFontMetrics(font).lineSpacing()
            hint.setHeight(min(hint.height(), lines + 2 * tokens.SPACE_12))
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Words with what was found by a document, everything else by the style."""
        beneath = _beneath(index)
        if not beneath:
            super().paint(painter, option, index)
            return
        empty = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        empty.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, option.widget)
        margin = tokens.SPACE_12 + _style_margin(option)
        room = option.rect.adjusted(margin, 0, -margin, 0)
        document = self._document(index.data(), beneath, room.width())
        above = max(0.0, (room.height() - document.size().height()) / 2)
        painter.save()
        painter.translate(QPointF(room.left(), room.top() + above))
        document.drawContents(painter)
        painter.restore()

    def _document(self, prompt: str, beneath: list[str], width: int) -> QTextDocument:
        colours, small = self._theme.palette, self._theme.font(tokens.META).pixelSize()
        words = "".join(
            f'<p style="margin:0;color:{colours.muted};font-size:{small}px">{html.escape(line)}</p>'
            for line in beneath
        )
        words = words.replace(HIT_START, f'<span style="color:{colours.ink};font-weight:600">')
        words = words.replace(HIT_END, "</span>")
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._theme.font(tokens.BODY))
        document.setTextWidth(width)
        document.setHtml(
            f'<p style="margin:0;color:{colours.ink}">{html.escape(prompt)}</p>{words}'
        )
        return document


def _beneath(index: AnyIndex) -> list[str]:
    """The lines beneath the question, none of them empty."""
    lines = (index.data(REMARKS_ROLE), index.data(SNIPPET_ROLE))
    return [line.replace("\n", " ") for line in lines if line]


def _style_margin(option: QStyleOptionViewItem) -> int:
    """What the style keeps clear at either side of words, besides the padding."""
    metric = QStyle.PixelMetric.PM_FocusFrameHMargin
    return option.widget.style().pixelMetric(metric, option, option.widget) + 1
