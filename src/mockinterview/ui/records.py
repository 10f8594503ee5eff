"""What the pages tell about the attempts in the library, read in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal

from mockinterview.core.attempt import Attempt
from mockinterview.errors import LibraryError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.bin import BinEntry, entries_of
from mockinterview.files.sittings import Sittings
from mockinterview.index.record import AttemptRecord, describe, readable_marking, transcript_words
from mockinterview.pack.received import role_here
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks

logger = logging.getLogger(__name__)


@dataclass
class Records:
    """The library at one moment, newest attempt first; what is in the bin, latest first."""

    attempts: list[AttemptRecord] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    binned: list[BinEntry] = field(default_factory=list)

    @cached_property
    def _by_question(self) -> dict[str, list[AttemptRecord]]:
        found: dict[str, list[AttemptRecord]] = {}
        for record in self.attempts:
            if record.has_sound:
                found.setdefault(record.question_id, []).append(record)
        return found

    @cached_property
    def by_name(self) -> dict[str, AttemptRecord]:
        """The attempts by the names of their folders."""
        return {record.id: record for record in self.attempts}

    def of_question(self, question_id: str) -> list[AttemptRecord]:
        """The attempts on one question that hold sound, newest first."""
        return self._by_question.get(question_id, [])

    def next_time(self, question_id: str) -> str:
        """What was last written about doing it differently on this question, or empty."""
        sentences = (record.next_time for record in self.of_question(question_id))
        return next((sentence for sentence in sentences if sentence), "")


def read_records(services: Services, *, is_known: bool = False) -> Records:
    """What the library holds: for the work executor.

    `is_known` takes what the index has, without looking at the library: at once, and perhaps old.

    Raises:
        LibraryError: the library cannot be read.
    """
    index = services.index
    if not is_known:
        index.update()
    found = index.records()
    kept = [record for record in found if not record.is_binned]
    held = {sitting.id: sitting for sitting in Sittings(services.library).listing()}
    for place, record in enumerate(kept):
        sitting = held.get(record.sitting)
        if record.is_cut_off and (sitting is None or sitting.lets_go_on(record.id)):
            kept[place] = replace(record, can_go_on=True)
    binned = entries_of(_read_whole(record for record in found if record.has_bin))
    return Records(kept, index.problems(), binned)


def read_record(folder: AttemptFolder) -> tuple[Attempt, AttemptRecord]:
    """Read one attempt, whole.

    Raises:
        LibraryError: it cannot be understood.
    """
    attempt = folder.load()
    state, _ = transcript_words(folder, attempt)
    return attempt, describe(folder, attempt, readable_marking(folder, role_here(folder)), state)


def _read_whole(records: Iterable[AttemptRecord]) -> Iterator[tuple[AttemptFolder, Attempt]]:
    for record in records:
        folder = record.folder
        try:
            yield folder, folder.load()
        except LibraryError as error:
            logger.info("%s is passed over: %s", folder.id, error)


class RecordKeeper(QObject):
    """Holds the newest `Records`.

    Signals: `changed()` after every reading; `failed(MockInterviewError)` when the library cannot
    be read: what was known stays.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._reading = False
        self._again = False
        self._is_stopped = False
        self._afterwards: list[Callable[[], None]] = []
        self.records = Records()
        self.is_read = False

    def show_known(self, then: Callable[[], None]) -> None:
        """Show what the index knows, at once, and go on; `refresh` brings it up to date."""

        def show(records: Records) -> None:
            if not self.is_read and records.attempts:
                self._show(records)
            then()

        look = partial(read_records, self._services, is_known=True)
        self._tasks.run(look, show, lambda _: then())

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        """Read the library again soon; a call while it is being read leads to one more reading."""
        if self._is_stopped:
            return
        if then is not None:
            self._afterwards.append(then)
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._tasks.run(
            partial(read_records, self._services), self._take_in, self._fail, ended=self._end
        )

    def stop(self) -> None:
        """Read no more; for the end of the program."""
        self._is_stopped = True

    def _end(self) -> None:
        """Also after a defect: the next reading is not kept from happening."""
        self._reading = False

    def _fail(self, error: MockInterviewError) -> None:
        self.failed.emit(error)
        self._take_in(self.records)

    def _show(self, records: Records) -> None:
        self.records = records
        self.is_read = True
        self.changed.emit()

    def _take_in(self, records: Records) -> None:
        self._show(records)
        if self._again:
            self._again = False
            self.refresh()
            return
        afterwards, self._afterwards = self._afterwards, []
        for then in afterwards:
            then()
