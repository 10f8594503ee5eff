"""An interview held for real: state machine, recorder, folder; a sound file is the microphone."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import soundfile

from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Recorder
from mockinterview.audio.streams import OpenStream, Stream, StreamRequest
from mockinterview.audio.worker import AudioExecutor
from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.content import Confidence, Format, Source
from mockinterview.core.interview import Stage
from mockinterview.errors import DiskFullError, LibraryError, NoDeviceError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.prompts import SilentPrompt
from mockinterview.session import Input, InterviewSession, View
from tests.unit.test_attempts import make_attempt

CLIP = Path(__file__).parents[1] / "data" / "two_cities.flac"
LIMIT_SECONDS = 20.0


class LosingStream:
    """A microphone that gives the clip and then goes away, as PortAudio tells it."""

    def __init__(self, inner: Stream, request: StreamRequest) -> None:
        self._inner = inner
        self.samplerate, self.channels = inner.samplerate, inner.channels
        self.start, self.stop, self.close = inner.start, inner.stop, inner.close


def losing_source(path: Path) -> OpenStream:
    def open_stream(request: StreamRequest) -> Stream:
        lost = StreamRequest(
            request.on_block, request.on_finished, request.on_finished, request.backlog
        )
        return LosingStream(file_source(path, speed=0)(lost), request)

    return open_stream


@pytest.fixture
def executor() -> Iterator[AudioExecutor]:
    executor = AudioExecutor()
    yield executor
    assert executor.shutdown()


@pytest.fixture
def short_clip(tmp_path: Path) -> Path:
    """Two seconds of speech, mono, 16 kHz or whatever the clip has."""
    samples, rate_hz = soundfile.read(CLIP, frames=2 * soundfile.info(CLIP).samplerate)
    path = tmp_path / "short.wav"
    soundfile.write(path, samples, rate_hz)
    return path


def rules(**changes: object) -> Format:
    fields: dict[str, object] = {
        "format": "test",
        "title": "Test",
        "preparation_seconds": 0,
        "answer_seconds": 60,
        "retakes": 1,
        "source": Source(title="test", confidence=Confidence.OWN),
    }
    return Format.model_validate(fields | changes)


def make_session(
    tmp_path: Path,
    executor: AudioExecutor,
    source: OpenStream | list[OpenStream],
    **changes: object,
) -> InterviewSession:
    library = Library(tmp_path / "library")
    folder = library.create(make_attempt().model_copy(update={"format": rules(**changes)}))
    sources = source if isinstance(source, list) else [source] * 9

    def open_input(path: Path, limit_seconds: float | None) -> Input:
        return Input(Recorder(path, sources.pop(0), max_seconds=limit_seconds), "a test microphone")

    return InterviewSession(
        folder, library, prompt=SilentPrompt(""), open_input=open_input, executor=executor
    )


def poll_until(session: InterviewSession, wanted: Callable[[View], bool]) -> View:
    deadline = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < deadline:
        view = session.poll()
        if wanted(view):
            return view
        time.sleep(0.005)
    pytest.fail(f"not reached; the session is at {session.stage}: {session.poll()}")


def saved(session: InterviewSession) -> Callable[[View], bool]:
    return lambda view: view.stage is Stage.SAVED and session.is_settled


@pytest.mark.slow
def test_the_level_of_the_answer_reaches_whoever_shows_it(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    """Everything in a block is heard by the time it is shown: one look takes the level."""
    session = make_session(tmp_path, executor, file_source(short_clip))
    session.begin()
    loudest = -96.0

    def look(view: View) -> bool:
        nonlocal loudest
        loudest = max(loudest, view.level_dbfs)
        return view.stage is Stage.SAVED and session.is_settled

    poll_until(session, look)
    session.close()
    samples, _ = soundfile.read(short_clip)
    assert loudest == pytest.approx(20 * math.log10(abs(samples).max()), abs=0.01)


def test_an_answer_is_recorded_and_written(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    session = make_session(tmp_path, executor, file_source(short_clip, speed=0))
    session.begin()
    poll_until(session, saved(session))
    session.close()
    take = AttemptFolder(session.folder.path).load().take(1)
    assert take.state is TakeState.FINISHED
    assert take.seconds == pytest.approx(2.0, abs=0.001)
    assert take.device == "a test microphone"
    assert take.problem == ""
    written, _ = soundfile.read(session.folder.take_path(take))
    original, _ = soundfile.read(short_clip)
    assert abs(written - original).max() < 2 / 32768


def test_the_clock_ends_the_answer_to_the_frame(tmp_path: Path, executor: AudioExecutor) -> None:
    session = make_session(tmp_path, executor, file_source(CLIP, speed=0), answer_seconds=3)
    session.begin()
    poll_until(session, saved(session))
    session.close()
    assert session.attempt.take(1).seconds == 3.0


def test_the_disk_is_looked_at_on_the_audio_executor_only(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that has to wake up first must not hold the window up when the answer begins."""
    session = make_session(tmp_path, executor, file_source(short_clip, speed=0))
    threads = set()
    for name in ("new_take", "make_room", "take_path", "save", "load"):
        method = getattr(AttemptFolder, name)

        def noted(folder: AttemptFolder, *given: Any, method: Any = method) -> Any:
            threads.add(threading.current_thread().name)
            return method(folder, *given)

        monkeypatch.setattr(AttemptFolder, name, noted)
    session.begin()
    poll_until(session, saved(session))
    session.retake()
    poll_until(session, saved(session))
    assert threads == {"audio"}
    session.close()


