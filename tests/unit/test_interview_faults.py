"""Faults of microphones and clocks in the middle of an interview, by devices that are made up."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.audio.devices import find_input
from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Recorder
from mockinterview.audio.streams import microphone
from mockinterview.audio.worker import AudioExecutor
from mockinterview.core.attempt import Attempt, TakeState
from mockinterview.core.interview import Stage
from mockinterview.files.attempts import Library
from mockinterview.prompts import SilentPrompt
from mockinterview.session import Input, InterviewSession
from tests import fakes
from tests.fakes import FakeSound, device_info
from tests.unit.test_attempts import make_attempt
from tests.unit.test_session import poll_until, rules, saved

CLIP = Path(__file__).parents[1] / "data" / "two_cities.flac"
FRAMES = 4800


@pytest.fixture
def executor() -> Iterator[AudioExecutor]:
    executor = AudioExecutor()
    yield executor
    assert executor.shutdown()


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    return FakeSound(device_info("Headset", inputs=1), device_info("Built-in", inputs=2)).install(
        monkeypatch
    )


def open_input(path: Path, limit_seconds: float | None) -> Input:
    device = find_input()
    return Input(Recorder(path, microphone(device), max_seconds=limit_seconds), device.name)


@pytest.fixture
def session(tmp_path: Path, executor: AudioExecutor) -> Iterator[InterviewSession]:
    library = Library(tmp_path / "library")
    folder = library.create(make_attempt().model_copy(update={"format": rules()}))
    session = InterviewSession(
        folder, library, prompt=SilentPrompt(""), open_input=open_input, executor=executor
    )
    session.begin()
    yield session
    session.close()


def speak(sound: FakeSound, session: InterviewSession, blocks: int = 5) -> None:
    """Half a second of sound, once the microphone is open."""
    poll_until(session, lambda _: session.is_settled and bool(sound.streams))
    for _ in range(blocks):
        sound.stream.hear(np.full((FRAMES, sound.stream.channels), 1000))
    poll_until(session, lambda view: view.stage is Stage.ANSWER)


def attempt_on_disk(session: InterviewSession) -> Attempt:
    session.close()
    return session.folder.load()


def test_an_unplugged_microphone_goes_on_with_another_in_the_same_attempt(
    sound: FakeSound, session: InterviewSession
) -> None:
    speak(sound, session)
    lost = sound.devices.pop(0)
    sound.stream.vanish()
    view = poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)
    assert lost["name"] == "Headset"
    assert view.problem is not None
    assert view.problem.message == "The microphone went away."
    assert view.problem.hint == (
        "What you had said is kept. Connect it again, or go on with another one."
    )
    session.resume()
    poll_until(session, lambda view: session.is_settled and view.stage is Stage.OPENING)
    speak(sound, session)
    attempt = attempt_on_disk(session)
    first, second = attempt.takes
    assert (first.device, second.device) == ("Headset", "Built-in")
    assert (first.seconds, second.seconds) == (0.5, 0.5)
    assert second.continues == first.number


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (fakes.portaudio_error(fakes.DEVICE_BUSY), "Another program is using the microphone."),
        (fakes.refused_error(), "The system does not let Mock Interview use the microphone."),
        (
            fakes.host_error(-5, "Input/output error"),
            "The microphone could not be opened.",
        ),
    ],
)
def test_a_microphone_that_does_not_open_costs_no_time_and_can_be_tried_again(
    sound: FakeSound,
    tmp_path: Path,
    executor: AudioExecutor,
    error: Exception,
    message: str,
) -> None:
    sound.open_errors = [error]
    library = Library(tmp_path / "library")
    folder = library.create(make_attempt().model_copy(update={"format": rules()}))
    session = InterviewSession(
        folder, library, prompt=SilentPrompt(""), open_input=open_input, executor=executor
    )
    session.begin()
    view = poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)
    assert view.problem is not None
    assert view.problem.message == message
    assert view.seconds_used == 0
    session.resume()
    speak(sound, session)
    assert attempt_on_disk(session).takes[-1].seconds == 0.5


def test_digital_zeros_are_told_and_recorded_on(
    sound: FakeSound, session: InterviewSession
) -> None:
    """What a system gives a program that may not use the microphone."""
    poll_until(session, lambda _: session.is_settled and bool(sound.streams))
    for _ in range(31):
        sound.stream.hear(np.zeros((FRAMES, 1)))
    view = poll_until(session, lambda view: bool(view.warning))
    assert view.warning.startswith("The microphone gives no sound at all.")
    assert view.stage is Stage.ANSWER


@pytest.mark.slow
def test_a_microphone_that_falls_silent_costs_no_answer_time(
    sound: FakeSound, session: InterviewSession
) -> None:
    """It gives nothing for 3 s, until its loss is seen: these 3 s are given back."""
    speak(sound, session)
    began = time.monotonic()
    view = poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)
    assert time.monotonic() - began > 2.5
    assert view.problem is not None
    assert view.problem.message == "The microphone went away."
    assert view.seconds_used == 0.5
    session.resume()
    poll_until(session, lambda view: session.is_settled and view.stage is Stage.OPENING)
    speak(sound, session)
    assert session.poll().seconds_used < 1.5
    first, second = attempt_on_disk(session).takes
    assert (first.seconds, second.seconds) == (0.5, 0.5)
    assert second.continues == first.number


def test_a_silent_microphone_can_be_changed_in_the_answer(
    sound: FakeSound, session: InterviewSession
) -> None:
    speak(sound, session)
    session.change_device()
    assert session.stage is Stage.ANSWER, "it is heard"
    sound.stream.hear(np.zeros((31 * FRAMES, 1)))
    poll_until(session, lambda _: session.can_change_device)
    session.change_device()
    view = poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)
    assert view.problem is not None
    assert view.problem.message == "The microphone gave no sound at all."
    assert view.seconds_used == pytest.approx(3.6)
    del sound.devices[0]
    session.resume()
    poll_until(session, lambda view: session.is_settled and view.stage is Stage.OPENING)
    speak(sound, session)
    assert not session.can_change_device
    first, second = attempt_on_disk(session).takes
    assert first.state is TakeState.INTERRUPTED
    assert first.problem.startswith("The microphone gave no sound at all.")
    assert first.seconds == pytest.approx(3.6)
    assert (second.device, second.continues) == ("Built-in", first.number)


@pytest.mark.slow
def test_a_clock_set_back_changes_neither_the_answer_nor_the_list(
    tmp_path: Path, executor: AudioExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By an hour in the middle of an answer, and by a day between two attempts."""
    shift = [dt.timedelta()]
    start = dt.datetime(2026, 11, 24, 19, 40, tzinfo=dt.UTC)
    library = Library(tmp_path / "library", now=lambda: start + shift[0])
    real_time = time.time
    attempts = []
    for days in (0, -1):
        shift[0] = dt.timedelta(days=days)
        held = make_attempt().model_copy(
            update={"format": rules(answer_seconds=3), "created": library.now()}
        )
        folder = library.create(held)
        session = InterviewSession(
            folder,
            library,
            prompt=SilentPrompt(""),
            open_input=lambda path, limit: Input(
                Recorder(path, file_source(CLIP), max_seconds=limit), "a file"
            ),
            executor=executor,
        )
        session.begin()
        poll_until(session, lambda view: view.seconds_used > 1 and view.stage is Stage.ANSWER)
        shift[0] -= dt.timedelta(hours=1)
        monkeypatch.setattr(time, "time", lambda: real_time() - 3600)
        poll_until(session, saved(session))
        attempts.append(attempt_on_disk(session))
        monkeypatch.setattr(time, "time", real_time)
    for attempt in attempts:
        (take,) = attempt.takes
        assert (take.state, take.seconds) == (TakeState.FINISHED, 3.0)
        assert soundfile.info(library.folder / attempt.id / take.file).duration == 3.0
    listing = library.listing()
    assert not listing.unreadable
    assert [attempt.id for _, attempt in listing.attempts] == [
        attempt.id for attempt in sorted(attempts, key=lambda each: each.created, reverse=True)
    ]
