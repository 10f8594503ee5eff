"""The head of the marking page: the question, which take, what was saved, undo and help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mockinterview.core.attempt import Attempt, Take
from mockinterview.ui import tokens
from mockinterview.ui.marking.page_keys import ListKeys
from mockinterview.ui.marking.wording import no_take_line, take_line
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.wording import clock_words


class MarkingHeader(QFrame):
    """The bar over the columns."""

    back_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    help_asked = Signal()
    take_chosen = Signal(int)
    takes_asked = Signal()
    export_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "bar")
        self.back_button = IconButton(theme, "arrow-left-line", "Back (Alt+Left)")
        self.back_button.clicked.connect(self.back_asked)
        self.question = Label("", "title")
        self.line = ElidedLabel("", "meta")
        self.status = Label("", "meta", wraps=False)
        self.takes = Choice(theme, "Take")
        self.takes.currentIndexChanged.connect(self._choose)
        ListKeys(self.takes)
        self.takes_button = KeyButton(theme, "Takes", "Ctrl+T", role="plain")
        self.takes_button.clicked.connect(self.takes_asked)
        self.export_button = KeyButton(theme, "Export …", role="plain")
        self.export_button.setToolTip("Export this take as WAV, FLAC, MP3 or Opus (Ctrl+E)")
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
        playable = [other for other in attempt.kept_takes if other.seconds > 0]
        options = [
            (other.number, f"Take {other.number} · {clock_words(other.seconds)}")
            for other in playable
        ]
        self.takes.set_options(options, take.number if take else None)
        self.takes.setVisible(len(options) > 1)
        self.takes_button.setVisible(bool(attempt.kept_takes or attempt.binned_takes))
        self.export_button.setVisible(take is not None and take.seconds > 0)
        self.tell("")

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

    def _choose(self, index: int) -> None:
        number = self.takes.itemData(index)
        if isinstance(number, int):
            self.take_chosen.emit(number)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.question)
        words.addWidget(self.line)
        row = QHBoxLayout(self)
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
