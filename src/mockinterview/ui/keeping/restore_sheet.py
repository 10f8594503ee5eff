"""What is in a backup, before it is restored."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.check import CheckBox
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.sheet import Sheet

_WIDTH = 560
_CONSEQUENCE = (
    "What is missing here is added. Nothing of yours is written over: where an attempt differs"
    " from the one in the backup, both are kept."
)


class RestoreSheet(Sheet):
    """Signals: `accepted(path, takes_settings)`."""

    accepted = Signal(Path, bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "Restore this backup?", "Restore a backup")
        self._path = Path()
        width = theme.pixels(_WIDTH)
        self.name = Label("", "strong")
        self.line = Label("", "body")
        self.consequence = Label(_CONSEQUENCE, "body")
        self.settings = CheckBox(theme, "Take over its settings, too")
        for widget in (self.name, self.line, self.consequence):
            widget.setFixedWidth(width)
            self.column.addWidget(widget)
        self.column.addWidget(self.settings)
        self.restore = KeyButton(theme, "Restore", "Enter", role="primary")
        self.leave = KeyButton(theme, "Not now", "Esc")
        self.restore.clicked.connect(self._accept)
        self.leave.clicked.connect(self.dismiss)
        self.close_button.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_12)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.restore)
        self.column.addSpacing(tokens.SPACE_8)
        self.column.addLayout(buttons)

    @property
    def first_focus(self) -> QWidget:
        """Enter restores: nothing can be lost by it."""
        return self.restore

    def ask(self, path: Path, line: str) -> None:
        """Show what a backup holds."""
        self._path = path
        self.name.setText(path.name)
        self.line.setText(line)
        self.settings.setChecked(False)
        self.open()
        for label in (self.name, self.line, self.consequence):
            label.setFixedHeight(label.heightForWidth(label.width()))
        announce(self, f"{self.title.text()} {path.name}: {line}. {_CONSEQUENCE}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter restores, unless the keyboard is at the other button; Esc leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            (self.leave if self.leave.hasFocus() else self.restore).click()
            event.accept()
            return
        super().keyPressEvent(event)

    def _accept(self) -> None:
        self.dismiss()
        self.accepted.emit(self._path, self.settings.isChecked())
