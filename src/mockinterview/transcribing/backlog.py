"""What an earlier run of the program left undone: words asked for, and second hearings."""

from __future__ import annotations

from collections.abc import Iterator

from mockinterview.core.attempt import Take
from mockinterview.files import wishes
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.transcribing.job import Job, Urgency


def unfinished(library: Library) -> Iterator[Job]:
    """A job for every answer whose words are wanted, the newest first. Reads the whole library.

    Nothing in the bin, nothing without sound, and nothing that was tried in vain twice.
    """
    for folder, attempt in library.listing().attempts:
        for take in reversed(attempt.answers):
            if take.seconds > 0:
                yield from _unfinished(folder, take)


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
