"""The sittings that were left or cut off: each can be gone on with, or given up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mockinterview.core.sitting import Sitting
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.wording import day_words

_MOST_ROWS_SHOWN = 3
"""More of the older ones are scrolled to."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class UnfinishedRow(QWidget):
    """One sitting, with what can be done about it; an older one in two lines."""

    def __init__(self, theme: Theme, sitting: Sitting, *, is_older: bool) -> None:
        super().__init__()
        when = day_words(sitting.created)
        answered = f"{sitting.answered} of {len(sitting.entries)} answered"
        told = f"A sitting of {when} is unfinished: {answered}."
        self.message = Label(f"{when}: {answered}" if is_older else told, "strong")
        self.message.setWordWrap(not is_older)
        self.hint = ElidedLabel(f"{sitting.title}, {sitting.format.title}", "meta")
        self.give_up = KeyButton(theme, "Give up", role="plain")
        self.give_up.setAccessibleName(f"Give up the sitting of {when}")
        self.go_on = KeyButton(theme, "Go on with it")
        self.go_on.setAccessibleName(f"Go on with the sitting of {when}")
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_4)
        words.addWidget(self.message)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addLayout(words, 1)
        row.addWidget(self.give_up)
        row.addWidget(self.go_on)


class UnfinishedSittings(QFrame):
    """The newest is in view, the others a press away; hidden while there is none.

    Signals: `go_on_wanted(Sitting)`, `give_up_wanted(Sitting)`.
    """

    go_on_wanted = Signal(object)
    give_up_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "banner", "notice")
        self._theme = theme
        self.rows: list[UnfinishedRow] = []
        self.more = KeyButton(theme, "", role="plain")
        self.more.clicked.connect(self._fold)
        self._newest = QVBoxLayout()
        self._older = QVBoxLayout()
        self._older.setContentsMargins(0, 0, 0, 0)
        self._older.setSpacing(tokens.SPACE_12)
        self._area = QScrollArea()
        self._arrange()
        self.hide()

    def show_sittings(self, sittings: list[Sitting]) -> None:
        """Show these, newest first; what was unfolded stays so."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [
            self._row(sitting, is_older=number > 0) for number, sitting in enumerate(sittings)
        ]
        for number, row in enumerate(self.rows):
            (self._older if number else self._newest).addWidget(row)
        self.setVisible(bool(sittings))
        self._unfold(is_unfolded=not self._area.isHidden() and len(sittings) > 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button is that button's, not the page's."""
        focused = self.focusWidget()
        if event.key() in _ENTER and isinstance(focused, QAbstractButton) and focused.hasFocus():
            if not event.isAutoRepeat():
                focused.click()
            return
        super().keyPressEvent(event)

    def _row(self, sitting: Sitting, *, is_older: bool) -> UnfinishedRow:
        row = UnfinishedRow(self._theme, sitting, is_older=is_older)
        row.go_on.clicked.connect(partial(self.go_on_wanted.emit, sitting))
        row.give_up.clicked.connect(partial(self.give_up_wanted.emit, sitting))
        return row

    def _fold(self) -> None:
        self._unfold(is_unfolded=self._area.isHidden())

    def _unfold(self, *, is_unfolded: bool) -> None:
        older = self.rows[1:]
        self.more.setVisible(bool(older))
        self.more.setText("Hide the older ones" if is_unfolded else f"and {len(older)} more …")
        self._area.setVisible(is_unfolded)
        shown = older[:_MOST_ROWS_SHOWN]
        height = sum(row.sizeHint().height() + tokens.SPACE_12 for row in shown)
        self._area.setFixedHeight(max(0, height - tokens.SPACE_12))

    def _arrange(self) -> None:
        holder = QWidget()
        set_role(holder, "clear")
        holder.setLayout(self._older)
        set_role(self._area, "clear")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(holder)
        self._area.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_8)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(self._newest)
        column.addWidget(self._area)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
