"""The queue of transcripts with played speech, over a library of the test's own."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mockinterview.core.attempt import TakeState
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.transcribing.backlog import unfinished
from mockinterview.transcribing.job import Happening, Job, Notice
from mockinterview.transcribing.service import Transcriber
from tests.unit.played_speech import PlayedSpeech
from tests.unit.test_attempts import MOMENT, make_attempt

PATIENCE_SECONDS = 10.0


class Listening:
    """The program around the queue: its speech, its library, and all that was told."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.moment = MOMENT
        self.speech = PlayedSpeech()
        self.work = ThreadPoolExecutor(1)
        self.transcriber = Transcriber(lambda: self.speech, self.work.submit)
        self.told: list[Notice] = []
        self.transcriber.listen(self.told.append)

    def recorded(self, takes: int = 1) -> AttemptFolder:
        """An attempt with so many finished takes, a minute later than the last one."""
        self.moment += dt.timedelta(minutes=1)
        new = make_attempt().model_copy(update={"created": self.moment})
        folder = self.library.create(new)
        attempt = folder.load()
        for number in range(1, takes + 1):
            take = folder.new_take(number, MOMENT)
            folder.make_room(take)
            folder.take_path(take).write_bytes(b"sound")
            changes = {"state": TakeState.FINISHED, "seconds": 2.0, "rate_hz": 16_000}
            attempt = attempt.with_take(take.model_copy(update=changes))
        folder.save(attempt)
        return folder

    def ask(self, folder: AttemptFolder, take: int = 1, *, is_awaited: bool = True) -> Job:
        return self.transcriber.transcribe(folder, take, is_awaited=is_awaited)

    def wait_until_begun(self, *names: str) -> None:
        wait_for(lambda: self.speech.asked == list(names))

    def happened(self, job: Job) -> list[Happening]:
        kinds = [notice.happening for notice in self.told if notice.job is job]
        return [kind for kind in kinds if kind is not Happening.ADVANCED]

    def wait_until_told(self, jobs: list[Job], *names: str) -> None:
        """Wait until whoever follows these jobs was told of their ends, in whatever order."""
        wait_for(lambda: sorted(k.name for j in jobs for k in self.happened(j)) == list(names))

    def rest(self) -> None:
        """Wait until all that was put off to an executor is written."""
        self.work.submit(lambda: None).result()


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until it is so; not for ever."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[Listening]:
    """The program, until the test is over."""
    program = Listening(Library(folder, now=lambda: MOMENT))
    yield program
    program.speech.let_all_end()
    program.transcriber.close()
    program.work.shutdown()


def started_again(program: Listening) -> Listening:
    """The program after its next start, over the same library."""
    program.speech.let_all_end()
    program.transcriber.close()
    again = Listening(program.library)
    again.transcriber.take_up(unfinished(again.library.each()))
    return again
