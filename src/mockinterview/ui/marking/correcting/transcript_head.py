"""The line above a transcript: what there is to know about it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.plain import plain_tip

_BETWEEN = " · "
_UNBROKEN = str.maketrans({" ": "\u00a0", "-": "\u2011"})
EDITING_HINT = "Enter keeps · Tab next word · Esc gives up · Ctrl Space plays"


class TranscriptHead(QWidget):
    """Signals: `correct_asked`, `find_asked`, `changes_asked` and `menu_asked`."""

    correct_asked = Signal()
    find_asked = Signal()
    changes_asked = Signal()
    menu_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = ""
        self.title = Label("TRANSCRIPT", "section", wraps=False)
        self.title.setAccessibleName("Transcript")
        self.line = Label("", "meta")
        self.correct_button = self._small("edit-line", "Correct these words (C)")
        self.correct_button.clicked.connect(self.correct_asked)
        self.find_button = self._small("search-line", "Find in the transcript (Ctrl+F)")
        self.find_button.clicked.connect(self.find_asked)
        self.changes_button = self._small("strikethrough", "Show changes (D)")
        self.changes_button.setCheckable(True)
        self.changes_button.clicked.connect(self._ask_changes)
        self.menu_button = self._small("more-line", "More: copy, export, uncertain words")
        self.menu_button.clicked.connect(self.menu_asked)
        self._arrange()

    def show_line(self, words: str, *, has_changes: bool) -> None:
        """Tell this of the transcript."""
        self._words = words
        self._tell(words)
        self.changes_button.setVisible(has_changes)

    def show_editing(self, *, is_editing: bool) -> None:
        """While words are corrected, tell the keys for that."""
        # The words below stay where they are: the line is not less high than it was.
        self.line.setMinimumHeight(self.line.height() if is_editing else 0)
        self._tell(EDITING_HINT if is_editing else self._words)

    def show_changes(self, *, are_shown: bool) -> None:
        """Whether changes are shown in the text."""
        self.changes_button.setChecked(are_shown)
        name = "Hide changes (D)" if are_shown else "Show changes (D)"
        self.changes_button.setAccessibleName(name)
        self.changes_button.setToolTip(plain_tip(name))

    def _tell(self, words: str) -> None:
        """Lines are broken between the parts, not in them."""
        parts = [part.translate(_UNBROKEN) for part in words.split(_BETWEEN)]
        self.line.setText(_BETWEEN.join(parts))
        self.line.setAccessibleName(words)
        self.line.setVisible(bool(words))

    def _ask_changes(self) -> None:
        self.changes_button.setChecked(not self.changes_button.isChecked())  # the panel decides
        self.changes_asked.emit()

    def _small(self, icon: str, name: str) -> IconButton:
        button = IconButton(self._theme, icon, name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.title, 1)
        for button in (
            self.changes_button,
            self.correct_button,
            self.find_button,
            self.menu_button,
        ):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
