"""The section of Settings about the person's data: its size, a backup, and deleting all of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.keeping.deleting import Deleted
from mockinterview.keeping.layout import SUFFIX
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.keeping.deletion_sheet import DeletionSheet
from mockinterview.ui.keeping.desk import Doing, KeepingDesk
from mockinterview.ui.keeping.progress_line import ProgressLine
from mockinterview.ui.keeping.restore_sheet import RestoreSheet
from mockinterview.ui.keeping.sizes_view import SizesView
from mockinterview.ui.settings_sections import Section
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

_FILES = f"Backups of Mock Interview (*{SUFFIX})"


class DataSection(Section):
    """Signals: `changed()` when the library has more than before; `told(widget)` when there is
    something to see; `end_wanted()` when all is deleted and the program is to close.
    """

    changed = Signal()
    told = Signal(QWidget)
    end_wanted = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks, page: QWidget) -> None:
        super().__init__(services, theme, "Your data")
        self.desk = KeepingDesk(services, tasks, self)
        self._folder = Path.home()
        self._written: Path | None = None
        self._make(theme, page)
        self._arrange()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Look how much there is now."""
        super().showEvent(event)
        self.desk.measure()

    def back_up_into(self, path: Path) -> None:
        """Write a backup; a name without our ending gets it."""
        has_ending = path.suffix == SUFFIX
        target = path if has_ending else path.with_name(path.name + SUFFIX)
        self._folder, self._written = target.parent, target
        # The dialog has asked about the name that was typed, not about the one that we made.
        self.desk.back_up(target, replaces=has_ending)

    def close_down(self) -> None:
        """Leave what is under way, and the library to others."""
        self.desk.cancel()
        self.desk.presence.leave()

    def _ask_where(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Back up", str(self._folder / self.desk.proposed_name), _FILES
        )
        if chosen:
            self.back_up_into(Path(chosen))

    def _ask_which(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Restore a backup", str(self._folder), f"{_FILES};;All files (*)"
        )
        if chosen:
            self._folder = Path(chosen).parent
            self.desk.inspect(Path(chosen))

    def _show_job(self) -> None:
        doing, part_done = self.desk.doing, self.desk.part_done
        is_deleting = doing is Doing.DELETING
        if is_deleting:
            self.deletion.show_progress(part_done)
        is_busy = doing is not None
        if is_busy:
            self.outcome.hide()
        if doing is None or is_deleting:
            self.progress.hide()
        else:
            self.progress.show_progress(doing, part_done, can_cancel=self.desk.can_cancel)
        had_keys = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            button.setEnabled(not is_busy)
        if is_busy and had_keys and self.desk.can_cancel:
            self.progress.cancel.setFocus()

    def _tell(self, message: str, detail: str, *, is_problem: bool = False) -> None:
        set_role(self.message, "problem" if is_problem else "strong")
        self.message.setText(message)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        is_written = self._written is not None and self._written.is_file()
        self.show_button.setVisible(is_written and self._written_now())
        self.outcome.show()
        QTimer.singleShot(0, self, lambda: self.told.emit(self.outcome))  # when it has its place
        announce(self, f"{message} {detail}".strip())
        if self._focus_is_lost():
            self.backup_button.setFocus()

    def _written_now(self) -> bool:
        return self._written is not None and self.message.text().startswith(self._written.name)

    def _focus_is_lost(self) -> bool:
        focused = self.window().focusWidget()
        return focused is None or not focused.isVisible()

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _show_sizes(self) -> None:
        if self.desk.storage is not None:
            self.sizes.show_storage(self.desk.storage)

    def _ask_to_delete(self) -> None:
        if self.desk.storage is not None:
            self.deletion.ask(self.desk.storage)

    def _show_deleted(self, deleted: Deleted) -> None:
        self.deletion.show_deleted(deleted)

    def _show_failure(self, error: MockInterviewError) -> None:
        if self.deletion.isVisible():
            self.deletion.show_refused()
            self.deletion.dismiss()
        self._written = None
        self._tell(error.message, f"{error.hint} {error.detail}".strip(), is_problem=True)

    def _make(self, theme: Theme, page: QWidget) -> None:
        self.sizes = SizesView(theme)
        self.backup_button = KeyButton(theme, "Back up …")
        self.restore_button = KeyButton(theme, "Restore a backup …")
        self.delete_button = KeyButton(theme, "Delete everything …", icon="delete-bin-line")
        self._buttons = (self.backup_button, self.restore_button, self.delete_button)
        self.progress = ProgressLine(theme)
        self.message = Label("", "strong")
        self.detail = Label("", "meta")
        self.show_button = KeyButton(theme, "Show folder", role="plain", icon="folder-open-line")
        self.restoring = RestoreSheet(theme, page)
        self.deletion = DeletionSheet(theme, page)

    def _arrange(self) -> None:
        self.add_row("Size", self.sizes)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.backup_button)
        row.addWidget(self.restore_button)
        row.addStretch(1)
        remark = Label(
            "One file with all that you have made: attempts, diary, own banks and settings. Keep it"
            " on another disk. Speech models are not in it.",
            "meta",
        )
        self.outcome = QWidget()
        told = QVBoxLayout(self.outcome)
        told.setContentsMargins(0, tokens.SPACE_4, 0, 0)
        told.setSpacing(tokens.SPACE_4)
        told.addWidget(self.message)
        told.addWidget(self.detail)
        line = QHBoxLayout()
        line.addWidget(self.show_button)
        line.addStretch(1)
        told.addLayout(line)
        self.outcome.hide()
        self.add_row("Backup", holder, remark, self.progress, self.outcome)
        gone = Label(
            "For good, not into the bin. You are shown what goes, and asked to type that you mean"
            " it.",
            "meta",
        )
        self.add_row("Delete", self.delete_button, gone)

    def _connect(self) -> None:
        self.sizes.wanted.connect(self.desk.measure)
        self.backup_button.clicked.connect(self._ask_where)
        self.restore_button.clicked.connect(self._ask_which)
        self.delete_button.clicked.connect(self.desk.ask_to_delete)
        self.progress.cancelled.connect(self.desk.cancel)
        self.show_button.clicked.connect(self._show_folder)
        desk = self.desk
        desk.measured.connect(self._show_sizes)
        desk.changed.connect(self._show_job)
        desk.told.connect(self._tell)
        desk.failed.connect(self._show_failure)
        desk.inspected.connect(self.restoring.ask)
        desk.restored.connect(self.changed)
        desk.deletable.connect(self._ask_to_delete)
        desk.deleted.connect(self._show_deleted)
        self.restoring.accepted.connect(
            lambda path, takes_settings: desk.restore(path, takes_settings=takes_settings)
        )
        self.restoring.closed.connect(self.restore_button.setFocus)
        self.deletion.accepted.connect(desk.delete)
        self.deletion.backup_wanted.connect(self._ask_where)
        self.deletion.closed.connect(self.delete_button.setFocus)
        self.deletion.end_wanted.connect(self.end_wanted)
