"""The head start in a real speech process: beside a job, over a pause, and whatever goes wrong."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mockinterview.core.transcript import TranscriptStage
from mockinterview.errors import TranscriptionPaused
from mockinterview.files.wav import WavWriter
from mockinterview.speech.decoding import DECODING, Decoding
from mockinterview.speech.engines import HeardSegment
from mockinterview.speech.process import SpeechProcess
from tests.unit import speech_sounds as sounds
from tests.unit.fake_engines import ONCE_VARIABLE, EchoEngine, heard

pytestmark = pytest.mark.slow

FIRST = TranscriptStage.FIRST
WHOLE = TranscriptStage.WHOLE


def note(text: str) -> None:
    with Path(os.environ[ONCE_VARIABLE]).open("a", encoding="ascii") as file:
        file.write(text + "\n")


class NotingEngine(EchoEngine):
    """Writes down each window that it hears, and how."""

    seconds_a_window = 0.0

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        note("whole" if decoding.is_padded else "ahead")
        time.sleep(self.seconds_a_window)
        return super().transcribe(samples, decoding)


class SlowEngine(NotingEngine):
    """Takes a moment for each window."""

    seconds_a_window = 0.4


class BreakingAheadEngine(EchoEngine):
    """Fails in every way at whatever is read ahead, as `kind` tells."""

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        if not decoding.is_padded:
            note(str(os.getpid()))
            self.fail()
        return [heard("whole", 0.0, samples.size / 16_000)]

    def fail(self) -> None:
        raise ZeroDivisionError("a defect")


class KilledAheadEngine(BreakingAheadEngine):
    """Is killed while it reads ahead."""

    def fail(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    path = tmp_path / "noted"
    path.touch()
    monkeypatch.setenv(ONCE_VARIABLE, str(path))
    return lambda: path.read_text(encoding="ascii").split()


def recorded(path: Path, sentences: int) -> None:
    """A take as the recorder leaves it at this moment."""
    writer = WavWriter(path, sounds.RATE_HZ)
    for number in range(sentences):
        sound = np.concatenate([sounds.babble(5.0, seed=number), sounds.silence(0.8)])
        writer.write(np.round(sound * 32767).astype("<i2").tobytes())
    writer.close()


def engine(cls: type) -> str:
    return f"{__name__}:{cls.__name__}"


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def test_what_was_read_ahead_is_there_at_once(
    tmp_path: Path, noted: Callable[[], list[str]]
) -> None:
    take = tmp_path / "take-1.wav"
    with SpeechProcess(engine(NotingEngine)) as speech:
        speech.warm()
        speech.follow(take)  # the file comes a moment later
        time.sleep(0.3)
        recorded(take, 6)
        wait_for(lambda: len(noted()) == 2)
        transcript = speech.transcribe(take)
        assert transcript.stage is FIRST
        assert len(transcript.segments) == len(noted())
        assert "whole" not in noted()
        assert speech.transcribe(take).stage is WHOLE  # it is asked for again: nothing is left


def test_followed_before_the_model_is_there(tmp_path: Path, noted: Callable[[], list[str]]) -> None:
    take = tmp_path / "take-1.wav"
    recorded(take, 6)
    with SpeechProcess(engine(NotingEngine)) as speech:
        speech.follow(take)
        speech.warm()
        wait_for(lambda: len(noted()) >= 2)
        assert speech.transcribe(take).stage is FIRST


def test_given_up_it_is_a_take_like_any_other(
    tmp_path: Path, noted: Callable[[], list[str]]
) -> None:
    take = tmp_path / "take-1.wav"
    recorded(take, 6)
    with SpeechProcess(engine(NotingEngine)) as speech:
        speech.warm()
        speech.follow(tmp_path / "another.wav")
        speech.stop_following()
        assert speech.transcribe(take).stage is WHOLE
        assert set(noted()) == {"whole"}


def test_a_take_is_read_ahead_between_two_windows_of_a_job(
    tmp_path: Path, noted: Callable[[], list[str]]
) -> None:
    long, take = tmp_path / "long.wav", tmp_path / "take-2.wav"
    recorded(long, 30)
    recorded(take, 6)
    with SpeechProcess(engine(SlowEngine)) as speech:
        speech.warm()
        job = threading.Thread(target=speech.transcribe, args=[long])
        job.start()
        wait_for(lambda: "whole" in noted())
        began = time.monotonic()
        speech.follow(take)
        assert time.monotonic() - began < 0.1
        job.join()
        order = noted()
        assert order.count("ahead") >= 2
        assert order.index("ahead") < len(order) - 1 - order[::-1].index("whole")
        assert speech.transcribe(take).stage is FIRST


def test_a_paused_job_makes_way_and_goes_on_where_it_was(
    tmp_path: Path, noted: Callable[[], list[str]]
) -> None:
    long, urgent = tmp_path / "long.wav", tmp_path / "take-2.wav"
    recorded(long, 30)
    recorded(urgent, 1)
    with SpeechProcess(engine(SlowEngine)) as speech, ThreadPoolExecutor(1) as thread:
        speech.warm()
        job = thread.submit(speech.transcribe, long)
        wait_for(lambda: len(noted()) == 2)
        assert speech.pause()
        with pytest.raises(TranscriptionPaused):
            job.result(5)
        assert speech.transcribe(urgent).segments
        before = len(noted())
        transcript = speech.transcribe(long)
        assert transcript.stage is WHOLE
        assert len(transcript.segments) == 2 + len(noted()) - before > 3


@pytest.mark.parametrize("cls", [BreakingAheadEngine, KilledAheadEngine])
def test_whatever_fails_while_reading_ahead_costs_nothing(
    cls: type, tmp_path: Path, noted: Callable[[], list[str]]
) -> None:
    take = tmp_path / "take-1.wav"
    recorded(take, 6)
    with SpeechProcess(engine(cls)) as speech:
        speech.warm()
        speech.follow(take)
        wait_for(lambda: bool(noted()))
        wait_for(lambda: len(noted()) >= 5 or speech._child is None or not speech._child.is_alive())
        transcript = speech.transcribe(take)
        assert transcript.stage is WHOLE
        assert set(transcript.text.split()) == {"whole"}