@pytest.mark.slow
def test_stopping_early_keeps_what_was_said(tmp_path: Path, executor: AudioExecutor) -> None:
    session = make_session(tmp_path, executor, file_source(CLIP, speed=1))
    session.begin()
    view = poll_until(session, lambda view: view.stage is Stage.ANSWER and view.seconds_used > 0.6)
    assert view.device == "a test microphone"
    assert session.can_stop_early
    assert session.attempt.take(1).state is TakeState.RECORDING, "written before the device opens"
    assert AttemptFolder(session.folder.path).load().take(1).state is TakeState.RECORDING
    session.finish()
    poll_until(session, saved(session))
    session.close()
    assert 0.4 < session.attempt.take(1).seconds < 3


def test_a_retake_keeps_the_first_take(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    session = make_session(tmp_path, executor, file_source(short_clip, speed=0))
    session.begin()
    poll_until(session, saved(session))
    could_retake = session.can_retake
    session.retake()
    poll_until(session, saved(session))
    assert (could_retake, session.can_retake) == (True, False)
    session.close()
    attempt = session.folder.load()
    assert [take.number for take in attempt.takes] == [1, 2]
    assert all(session.folder.take_path(take).is_file() for take in attempt.takes)


def test_a_lost_microphone_keeps_the_take_and_goes_on_as_another(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    sources = [losing_source(short_clip), file_source(short_clip, speed=0)]
    session = make_session(tmp_path, executor, sources)
    session.begin()
    view = poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)
    assert view.problem is not None
    assert "went away" in view.problem.message
    first = session.folder.load().take(1)
    assert first.state is TakeState.INTERRUPTED
    assert first.seconds == pytest.approx(2.0, abs=0.05)
    assert "went away" in first.problem
    session.resume()
    poll_until(session, saved(session))
    session.close()
    attempt = session.folder.load()
    assert [take.state for take in attempt.takes[:2]] == [
        TakeState.INTERRUPTED,
        TakeState.FINISHED,
    ]
    assert attempt.take(3).parts == (1, 2)


def test_no_microphone_is_told_and_leaves_no_litter(
    tmp_path: Path, executor: AudioExecutor
) -> None:
    def nothing(_: StreamRequest) -> Stream:
        raise NoDeviceError("No microphone was found.", "Connect one and try again.")

    session = make_session(tmp_path, executor, nothing)
    session.begin()
    view = poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)
    assert isinstance(view.problem, NoDeviceError)
    session.close()
    assert not session.folder.path.exists()


def refuse_to_write(*_: object) -> None:
    raise DiskFullError("The disk is full.", "Free some space.")


@pytest.mark.slow
def test_a_full_disk_at_the_end_is_told_and_written_when_there_is_room(
    tmp_path: Path,
    executor: AudioExecutor,
    short_clip: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = make_session(tmp_path, executor, file_source(short_clip, speed=1))
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.ANSWER)
    with monkeypatch.context() as patch:
        patch.setattr(AttemptFolder, "save", refuse_to_write)
        view = poll_until(session, saved(session))
        assert isinstance(view.problem, DiskFullError)
        assert session.attempt.take(1).seconds == pytest.approx(2.0, abs=0.05)
        assert session.folder.load().take(1).state is TakeState.RECORDING
    poll_until(session, lambda view: view.problem is None)
    session.close()
    assert session.folder.load().take(1).state is TakeState.FINISHED


