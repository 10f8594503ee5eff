"""How a question is put: a recorded prompt through the speakers, or silence to read it in."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from mockinterview.audio.player import Player, PlayerState
from mockinterview.audio.worker import AudioExecutor
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
    def is_started(self) -> bool:
        """Whether the time has begun to run."""
        return self._ends != float("inf")

    @property
    def is_finished(self) -> bool:
        """Whether the time is over."""
        return self._clock() >= self._ends


OpenPlayer = Callable[[Path], Player]
"""Makes a player for a file; called on the audio executor, it may raise `AudioError`."""


class FilePrompt:
    """A recorded prompt. When it cannot be played the question is shown to be read instead."""

    def __init__(
        self, path: Path, text: str, open_player: OpenPlayer, executor: AudioExecutor
    ) -> None:
        self._path = path
        self._silent = SilentPrompt(text)
        self._open_player = open_player
        self._executor = executor
        self._opening: Future[Player] | None = None
        self._player: Player | None = None
        self._is_stopped = False

    def start(self) -> None:
        """Play from the beginning."""
        self._opening = self._executor.submit(self._play)

    def stop(self) -> None:
        """Fall silent."""
        self._is_stopped = True
        self._executor.submit(self._end)

    @property
    def is_finished(self) -> bool:
        """Whether the last word has been spoken (or read, when it could not be played)."""
        if self._is_stopped:
            return True
        if self._opening is None or not self._opening.done():
            return False
        error = self._opening.exception()
        if error is None:
            return self._has_played(self._opening.result())
        if not isinstance(error, MockInterviewError):
            raise error
        return self._is_read(error)

    def _has_played(self, player: Player) -> bool:
        if player.state is not PlayerState.STOPPED:
            return False
        if player.fault is not None:
            return self._is_read(player.fault)
        self.stop()
        return True

    def _is_read(self, error: MockInterviewError) -> bool:
        if not self._silent.is_started:
            logger.warning("the prompt is shown only: %s (%s)", error, error.detail)
            self._silent.start()
        return self._silent.is_finished

    def _play(self) -> Player:
        """On the audio executor."""
        self._player = self._open_player(self._path)
        self._player.play()
        return self._player

    def _end(self) -> None:
        """On the audio executor, after `_play`: gives the device back."""
        if self._player is not None:
            self._player.stop()
