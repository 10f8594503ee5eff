"""The line over the checklist that tells which pass this is and what moved since the first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

SHOW, HIDE = "Show", "Hide"


class PassBar(QWidget):
    """Away while there is one pass and nothing to say of it.

    Signals: `second_asked` to begin the second pass.
    """

    second_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Label("", "strong", wraps=False)
        self.remark = Label("", "meta")
        self.list_button = KeyButton(theme, SHOW, role="plain")
        self.list_button.clicked.connect(self._toggle)
        self.second_button = KeyButton(theme, "Begin a second pass", "Ctrl+B", role="plain")
        self.second_button.clicked.connect(self.second_asked)
        for button in (self.list_button, self.second_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lines = QWidget()
        self._lines = QVBoxLayout(self.lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(tokens.SPACE_4)
        self.lines.hide()
        self._row = row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.title)
        row.addWidget(self.remark, 1)
        row.addStretch(0)
        row.addWidget(self.list_button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_12, tokens.SPACE_24, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(row)
        column.addWidget(self.second_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.lines)
        self.hide()

    def show_first(self, remark: str, *, is_blind: bool, is_complete: bool, is_tutor: bool) -> None:
        """The first pass: told when it is blind, a tutor's, or when a second one can follow."""
        self._row.insertWidget(1, self.remark, 1)
        self.title.setText("Tutor, first pass" if is_tutor else "First pass")
        self.remark.setText(remark)
        self.second_button.setText("Finish first pass" if is_blind else "Begin a second pass")
        self.second_button.setVisible(is_complete)
        self.list_button.hide()
        self._fill(())
        self.setVisible(is_blind or is_complete or is_tutor)

    def show_second(self, sentence: str, lines: Sequence[str], *, is_tutor: bool) -> None:
        """The second pass: what moved since the first, in a sentence and one by one."""
        self._column.insertWidget(1, self.remark)  # the sentence is longer than its row has room
        self.title.setText("Tutor, second pass" if is_tutor else "Second pass")
        self.remark.setText(sentence)
        self.second_button.hide()
        self.list_button.setVisible(bool(lines))
        self.list_button.setAccessibleName("What changed since the first pass")
        self._fill(lines)
        self.show()

    def _toggle(self) -> None:
        self.lines.setVisible(self.lines.isHidden())
        self.list_button.setText(SHOW if self.lines.isHidden() else HIDE)

    def _fill(self, lines: Sequence[str]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(Label(line, "meta"))
        if not lines:
            self.lines.hide()
            self.list_button.setText(SHOW)
