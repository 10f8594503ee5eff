"""The head of the marking page: the question, which take, what was saved, undo and help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.attempt import Attempt, Take
from mockinterview.ui import tokens
from mockinterview.ui.marking.page_keys import ListKeys
from mockinterview.ui.marking.wording import no_take_line, take_line
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label, PartsLabel
from mockinterview.ui.wording import clock_words

_EXPORT, _EXPORT_ICON = "Export …", "share-forward-line"
_ROOM_FOR_WORDS = 460
"""Pixels at the ordinary type size that the question should have."""


class MarkingHeader(QFrame):
    """The bar over the columns.

    Where the question has too little room, the keys on the buttons go first, then the list of
    takes, which Ctrl+T shows as well; at last the button for export is an icon, and what was saved
    is told in the line under the question.
    """

    back_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    help_asked = Signal()
    take_chosen = Signal(int)
    takes_asked = Signal()
    export_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._has_choice = False
        set_role(self, "bar")
        self.back_button = IconButton(theme, "arrow-left-line", "Back (Alt+Left)")
        self.back_button.clicked.connect(self.back_asked)
        self.question = Label("", "title")
        self.line = PartsLabel("", "meta")
        self.status = Label("", "meta", wraps=False)
        self.takes = Choice(theme, "Take")
        self.takes.currentIndexChanged.connect(self._choose)
        ListKeys(self.takes)
        self.takes_button = KeyButton(theme, "Takes", "Ctrl+T", role="plain")
        self.takes_button.setToolTip("Takes of this attempt (Ctrl+T)")
        self.takes_button.clicked.connect(self.takes_asked)
        self.export_button = KeyButton(theme, _EXPORT, role="plain")
        self.export_button.setAccessibleName(_EXPORT)
        self.export_button.setToolTip("Export: sound, transcript, a report, or all of it")
        self.export_button.clicked.connect(self.export_asked)
        self.undo_button = IconButton(theme, "arrow-go-back-line", "Undo (Ctrl+Z)")
        self.undo_button.clicked.connect(self.undo_asked)
        self.redo_button = IconButton(theme, "arrow-go-forward-line", "Redo (Ctrl+Shift+Z)")
        self.redo_button.clicked.connect(self.redo_asked)
        self.help_button = KeyButton(theme, "Keys", "?", role="plain")
        self.help_button.clicked.connect(self.help_asked)
        for button in (
            self.takes_button,
            self.export_button,
            self.undo_button,
            self.redo_button,
            self.help_button,
            self.back_button,
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._arrange()

    def show_attempt(self, attempt: Attempt, take: Take | None) -> None:
        """Show the question and the take that is on the page."""
        self.question.setText(attempt.question.prompt)
        self.line.setText(take_line(attempt, take) if take else no_take_line(attempt))
        playable = [
            other
            for other in attempt.kept_takes
            if other.seconds > 0 and (other == take or other in attempt.answers)
        ]
        options = [
            (other.number, f"Take {other.number} · {clock_words(other.seconds)}")
            for other in playable
        ]
        self.takes.set_options(options, take.number if take else None)
        self._has_choice = len(options) > 1
        self.takes_button.setVisible(bool(attempt.kept_takes or attempt.binned_takes))
        self.tell("")
        self._fit()

    def show_steps(self, *, can_undo: bool, can_redo: bool) -> None:
        """Offer what can be undone and redone."""
        self.undo_button.setEnabled(can_undo)
        self.redo_button.setEnabled(can_redo)

    def tell(self, words: str) -> None:
        """Say something small, such as “Saved”."""
        if words == self.status.text():
            return
        self.status.setText(words)
        if words:
            self.status.setAccessibleName(words)
            event = QAccessibleEvent(self.status, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more or less."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as much beside the question as leaves it its room."""
        wanted = self._theme.pixels(_ROOM_FOR_WORDS)
        has_choice = self._has_choice
        self._show_keys(are_shown=True)
        self._show_export(in_words=True)
        if self._room(has_choice=has_choice) < wanted:
            self._show_keys(are_shown=False)
        if self._room(has_choice=has_choice) < wanted:
            has_choice = False
        if self._room(has_choice=has_choice) < wanted:
            self._show_export(in_words=False)
        self.takes.setVisible(has_choice)
        self._place_status(is_beneath=not self.export_button.text())

    def _show_export(self, *, in_words: bool) -> None:
        self.export_button.setText(_EXPORT if in_words else "")
        self.export_button.set_icon("" if in_words else _EXPORT_ICON)

    def _place_status(self, *, is_beneath: bool) -> None:
        """In the row of the buttons, or in the line under the question."""
        if is_beneath != (self._second.indexOf(self.status) >= 0):
            old = self._row if is_beneath else self._second
            old.removeWidget(self.status)
            if is_beneath:
                self._second.addWidget(self.status)
            else:
                self._row.insertWidget(self._row.indexOf(self.takes), self.status)

    def _show_keys(self, *, are_shown: bool) -> None:
        for button, key in ((self.takes_button, "Ctrl+T"), (self.help_button, "?")):
            button.set_key(key if are_shown else "")

    def _room(self, *, has_choice: bool) -> int:
        """What is left of the width; the status comes and goes in it."""
        shown: list[QWidget] = [self.back_button, self.undo_button, self.redo_button]
        shown += [self.help_button, self.export_button]
        shown += [self.takes_button] if not self.takes_button.isHidden() else []
        shown += [self.takes] if has_choice else []
        taken = sum(one.sizeHint().width() + self._row.spacing() for one in shown)
        margins = self._row.contentsMargins()
        return self.width() - margins.left() - margins.right() - taken

    def _choose(self, index: int) -> None:
        number = self.takes.itemData(index)
        if isinstance(number, int):
            self.take_chosen.emit(number)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.question)
        self._second = QHBoxLayout()
        self._second.setSpacing(tokens.SPACE_12)
        self._second.addWidget(self.line, 1)
        words.addLayout(self._second)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.back_button)
        row.addLayout(words, 1)
        row.addWidget(self.status)
        row.addWidget(self.takes)
        row.addWidget(self.takes_button)
        row.addWidget(self.export_button)
        row.addWidget(self.undo_button)
        row.addWidget(self.redo_button)
        row.addWidget(self.help_button)
