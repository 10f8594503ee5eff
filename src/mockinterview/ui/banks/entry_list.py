"""A list of entries under headings: a title, a quiet line beneath it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
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

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

_ENTRY_ROLE = Qt.ItemDataRole.UserRole
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_MUCH = 10_000
_BAR_PIXELS = 3


@dataclass(frozen=True)
class Entry:
    """One entry; without a key it is a heading.

    `colour` is the quiet line's, of the palette; `tag` a word in green at the right of the title.
    """

    key: str
    title: str
    meta: str = ""
    colour: str = "muted"
    tag: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it cannot be chosen."""
        return not self.key


class EntryModel(QAbstractListModel):
    """The entries as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def set_entries(self, entries: list[Entry]) -> None:
        """Show these."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many there are, headings included."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings are passed over by keys and mouse."""
        if self.entries[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry itself, its title, or its spoken form."""
        entry = self.entries[index.row()]
        if role == _ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.tag, entry.meta) if part)
        return None


class EntryList(QListView):
    """Entries of which one is current.

    Signals: `chosen(key)` when another entry becomes current, `taken()` on Enter.

    Args:
        theme: colours and type.
        name: what a screen reader calls the list.
        fits: no higher than its entries.
    """

    chosen = Signal(str)
    taken = Signal()

    def __init__(self, theme: Theme, name: str, *, fits: bool = False) -> None:
        super().__init__()
        self._fits = fits
        self.entry_model = EntryModel()
        self.setModel(self.entry_model)
        self.setItemDelegate(_EntryDelegate(theme, self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(theme.pixels(96))
        if fits:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())

    @property
    def entries(self) -> list[Entry]:
        """What is shown, headings included."""
        return list(self.entry_model.entries)

    @property
    def key(self) -> str:
        """The key of the current entry, empty when there is none."""
        entry = self.currentIndex().data(_ENTRY_ROLE)
        return entry.key if isinstance(entry, Entry) else ""

    def show_entries(self, entries: list[Entry], key: str = "") -> None:
        """Show these; the entry with this key becomes current, or else the first one.

        Nobody is told: whoever shows entries asks for `key` afterwards.
        """
        place = self.verticalScrollBar().value()
        selection = self.selectionModel()
        was_blocked = selection.blockSignals(True)
        self.entry_model.set_entries(entries)
        selection.blockSignals(was_blocked)
        self.verticalScrollBar().setValue(place)
        keys = [entry.key for entry in entries]
        first = next((one for one in keys if one), "")
        wanted = key if key and key in keys else first
        if wanted:
            self.choose(wanted, is_silent=True)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the entries, where it is to fit them."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.entries_height) if self._fits else hint

    @property
    def entries_height(self) -> int:
        """How many pixels all entries take, with the frame, at the present width."""
        rows = sum(self.sizeHintForRow(row) for row in range(self.entry_model.rowCount()))
        return rows + 2 * self.frameWidth()

    def choose(self, key: str, *, is_silent: bool = False) -> None:
        """Make the entry with this key current, if there is one."""
        keys = [entry.key for entry in self.entry_model.entries]
        if key not in keys:
            return
        was_blocked = self.blockSignals(is_silent)
        self.setCurrentIndex(self.entry_model.index(keys.index(key)))
        self.blockSignals(was_blocked)
        self.viewport().update()

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show the entry, and above it whole entries only, with their heading if it is just off."""
        super().scrollTo(index, hint)
        bar, first = self.verticalScrollBar(), self.indexAt(QPoint(0, 0))
        rest = self.visualRect(first)
        if not first.isValid() or first.row() >= index.row() or rest.top() >= 0:
            self._show_heading(index)
            return
        bar.setValue(bar.value() + rest.bottom() + 1)

    def doItemsLayout(self) -> None:
        """The current entry stays in view when the entries get other heights."""
        super().doItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _show_heading(self, index: AnyIndex) -> None:
        """The heading above the first entry in view, where both it and `index` find room."""
        above = self.entry_model.index(index.row() - 1)
        if not above.isValid() or not self.entry_model.entries[above.row()].is_heading:
            return
        hidden = -self.visualRect(above).top()
        if hidden > 0 and self.visualRect(index).bottom() + hidden < self.viewport().height():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks titles differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
        elif event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to what the entry holds."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.taken.emit()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.key:
            self.chosen.emit(self.key)


class _EntryDelegate(QStyledItemDelegate):
    """Paints headings and entries."""

    def __init__(self, theme: Theme, view: EntryList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        theme.changed.connect(view.viewport().update)

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as its texts."""
        entry: Entry = index.data(_ENTRY_ROLE)
        width = self._view.viewport().width()
        if entry.is_heading:
            above = tokens.SPACE_16 if index.row() else tokens.SPACE_12
            height = QFontMetrics(self._theme.font(tokens.META)).height()
            return QSize(width, height + above + tokens.SPACE_4)
        inner = width - 2 * tokens.SPACE_12
        title, meta = self._heights(entry, inner)
        return QSize(width, title + meta + 2 * tokens.SPACE_8 + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Background, the two texts, the focus ring."""
        entry: Entry = index.data(_ENTRY_ROLE)
        colours = self._theme.palette
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if entry.is_heading:
            painter.setFont(self._theme.font(tokens.META, QFont.Weight.Bold))
            painter.setPen(QColor(colours.muted))
            inner = area.adjusted(tokens.SPACE_12, 0, -tokens.SPACE_12, -tokens.SPACE_4)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(inner, flags, entry.title.upper())
            painter.restore()
            return
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.fillRect(area, QColor(colours.accent_soft))
            bar = QRect(area.left(), area.top(), _BAR_PIXELS, area.height())
            painter.fillRect(bar, QColor(colours.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(colours.background))
        inner = area.adjusted(tokens.SPACE_12, tokens.SPACE_8, -tokens.SPACE_12, 0)
        title, _ = self._heights(entry, inner.width())
        painter.setFont(self._theme.font(tokens.BODY))
        painter.setPen(QColor(colours.ink))
        beside = inner.adjusted(0, 0, -self._tag_width(entry), 0)
        painter.drawText(beside, _WRAPPED, entry.title)
        if entry.tag:
            painter.setFont(self._theme.font(tokens.META, QFont.Weight.Bold))
            painter.setPen(QColor(colours.met))
            painter.drawText(inner, _AT_RIGHT, entry.tag)
        painter.setFont(self._theme.font(tokens.META))
        painter.setPen(QColor(getattr(colours, entry.colour)))
        painter.drawText(inner.adjusted(0, title, 0, 0), _WRAPPED, entry.meta)
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _tag_width(self, entry: Entry) -> int:
        """What the tag takes from the title's line."""
        if not entry.tag:
            return 0
        metrics = QFontMetrics(self._theme.font(tokens.META, QFont.Weight.Bold))
        return metrics.horizontalAdvance(entry.tag) + tokens.SPACE_12

    def _heights(self, entry: Entry, width: int) -> tuple[int, int]:
        space = QRect(0, 0, width, _MUCH)
        body = QFontMetrics(self._theme.font(tokens.BODY))
        beside = space.adjusted(0, 0, -self._tag_width(entry), 0)
        title = body.boundingRect(beside, _WRAPPED, entry.title).height()
        if not entry.meta:
            return title, 0
        small = QFontMetrics(self._theme.font(tokens.META))
        return title, small.boundingRect(space, _WRAPPED, entry.meta).height()
