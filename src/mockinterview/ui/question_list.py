"""The list of questions: prompt, theme, attempts and last marks in four columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from mockinterview.core.content import Bank, Question
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
_SHARES = (0.44, 0.25, 0.145, 0.165)
"""How the width is split between prompt, theme, attempts and last marks."""
_NARROW_SHARES = (0.56, 0.0, 0.22, 0.22)
_NARROW = 480
"""In a list less wide than this (at the ordinary size of text) the theme is left out."""


@dataclass(frozen=True)
class QuestionRow:
    """One question with how it stands."""

    bank: Bank
    question: Question
    attempts: str
    marks: str

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        parts = (self.question.prompt, self.question.theme, self.attempts, self.marks)
        return ", ".join(part for part in parts if part)


class QuestionModel(QAbstractListModel):
    """The rows that search and filters leave."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[QuestionRow] = []

    def set_rows(self, rows: list[QuestionRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, its prompt, or its spoken form."""
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.question.prompt
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None


class QuestionList(QListView):
    """Questions in rows as high as their prompts; Enter or a double click takes one."""

    chosen = Signal(object)
    taken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows_model = QuestionModel()
        self.setModel(self.rows_model)
        self.setItemDelegate(QuestionDelegate(theme, self))
        self.setAccessibleName("Questions")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(theme.pixels(96))
        self.doubleClicked.connect(lambda _: self.taken.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.row))

    @property
    def row(self) -> QuestionRow | None:
        """The current row, or None when the list is empty."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, QuestionRow) else None

    def show_rows(self, rows: list[QuestionRow], question_id: str | None) -> None:
        """Show these; the question with this id stays current if it is among them."""
        self.rows_model.set_rows(rows)
        ids = [row.question.id for row in rows]
        number = ids.index(question_id) if question_id in ids else 0
        self.setCurrentIndex(self.rows_model.index(number))
        self.updateGeometry()
        if not rows:
            self.chosen.emit(None)

    def choose(self, question_id: str) -> None:
        """Make this question current, if it is there."""
        ids = [row.question.id for row in self.rows_model.rows]
        if question_id in ids:
            self.setCurrentIndex(self.rows_model.index(ids.index(question_id)))

    def sizeHint(self) -> QSize:
        """As high as all rows together."""
        rows = sum(self.sizeHintForRow(number) for number in range(self.rows_model.rowCount()))
        return QSize(400, rows + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks prompts differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the current question."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.taken.emit()
            return
        super().keyPressEvent(event)


class QuestionDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, theme: Theme, view: QuestionList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        theme.changed.connect(view.viewport().update)

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as the tallest of its texts, measured bold so that choosing moves nothing."""
        row: QuestionRow = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        prompt, theme, *_ = self._columns(QRect(0, 0, width, 1000))
        body = QFontMetrics(self._theme.font(tokens.BODY, QFont.Weight.Bold))
        meta = QFontMetrics(self._theme.font(tokens.META))
        height = body.boundingRect(prompt, _WRAPPED, row.question.prompt).height()
        if theme.width() > 0:
            words = meta.boundingRect(theme, _WRAPPED, row.question.theme)
            height = max(height, words.height())
        return QSize(width, height + 2 * tokens.SPACE_16 + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Background, the four texts, the line beneath, the focus ring."""
        row: QuestionRow = index.data(ROW_ROLE)
        colours = self._theme.palette
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current:
            painter.fillRect(area, QColor(colours.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(colours.background))
        prompt, theme, attempts, marks = self._columns(area)
        weight = QFont.Weight.Bold if is_current else QFont.Weight.Normal
        painter.setFont(self._theme.font(tokens.BODY, weight))
        painter.setPen(QColor(colours.ink))
        painter.drawText(prompt, _WRAPPED, row.question.prompt)
        painter.setFont(self._theme.font(tokens.META))
        painter.setPen(QColor(colours.muted))
        if theme.width() > 0:
            painter.drawText(theme, _WRAPPED, row.question.theme)
        painter.drawText(attempts, _WRAPPED, row.attempts)
        painter.drawText(marks, _WRAPPED, row.marks)
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(QColor(colours.line))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def _columns(self, area: QRect) -> list[QRect]:
        """The four columns of a row, with the space between them taken off."""
        inner = area.adjusted(tokens.SPACE_16, tokens.SPACE_12, -tokens.SPACE_4, -tokens.SPACE_12)
        columns = []
        left = float(inner.left())
        is_narrow = area.width() < self._theme.pixels(_NARROW)
        for share in _NARROW_SHARES if is_narrow else _SHARES:
            width = inner.width() * share
            columns.append(
                QRect(round(left), inner.top(), round(width) - tokens.SPACE_12, inner.height())
            )
            left += width
        return columns


_WRAPPED = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
)
