"""The page that lists every attempt, newest first, to come back to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mockinterview.errors import MockInterviewError
from mockinterview.files.bin import size_of
from mockinterview.ui import tokens
from mockinterview.ui.bin.deletion import AttemptDeletion
from mockinterview.ui.bin.wording import KEPT_SENTENCE, bin_line, restored_words
from mockinterview.ui.importing.no_attempts import NoAttempts
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.neighbours import still_current
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.records import AttemptRecord, RecordKeeper, Records
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner
from mockinterview.ui.wording import count, day_words

AnyIndex = QModelIndex | QPersistentModelIndex

_HEADINGS = ("Date", "Question", "Takes", "Length", "Transcript", "Marks")
_QUESTION_COLUMN = 1
_MARKS_COLUMN = 5
_TAKES_COLUMN = 2
_ROW_HEIGHT = 44
_LENGTH_COLUMN = 3
_NARROW = 760
"""A table less wide than this (at the ordinary size of text) leaves takes and length out."""
_UNREADABLE = "Cannot be read"


@dataclass(frozen=True)
class AttemptRow:
    """One line of the list; `record` is None when the attempt cannot be read."""

    cells: tuple[str, ...]
    record: AttemptRecord | None
    reason: str = ""


class AttemptModel(QAbstractTableModel):
    """The library as a table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[AttemptRow] = []

    def show(self, records: Records) -> None:
        """Show these records: what can be read first, then what cannot."""
        self.beginResetModel()
        self.rows = [_row(record) for record in records.attempts]
        self.rows += [
            AttemptRow((_UNREADABLE, f"{name}: {reason}", "", "", "", ""), None, reason)
            for name, reason in records.unreadable.items()
        ]
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many attempts there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, _parent: AnyIndex | None = None) -> int:
        """How many columns there are."""
        return len(_HEADINGS)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; quiet colours for all but the question."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.reason or row.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADINGS[index.column()]}: {row.cells[index.column()]}"
        if role == Qt.ItemDataRole.FontRole and (
            index.column() != _QUESTION_COLUMN or row.record is None
        ):
            return self._theme.font(tokens.META)
        if role == Qt.ItemDataRole.ForegroundRole:
            is_loud = index.column() == _QUESTION_COLUMN and row.record is not None
            return QColor(self._theme.palette.ink if is_loud else self._theme.palette.muted)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[section]
        return None