@pytest.mark.slow
def test_a_disk_that_stays_full_leaves_the_take_to_recovery(
    tmp_path: Path,
    executor: AudioExecutor,
    short_clip: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = make_session(tmp_path, executor, file_source(short_clip, speed=1))
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.ANSWER)
    with monkeypatch.context() as patch:
        patch.setattr(AttemptFolder, "save", refuse_to_write)
        poll_until(session, saved(session))
        session.close()
    recovered = Library(tmp_path / "library").recover()
    assert [take.state for _, take in recovered] == [TakeState.RECOVERED]
    assert recovered[0][1].seconds == pytest.approx(2.0, abs=0.05)


def test_notes_survive_a_moment_without_room(
    tmp_path: Path, executor: AudioExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = make_session(tmp_path, executor, file_source(CLIP, speed=1), preparation_seconds=60)
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.PREPARE)
    with monkeypatch.context() as patch:
        patch.setattr(AttemptFolder, "save", refuse_to_write)
        session.set_notes("food bank")
        poll_until(session, lambda view: view.problem is not None)
    session.close()
    assert session.folder.load().notes == "food bank"


def test_a_library_that_went_away_is_told_and_nothing_hangs(
    tmp_path: Path, executor: AudioExecutor
) -> None:
    session = make_session(tmp_path, executor, file_source(CLIP, speed=1), preparation_seconds=60)
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.PREPARE)
    session.folder.path.rename(tmp_path / "unplugged")
    session.folder.path.write_text("something else")
    session.start_answer()
    view = poll_until(session, lambda view: view.stage is Stage.INTERRUPTED)
    assert isinstance(view.problem, LibraryError)
    session.close()
    assert session.folder.path.read_text() == "something else"


@pytest.mark.slow
@pytest.mark.parametrize("stage", [Stage.PREPARE, Stage.ANSWER])
def test_a_library_that_was_moved_is_not_begun_anew_in_its_old_place(
    tmp_path: Path, executor: AudioExecutor, stage: Stage
) -> None:
    """What is said must not be scattered over two folders, one of them beneath a mounted disk."""
    seconds = 60 if stage is Stage.PREPARE else 0
    session = make_session(
        tmp_path, executor, file_source(CLIP, speed=1), preparation_seconds=seconds
    )
    library, moved = tmp_path / "library", tmp_path / "moved"
    session.begin()
    poll_until(session, lambda view: view.stage is stage and view.seconds_used > 0.2)
    library.rename(moved)
    session.set_notes("food bank")
    if stage is Stage.PREPARE:
        session.start_answer()
    view = poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)
    assert isinstance(view.problem, LibraryError)
    assert not library.exists()
    moved.rename(library)
    session.resume()
    poll_until(session, lambda view: view.stage is Stage.ANSWER and view.seconds_used > 0.2)
    session.close()
    attempt = session.folder.load()
    assert attempt.notes == "food bank"
    with_sound = [take for take in attempt.takes if session.folder.take_path(take).exists()]
    assert [take.number for take in with_sound] == ([2] if stage is Stage.PREPARE else [1, 2])
    assert all(take.seconds > 0 for take in with_sound)


def test_an_old_problem_does_not_stick_to_the_next_take(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    def nothing(_: StreamRequest) -> Stream:
        raise NoDeviceError("No microphone was found.", "Connect one and try again.")

    session = make_session(tmp_path, executor, [nothing, file_source(short_clip, speed=0)])
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)
    session.finish()
    session.retake()
    view = poll_until(session, saved(session))
    assert view.problem is None
    assert session.attempt.take(2).problem == ""
    session.close()


def test_leaving_while_the_device_opens_still_keeps_the_sound(
    tmp_path: Path, executor: AudioExecutor
) -> None:
    session = make_session(tmp_path, executor, file_source(CLIP, speed=1))
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.OPENING)
    session.leave()
    session.close()
    assert session.is_settled


