"""What leads from page to page; a page knows nothing of the others."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from mockinterview.services import Services
from mockinterview.ui.pages import Pages
from mockinterview.ui.records import RecordKeeper
from mockinterview.ui.tasks import Tasks


class Journey(QObject):
    """Leads through one part of the program: listens to its pages as soon as they are made.

    A subclass has a method `_connect_NAME()` for each page of `Pages` it listens to and names the
    page in `listens_to`; the window shows what it asks for.

    Signals: `page_wanted(name)` when another page belongs to the front; `attempt_wanted(folder,
    take_number)` when an answer is to be marked (None: the take that counts).
    """

    page_wanted = Signal(str)
    attempt_wanted = Signal(object, object)

    listens_to: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, services: Services, tasks: Tasks, pages: Pages, keeper: RecordKeeper, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._pages = pages
        self._keeper = keeper
        pages.made.connect(self._connect)

    def _connect(self, name: str) -> None:
        """Listen to a page that was just made."""
        if name in self.listens_to:
            getattr(self, f"_connect_{name}")()

    def close_down(self) -> None:
        """End what it does by itself; for the end of the program."""
