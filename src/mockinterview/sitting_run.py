"""A sitting being held: which question comes next, and what is written down after each.

Window and tests drive it; it knows no screen. `open_next` and `note_answered` write files and are
meant for the work executor.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.content import Bank, Question
from mockinterview.core.sitting import (
    Sitting,
    SittingState,
    practice_question,
)
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.locks import folder_gone
from mockinterview.files.sittings import Sittings
from mockinterview.services import Services
from mockinterview.session import InterviewSession

logger = logging.getLogger(__name__)


class SittingRun:
    """Leads through the questions of one sitting; `sitting` is as it was last written."""

    def __init__(self, services: Services, sitting: Sitting) -> None:
        self.sitting = sitting
        self._services = services
        self._store = Sittings(services.library)
        self._writing = threading.Lock()
        self._written: Sitting | None = None

    @property
    def wants_practice(self) -> bool:
        """Whether the unrecorded practice question comes first."""
        is_due = self.sitting.format.practice_question and not self.sitting.is_practised
        return is_due and self.sitting.answered == 0 and self._practice() is not None

    def open_practice(self) -> InterviewSession:
        """A try of which nothing is kept, on a question that the sitting does not use.

        Raises:
            LibraryError: there is no room for its sound while it lasts.
        """
        chosen = self._practice()
        if chosen is None:
            raise UsageError("There is no question left to practise with.")
        return self._services.tryout_session(*chosen, self.sitting.format)

    def end_practice(self) -> None:
        """The person has practised enough."""
        self._change(lambda sitting: sitting.model_copy(update={"is_practised": True}))

    def open_next(self) -> InterviewSession | None:
        """The interview of the first question that is not answered; None when all are.

        A question that was put but not answered is put again in the same attempt, so that its
        notes are there; an answer that was cut off goes on where it was; one that had ended is
        shown as saved, and the next one follows it.

        Raises:
            AttemptHeldError: the question is being answered in another window.
            LibraryError: the library cannot be read or written to now; nothing was put anew.
            UsageError: the question is not there any more.
        """
        place = self.sitting.next_place
        if place is None:
            self._change(lambda sitting: sitting.with_state(SittingState.FINISHED))
            return None
        entry = self.sitting.entries[place]
        if entry.attempt:
            if not self._store.folder.is_dir():  # the whole library is away, not this attempt
                raise folder_gone(self._services.library.folder)
            folder = _usable(self._services.library, entry.attempt)
            if folder is not None:
                return self._services.continued_session(folder)
            logger.info("question %s is put anew", entry.question)
        return self._put(place, entry.question)

    def _put(self, place: int, question_id: str) -> InterviewSession:
        bank, question = self._services.content.question(question_id)
        session = self._services.new_session(
            bank, question, self.sitting.format, sitting=self.sitting.id
        )
        name = session.folder.id
        try:
            self._change(
                lambda sitting: sitting.with_entry(place, attempt=name).with_state(
                    SittingState.OPEN
                )
            )
        except LibraryError:
            session.close()  # it leaves nothing behind; the question can be put again
            raise
        return session

    def note_answered(self, folder: AttemptFolder) -> None:
        """The answer in this folder stands; saying so again costs nothing.

        Raises:
            LibraryError: it cannot be written down.
        """
        names = [entry.attempt for entry in self.sitting.entries]
        place = names.index(folder.id)
        self._change(lambda sitting: sitting.with_entry(place, is_answered=True))

    def leave(self) -> None:
        """The person left; what was answered is kept.

        Raises:
            LibraryError: it cannot be written down.
        """
        self._change(lambda sitting: sitting.with_state(SittingState.LEFT))

    def _practice(self) -> tuple[Bank, Question] | None:
        questions = list(self._services.content.questions)
        names = {entry.question for entry in self.sitting.entries}
        return practice_question(questions, [each for each in questions if each[1].id in names])

    def _change(self, function: Callable[[Sitting], Sitting]) -> None:
        """Change the sitting and write it, with nobody of this program in between."""
        with self._writing:
            # Held to be so even when it cannot be written: the interview goes on.
            self.sitting = function(self.sitting)
            if self.sitting != self._written:
                self._store.save(self.sitting)
                self._written = self.sitting


def _usable(library: Library, attempt_id: str) -> AttemptFolder | None:
    """The attempt, or None when it is gone for good: deleted, empty, in the bin or damaged.

    Raises:
        LibraryError: the disk does not let it be read now.
    """
    try:
        folder = library.open(attempt_id)
        is_binned = folder.load().binned is not None
    except UsageError:
        return None
    except LibraryError as error:
        if isinstance(error.__cause__, OSError):
            raise  # a fault of the disk says nothing of the attempt
        return None
    return None if is_binned else folder


def unfinished_sittings(library: Library) -> list[Sitting]:
    """Those that can be gone on with, newest first. Reads files: not on the GUI thread."""
    listing = Sittings(library).listing()
    known = [_with_ended_answer(library, one) for one in listing if one.can_go_on]
    return [one for one in known if one.can_go_on]


def sitting_to_go_on_with(library: Library, folder: AttemptFolder) -> Sitting | None:
    """The sitting of an answer that was cut off, or None when it stands alone.

    Raises:
        UsageError: its format does not let it be gone on with.
        LibraryError: attempt or sitting cannot be read.
    """
    sitting = _sitting_of(library, folder.load())
    if sitting is not None:
        sitting = _with_ended_answer(library, sitting)
    if sitting is not None and not sitting.lets_go_on(folder.id):
        raise UsageError(
            "The format of this sitting does not let it be gone on with.",
            "What had been said is kept and can be marked: open it under Attempts.",
        )
    return sitting


def _sitting_of(library: Library, attempt: Attempt) -> Sitting | None:
    """The sitting that an attempt is part of; None when it has none, or that file is gone."""
    try:
        return Sittings(library).load(attempt.sitting) if attempt.sitting else None
    except UsageError:
        return None


def _with_ended_answer(library: Library, sitting: Sitting) -> Sitting:
    """The sitting with its last answer, where the program ended before that was written down."""
    place = sitting.next_place
    name = sitting.entries[place].attempt if place is not None else ""
    if place is None or not name:
        return sitting
    try:
        takes = library.open(name).load().recorded
    except (UsageError, LibraryError):
        return sitting  # told when its question is opened
    has_ended = bool(takes) and takes[-1].state is TakeState.FINISHED
    return sitting.with_entry(place, is_answered=True) if has_ended else sitting
