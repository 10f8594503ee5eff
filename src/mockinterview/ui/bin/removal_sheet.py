"""The question before something is removed for good; keeping it is the ordinary answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.sheet import Sheet

_WIDTH = 520


class RemovalSheet(Sheet):
    """Esc keeps, `R` removes; it asks once."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "", "Remove for good")
        self._remove: Callable[[], None] | None = None
        self.consequence = Label("", "body")
        self.consequence.setFixedWidth(theme.pixels(_WIDTH))
        self.remove = KeyButton(theme, "Remove for good", "R", icon="delete-bin-line")
        self.keep = KeyButton(theme, "Keep", "Esc", role="primary")
        self.remove.clicked.connect(self._act)
        self.keep.clicked.connect(self.dismiss)
        self.close_button.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_12)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        buttons.addWidget(self.keep)
        self.column.addWidget(self.consequence)
        self.column.addSpacing(tokens.SPACE_8)
        self.column.addLayout(buttons)

    @property
    def first_focus(self) -> QWidget:
        """A press of Space by mistake keeps."""
        return self.keep

    def ask(self, question: str, consequence: str, remove: Callable[[], None]) -> None:
        """Show the question; `remove` is called when the answer is yes."""
        self._remove = remove
        self.title.setText(question)
        self.consequence.setText(consequence)
        self.setAccessibleName(question)
        self.open()
        self.consequence.setFixedHeight(self.consequence.heightForWidth(self.consequence.width()))
        announce(self, f"{question} {consequence}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`R` removes, but not by being held down since before."""
        if event.key() == Qt.Key.Key_R and not event.isAutoRepeat():
            self._act()
            event.accept()
            return
        super().keyPressEvent(event)

    def _act(self) -> None:
        remove, self._remove = self._remove, None
        self.dismiss()
        if remove is not None:
            remove()
