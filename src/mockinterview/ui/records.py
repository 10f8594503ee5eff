"""What the pages tell about the attempts in the library, read in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.content import Category
from mockinterview.core.marking import Marking
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.bin import BinEntry, entries_of
from mockinterview.files.sittings import Sittings
from mockinterview.services import Services
from mockinterview.ui.take_words import answer_length
from mockinterview.ui.tasks import Tasks

logger = logging.getLogger(__name__)

NOT_MARKED = "not marked"
_LEAST_SECONDS = 1.0
"""With less time left there is nothing to go on with."""


@dataclass(frozen=True)
class AttemptRecord:
    """One attempt with the candidate's own marks; `transcript` is a few words on its state.

    `can_go_on` tells whether its answer was cut off, with time left in which it may be gone on
    with.
    """

    folder: AttemptFolder
    attempt: Attempt
    marking: Marking
    transcript: str
    can_go_on: bool = False

    @property
    def is_recovered(self) -> bool:
        """Whether a take of it was saved after the program had ended in the middle."""
        return any(take.state is TakeState.RECOVERED for take in self.attempt.answers)

    @property
    def has_sound(self) -> bool:
        """Whether anything was recorded that is not in the bin."""
        return any(take.seconds > 0 for take in self.attempt.kept_takes)

    @property
    def length(self) -> str:
        """How long the latest answer is, as minutes and seconds."""
        take = self.attempt.latest_take
        return answer_length(self.attempt, take) if take else ""

    @property
    def met(self) -> str:
        """“6 of 8 met”, or that nothing was marked."""
        counts = [self.marking.count(self.attempt.rubric, category) for category in Category]
        if not any(count.marked for count in counts):
            return NOT_MARKED
        return f"{sum(count.met for count in counts)} of {sum(c.total for c in counts)} met"

    @property
    def marks(self) -> str:
        """“3 of 5 content · 1 of 3 communication”, or that nothing was marked."""
        counts = {
            category: self.marking.count(self.attempt.rubric, category) for category in Category
        }
        if not any(count.marked for count in counts.values()):
            return NOT_MARKED
        return " · ".join(
            f"{count.met} of {count.total} {category}"
            for category, count in counts.items()
            if count.total
        )


@dataclass
class Records:
    """The library at one moment, newest attempt first; what is in the bin, latest first."""

    attempts: list[AttemptRecord] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    binned: list[BinEntry] = field(default_factory=list)

    def of_question(self, question_id: str) -> list[AttemptRecord]:
        """The attempts on one question that hold sound, newest first."""
        return [
            record
            for record in self.attempts
            if record.attempt.question.id == question_id and record.has_sound
        ]

    def next_time(self, question_id: str) -> str:
        """What was last written about doing it differently on this question, or empty."""
        sentences = (record.marking.next_time for record in self.of_question(question_id))
        return next((sentence for sentence in sentences if sentence), "")


def read_records(library: Library) -> Records:
    """Read the whole library. Takes long when it is large: for the work executor."""
    listing = library.listing()
    sittings = {sitting.id: sitting for sitting in Sittings(library).listing()}
    binned = entries_of([*listing.binned, *listing.attempts])
    records = Records(unreadable=dict(listing.unreadable), binned=binned)
    for folder, attempt in listing.attempts:
        try:
            record = _record_of(folder, attempt)
        except LibraryError as error:
            records.unreadable[folder.id] = str(error)
            continue
        sitting = sittings.get(attempt.sitting)
        is_allowed = sitting is None or sitting.lets_go_on(folder.id)
        records.attempts.append(replace(record, can_go_on=is_allowed and _is_cut_off(attempt)))
    return records


def read_record(folder: AttemptFolder) -> AttemptRecord:
    """Read one attempt.

    Raises:
        LibraryError: it cannot be understood.
    """
    return _record_of(folder, folder.load())


def _record_of(folder: AttemptFolder, attempt: Attempt) -> AttemptRecord:
    return AttemptRecord(
        folder, attempt, folder.newest_marking(), _transcript_words(folder, attempt)
    )


def _is_cut_off(attempt: Attempt) -> bool:
    """Whether the last recording is part of an answer that did not end, with time left for it."""
    last = attempt.recorded[-1] if attempt.recorded else None
    if last is None or last.binned is not None or attempt.origin != "microphone":
        return False
    limit = attempt.format.answer_seconds
    has_time = limit is None or limit - attempt.answered_seconds >= _LEAST_SECONDS
    return last.state in {TakeState.INTERRUPTED, TakeState.RECOVERED} and has_time


def _transcript_words(folder: AttemptFolder, attempt: Attempt) -> str:
    take = attempt.latest_take
    if take is None and attempt.binned_takes:
        return "takes in the bin"
    if take is None or take.seconds == 0:
        return "no sound"
    try:
        transcript = folder.current_transcript(take.number)
    except LibraryError as error:
        logger.warning("%s: %s", folder.id, error)
        return "transcript unreadable"
    if transcript is None:
        return "no transcript"
    return "transcript" if transcript.text else "no speech heard"


class RecordKeeper(QObject):
    """Holds the newest `Records`; `changed` follows every reading."""

    changed = Signal()

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._reading = False
        self._again = False
        self._afterwards: list[Callable[[], None]] = []
        self.records = Records()
        self.is_read = False

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        """Read the library again soon; a call while it is being read leads to one more reading."""
        if then is not None:
            self._afterwards.append(then)
        if self._reading:
            self._again = True
            return
        self._reading = True
        library = self._services.library
        self._tasks.run(lambda: read_records(library), self._take_in)

    def _take_in(self, records: Records) -> None:
        self._reading = False
        self.records = records
        self.is_read = True
        self.changed.emit()
        if self._again:
            self._again = False
            self.refresh()
            return
        afterwards, self._afterwards = self._afterwards, []
        for then in afterwards:
            then()
