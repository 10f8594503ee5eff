"""The speech process: one job at a time, and nothing that happens to the child costs a second."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil  # type: ignore[import-untyped, unused-ignore]  # it has no types of its own
import pytest
from numpy.typing import NDArray

from mockinterview.errors import (
    AudioFileError,
    EngineMissingError,
    SpeechError,
    SpeechProcessError,
    TranscriptionCancelled,
    TranscriptionPaused,
)
from mockinterview.speech.decoding import DECODING, Decoding
from mockinterview.speech.engines import HeardSegment
from mockinterview.speech.process import SpeechProcess
from mockinterview.speech.protocol import Event, Loading, Progress, Ready, SegmentDone
from tests.unit import speech_sounds as sounds
from tests.unit.fake_engines import ONCE_VARIABLE, EchoEngine

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def fake(name: str) -> str:
    return f"tests.unit.fake_engines:{name}"


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return sounds.write(tmp_path / "clip.wav", sounds.babble(2.0))


@pytest.fixture
def once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    marker = tmp_path / "once"
    monkeypatch.setenv(ONCE_VARIABLE, str(marker))
    return marker


def test_tells_what_happens_and_gives_a_transcript(clip: Path) -> None:
    events: list[Event] = []
    with SpeechProcess(fake("EchoEngine")) as speech:
        transcript = speech.transcribe(clip, on_event=events.append)
    kinds = [type(event) for event in events]
    assert kinds[0] is Loading
    assert kinds.index(Ready) < kinds.index(Progress) < kinds.index(SegmentDone)
    last = events[-1]
    assert isinstance(last, Progress)
    assert last.fraction == 1.0
    assert transcript.engine == fake("EchoEngine")
    assert transcript.audio_seconds == pytest.approx(2.0)
    assert [s for e in events if isinstance(e, SegmentDone) for s in [e.segment]] == list(
        transcript.segments
    )


def test_warm_child_serves_several_jobs(clip: Path) -> None:
    with SpeechProcess(fake("EchoEngine")) as speech:
        speech.warm()
        first = speech.transcribe(clip).text
        assert speech.transcribe(clip).text == first != str(os.getpid())


def test_unused_process_closes() -> None:
    speech = SpeechProcess(fake("EchoEngine"))
    speech.close()
    speech.close()


def test_closed_is_closed_for_good(clip: Path) -> None:
    with SpeechProcess(fake("EchoEngine")) as speech:
        child = psutil.Process(int(speech.transcribe(clip).text))
    assert not child.is_running()
    for job in (speech.warm, lambda: speech.transcribe(clip)):
        with pytest.raises(TranscriptionCancelled):
            job()
    assert speech._child is None


@pytest.mark.parametrize(
    ("engine", "told"),
    [
        ("KilledEngine", "SIGKILL"),
        ("CrashingEngine", "Fatal Python error: Segmentation fault"),
        ("VanishingEngine", "exit status 3"),
        ("DefectiveEngine", "ZeroDivisionError: a defect"),
    ],
)
def test_crash_costs_one_job(engine: str, told: str, clip: Path, once: Path) -> None:
    with SpeechProcess(fake(engine)) as speech:
        with pytest.raises(SpeechProcessError) as caught:
            speech.transcribe(clip)
        assert told in caught.value.detail
        assert speech.transcribe(clip).text not in {"", once.read_text(encoding="ascii")}


def test_crash_between_jobs_costs_nothing(clip: Path) -> None:
    with SpeechProcess(fake("EchoEngine")) as speech:
        before = speech.transcribe(clip).text
        os.kill(int(before), signal.SIGKILL)
        wait_for(lambda: speech._child is not None and not speech._child.is_alive())
        assert speech.transcribe(clip).text not in {"", before}


@pytest.mark.parametrize(
    ("engine", "told"),
    [("StuckEngine", "no progress for 2 s"), ("FrozenEngine", "no sign of life for 1.5 s")],
)
def test_stall_costs_one_job(engine: str, told: str, clip: Path, once: Path) -> None:
    with SpeechProcess(fake(engine)) as speech:
        speech.warm()
        speech._silence_limit_seconds, speech._work_limit_seconds = 1.5, 2.0
        with pytest.raises(SpeechProcessError) as caught:
            speech.transcribe(clip)
        assert told in caught.value.detail
        assert not psutil.pid_exists(int(once.read_text(encoding="ascii")))
        speech._silence_limit_seconds = 60.0
        assert speech.transcribe(clip).text


def test_expected_error_arrives_whole_and_keeps_the_child(clip: Path, once: Path) -> None:
    with SpeechProcess(fake("RefusingEngine")) as speech:
        with pytest.raises(SpeechError) as caught:
            speech.transcribe(clip)
        error = caught.value
        assert type(error) is SpeechError
        assert (error.message, error.hint, error.detail) == (
            "This window is too odd.",
            "Say it again.",
            "window 1",
        )
        assert speech.transcribe(clip).text == once.read_text(encoding="ascii")


def test_missing_file_is_told_and_keeps_the_child(clip: Path, tmp_path: Path) -> None:
    with SpeechProcess(fake("EchoEngine")) as speech:
        before = speech.transcribe(clip).text
        with pytest.raises(AudioFileError, match=r"no sound file .*absent\.wav"):
            speech.transcribe(tmp_path / "absent.wav")
        assert speech.transcribe(clip).text == before


def test_engine_that_is_not_there() -> None:
    with SpeechProcess("slower-whisper") as speech:
        with pytest.raises(EngineMissingError, match="no speech engine called slower-whisper"):
            speech.warm()
        with pytest.raises(EngineMissingError):
            speech.warm()


def test_nothing_is_asked_of_the_model_in_silence(tmp_path: Path, once: Path) -> None:
    quiet = sounds.write(tmp_path / "quiet.wav", sounds.silence(3.0))
    with SpeechProcess(fake("KilledEngine")) as speech:
        assert speech.transcribe(quiet).segments == ()
    assert not once.exists()


@pytest.mark.parametrize("end", ["cancel", "close"])
def test_cancelled_within_a_second(end: str, clip: Path, once: Path) -> None:
    speech = SpeechProcess(fake("StuckEngine"))
    with ThreadPoolExecutor(1) as thread:
        job = thread.submit(speech.transcribe, clip)
        wait_for(lambda: once.exists() and bool(once.read_text(encoding="ascii")))
        began = time.monotonic()
        getattr(speech, end)()
        with pytest.raises(TranscriptionCancelled):
            job.result(5)
        assert time.monotonic() - began < 1.0
    assert not psutil.pid_exists(int(once.read_text(encoding="ascii")))
    if end == "cancel":
        assert speech.transcribe(clip).text
    speech.close()


class SlowToLoadEngine(EchoEngine):
    """Loads for ever the first time, in whichever process; behaves afterwards."""

    def load(self, weights: Path | None) -> None:
        marker = Path(os.environ[ONCE_VARIABLE])
        if not marker.exists():
            marker.write_text(str(os.getpid()), encoding="ascii")
            time.sleep(3600)
        super().load(weights)


@pytest.mark.parametrize("end", ["cancel", "close"])
@pytest.mark.parametrize("first", ["warm", "transcribe"])
def test_a_job_that_waits_is_cancelled_too(first: str, end: str, clip: Path, once: Path) -> None:
    engine = f"{__name__}:SlowToLoadEngine" if first == "warm" else fake("StuckEngine")
    speech = SpeechProcess(engine)
    caught: list[BaseException] = []

    def job(work: Callable[[], object]) -> None:
        try:
            work()
        except TranscriptionCancelled as error:
            caught.append(error)

    def transcribe() -> object:
        return speech.transcribe(clip)

    running = threading.Thread(target=job, args=[speech.warm if first == "warm" else transcribe])
    waiting = threading.Thread(target=job, args=[transcribe])
    running.start()
    wait_for(lambda: once.exists() and bool(once.read_text(encoding="ascii")))
    waiting.start()
    wait_for(lambda: speech._jobs == 2)
    began = time.monotonic()
    getattr(speech, end)()
    running.join(5)
    waiting.join(5)
    assert time.monotonic() - began < 2.0
    assert len(caught) == 2
    assert not psutil.pid_exists(int(once.read_text(encoding="ascii")))
    if end == "cancel":
        assert speech.transcribe(clip).text
    speech.close()


def test_closing_does_not_wait_for_a_listener_that_does_not_return(clip: Path) -> None:
    speech = SpeechProcess(fake("EchoEngine"))
    told, let_go = threading.Event(), threading.Event()
    caught: list[BaseException] = []

    def listen(_: Event) -> None:
        told.set()
        assert let_go.wait(20)

    def job() -> None:
        try:
            speech.transcribe(clip, on_event=listen)
        except TranscriptionCancelled as error:
            caught.append(error)

    thread = threading.Thread(target=job)
    thread.start()
    assert told.wait(20)
    began = time.monotonic()
    speech.close()
    assert time.monotonic() - began < 3.0
    let_go.set()
    thread.join(5)
    assert len(caught) == 1
    assert speech._child is None


def test_cancel_without_a_job_does_nothing(clip: Path) -> None:
    with SpeechProcess(fake("EchoEngine")) as speech:
        before = speech.transcribe(clip).text
        assert speech.cancel() is False
        assert speech.transcribe(clip).text == before


def test_failing_listener_leaves_no_half_read_answer(clip: Path) -> None:
    def fail(_: Event) -> None:
        raise LookupError("the listener's own defect")

    with SpeechProcess(fake("EchoEngine")) as speech:
        speech.warm()
        with pytest.raises(LookupError):
            speech.transcribe(clip, on_event=fail)
        assert speech.transcribe(clip).text


def run_program(text: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", textwrap.dedent(text), *arguments]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_parent_stays_light_and_its_output_clean(clip: Path) -> None:
    program = """
        import sys
        from pathlib import Path
        from mockinterview.speech.process import SpeechProcess
        with SpeechProcess("tests.unit.fake_engines:ChattyEngine") as speech:
            assert speech.transcribe(Path(sys.argv[1])).text
        heavy = {"numpy", "torch", "soundfile", "whisper", "faster_whisper"} & set(sys.modules)
        print("heavy:", sorted(heavy))
    """
    with run_program(program, str(clip)) as process:
        output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert output == "heavy: []\n"


def test_child_dies_with_a_killed_parent_and_leaves_nothing(
    clip: Path, once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    program = """
        import sys
        from pathlib import Path
        from mockinterview.speech.process import SpeechProcess
        SpeechProcess("tests.unit.fake_engines:StuckEngine").transcribe(Path(sys.argv[1]))
    """
    with run_program(program, str(clip)) as process:
        wait_for(lambda: once.exists() and bool(once.read_text(encoding="ascii")))
        child = psutil.Process(int(once.read_text(encoding="ascii")))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=10)
        child.wait(5)
    assert not child.is_running()
    assert list(tmp_path.glob("mockinterview-speech-*")) == []


@pytest.mark.parametrize("whose", ["the parent's alone", "the whole group's, as in a terminal"])
def test_an_interrupt_while_the_child_is_started_leaves_no_traceback(whose: str) -> None:
    """It comes after the new process is there and before it was given what it begins with."""
    program = """
        import os, signal, sys, time
        from multiprocessing import util
        from mockinterview.speech.process import SpeechProcess

        class Interrupted(KeyboardInterrupt):
            pass

        def interrupt(number, frame):
            raise Interrupted

        really_start = util.spawnv_passfds

        def start(path, arguments, passed):
            started = really_start(path, arguments, passed)
            if "spawn_main" in str(arguments):
                if sys.argv[1] == "group":
                    os.kill(started, signal.SIGINT)
                os.kill(os.getpid(), signal.SIGINT)
            return started

        util.spawnv_passfds = start
        signal.signal(signal.SIGINT, interrupt)
        try:
            SpeechProcess("tests.unit.fake_engines:EchoEngine").warm()
        except Interrupted:
            print("interrupted", flush=True)
            time.sleep(1.0)  # long enough for a child to complain
    """
    with run_program(program, "group" if "group" in whose else "parent") as process:
        output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors) == (0, "interrupted\n", "")


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


class SlowEngine(EchoEngine):
    """Takes its time for every window, and writes down that it has begun."""

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        Path(os.environ[ONCE_VARIABLE]).write_text("begun", encoding="ascii")
        time.sleep(0.5)
        return super().transcribe(samples, decoding)


def test_paused_after_its_present_window(tmp_path: Path, once: Path) -> None:
    long = sounds.write(tmp_path / "long.wav", sounds.babble(100.0))
    with SpeechProcess(f"{__name__}:SlowEngine") as speech, ThreadPoolExecutor(1) as thread:
        assert speech.pause() is False
        job = thread.submit(speech.transcribe, long)
        wait_for(once.exists)
        assert speech.pause() is True
        with pytest.raises(TranscriptionPaused):
            job.result(10)
        assert speech.pause() is False
        assert speech.transcribe(long).text  # a pause ends the job that it met, and no other


def test_following_is_remembered_and_never_waits(clip: Path, tmp_path: Path) -> None:
    with SpeechProcess(fake("EchoEngine")) as speech:
        speech.follow(tmp_path / "takes" / "take-1.wav")
        speech.warm()
        began = time.monotonic()
        speech.follow(tmp_path / "takes" / "take-2.wav")
        speech.stop_following()
        assert time.monotonic() - began < 0.2
        assert speech.transcribe(clip).text
