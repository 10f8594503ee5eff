"""Boxes to tick which entry was told, and a list of all others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.diary import Entry, day_words
from mockinterview.ui import tokens
from mockinterview.ui.diary.wording import told_words
from mockinterview.ui.marking.low_area import LowArea
from mockinterview.ui.marking.note_row import PressedLine, SquareBox
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import ElidedLabel, SectionHeader

_ANOTHER = "Another entry …"


class ToldRows(QWidget):
    """Away while the diary is empty.

    Signals: `ticked(id, is_told)` by the person; `entry_wanted(id)` to read one.
    """

    ticked = Signal(str, bool)
    entry_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.boxes: list[SquareBox] = []
        self.header = SectionHeader("Told from the diary")
        self.others = Choice(theme, "Another entry that was told")
        self.others.activated.connect(self._take)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.others)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(self._column)
        self.area = LowArea(theme, inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.header)
        column.addWidget(self.area)
        self.hide()

    def show_entries(self, entries: Sequence[Entry], offered: Sequence[str], attempt: str) -> None:
        """Show these.

        Args:
            entries: the whole diary.
            offered: the ids of those that have a box, besides those that were told here.
            attempt: the id of the attempt that is marked.
        """
        focused = next((box.accessibleName() for box in self.boxes if box.hasFocus()), "")
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            if item is not None and (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.boxes = []
        shown = [one for one in entries if one.is_told_in(attempt) or one.id in offered]
        shown.sort(key=lambda one: not one.is_told_in(attempt))
        for entry in shown:
            row = self._row(entry, attempt)
            self._column.insertWidget(self._column.count() - 1, row)
            row.show()
        self._offer_others([one for one in entries if one not in shown])
        self.setVisible(bool(entries))
        for box in self.boxes:
            if focused and box.accessibleName() == focused:
                box.setFocus()
        self.area.updateGeometry()

    def focus_first(self) -> None:
        """Begin with the first box, or with the list where there is none."""
        first: QWidget = self.boxes[0] if self.boxes else self.others
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer_others(self, others: Sequence[Entry]) -> None:
        options: list[tuple[object, str]] = [("", _ANOTHER)]
        options += [(one.id, f"{one.name} · {day_words(one.when)}") for one in others]
        self.others.set_options(options, "")
        self.others.setVisible(bool(others))

    def _take(self, index: int) -> None:
        name = self.others.itemData(index)
        if name:
            self.ticked.emit(name, True)

    def _row(self, entry: Entry, attempt: str) -> QWidget:
        box = SquareBox(self._theme)
        name = PressedLine(entry.name)
        name.pressed.connect(box.click)
        box.setAccessibleName(f"Told: {entry.name}")
        box.setChecked(entry.is_told_in(attempt))
        box.clicked.connect(lambda is_told: self.ticked.emit(entry.id, is_told))
        self.boxes.append(box)
        before = told_words(entry, attempt)
        box.setAccessibleDescription(before)
        read = IconButton(self._theme, "book-read-line", f"Read in the diary: {entry.name}")
        read.clicked.connect(lambda: self.entry_wanted.emit(entry.id))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        if before:
            words.addWidget(ElidedLabel(before, "meta"))
        row.addWidget(box)
        row.addLayout(words, 1)
        row.addWidget(read)
        return holder
