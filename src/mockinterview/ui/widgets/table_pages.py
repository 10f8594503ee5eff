"""Pages that show one table under a head that leads back: two answers, or two markers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import IconButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Banner


class BackHead(QFrame):
    """A bar with the way back, the question, a line under it, and what can be done.

    Signals: `back_asked`.
    """

    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "bar")
        self.back_button = IconButton(theme, "arrow-left-line", "Back (Esc)")
        self.back_button.clicked.connect(self.back_asked)
        self.question = Label("", "title")

    def arrange(self, line: QWidget, actions: Sequence[QWidget]) -> None:
        """Place them; whatever can be pressed is reached by Tab."""
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.question)
        words.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.back_button)
        row.addLayout(words, 1)
        for widget in actions:
            row.addWidget(widget)
            if not isinstance(widget, Label):
                widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def table_with_keys(heads: QWidget, table: QWidget, keys: Label) -> QWidget:
    """A table under its headings, over a line that tells the keys."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(heads)
    column.addWidget(table, 1)
    column.addWidget(keys)
    keys.setContentsMargins(tokens.SPACE_32, tokens.SPACE_8, tokens.SPACE_32, tokens.SPACE_12)
    return holder


def arrange_table_page(
    page: QWidget, head: BackHead, banner: Banner, over: QWidget, stack: QStackedWidget
) -> None:
    """Head, notices, what is told over the table, and the table or what stands in its place."""
    notice = QVBoxLayout()
    notice.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, 0)
    notice.addWidget(banner)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    column.addLayout(notice)
    column.addWidget(over)
    column.addWidget(stack, 1)
