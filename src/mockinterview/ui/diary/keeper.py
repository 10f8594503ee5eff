"""The diary as the window knows it: read and changed in the background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from mockinterview.core.diary import Entry
from mockinterview.files.diary import Diary, DiaryListing
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks


class DiaryKeeper(QObject):
    """Signals: `changed` when the diary was read; `failed(error)`.

    `listing` is what was read last, from `source`; None before the first time.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._number = 0
        self.listing: DiaryListing | None = None
        self.source = self.diary

    @property
    def diary(self) -> Diary:
        """The diary of the library that is in use now."""
        return Diary(self._services.library.folder)

    def read(self) -> None:
        """Read all of it again; the last reading counts."""
        self._number += 1
        diary = self.diary
        take_in = partial(self._take_in, self._number, diary)
        self._tasks.run(diary.listing, take_in, self.failed.emit)

    def create(self, then: Callable[[Entry], None]) -> None:
        """Begin an entry of today, on the disk before anything is typed into it."""
        now = self._services.library.now()
        new = Entry(created=now, day=now.date())
        self._do(lambda diary: diary.create(new), then)

    def delete(self, name: str, then: Callable[[Entry], None]) -> None:
        """Put an entry into the bin."""
        now: dt.datetime = self._services.library.now()
        self._do(lambda diary: diary.delete(name, now), then)

    def restore(self, name: str, then: Callable[[Entry], None]) -> None:
        """Take an entry out of the bin."""
        self._do(lambda diary: diary.restore(name), then)

    def discard_if_blank(self, diary: Diary, name: str) -> None:
        """Remove an entry in which nothing was written."""

        def after(is_gone: bool) -> None:  # noqa: FBT001  (an outcome)
            if is_gone:
                self.read()

        self._tasks.run(partial(diary.discard_if_blank, name), after, self.failed.emit)

    def _do(self, work: Callable[[Diary], Entry], then: Callable[[Entry], None]) -> None:
        diary = self.diary

        def after(entry: Entry) -> None:
            self.read()
            then(entry)

        self._tasks.run(lambda: work(diary), after, self.failed.emit)

    def _take_in(self, number: int, diary: Diary, listing: DiaryListing) -> None:
        if number == self._number:
            self.listing, self.source = listing, diary
            self.changed.emit()
