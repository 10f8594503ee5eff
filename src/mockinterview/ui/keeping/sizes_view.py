"""How much of the disk the program takes, part by part, and when that was so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.sizes import size_words
from mockinterview.keeping.sizes import Part, Storage
from mockinterview.keeping.wording import PART_NAMES, counted
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

_MEASURING = "Looking how much there is …"


class SizesView(QWidget):
    """Signals: `wanted()` when it is to be measured again."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows: dict[Part, tuple[Label, Label]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE_16)
        grid.setVerticalSpacing(tokens.SPACE_4)
        grid.setColumnStretch(0, 1)
        for number, part in enumerate(Part):
            name, size = Label(PART_NAMES[part], "body"), Label("", "body", wraps=False)
            grid.addWidget(name, number, 0)
            grid.addWidget(size, number, 1, Qt.AlignmentFlag.AlignRight)
            self.rows[part] = name, size
        self.total = Label(_MEASURING, "meta")
        self.again = KeyButton(theme, "Measure again", role="plain")
        self.again.clicked.connect(self.wanted)
        below = QHBoxLayout()
        below.setSpacing(tokens.SPACE_8)
        below.addWidget(self.total, 1)
        below.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.SPACE_4, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(grid)
        column.addLayout(below)
        self._show_rows(are_seen=False)

    def show_storage(self, storage: Storage) -> None:
        """Tell what there was at that moment."""
        self._show_rows(are_seen=True)
        for part, (name, size) in self.rows.items():
            room = storage.parts[part]
            size.setText(size_words(room.size_bytes) if room.size_bytes else "none")
            if part is Part.ATTEMPTS:
                name.setText(attempts_words(storage))
        moment = f"as of {storage.moment:%H:%M}"
        self.total.setText(f"{size_words(storage.size_bytes)} in all, {moment}")

    def _show_rows(self, *, are_seen: bool) -> None:
        for labels in self.rows.values():
            for label in labels:
                label.setVisible(are_seen)


def attempts_words(storage: Storage) -> str:
    """How many attempts there are, and how much of them is in the bin."""
    words = PART_NAMES[Part.ATTEMPTS]
    if storage.attempts:
        words = counted(storage.attempts, "attempt")
    if storage.bin_items:
        words += f", {size_words(storage.bin)} of it in the bin"
    return words
