"""A sitting being held: which question comes next, and what is written down after each.

Window and tests drive it; it knows no screen. `open_next` and `note_answered` write files and are
meant for the work executor.
"""

from __future__ import annotations

import logging

from mockinterview.core.content import Bank, Question
from mockinterview.core.sitting import (
    Sitting,
    SittingState,
    practice_question,
)
from mockinterview.errors import AttemptHeldError, LibraryError, UsageError
from mockinterview.files.attempts import AttemptFolder
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
        self._save(self.sitting.model_copy(update={"is_practised": True}))

    def open_next(self) -> InterviewSession | None:
        """The interview of the first question that is not answered; None when all are.

        A question that was put but not answered is put again in the same attempt, so that its
        notes are there; an answer that was cut off goes on where it was; one that had ended is
        shown as saved, and the next one follows it.

        Raises:
            AttemptHeldError: the question is being answered in another window.
            LibraryError: the library cannot be written to.
            UsageError: the question is not there any more.
        """
        place = self.sitting.next_place
        if place is None:
            self._save(self.sitting.with_state(SittingState.FINISHED))
            return None
        entry = self.sitting.entries[place]
        if entry.attempt:
            try:
                folder = self._services.library.open(entry.attempt)
                return self._services.continued_session(folder)
            except AttemptHeldError:
                raise  # the sitting is held in another window: it is not put twice
            except (UsageError, LibraryError) as error:  # empty, deleted or damaged
                logger.info("question %s is put anew: %s", entry.question, error)
        bank, question = self._services.content.question(entry.question)
        session = self._services.new_session(
            bank, question, self.sitting.format, sitting=self.sitting.id
        )
        opened = self.sitting.with_entry(place, attempt=session.folder.id)
        self._save(opened.with_state(SittingState.OPEN))
        return session

    def note_answered(self, folder: AttemptFolder) -> None:
        """The answer in this folder stands.

        Raises:
            LibraryError: it cannot be written down.
        """
        names = [entry.attempt for entry in self.sitting.entries]
        self._save(self.sitting.with_entry(names.index(folder.id), is_answered=True))

    def leave(self) -> None:
        """The person left; what was answered is kept.

        Raises:
            LibraryError: it cannot be written down.
        """
        self._save(self.sitting.with_state(SittingState.LEFT))

    def _practice(self) -> tuple[Bank, Question] | None:
        questions = list(self._services.content.questions)
        names = {entry.question for entry in self.sitting.entries}
        return practice_question(questions, [each for each in questions if each[1].id in names])

    def _save(self, sitting: Sitting) -> None:
        # Held to be so even when it cannot be written: the interview goes on.
        self.sitting = sitting
        self._store.save(sitting)
