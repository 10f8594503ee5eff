"""Joins the parts of an answer on the audio executor while its interview is still open."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from functools import partial

from mockinterview.audio.joining import join_parts
from mockinterview.audio.worker import AudioExecutor
from mockinterview.core.attempt import Attempt
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder

logger = logging.getLogger(__name__)


class PartJoiner:
    """Joins each answer at most once; after a failure the next start or opening tries again."""

    def __init__(self, folder: AttemptFolder, executor: AudioExecutor) -> None:
        self._folder = folder
        self._executor = executor
        self._joining: Future[Attempt] | None = None
        self._tried: set[int] = set()

    @property
    def is_joining(self) -> bool:
        """Whether parts are being joined."""
        return self._joining is not None

    def begin(self, attempt: Attempt) -> None:
        """Begin to join the parts of its finished answer, if there are any; does not wait."""
        parts = attempt.unjoined_parts
        if self._joining is None and parts and parts[-1].number not in self._tried:
            self._tried.add(parts[-1].number)
            job = partial(join_parts, self._folder, attempt, parts)
            self._joining = self._executor.submit(job)

    def finish_job(self) -> Attempt | None:
        """The attempt with the joined take, as it was saved, once after it was."""
        job = self._joining
        if job is None or not job.done():
            return None
        self._joining = None
        try:
            return job.result()
        except MockInterviewError as error:
            told = "%s stays in parts: %s (%s)"
            logger.warning(told, self._folder.id, error, error.detail)
            return None
