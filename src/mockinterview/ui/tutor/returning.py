"""Giving marks back: for one candidate, a pack each, or all in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mockinterview.files.export_place import free_name
from mockinterview.inbox import Inbox, InboxItem, return_marks
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.tutor.wording import candidate_words, return_name
from mockinterview.ui.widgets.plain import plain_entry
from mockinterview.ui.wording import count

_KIND = "Packs for Mock Interview (*.mockinterview)"


class ReturnDesk(QObject):
    """Asks where to, and writes in the background.

    Signals: `beginning` before it asks; `told(message, hint)`; `failed(MockInterviewError)`.
    """

    beginning = Signal()
    told = Signal(str, str)
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, page: QWidget) -> None:
        super().__init__(page)
        self._services = services
        self._tasks = tasks
        self._page = page
        self._folder = Path.home()

    def menu(self, inbox: Inbox, item: InboxItem | None) -> QMenu:
        """What can go back, and to whom; `item` is the answer of the current row."""
        menu = QMenu(self._page)
        due = inbox.due
        theirs = [one for one in due if item is not None and one.candidate == item.candidate]
        if item is not None and theirs:
            who = plain_entry(candidate_words(item.candidate))
            menu.addAction(
                f"For {who}: {count(len(theirs), 'answer')} …",
                partial(self._begin, self.ask_for_file, theirs),
            )
        if due:
            menu.addAction(
                "A pack for each candidate …",
                partial(self._begin, self.ask_for_folder, due),
            )
            menu.addAction(
                f"All in one pack: {count(len(due), 'answer')} …",
                partial(self._begin, self.ask_for_file, due),
            )
        again = [one for one in inbox.items if not one.is_open and one not in due]
        if again:
            menu.addAction(
                "Once more what was returned, a pack for each candidate …",
                partial(self._begin, self.ask_for_folder, again),
            )
        return menu

    def _begin(self, ask: Callable[[Sequence[InboxItem]], None], items: list[InboxItem]) -> None:
        self.beginning.emit()
        ask(items)

    def ask_for_file(self, items: Sequence[InboxItem]) -> None:
        """Ask for a file, then write the marks on these answers into it."""
        start = self._folder / return_name(items)
        name, _ = QFileDialog.getSaveFileName(self._page, "Return marks", str(start), _KIND)
        if name:
            self.write_one(items, Path(name))

    def ask_for_folder(self, items: Sequence[InboxItem]) -> None:
        """Ask for a folder, then write a pack for each candidate into it."""
        name = QFileDialog.getExistingDirectory(
            self._page, "Return marks: a pack for each candidate", str(self._folder)
        )
        if name:
            self.write_each(items, Path(name))

    def write_one(self, items: Sequence[InboxItem], target: Path) -> None:
        """Write one pack; the dialog has asked about a file that is there."""
        self._folder = target.parent
        is_whole = target.suffix.lower() == ".mockinterview"
        path = target if is_whole else target.with_name(f"{target.name}.mockinterview")
        write = partial(return_marks, self._services.library, list(items), path, replaces=is_whole)
        self._tasks.run(
            write,
            lambda number: self.told.emit(
                f"The marks on {count(number, 'answer')} are in {path.name}.",
                f"It is in {path.parent}. Send it to whom it is for; nothing was sent by itself.",
            ),
            self.failed.emit,
        )

    def write_each(self, items: Sequence[InboxItem], folder: Path) -> None:
        """Write a pack for each candidate; files that are there are kept."""
        self._folder = folder
        by_candidate: dict[str, list[InboxItem]] = {}
        for item in items:
            by_candidate.setdefault(item.candidate, []).append(item)
        library = self._services.library

        def write() -> int:
            for theirs in by_candidate.values():
                return_marks(library, theirs, free_name(folder / return_name(theirs)))
            return len(by_candidate)

        self._tasks.run(
            write,
            lambda number: self.told.emit(
                f"{count(number, 'pack')} of marks, one for each candidate, lie in {folder}.",
                "Send each to whom it is for; nothing was sent by itself.",
            ),
            self.failed.emit,
        )
