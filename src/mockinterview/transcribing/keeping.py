"""Finished transcripts and the wishes for them on their way to the disk: what fails is repeated."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from mockinterview.core.transcript import Transcript
from mockinterview.errors import (
    EngineMissingError,
    LibraryError,
    MockInterviewError,
    ModelDamagedError,
    ModelMissingError,
    ModelTooBigError,
)
from mockinterview.files import wishes
from mockinterview.files.locks import folder_gone
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.files.wishes import Wish
from mockinterview.transcribing.job import Job

logger = logging.getLogger(__name__)

Submit = Callable[[Callable[[], None]], object]

_OF_THE_COMPUTER = (EngineMissingError, ModelMissingError, ModelDamagedError, ModelTooBigError)
"""What says nothing of the take: it is tried again whenever the program is started."""


class NotWantedError(Exception):
    """The take was deleted meanwhile, or its words are there already; nobody is told."""


def is_of_the_computer(error: MockInterviewError) -> bool:
    """Whether no other take would fare better now."""
    return isinstance(error, _OF_THE_COMPUTER)


class Keeper:
    """Writes transcripts and wishes, from any thread; never on the one that asks for them.

    Args:
        submit: gives a call to an executor.
    """

    def __init__(self, submit: Submit) -> None:
        self._submit = submit
        self._lock = threading.Lock()
        self._unsaved: dict[tuple[str, int], tuple[Job, Transcript]] = {}

    @property
    def has_unsaved(self) -> bool:
        """Whether a transcript is there that is not on the disk."""
        return bool(self._unsaved)

    def save(self, job: Job, transcript: Transcript) -> LibraryError | None:
        """Write a transcript. Returns: why it is not on the disk; `save_again` tries again.

        Raises:
            NotWantedError: its take was removed for good.
        """
        place = job.key[:2]
        try:
            job.folder.save_transcript(job.take_number, transcript)
        except LibraryError as error:
            if _is_removed(job):
                raise NotWantedError from error
            if not job.folder.path.is_dir():
                error = folder_gone(job.folder.path)
            logger.warning("a transcript of %s is not saved yet: %s", job.folder.id, error)
            self._unsaved[place] = (job, transcript)
            return error
        self._unsaved.pop(place, None)
        return None

    def save_again(self) -> list[Job]:
        """Try to write what is not on the disk. Returns: the jobs whose transcript is now."""
        saved = []
        for place, (job, transcript) in list(self._unsaved.items()):
            try:
                problem = self.save(job, transcript)
            except NotWantedError:
                self._unsaved.pop(place, None)
                continue
            if problem is None:
                self.forget(job)
                saved.append(job)
        return saved

    def want(self, job: Job) -> None:
        """Keep the wish for it, soon: the program may end before its turn comes."""
        self._later(lambda: self.want_now(job))

    def forget_later(self, job: Job) -> None:
        """Remove the wish for what was cancelled, soon."""
        self._later(lambda: self.forget(job))

    def forget(self, job: Job) -> None:
        """Remove the wish for what is over."""
        with self._lock, _Told(job):
            wishes.forget_wish(job.folder, job.take_number)

    def note_failure(self, job: Job, error: MockInterviewError) -> None:
        """Keep why it failed; the second time the same reason ends the tries of the program."""
        with self._lock, _Told(job):
            wish = wishes.wish_for(job.folder, job.take_number) or Wish()
            may_end = not is_of_the_computer(error)
            wish = wish.after_failure(str(error), may_end=may_end)
            wishes.save_wish(job.folder, job.take_number, wish)

    def want_now(self, job: Job) -> None:
        """Keep the wish for it, unless it is over by now."""
        with self._lock, _Told(job):
            if not job.status.state.is_over:
                wishes.save_wish(job.folder, job.take_number, Wish())

    def _later(self, call: Callable[[], None]) -> None:
        try:
            self._submit(call)
        except RuntimeError:  # the program ends: the wish stays as it is
            return


class _Told:
    """Logs that a wish could not be written: its words come all the same, unless it ends now."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, LibraryError):
            return False
        logger.info("the wish for words of %s: %s", self._job.folder.id, error)
        return True


def _is_removed(job: Job) -> bool:
    """Whether the take or all of its attempt was removed for good, and not the library with it."""
    folder = job.folder.path
    if not folder.is_dir():
        return folder.parent.is_dir() and any(folder.parent.glob(f"*/{ATTEMPT_FILE}"))
    try:
        takes = job.folder.load().takes
    except LibraryError:
        return False  # its disk may come back
    return any(take.is_removed for take in takes if take.number == job.take_number)