def slow_saves(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Writing `attempt.json` waits from now on until the event is set."""
    go_on = threading.Event()
    save = AttemptFolder.save

    def slow(folder: AttemptFolder, attempt: Attempt) -> None:
        assert go_on.wait(LIMIT_SECONDS)
        save(folder, attempt)

    monkeypatch.setattr(AttemptFolder, "save", slow)
    return go_on


@pytest.mark.slow
@pytest.mark.parametrize("then", ["close", "leave"])
def test_an_answer_that_ends_while_something_is_written_is_saved_all_the_same(
    tmp_path: Path, executor: AudioExecutor, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    session = make_session(tmp_path, executor, file_source(CLIP, speed=1))
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.ANSWER and view.seconds_used > 0.6)
    go_on = slow_saves(monkeypatch)
    session.set_notes("late")
    session.poll()
    poll_until(session, lambda _: not session.is_settled)
    session.finish()
    if then == "leave":
        session.leave()
    threading.Timer(0.2, go_on.set).start()
    session.close()
    take = session.folder.load().take(1)
    assert take.state in {TakeState.FINISHED, TakeState.INTERRUPTED}
    assert take.seconds > 0.5
    assert not [thread for thread in threading.enumerate() if thread.name == "take writer"]


def test_an_attempt_that_cannot_be_read_is_not_held(
    tmp_path: Path, executor: AudioExecutor
) -> None:
    folder = Library(tmp_path / "library").create(make_attempt())
    (folder.path / "attempt.json").write_text("{")
    with pytest.raises(LibraryError, match="cannot be understood"):
        InterviewSession(
            folder,
            Library(tmp_path / "library"),
            prompt=SilentPrompt(""),
            open_input=lambda *_: pytest.fail("nothing is opened"),
            executor=executor,
        )
    assert AttemptFolder(folder.path).lock()


def test_a_device_that_opens_after_the_end_is_given_back(
    tmp_path: Path, executor: AudioExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hung = threading.Event()
    source = file_source(CLIP, speed=1)

    def slow_source(request: StreamRequest) -> Stream:
        assert hung.wait(LIMIT_SECONDS)
        return source(request)

    session = make_session(tmp_path, executor, slow_source)
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.OPENING)
    session.close(0.1)
    assert not AttemptFolder(session.folder.path).lock(), "somebody is still at it"
    hung.set()
    deadline = time.monotonic() + LIMIT_SECONDS
    while session.folder.path.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not session.folder.path.exists(), "nothing was said, so nothing is left"
    assert not [thread for thread in threading.enumerate() if thread.name == "take writer"]


def test_going_on_at_once_waits_for_the_lost_device_to_be_closed(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    closing = threading.Event()
    lost = losing_source(short_clip)

    def slow_to_close(request: StreamRequest) -> Stream:
        stream = lost(request)
        close = stream.close

        def wait_and_close() -> None:
            assert closing.wait(LIMIT_SECONDS)
            close()

        stream.close = wait_and_close  # type: ignore[method-assign]
        return stream

    session = make_session(tmp_path, executor, [slow_to_close, file_source(CLIP, speed=1)])
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.INTERRUPTED)
    session.resume()
    assert session.poll().stage is Stage.OPENING
    closing.set()
    poll_until(session, lambda view: view.stage is not Stage.OPENING)
    assert session.stage is Stage.ANSWER
    session.close()
    assert session.folder.load().take(2).seconds > 0


def test_notes_are_written_while_preparing(tmp_path: Path, executor: AudioExecutor) -> None:
    session = make_session(tmp_path, executor, file_source(CLIP, speed=1), preparation_seconds=60)
    session.begin()
    poll_until(session, lambda view: view.stage is Stage.PREPARE)
    session.set_notes("food bank, then the ward")
    poll_until(session, lambda _: session.is_settled)
    assert session.folder.load().notes == "food bank, then the ward"
    session.leave()
    session.close()
    assert session.folder.load().notes == "food bank, then the ward", "notes are worth keeping"


def test_the_prompt_takes_its_time_unless_skipped(tmp_path: Path, executor: AudioExecutor) -> None:
    now = [0.0]
    prompt = SilentPrompt("one two three", clock=lambda: now[0])
    finished = [prompt.is_finished]
    prompt.start()
    for now[0] in (1.9, 2.0):
        finished.append(prompt.is_finished)
    assert finished == [False, False, True]
    skipped = SilentPrompt("one two three", clock=partial(next, iter([5.0, 5.1, 5.2])))
    skipped.start()
    skipped.stop()
    assert skipped.is_finished
