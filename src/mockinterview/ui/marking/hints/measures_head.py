"""The head of the measures: what it is, the most telling values, the button that shows them all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, PartsLabel, SectionHeader

_ROOMY = 720
"""From this height of the column on, at the ordinary type size, the values may take more lines."""


class MeasuresHead(QWidget):
    """A heading with its button; under it the values, in one line where there is little room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_roomy = False
        self._is_open = False
        self._is_problem = False
        self.title = SectionHeader("Measures")
        self.fold_button = KeyButton(theme, "Show all", "M", role="plain")
        self.retry_button = KeyButton(theme, "Try again", role="plain")
        self.retry_button.setAccessibleName("Try to measure again")
        self.one_line = PartsLabel("", "meta")
        self.lines = Label("", "meta")
        self._arrange()
        self.show_fold(is_open=False)

    @property
    def text(self) -> str:
        """What is told."""
        return self.lines.text()

    def show_line(self, text: str, *, is_problem: bool, can_unfold: bool) -> None:
        """Tell this."""
        self._is_problem = is_problem
        for label in (self.one_line, self.lines):
            label.setText(text)
            label.setAccessibleName(f"Measures: {text}")
        self.retry_button.setVisible(is_problem)
        self.fold_button.setVisible(can_unfold)
        self._show()

    def show_fold(self, *, is_open: bool) -> None:
        """Offer to show everything, or to fold it away; the values stand there when it is open."""
        self._is_open = is_open
        self.fold_button.setText("Fold away" if is_open else "Show all")
        verb = "Fold away" if is_open else "Show"
        self.fold_button.setAccessibleName(f"{verb} everything that was measured")
        self.fold_button.updateGeometry()
        self._show()

    @property
    def is_roomy(self) -> bool:
        """Whether the column is high."""
        return self._is_roomy

    def fit(self, column_height: int) -> None:
        """The column is so high."""
        self._is_roomy = column_height >= self._theme.pixels(_ROOMY)
        self._show()

    def _show(self) -> None:
        whole = self._is_roomy or self._is_problem
        self.lines.setVisible(whole and not self._is_open)
        self.one_line.setVisible(not whole and not self._is_open)

    def _arrange(self) -> None:
        for button in (self.retry_button, self.fold_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.title, 1)
        row.addWidget(self.retry_button)
        row.addWidget(self.fold_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.one_line)
        column.addWidget(self.lines)
