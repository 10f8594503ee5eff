"""What the banks page does with files: add, share, begin, open; dialogs included."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from mockinterview import paths
from mockinterview.core.content import Bank
from mockinterview.errors import ContentError, LibraryError, MockInterviewError
from mockinterview.files import atomic
from mockinterview.files.bank_sharing import Arrival, add_banks, share_bank
from mockinterview.files.content_file import Kind
from mockinterview.files.ids import as_id
from mockinterview.files.templates import template
from mockinterview.services import Services
from mockinterview.ui.content_watch import ContentWatch
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.wording import count


class BankDesk(QObject):
    """Does it and tells the outcome.

    Signals: `told(message, hint)`, `failed(MockInterviewError)`, `busy(bool)` while adding.
    """

    told = Signal(str, str)
    failed = Signal(object)
    busy = Signal(bool)

    def __init__(
        self, services: Services, tasks: Tasks, watch: ContentWatch, page: QWidget
    ) -> None:
        super().__init__(page)
        self._services = services
        self._tasks = tasks
        self._watch = watch
        self._page = page
        self._wanted: tuple[Path, ...] = ()

    def take_wanted(self) -> Path | None:
        """The bank that has just been added or begun, once it has been read."""
        content = self._services.content
        known = {file.path for file in content.files if file.kind is Kind.BANK}
        wanted = next((path for path in self._wanted if path in known), None)
        if wanted is not None:
            self._wanted = ()
        return wanted

    def ask_for_banks(self) -> None:
        """Let files be chosen, then add them."""
        names, _ = QFileDialog.getOpenFileNames(
            self._page, "Add a bank", str(Path.home()), "Banks (*.yaml *.yml *.zip)"
        )
        if names:
            self.add([Path(name) for name in names])

    def add(self, sources: Sequence[Path]) -> None:
        """Check these and put them into the own folder, in the background."""
        own, known = self._services.own_content, self._services.content_folders
        self.busy.emit(True)
        self._tasks.run(lambda: add_banks(sources, own, known), self._tell_arrival, self._fail)

    def share(self, bank: Bank) -> None:
        """Ask where to, then write the bank as one file."""
        name, _ = QFileDialog.getSaveFileName(
            self._page,
            "Share a bank",
            str(Path.home() / f"{bank.bank}.zip"),
            "Banks in one file (*.zip)",
        )
        if name:
            self.write_shared(bank, Path(name))

    def write_shared(self, bank: Bank, target: Path) -> None:
        """Write the bank to this file in the background; its name ends in `.zip` afterwards."""
        content = self._services.content
        if target.suffix.lower() != ".zip":
            target = target.with_name(f"{target.name}.zip")
            if target.exists():  # the dialog has asked about the shorter name only
                hint = "Choose another name, or choose this one in full."
                self.failed.emit(ContentError(f"There is a file {target.name} already.", hint))
                return
        self._tasks.run(
            lambda: share_bank(bank.bank, content, paths.content_folder(), target),
            lambda _: self.told.emit(
                f"“{bank.title}” is in {target.name}, with its mark schemes and sounds.",
                f"Send {target}. Whoever gets it drops it on this page.",
            ),
            self.failed.emit,
        )

    def ask_for_new(self) -> None:
        """Ask for a name, then begin a bank."""
        name, is_wanted = QInputDialog.getText(
            self._page, "New bank", "A short name for the new bank:", text="My questions"
        )
        if is_wanted and name.strip():
            self.begin(name)

    def begin(self, name: str) -> None:
        """Write a template of this name and open it in the editor."""
        path = self._services.own_content / f"{as_id(name) or 'my-bank'}.yaml"
        if path.exists():
            hint = "Choose another name, or open that one."
            self.failed.emit(ContentError(f"There is a file {path.name} already.", hint))
            return
        try:
            atomic.write_text(path, template("bank", path))
        except LibraryError as error:
            self.failed.emit(error)
            return
        self._wanted = (path,)
        self._watch.reload()
        self.edit(path)

    def edit(self, path: Path) -> None:
        """Open a file in the program that the person has set for such files."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.failed.emit(
                ContentError(
                    f"No program is set for {path.suffix} files on this computer.",
                    f"Open {path} in any text editor.",
                )
            )

    def open_folder(self) -> None:
        """Show the own folder in the system's file manager."""
        folder = self._services.own_content
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.failed.emit(atomic.as_library_error(error, folder))
            return
        self.edit(folder)

    def ask_for_folder(self) -> None:
        """Let another own folder be chosen."""
        folder = QFileDialog.getExistingDirectory(
            self._page, "Choose the folder of your banks", str(self._services.own_content)
        )
        if folder:
            self.use_folder(Path(folder))

    def use_folder(self, folder: Path) -> None:
        """Look for own banks here from now on; those in the old folder stay where they are."""
        try:
            self._services.change_settings(own_content=folder)
        except MockInterviewError as error:
            self.failed.emit(error)
            return
        self._watch.reload()

    def _tell_arrival(self, arrival: Arrival) -> None:
        self.busy.emit(False)
        self._wanted = arrival.files
        titles = " and ".join(f"“{title}”" for title in arrival.banks)
        if titles:
            message = f"Added {titles}: {count(arrival.questions, 'question')}."
        else:
            message = f"Added {count(len(arrival.files), 'file')}."
        self.told.emit(message, f"In {self._services.own_content}.")
        self._watch.reload()

    def _fail(self, error: MockInterviewError) -> None:
        self.busy.emit(False)
        self.failed.emit(error)