class _Cells(QStyledItemDelegate):
    """Asks for the height of the words at the width that the padding of a cell leaves them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """As high as the words, broken where they will be."""
        narrowed = QStyleOptionViewItem(option)
        narrowed.rect = option.rect.adjusted(0, 0, -2 * tokens.SPACE_12, 0)
        return super().sizeHint(narrowed, index)


class AttemptTable(QTableView):
    """Rows that Enter and a double click open."""

    opened = Signal(object)

    def __init__(self, theme: Theme, model: AttemptModel) -> None:
        super().__init__()
        self._rows = model
        self._narrow = theme.pixels(_NARROW)
        self.setModel(model)
        self.setAccessibleName("Attempts, newest first")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setItemDelegate(_Cells(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.pixels(_ROW_HEIGHT))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_QUESTION_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_MARKS_COLUMN, QHeaderView.ResizeMode.Stretch)
        # Rows find their height only after the columns have theirs.
        self.verticalHeader().sectionResized.connect(lambda *_: self.updateGeometry())
        self.doubleClicked.connect(lambda _: self.open_current())
        theme.changed.connect(self.viewport().update)

    def fit_rows(self) -> None:
        """Let what cannot be read use the whole line, and be as high as all rows together."""
        self.clearSpans()
        for number, row in enumerate(self._rows.rows):
            if row.record is None:
                self.setSpan(number, _QUESTION_COLUMN, 1, len(_HEADINGS) - _QUESTION_COLUMN)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the heading and all rows."""
        rows = self.verticalHeader().length() + self.horizontalHeader().sizeHint().height()
        return QSize(600, rows + 2 * self.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, question and marks come first."""
        super().resizeEvent(event)
        for column in (_TAKES_COLUMN, _LENGTH_COLUMN):
            self.setColumnHidden(column, self.width() < self._narrow)

    @property
    def row(self) -> AttemptRow | None:
        """The current row, if there is one."""
        index = self.currentIndex()
        is_there = index.isValid() and index.row() < len(self._rows.rows)
        return self._rows.rows[index.row()] if is_there else None

    def open_current(self) -> None:
        """Open the attempt of the current row, if it can be read."""
        row = self.row
        if row is not None and row.record is not None:
            self.opened.emit(row.record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.open_current()
            return
        super().keyPressEvent(event)


class AttemptsPage(QWidget):
    """The list, or what it is for while it is empty.

    Signals: `attempt_wanted(AttemptFolder)`, `practice_wanted()` from the empty page,
    `bin_wanted()`, `import_wanted()`, `continue_wanted(AttemptFolder)` for an answer that was cut
    off.
    """

    attempt_wanted = Signal(object)
    continue_wanted = Signal(object)
    practice_wanted = Signal()
    bin_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, keeper: RecordKeeper, theme: Theme, deletion: AttemptDeletion) -> None:
        super().__init__()
        self.setObjectName("page")
        self._keeper = keeper
        self._deletion = deletion
        self._names: list[str] = []
        self._told: AttemptRecord | None = None
        self.title = Label("Attempts", "title")
        self.summary = Label("", "meta")
        self.banner = Banner(theme)
        self.model = AttemptModel(theme)
        self.table = AttemptTable(theme, self.model)
        self.empty = NoAttempts(theme)
        self.import_button = KeyButton(theme, "Import a recording …", "Ctrl+I")
        self.bin_button = KeyButton(theme, "", role="plain", icon="delete-bin-line")
        place = self.bin_button.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.bin_button.setSizePolicy(place)
        self.open_button = KeyButton(theme, "Open", "Enter")
        self.go_on_button = KeyButton(theme, "Go on with the answer", "Ctrl+G", role="plain")
        self.delete_button = KeyButton(theme, "Delete", "Del", role="plain")
        self._arrange()
        self._connect()
        self.refresh()

    def show_imported(self, message: str, detail: str) -> None:
        """Tell what came of an import of several files; the newest is current."""
        self.table.selectRow(0)
        self._told = None
        self.banner.show_notice(message, detail=detail)

    def show_problem(self, error: MockInterviewError) -> None:
        """Tell why something asked for on this page did not happen."""
        self._fail(error)

    def refresh(self) -> None:
        """Show what the library holds now; the current attempt, or its neighbour, is current."""
        row, before, had_focus = self.table.row, self._names, self.table.hasFocus()
        self.model.show(self._keeper.records)
        names = self._names = [_name(row) for row in self.model.rows]
        if names:
            current = still_current(_name(row) if row else "", before, names)
            self.table.selectRow(names.index(current))
        is_empty = not names and self._keeper.is_read
        self.table.fit_rows()
        for widget in (self.table, self.open_button, self.delete_button):
            widget.setVisible(bool(names))
        self.empty.setVisible(is_empty)
        self.import_button.setVisible(not is_empty)
        self.setFocusProxy(self.empty.button if is_empty else self.table)
        if had_focus and is_empty:
            self.setFocus()
        number = len(self._keeper.records.attempts)
        told = f"{count(number, 'attempt')}, newest first. Enter opens one."
        self.summary.setText(told if names else "")
        self._offer()
        self._tell_bin()

    def _offer(self) -> None:
        row = self.table.row
        record = row.record if row is not None else None
        self.open_button.setEnabled(record is not None)
        self.go_on_button.setVisible(record is not None and record.can_go_on)

    def _tell_bin(self) -> None:
        size = size_of(self._keeper.records.binned)
        self.bin_button.setText(f"Bin · {bin_line(size)}")
        self.bin_button.setVisible(size.items > 0)
        if self._told is not None and not self._deletion.is_binned(self._told):
            self._told = None
            self.banner.hide()

    def _delete(self) -> None:
        """Put the current attempt into the bin; what cannot be read is left alone."""
        row = self.table.row
        if row is None:
            return
        if row.record is not None:
            self._deletion.delete(row.record)
            return
        self.banner.show_notice(
            "What cannot be read cannot be put into the bin.",
            "It may hold sound that can still be saved; its folder is left as it is.",
        )

    def _go_on(self) -> None:
        """Go on with the current answer, where it was cut off."""
        row = self.table.row
        if row is not None and row.record is not None and row.record.can_go_on:
            self.continue_wanted.emit(row.record.folder)

    def _tell_deleted(self, record: AttemptRecord) -> None:
        self._told = record
        self.banner.show_notice(
            f"“{record.attempt.question.prompt}” is in the bin.",
            f"{KEPT_SENTENCE} Ctrl+Z puts it back.",
            action_text="Undo",
            action=self._deletion.undo,
        )

    def _tell_restored(self, record: AttemptRecord) -> None:
        if record.folder.id in self._names:
            self.table.selectRow(self._names.index(record.folder.id))
            self.setFocus()
        announce(self, restored_words(record.attempt))

    def _fail(self, error: MockInterviewError) -> None:
        self._told = None
        self.banner.show_problem(error)

    def _open(self, record: AttemptRecord) -> None:
        if record.attempt.takes:
            self.attempt_wanted.emit(record.folder)
            return
        self.banner.show_notice(
            "Nothing was recorded in this attempt.", "Choose the question again to answer it."
        )

    def _connect(self) -> None:
        self._keeper.changed.connect(self.refresh)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.empty.acted.connect(self.practice_wanted)
        self.bin_button.clicked.connect(self.bin_wanted)
        self.empty.import_wanted.connect(self.import_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.open_button.clicked.connect(self.table.open_current)
        self.go_on_button.clicked.connect(self._go_on)
        self.delete_button.clicked.connect(self._delete)
        self._deletion.deleted.connect(self._tell_deleted)
        self._deletion.restored.connect(self._tell_restored)
        self._deletion.failed.connect(self._fail)
        for keys, action in (
            ("Del", self._delete),
            ("Ctrl+G", self._go_on),
            ("Ctrl+Z", self._deletion.undo),
            ("Ctrl+I", self.import_wanted.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(action)
        for button in (self.open_button, self.go_on_button, self.delete_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(tokens.SPACE_8)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.bin_button)
        self._head.addWidget(self.import_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        for button in (self.open_button, self.go_on_button, self.delete_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(*PAGE_MARGINS)
        page.setSpacing(tokens.SPACE_4)
        page.addLayout(self._head)
        page.addWidget(self.summary)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.banner)
        page.addSpacing(tokens.SPACE_8)
        page.addWidget(self.table)
        page.addSpacing(tokens.SPACE_8)
        page.addLayout(buttons)
        page.addWidget(self.empty, 1)
        page.addStretch(0)


def _name(row: AttemptRow) -> str:
    """What tells a row from the others."""
    return row.record.folder.id if row.record else row.cells[_QUESTION_COLUMN]


def _row(record: AttemptRecord) -> AttemptRow:
    attempt = record.attempt
    remarks = [record.transcript]
    if record.is_recovered:
        remarks.append("recovered")
    if attempt.origin == "sample":
        remarks.append("sample")
    if attempt.origin == "import":
        remarks.append("imported")
    return AttemptRow(
        (
            day_words(attempt.created),
            attempt.question.prompt,
            str(len(attempt.answers)),
            record.length,
            " · ".join(remarks),
            record.marks,
        ),
        record,
    )
