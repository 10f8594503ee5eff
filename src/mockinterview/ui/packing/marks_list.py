"""A tick for each marker and pass: whose marks go along."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.packing.contents import MarksLine
from mockinterview.ui.packing.wording import NO_MARKS, NO_MARKS_YET, UNTICKED, marks_words
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.check import CheckBox
from mockinterview.ui.widgets.labels import Label


class MarksList(QWidget):
    """One's own marks are ticked at first, those of others are not.

    Signals: `changed()` when the person ticked or unticked.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_role(self, "clear")
        self.boxes: dict[MarksLine, CheckBox] = {}
        self.remark = Label("", "meta")
        self.all_button = KeyButton(theme, "All", role="plain")
        self.none_button = KeyButton(theme, "None", role="plain")
        self.all_button.setAccessibleName("All marks")
        self.none_button.setAccessibleName("No marks")
        self.all_button.clicked.connect(lambda: self._tick(is_on=True))
        self.none_button.clicked.connect(lambda: self._tick(is_on=False))
        self._arrange()

    @property
    def chosen(self) -> frozenset[MarksLine]:
        """What is ticked."""
        return frozenset(line for line, box in self.boxes.items() if box.isChecked())

    def show_lines(self, counts: Mapping[MarksLine, int], answers: int) -> None:
        """Offer these, each on so many of the answers."""
        for box in self.boxes.values():
            box.hide()  # it is deleted a little later
            self._column.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        for line, number in counts.items():
            box = CheckBox(self._theme, marks_words(line, number, answers))
            box.setChecked(line.is_mine)
            box.setShortcut(QKeySequence())  # an “&” in a name is no key
            box.setSizePolicy(_wrapping())
            box.toggled.connect(lambda _: self._follow())
            self.boxes[line] = box
            self._column.addWidget(box)
        self.all_button.setVisible(len(self.boxes) > 1)
        self.none_button.setVisible(len(self.boxes) > 1)
        self._tell()

    def _tick(self, *, is_on: bool) -> None:
        for box in self.boxes.values():
            box.blockSignals(True)
            box.setChecked(is_on)
            box.blockSignals(False)
        self._follow()

    def _follow(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        if not self.boxes:
            self.remark.setText(NO_MARKS_YET)
        else:
            self.remark.setText(UNTICKED if self.chosen else NO_MARKS)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_8)
        head.addWidget(self.remark, 1)
        head.addWidget(self.all_button)
        head.addWidget(self.none_button)
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens.SPACE_4)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(tokens.SPACE_4)
        page.addLayout(head)
        page.addLayout(self._column)


def _wrapping() -> QSizePolicy:
    """By itself a check box is never narrower than its words, nor higher than one line of them."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy
