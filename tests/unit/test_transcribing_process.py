"""The queue over the real speech process; and the played one that stands for it elsewhere."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped, unused-ignore]  # it has no types of its own
import pytest

from mockinterview.core.attempt import TakeState
from mockinterview.errors import (
    MockInterviewError,
    SpeechError,
    SpeechProcessError,
    TranscriptionCancelled,
    TranscriptionPaused,
)
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.speech.engines import HeardSegment
from mockinterview.speech.process import SpeechProcess
from mockinterview.transcribing.backlog import unfinished
from mockinterview.transcribing.job import JobState
from mockinterview.transcribing.service import Transcriber
from tests.unit import speech_sounds as sounds
from tests.unit.fake_engines import ONCE_VARIABLE, EchoEngine
from tests.unit.listening import wait_for
from tests.unit.played_speech import PlayedSpeech, crash
from tests.unit.test_attempts import MOMENT, make_attempt

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

pytestmark = pytest.mark.slow


def fake(name: str) -> str:
    return f"tests.unit.fake_engines:{name}"


class SlowEngine(EchoEngine):
    """Takes a moment for every window."""

    def transcribe(
        self, samples: NDArray[np.float32], *rest: Any, **more: Any
    ) -> list[HeardSegment]:
        time.sleep(0.5)
        return super().transcribe(samples, *rest, **more)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library", now=lambda: MOMENT)


@pytest.fixture
def once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    marker = tmp_path / "once"
    monkeypatch.setenv(ONCE_VARIABLE, str(marker))
    return marker


@pytest.fixture
def started() -> Iterator[Callable[[str], Transcriber]]:
    """Starts a queue over a real process with an engine of `fake_engines`."""
    ended: list[Callable[[], object]] = []

    def start(engine: str) -> Transcriber:
        speech = SpeechProcess(fake(engine))
        work = ThreadPoolExecutor(1)
        transcriber = Transcriber(lambda: speech, work.submit)
        ended.extend((transcriber.close, speech.close, work.shutdown))
        return transcriber

    yield start
    for end in ended:
        end()


def recorded(library: Library, seconds: float = 1.0) -> AttemptFolder:
    folder = library.create(make_attempt())
    take = folder.new_take(1, MOMENT)
    folder.make_room(take)
    sounds.write(folder.take_path(take), sounds.babble(seconds))
    changes = {"state": TakeState.FINISHED, "seconds": seconds, "rate_hz": sounds.RATE_HZ}
    folder.save(folder.load().with_take(take.model_copy(update=changes)))
    return folder


Start = Callable[[str], Transcriber]


def test_three_answers_come_in_order(library: Library, started: Start) -> None:
    transcriber = started("EchoEngine")
    folders = [recorded(library) for _ in range(3)]
    ended: list[str] = []
    transcriber.listen(
        lambda n: ended.append(n.job.folder.id) if n.status.state is JobState.DONE else None
    )
    jobs = [transcriber.transcribe(folder, 1, is_awaited=False) for folder in folders]
    heard = {transcriber.wait_for(job).text for job in jobs}
    assert len(heard) == 1, "one process served them all"
    wait_for(lambda: ended == [folder.id for folder in folders])


@pytest.mark.parametrize("engine", ["KilledEngine", "CrashingEngine", "VanishingEngine"])
def test_a_killed_worker_costs_nobody_a_transcript(
    engine: str, library: Library, started: Start, once: Path
) -> None:
    transcriber = started(engine)
    folder = recorded(library)
    transcript = transcriber.wait_for(transcriber.transcribe(folder, 1))
    assert transcript == folder.transcript(1)
    assert transcript.text not in {"", once.read_text(encoding="ascii")}, "by another process"


def test_an_engine_that_raises_is_told_and_works_when_asked_again(
    library: Library, started: Start, once: Path
) -> None:
    transcriber = started("RefusingEngine")
    folder = recorded(library)
    with pytest.raises(SpeechError, match="too odd"):
        transcriber.wait_for(transcriber.transcribe(folder, 1))
    assert transcriber.wait_for(transcriber.transcribe(folder, 1)) == folder.transcript(1)


def test_closing_while_the_engine_computes_is_quick_and_leaves_the_wish(
    library: Library, started: Start, once: Path
) -> None:
    transcriber = started("StuckEngine")
    folder = recorded(library)
    job = transcriber.transcribe(folder, 1)
    wait_for(lambda: once.exists() and bool(once.read_text(encoding="ascii")))
    began = time.monotonic()
    transcriber.close()
    assert time.monotonic() - began < 2.0
    with pytest.raises(TranscriptionCancelled):
        transcriber.wait_for(job)
    assert not psutil.pid_exists(int(once.read_text(encoding="ascii")))
    assert [found.folder.id for found in unfinished(library.each())] == [folder.id]


def test_cancelling_a_stuck_engine_lets_the_next_one_be_heard(
    library: Library, started: Start, once: Path
) -> None:
    transcriber = started("StuckEngine")
    stuck, other = recorded(library), recorded(library)
    job = transcriber.transcribe(stuck, 1, is_awaited=False)
    wait_for(lambda: once.exists() and bool(once.read_text(encoding="ascii")))
    waiting = transcriber.transcribe(other, 1, is_awaited=False)
    transcriber.cancel(job)
    assert job.status.state is JobState.CANCELLED
    assert transcriber.wait_for(waiting) == other.transcript(1)
    assert stuck.transcript(1) is None


def test_a_worker_killed_between_jobs_costs_nothing(library: Library, started: Start) -> None:
    transcriber = started("EchoEngine")
    first = transcriber.wait_for(transcriber.transcribe(recorded(library), 1)).text
    os.kill(int(first), signal.SIGKILL)
    second = transcriber.wait_for(transcriber.transcribe(recorded(library), 1)).text
    assert second not in {"", first}


# The played speech is as the real one


@pytest.fixture(params=["played", "real"])
def speech(request: pytest.FixtureRequest) -> Iterator[PlayedSpeech | SpeechProcess]:
    if request.param == "played":
        played = PlayedSpeech()
        played.holds = True
        yield played
        played.let_all_end()
        return
    with SpeechProcess(f"{__name__}:SlowEngine") as real:
        yield real


def in_a_thread(job: Callable[[], object]) -> Callable[[], MockInterviewError | None]:
    """Runs a job; what is returned waits for it and gives what it raised."""
    caught: list[MockInterviewError] = []

    def run() -> None:
        try:
            job()
        except MockInterviewError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()

    def wait() -> MockInterviewError | None:
        thread.join(20)
        assert not thread.is_alive()
        return caught[0] if caught else None

    return wait


def test_an_idle_one_has_nothing_to_pause_or_cancel(speech: PlayedSpeech | SpeechProcess) -> None:
    assert not speech.pause()
    assert not speech.cancel()
    speech.stop_following()


@pytest.mark.parametrize(
    ("end", "kind", "message"),
    [
        ("pause", TranscriptionPaused, "The transcription was put off."),
        ("cancel", TranscriptionCancelled, "The transcription was cancelled."),
    ],
)
def test_a_running_job_ends_as_it_is_told_to(
    speech: PlayedSpeech | SpeechProcess,
    library: Library,
    end: str,
    kind: type[MockInterviewError],
    message: str,
) -> None:
    path = recorded(library, seconds=90.0).path / "takes" / "take-1.wav"
    begun = threading.Event()
    result = in_a_thread(
        lambda: speech.transcribe(
            path, on_event=lambda event: begun.set() if "Progress" in repr(event) else None
        )
    )
    assert begun.wait(20)
    assert getattr(speech, end)()
    error = result()
    assert type(error) is kind
    assert error.message == message


def test_a_crash_says_the_same(library: Library, once: Path) -> None:
    path = recorded(library).path / "takes" / "take-1.wav"
    with SpeechProcess(fake("KilledEngine")) as real, pytest.raises(SpeechProcessError) as caught:
        real.transcribe(path)
    assert (caught.value.message, caught.value.hint) == (crash().message, crash().hint)
    assert crash().detail in caught.value.detail
