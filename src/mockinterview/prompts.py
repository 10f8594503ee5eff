"""How a question is put: a recorded prompt through the speakers, or silence to read it in."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Protocol

from mockinterview.audio.player import Player, PlayerState
from mockinterview.audio.worker import AudioWorker
from mockinterview.core.interview import Clock
from mockinterview.errors import MockInterviewError

logger = logging.getLogger(__name__)


class Prompt(Protocol):
    """Something that puts the question to the candidate: a recording, a voice, or silence."""

    def start(self) -> None:
        """Begin; called once."""

    def stop(self) -> None:
        """End early."""

    @property
    def is_finished(self) -> bool:
        """Whether it has ended, by itself, by `stop` or because it could not be played."""


class SilentPrompt:
    """The question is only shown, for as long as it takes to read it; no text takes no time."""

    WORDS_PER_SECOND = 3.0
    """A calm silent reader: 180 words a minute (adults at ease reach 238, Brysbaert 2019)."""

    def __init__(self, text: str, clock: Clock = time.monotonic) -> None:
        words = len(text.split())
        self._seconds = 1.0 + words / self.WORDS_PER_SECOND if words else 0.0
        self._clock = clock
        self._ends = float("inf")

    def start(self) -> None:
        """Begin to count."""
        self._ends = self._clock() + self._seconds

    def stop(self) -> None:
        """The reader is done."""
        self._ends = self._clock()

    @property
    def is_finished(self) -> bool:
        """Whether the time is over."""
        return self._clock() >= self._ends


class FilePrompt:
    """A recorded prompt. When it cannot be played the question is shown to be read instead."""

    def __init__(self, player: Player, path: Path, worker: AudioWorker, text: str) -> None:
        self._player = player
        self._path = path
        self._worker = worker
        self._silent = SilentPrompt(text)
        self._opening = None
        self._is_silent = False
        self._is_stopped = False

    def start(self) -> None:
        """Play from the beginning."""
        self._opening = self._worker.submit(self._play)

    def stop(self) -> None:
        """Fall silent."""
        self._is_stopped = True
        self._silent.stop()
        self._worker.submit(self._player.stop)

    @property
    def is_finished(self) -> bool:
        """Whether the last word has been spoken."""
        if self._is_stopped:
            return True
        if self._is_silent:
            return self._silent.is_finished
        if self._opening is None or not self._opening.done():
            return False
        error = self._opening.exception()
        if error is None:
            return self._player.state is PlayerState.STOPPED
        if not isinstance(error, MockInterviewError):
            raise error
        logger.warning("the prompt is shown only: %s (%s)", error, error.detail)
        self._is_silent = True
        self._silent.start()
        return False

    def _play(self) -> None:
        self._player.load(self._path)
        self._player.play()
