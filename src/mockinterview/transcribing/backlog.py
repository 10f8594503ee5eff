"""What an earlier run of the program left undone: words asked for, and second hearings."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from mockinterview.core.attempt import Attempt, Take
from mockinterview.errors import LibraryError
from mockinterview.files import wishes
from mockinterview.files.attempts import AttemptFolder
from mockinterview.transcribing.job import Job, Urgency

logger = logging.getLogger(__name__)


def unfinished(attempts: Iterable[tuple[AttemptFolder, Attempt]]) -> Iterator[Job]:
    """A job for every answer whose words are wanted, in the order of the attempts, newest first.

    Nothing in the bin, nothing without sound, and nothing that was tried in vain twice. Looks at
    the disk: for an executor.
    """
    for folder, attempt in attempts:
        answers = () if attempt.binned else _answers(folder, attempt)
        for take in reversed(answers):
            if take.seconds > 0:
                yield from _unfinished(folder, take)


def _answers(folder: AttemptFolder, attempt: Attempt) -> tuple[Take, ...]:
    """The answers as they are now, when parts may have been joined since the attempt was read."""
    if not attempt.unjoined_parts:
        return attempt.answers
    try:
        return folder.load().answers
    except LibraryError as error:
        logger.warning("%s: %s", folder.id, error)
        return ()


def _unfinished(folder: AttemptFolder, take: Take) -> Iterator[Job]:
    wish = wishes.wish_for(folder, take.number)
    if wish is not None and wish.is_given_up:
        return
    if wishes.awaits_second_hearing(folder, take.number):
        yield Job(folder, take.number, Urgency.BACKLOG, is_second_hearing=True)
    elif (wish is not None or _is_part_wanted(folder, take)) and not wishes.is_there(
        folder, take.number
    ):
        yield Job(folder, take.number, Urgency.BACKLOG)


def _is_part_wanted(folder: AttemptFolder, take: Take) -> bool:
    """Whether somebody wanted the words of a part before the answer became one take."""
    return any(wishes.wish_for(folder, number) is not None for number in take.parts)
