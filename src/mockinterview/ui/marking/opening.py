"""Reading an attempt for the marking page: all of it at once, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

from mockinterview.audio.joining import join_left_parts
from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.marking import Marking
from mockinterview.core.transcript import Transcript
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder


@dataclass(frozen=True)
class OpenedAttempt:
    """What was read from an attempt's folder; `is_ours` is false while another window marks it."""

    folder: AttemptFolder
    attempt: Attempt
    take: Take | None
    transcript: Transcript | None
    transcript_problem: LibraryError | None
    marking: Marking
    is_ours: bool


def read_attempt(
    folder: AttemptFolder, take_number: int | None, *, is_ours: bool = False
) -> OpenedAttempt:
    """Everything that the page shows, from the disk; for the work executor.

    `is_ours` says that the marks of this very folder are claimed already.

    Raises:
        LibraryError: the attempt or its marks cannot be understood.
    """
    # Claimed first: what another window saves before it lets go is read below.
    has_claimed = not is_ours and _claim(folder)
    try:
        return _read(folder, take_number, is_ours=is_ours or has_claimed)
    except LibraryError:
        if has_claimed:
            folder.unlock_marking()
        raise


def _read(folder: AttemptFolder, take_number: int | None, *, is_ours: bool) -> OpenedAttempt:
    if is_ours:
        join_left_parts(folder)
    attempt = folder.load()
    known = {take.number: take for take in attempt.takes}
    take = known.get(take_number) if take_number is not None else attempt.counting_take
    transcript, problem = None, None
    if take is not None:
        try:
            transcript = folder.transcript(take.number)
        except LibraryError as error:
            problem = error
    marking = folder.marking()
    return OpenedAttempt(folder, attempt, take, transcript, problem, marking, is_ours)


def _claim(folder: AttemptFolder) -> bool:
    """Whether the marks may be changed here; where nothing can be written, saving will say so."""
    try:
        return folder.lock_marking()
    except LibraryError:
        return True
