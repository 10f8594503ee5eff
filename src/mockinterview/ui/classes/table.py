"""The table of a class on the screen: verdicts as shapes, every cell told in words below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mockinterview.ui import icons, tokens
from mockinterview.ui.classes.model import (
    ANSWERED,
    CANDIDATE,
    FIRST_CRITERION,
    QUESTION,
    VERDICT_ROLE,
    ClassModel,
)
from mockinterview.ui.marking.verdicts import look_of
from mockinterview.ui.theme import Theme

_ROW_HEIGHT = 36
_CRITERION_WIDTH = 40
"""Pixels at the ordinary type size; a number of two digits may need more."""

_LEAST_NAME = 140
_NAME_SHARE = 0.28
"""Of the width of the table, where there is a column of questions."""


class ClassTable(QTableView):
    """Enter opens the answer of the current cell.

    Signals: `opened(row)`; `moved` when another cell is current.
    """

    opened = Signal(int)
    moved = Signal()

    def __init__(self, theme: Theme, model: ClassModel) -> None:
        super().__init__()
        self._theme = theme
        self._rows = model
        self.setModel(model)
        self.setAccessibleName("Answers of the class")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setItemDelegate(_VerdictCells(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(_ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.pixels(_CRITERION_WIDTH))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorShown(False)
        self.setSortingEnabled(True)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(False)  # the heading itself tells the order
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        model.modelReset.connect(self._fit)
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self.updateGeometry())
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Criteria are narrow; the question takes what is left, and is away where all are one."""
        header = self.horizontalHeader()
        last = self._rows.columnCount() - 1
        for column in range(last + 1):
            is_criterion = FIRST_CRITERION <= column < last
            mode = header.ResizeMode.Fixed if is_criterion else header.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
            if is_criterion:
                least = self._theme.pixels(_CRITERION_WIDTH)
                header.resizeSection(column, max(least, header.sectionSizeHint(column)))
        header.setSectionResizeMode(CANDIDATE, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(QUESTION, QHeaderView.ResizeMode.Stretch)
        questions = {row.submission.attempt.question.id for row in self._rows.rows}
        self.setColumnHidden(QUESTION, len(questions) <= 1)
        if len(questions) <= 1:
            header.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)
        self._fit_names()
        if self._rows.rows:
            self.setCurrentIndex(self._rows.index(0, 0))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long names give way to the verdicts where it is narrow."""
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """As wide as they are, where the others keep their room."""
        wanted = self.sizeHintForColumn(CANDIDATE) + tokens.SPACE_16
        least = self._theme.pixels(_LEAST_NAME)
        room = round(self.viewport().width() * _NAME_SHARE)
        if self.isColumnHidden(QUESTION):
            last = self._rows.columnCount() - 1
            taken = sum(self.columnWidth(column) for column in range(ANSWERED, last))
            overall = max(
                self.sizeHintForColumn(last), self.horizontalHeader().sectionSizeHint(last)
            )
            room = self.viewport().width() - taken - overall - tokens.SPACE_16
        self.horizontalHeader().resizeSection(CANDIDATE, max(least, min(wanted, room)))

    def sizeHint(self) -> QSize:
        """As high as the heading, all rows, and the scroll bar where there is one."""
        return QSize(super().sizeHint().width(), self._height(self.verticalHeader().length()))

    def minimumSizeHint(self) -> QSize:
        """A row is always whole."""
        one = min(self.verticalHeader().length(), self.verticalHeader().defaultSectionSize())
        return QSize(super().minimumSizeHint().width(), self._height(one))

    def _height(self, rows: int) -> int:
        """With so much for rows."""
        bar = self.horizontalScrollBar()
        beneath = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return rows + beneath + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()


class _VerdictCells(QStyledItemDelegate):
    """A shape for each verdict; a dash where there is none."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The ground as ever, then the shape; a frame around the current cell."""
        super().paint(painter, option, index)
        found = index.data(VERDICT_ROLE)
        area = QRectF(option.rect)
        colours = self._theme.palette
        painter.save()
        if found is not None:
            criterion, verdict = found
            if verdict is None:
                painter.setPen(QColor(colours.muted))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "–")
            else:
                look = look_of(verdict, criterion.kind)
                side = self._theme.pixels(tokens.TRANSCRIPT)
                place = QRectF(0, 0, side, side)
                place.moveCenter(area.center())
                colour: str = getattr(colours, look.colour)
                icons.paint_icon(painter, look.icon, place, colour)
        view = self.parent()
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As wide as its words."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + tokens.SPACE_8, hint.height())
