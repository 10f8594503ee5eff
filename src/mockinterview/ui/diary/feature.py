"""On the marking page: which entry of the diary was told, and where it was told before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from mockinterview.core.diary import Entry, Telling
from mockinterview.core.diary_fitting import fitting_entries
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.diary import Diary
from mockinterview.ui.diary.told_rows import ToldRows
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.feature import Feature

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

MOST_OFFERED = 4
"""So many fitting entries have a box at once; the others are in the list beneath."""


class ToldFeature(Feature):
    """Told from the diary; only the person says so. It is kept with the entry, not with the marks.

    Signals: `diary_wanted(id)` to read an entry.
    """

    diary_wanted = Signal(str)

    reading = frozenset({"told"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._entries: list[Entry] = []
        self._offered: list[str] = []
        self.rows = ToldRows(page.theme)
        self.rows.ticked.connect(self._tick)
        self.rows.entry_wanted.connect(self.diary_wanted)
        page.answer.add_below(self.rows)
        page.opened.connect(self._read)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its key does."""
        return {"told": self._go}

    def _go(self) -> None:
        if self.rows.isHidden():
            self.page.header.tell("There is nothing in your diary yet.")
            return
        self.page.answer.beneath.unfold()
        self.rows.focus_first()

    def _read(self) -> None:
        """Read the diary in the background; a tutor's is not the candidate's."""
        folder, attempt, marking = self.page.folder, self.page.attempt, self.page.marking
        self._entries, self._offered = [], []
        self._show()
        if folder is None or attempt is None or marking is None or marking.role != "candidate":
            return
        diary, guide = _diary_beside(folder), self.page.services.content.diary

        def find() -> tuple[list[Entry], list[str]]:
            entries = diary.listing().entries
            fits = fitting_entries(entries, attempt.question, attempt.rubric, guide)
            return entries, [fit.entry.id for fit in fits][:MOST_OFFERED]

        def take_in(found: tuple[list[Entry], list[str]]) -> None:
            if self.page.folder is folder:
                self._entries, self._offered = found
                self._show()

        self.page.tasks.run(find, take_in, self._pass_over)

    def _pass_over(self, _: MockInterviewError) -> None:
        """Marks are made without a diary, too; its page tells why it cannot be read."""

    def _show(self) -> None:
        folder = self.page.folder
        if folder is not None:
            self.rows.show_entries(self._entries, self._offered, folder.id)

    def _tick(self, name: str, is_told: bool) -> None:  # noqa: FBT001  (a signal's argument)
        folder, attempt = self.page.folder, self.page.attempt
        if folder is None or attempt is None:
            return
        telling = Telling(
            attempt=folder.id,
            question=attempt.question.prompt,
            day=attempt.created.date(),
        )
        change = partial(_told, telling=telling, is_told=is_told)
        diary = _diary_beside(folder)
        if name not in self._offered:
            self._offered = [*self._offered, name]
        self.page.tasks.run(
            lambda: diary.change(name, change), partial(self._take_in, folder.id), self._fail
        )

    def _take_in(self, attempt: str, entry: Entry) -> None:
        if self.page.folder is None or self.page.folder.id != attempt:
            return
        self._entries = [entry if one.id == entry.id else one for one in self._entries]
        self._show()
        is_told = entry.is_told_in(attempt)
        announce(self.rows, f"{'Told' if is_told else 'Not told'} here: {entry.name}")

    def _fail(self, error: MockInterviewError) -> None:
        self.page.banner.show_problem(error)
        self._show()


def _diary_beside(folder: AttemptFolder) -> Diary:
    """The diary of the library that holds this attempt, whatever library is in use now."""
    return Diary(folder.path.parent)


def _told(entry: Entry, *, telling: Telling, is_told: bool) -> Entry:
    return entry.with_told(telling) if is_told else entry.without_told(telling.attempt)
