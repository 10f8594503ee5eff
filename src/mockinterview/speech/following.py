"""What the speech process has in hand besides its job: the take that is read ahead, and what was
finished of others.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from mockinterview.files.takes import is_same_take
from mockinterview.speech.engines import Engine
from mockinterview.speech.inbox import Inbox
from mockinterview.speech.reading_ahead import ReadingAhead
from mockinterview.speech.take_hearing import TakeHearing

logger = logging.getLogger(__name__)

MOST_FAILURES: Final = 5
"""One after the other; a single one may be a header that was just being written."""

MOST_IN_HAND: Final = 4
"""Takes of which something is finished; a minute of sound read ahead is 4 MB."""


class Following:
    """Follows the take that the inbox names, and keeps what was heard until it is asked for.

    Nothing that fails here is told: that take is then transcribed whole when it is finished.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._hearings: list[TakeHearing] = []
        self._readings: list[ReadingAhead] = []
        self._failures = 0
        self._failed: Path | None = None

    def step(self, engine: Engine, *, except_for: Path | None = None) -> bool:
        """Read ahead a bit; whether something was heard, so that there may be more to do.

        Args:
            engine: one that has its model.
            except_for: a take that is being transcribed itself.
        """
        path = self._inbox.followed
        if path is None or path == self._failed:
            return False
        if except_for is not None and is_same_take(path, except_for):
            return False
        try:
            heard = self._reading(path, engine).step()
        except Exception as error:  # noqa: BLE001  (nobody waits for it, and nothing is lost)
            self._note_failure(path, error)
            return False
        self._failures = 0
        return heard

    def _note_failure(self, path: Path, error: Exception) -> None:
        if not path.exists():
            return  # it is followed from before its first sound
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            logger.warning("%s is not read ahead any more", path, exc_info=error)
            self._failed, self._failures = path, 0
            self.forget(path)

    def taken(self, path: Path) -> tuple[TakeHearing, ReadingAhead | None]:
        """What is known of a take that is to be transcribed now."""
        reading = next(
            (one for one in self._readings if is_same_take(one.hearing.path, path)), None
        )
        hearing = next((one for one in self._hearings if is_same_take(one.path, path)), None)
        if reading is not None:
            self._readings.remove(reading)
            hearing = reading.hearing
        if hearing is None:
            hearing = TakeHearing(path)
        self._keep(hearing)
        return hearing, reading

    def forget(self, path: Path) -> None:
        """Drop what was heard of a take."""
        self._readings = [one for one in self._readings if not is_same_take(one.hearing.path, path)]
        self._hearings = [one for one in self._hearings if not is_same_take(one.path, path)]

    def _reading(self, path: Path, engine: Engine) -> ReadingAhead:
        for reading in self._readings:
            if is_same_take(reading.hearing.path, path):
                return reading
        reading = ReadingAhead(TakeHearing(path), engine)
        self._readings = [*self._readings, reading][-MOST_IN_HAND:]
        return reading

    def _keep(self, hearing: TakeHearing) -> None:
        others = [one for one in self._hearings if one is not hearing]
        self._hearings = [*others, hearing][-MOST_IN_HAND:]
