"""Reading an attempt for the marking page: all of it at once, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.marking import Marking
from mockinterview.core.transcript import Transcript
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder


@dataclass(frozen=True)
class OpenedAttempt:
    """What was read from an attempt's folder."""

    folder: AttemptFolder
    attempt: Attempt
    take: Take | None
    transcript: Transcript | None
    transcript_problem: LibraryError | None
    marking: Marking


def read_attempt(folder: AttemptFolder, take_number: int | None) -> OpenedAttempt:
    """Everything that the page shows, from the disk; for the work executor.

    Raises:
        LibraryError: the attempt or its marks cannot be understood.
    """
    attempt = folder.load()
    known = {take.number: take for take in attempt.takes}
    take = known.get(take_number) if take_number is not None else attempt.latest_take
    transcript, problem = None, None
    if take is not None:
        try:
            transcript = folder.transcript(take.number)
        except LibraryError as error:
            problem = error
    return OpenedAttempt(folder, attempt, take, transcript, problem, folder.marking())
