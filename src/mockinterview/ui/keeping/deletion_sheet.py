"""Deleting everything: what goes, what stays, the words that confirm it, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mockinterview.core.sizes import size_words
from mockinterview.keeping.deleting import CONFIRMATION, Deleted, parts_to_delete
from mockinterview.keeping.sizes import Part, Storage
from mockinterview.keeping.wording import PART_NAMES, counted, deleted_sentences
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.keeping.progress_line import ProgressLine
from mockinterview.ui.keeping.sizes_view import attempts_words
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.check import CheckBox
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.sheet import Sheet

_WIDTH = 600
_SHOWN_LEFT = 4
_CANNOT = "This cannot be undone, and nothing goes into the bin."


class DeletionSheet(Sheet):
    """Esc keeps everything. Nothing can be pressed before the words are typed.

    Signals: `accepted(parts)`, `backup_wanted()`, `end_wanted()` when all is deleted and the
    program is to close.
    """

    accepted = Signal(object)
    backup_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "Delete everything?", "Delete everything")
        self._storage: Storage | None = None
        self.is_over = False
        self._make(theme)
        self._arrange()
        self.banks.toggled.connect(self._show_parts)
        self.models.toggled.connect(self._show_parts)
        self.words.textChanged.connect(self._show_allowed)
        self.words.returnPressed.connect(self._accept)
        self.delete.clicked.connect(self._accept)
        self.keep.clicked.connect(self.dismiss)
        self.backup.clicked.connect(self._back_up)
        self.end.clicked.connect(self.end_wanted)

    @property
    def first_focus(self) -> QWidget:
        """A press of Enter by mistake keeps."""
        return self.end if self.is_over else self.keep

    @property
    def parts(self) -> tuple[Part, ...]:
        """What would go as it is ticked."""
        return parts_to_delete(own_banks=self.banks.isChecked(), models=self.models.isChecked())

    def ask(self, storage: Storage) -> None:
        """Show what there is and would go."""
        self._storage = storage
        self.words.clear()
        self.rows[Part.ATTEMPTS][0].setText(attempts_words(storage))
        self._show_parts()
        self._show_allowed()
        self.open()
        self._fit()
        announce(self, f"{self.title.text()} {self.total.text()}")

    def show_progress(self, part_done: float) -> None:
        """It is under way and cannot be left any more."""
        self.question.hide()
        self.progress.show_progress("Deleting", part_done, can_cancel=False)

    def show_refused(self) -> None:
        """Nothing was deleted: the question stands again."""
        self.progress.hide()
        self.question.show()

    def show_deleted(self, deleted: Deleted) -> None:
        """Tell what is gone and what is left."""
        self.is_over = True
        self.progress.hide()
        self.question.hide()
        self.title.setText("Everything is deleted" if not deleted.failed else "Not all is deleted")
        lines = deleted_sentences(deleted)
        lines += [""] if deleted.left else []
        lines += [f"{left.path}\n{left.reason}" for left in deleted.left[:_SHOWN_LEFT]]
        if len(deleted.left) > _SHOWN_LEFT:
            lines.append(f"… and {len(deleted.left) - _SHOWN_LEFT} more.")
        self.outcome.setText("\n".join(lines))
        self.after.show()
        self.outcome.setFixedHeight(self.outcome.heightForWidth(self.outcome.width()))
        self.end.setFocus()
        announce(self, f"{self.title.text()}. {' '.join(lines)}")

    def dismiss(self) -> None:
        """Keep everything; once it is under way there is no way back."""
        if self.is_over:
            self.end_wanted.emit()
        elif self.progress.isHidden():
            super().dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; Esc keeps."""
        focused = self.focusWidget()
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and isinstance(focused, KeyButton):
            focused.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card is not an answer to this."""
        event.accept()

    def _accept(self) -> None:
        if self.delete.isEnabled():
            self.accepted.emit(self.parts)

    def _back_up(self) -> None:
        self.dismiss()
        self.backup_wanted.emit()

    def _show_allowed(self) -> None:
        typed = self.words.text().strip().casefold()
        self.delete.setEnabled(typed == CONFIRMATION)

    def _show_parts(self) -> None:
        """What goes, with its size; what stays is not listed."""
        if self._storage is None:
            return
        parts, total = self.parts, 0
        for part, (name, size) in self.rows.items():
            room = self._storage.parts[part]
            goes = part in parts and room.size_bytes > 0
            name.setVisible(goes)
            size.setVisible(goes)
            size.setText(size_words(room.size_bytes))
            total += room.size_bytes if goes else 0
        self.total.setText(f"{size_words(total)} in all. {_CANNOT}")
        self._show_stays(self._storage)
        self._fit()

    def _show_stays(self, storage: Storage) -> None:
        number = sum(part in self.parts for part, _ in storage.foreign)
        is_one = number == 1
        self.stays.setText(
            f"{counted(number, 'file')} in these folders {'is' if is_one else 'are'} not of"
            f" Mock Interview and {'stays' if is_one else 'stay'}."
        )
        self.stays.setVisible(number > 0)

    def _fit(self) -> None:
        for label in (self.total, self.stays, self.ask_label):
            if label.text():
                label.setFixedHeight(label.heightForWidth(label.width()))

    def _make(self, theme: Theme) -> None:
        width = theme.pixels(_WIDTH)
        self.rows = {
            part: (Label(PART_NAMES[part], "body"), Label("", "body", wraps=False)) for part in Part
        }
        self.total = Label("", "strong")
        self.stays = Label("", "meta")
        self.ask_label = Label(f"Type “{CONFIRMATION}” to go on.", "body")
        self.outcome = Label("", "body")
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.total, self.stays, self.ask_label, self.outcome):
            label.setFixedWidth(width)
        self.banks = CheckBox(theme, "My own banks, mark schemes and phrases, too")
        self.banks.setChecked(True)
        self.models = CheckBox(theme, "The speech models, too")
        self.words = QLineEdit()
        self.words.setAccessibleName(f"Type “{CONFIRMATION}” to go on")
        self.words.setPlaceholderText(CONFIRMATION)
        self.backup = KeyButton(theme, "Back up first …")
        self.delete = KeyButton(theme, "Delete for good", icon="delete-bin-line")
        self.keep = KeyButton(theme, "Keep everything", "Esc", role="primary")
        self.end = KeyButton(theme, "Close Mock Interview", role="primary")
        self.progress = ProgressLine(theme)
        self.close_button.hide()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE_16)
        grid.setVerticalSpacing(tokens.SPACE_4)
        grid.setColumnStretch(0, 1)
        for number, (name, size) in enumerate(self.rows.values()):
            grid.addWidget(name, number, 0)
            grid.addWidget(size, number, 1, Qt.AlignmentFlag.AlignRight)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_12)
        buttons.addWidget(self.backup)
        buttons.addStretch(1)
        buttons.addWidget(self.delete)
        buttons.addWidget(self.keep)
        self.question = QWidget()
        inside = QVBoxLayout(self.question)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SPACE_12)
        inside.addLayout(grid)
        for widget in (self.total, self.stays, self.banks, self.models, self.ask_label, self.words):
            inside.addWidget(widget)
        inside.addSpacing(tokens.SPACE_8)
        inside.addLayout(buttons)
        self.after = QWidget()
        outcome = QVBoxLayout(self.after)
        outcome.setContentsMargins(0, 0, 0, 0)
        outcome.setSpacing(tokens.SPACE_16)
        outcome.addWidget(self.outcome)
        outcome.addWidget(self.end, 0, Qt.AlignmentFlag.AlignRight)
        self.after.hide()
        for part in (self.question, self.progress, self.after):
            self.column.addWidget(part)
