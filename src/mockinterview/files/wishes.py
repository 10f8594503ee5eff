"""The wish for a take's words, kept beside them until they are there: `take-1.wanted.json`.

It is written when a transcript is asked for and removed when it is on the disk or was cancelled;
what a closed or killed program leaves is taken up by the next start. A try that fails says why in
it, and one that fails a second time for the same reason is the last that nobody asked for.
"""

from __future__ import annotations

import logging
from typing import Final, Literal

from pydantic import ValidationError

from mockinterview.core.model import Model
from mockinterview.core.transcript import TranscriptStage
from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.values import write_value

logger = logging.getLogger(__name__)

_HEAD_BYTES: Final = 256
_FIRST: Final = f'"stage": "{TranscriptStage.FIRST}"'.encode()


class Wish(Model):
    """`problem` is why the last try failed; `is_given_up` says that it is not tried by itself."""

    version: Literal[1] = 1
    problem: str = ""
    is_given_up: bool = False

    def after_failure(self, problem: str, *, may_end: bool) -> Wish:
        """The same after a try that failed; `may_end` when the reason lies in the take."""
        is_last = may_end and problem == self.problem
        return self.model_copy(update={"problem": problem, "is_given_up": is_last})


def wish_for(folder: AttemptFolder, take_number: int) -> Wish | None:
    """The wish for a take's words; one that cannot be understood is as good as a new one."""
    path = folder.wish_path(take_number)
    if not path.is_file():
        return None
    try:
        return Wish.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        logger.warning("%s: %s", path, error)
        return Wish()


def save_wish(folder: AttemptFolder, take_number: int, wish: Wish) -> None:
    """Write the wish; the folder of an attempt is never made anew for it.

    Raises:
        LibraryError: it cannot be written.
    """
    write_value(folder.path, folder.wish_path(take_number), wish)


def forget_wish(folder: AttemptFolder, take_number: int) -> None:
    """Remove the wish, if there is one.

    Raises:
        LibraryError: it cannot be removed.
    """
    path = folder.wish_path(take_number)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise atomic.as_library_error(error, path) from error


def awaits_second_hearing(folder: AttemptFolder, take_number: int) -> bool:
    """Whether the transcript on the disk is a first one; only the head of its file is read."""
    try:
        with folder.transcript_path(take_number).open("rb") as file:
            return _FIRST in file.read(_HEAD_BYTES)
    except OSError:
        return False


def is_there(folder: AttemptFolder, take_number: int) -> bool:
    """Whether a transcript that can be understood is on the disk."""
    try:
        return folder.transcript(take_number) is not None
    except LibraryError:
        return False
