"""The attempt of an interview, and its way to the disk: what fails is tried again."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial

from mockinterview.audio.worker import AudioExecutor
from mockinterview.core.attempt import Attempt, Origin, Take
from mockinterview.core.content import Bank, Format, Question, Rubric
from mockinterview.core.interview import Clock
from mockinterview.core.notes import timed_lines
from mockinterview.errors import LibraryError, MockInterviewError
from mockinterview.files.attempts import AttemptFolder, Library

SAVE_AGAIN_SECONDS = 2.0
"""How long to wait before writing again what could not be written."""


def new_attempt(
    library: Library,
    bank: Bank,
    question: Question,
    rubric: Rubric,
    rules: Format,
    *,
    origin: Origin = "microphone",
    sitting: str = "",
) -> AttemptFolder:
    """Make the attempt's folder with copies of everything that a later edit could change.

    Raises:
        LibraryError: the library cannot be written to.
    """
    return library.create(
        Attempt(
            id="new",
            created=library.now(),
            bank=bank.bank,
            bank_title=bank.title,
            question=question,
            rubric=rubric,
            format=rules,
            origin=origin,
            sitting=sitting,
        )
    )


class AttemptKeeper:
    """Holds the newest state of an attempt and writes it on the audio executor, one at a time.

    `problem` is why the last try to write failed, or None.
    """

    def __init__(self, folder: AttemptFolder, executor: AudioExecutor, clock: Clock) -> None:
        self.attempt = self._written = folder.load()
        self.problem: MockInterviewError | None = None
        self._folder = folder
        self._executor = executor
        self._clock = clock
        self._saving: Future[Attempt] | None = None
        self._save_again_at = 0.0

    @property
    def is_saving(self) -> bool:
        """Whether something is being written."""
        return self._saving is not None

    @property
    def is_written(self) -> bool:
        """Whether all of it is on the disk."""
        return self.attempt == self._written

    def end_answer(self) -> None:
        """The person has ended the answer, also one that an interruption had left open."""
        self.attempt = self.attempt.ended()

    def set_take(self, take: Take) -> None:
        """Add a take, or put it in the place of the one of its number."""
        self.attempt = self.attempt.with_take(take)

    def set_notes(self, notes: str, seconds: float) -> None:
        """Keep the notes as they are `seconds` after the preparation began."""
        lines = timed_lines(self.attempt.note_lines, notes, round(seconds, 1))
        changes: dict[str, object] = {"notes": notes, "note_lines": lines}
        self.attempt = self.attempt.model_copy(update=changes)

    def note_written(self, written: Attempt | None, problem: MockInterviewError | None) -> None:
        """What a try to write led to; a failed one is repeated until it succeeds."""
        self.problem = problem
        if written is not None:
            self._written = written
        else:
            self._save_again_at = self._clock() + SAVE_AGAIN_SECONDS

    def write_changes(self) -> None:
        """Begin to write what is not on the disk yet, when it is due."""
        is_due = self.attempt != self._written and self._clock() >= self._save_again_at
        if not self.is_saving and is_due:
            self._saving = self._executor.submit(partial(self._save, self.attempt))

    def write_last(self) -> None:
        """Write now and wait; for the end.

        Raises:
            LibraryError: it cannot be written.
        """
        if self.attempt != self._written:
            self._folder.save(self.attempt)
            self._written = self.attempt

    def finish_job(self) -> None:
        """Take in what the executor has done since the last look."""
        job = self._saving
        if job is None or not job.done():
            return
        self._saving = None
        error = job.exception()
        if error is None:
            self.note_written(job.result(), None)
        elif isinstance(error, LibraryError):
            self.note_written(None, error)
        else:
            raise error

    def _save(self, attempt: Attempt) -> Attempt:
        self._folder.save(attempt)
        return attempt
