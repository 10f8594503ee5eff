"""An answer that was interrupted and gone on with is one take when its interview is over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from mockinterview.audio import joining
from mockinterview.audio.devices import find_input
from mockinterview.audio.file_source import file_source
from mockinterview.audio.recorder import Recorder
from mockinterview.audio.streams import OpenStream, Stream, StreamRequest, microphone
from mockinterview.audio.worker import AudioExecutor
from mockinterview.core.attempt import TakeState
from mockinterview.core.interview import Stage
from mockinterview.errors import NoDeviceError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.prompts import SilentPrompt
from mockinterview.session import Input, InterviewSession
from tests.fakes import FakeSound, device_info
from tests.unit.test_attempts import make_attempt
from tests.unit.test_session import (
    executor,
    losing_source,
    make_session,
    poll_until,
    saved,
    short_clip,
)

__all__ = ["executor", "short_clip"]


def nothing(_: StreamRequest) -> Stream:
    raise NoDeviceError("No microphone was found.", "Connect one and try again.")


def interrupted(session: InterviewSession) -> None:
    poll_until(session, lambda view: view.stage is Stage.INTERRUPTED and session.is_settled)


def sound_of(folder: AttemptFolder, number: int) -> np.ndarray[Any, Any]:
    samples: np.ndarray[Any, Any]
    samples, _ = soundfile.read(folder.take_path(folder.load().take(number)), dtype="int16")
    return samples


def speak(session: InterviewSession, sound: FakeSound, rate_hz: int) -> None:
    """A second of noise into the device that was opened last."""
    streams = len(sound.streams)
    poll_until(session, lambda _: bool(sound.streams) and sound.stream.active)
    noise = np.random.default_rng(streams).integers(-9000, 9000, rate_hz, dtype=np.int16)
    for block in np.split(noise, 10):
        sound.stream.hear(block)
    poll_until(session, lambda view: view.stage is Stage.ANSWER)


def held(
    tmp_path: Path, executor: AudioExecutor, *sources: OpenStream, **changes: object
) -> InterviewSession:
    """An interview whose every microphone but the last was lost, up to the last."""
    session = make_session(tmp_path, executor, list(sources), **changes)
    session.begin()
    for _ in sources[1:]:
        interrupted(session)
        session.resume()
    return session


def test_what_was_said_before_and_after_counts_as_one_take(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    lost, last = losing_source(short_clip), file_source(short_clip, speed=0)
    session = held(tmp_path, executor, lost, nothing, lost, last)
    poll_until(session, saved(session))
    joined = session.attempt.latest_take
    assert joined is not None
    assert (joined.number, joined.parts) == (5, (1, 2, 3, 4))
    assert joined.device == "a test microphone"
    assert "interrupted twice; its 3 parts" in joined.problem
    assert joined.seconds == pytest.approx(6.0, abs=0.1)
    assert session.can_retake
    session.close()
    attempt = session.folder.load()
    assert attempt.counting_take == joined
    parts = [sound_of(session.folder, number) for number in (1, 3, 4)]
    assert np.array_equal(sound_of(session.folder, 5), np.concatenate(parts))


def test_lost_devices_of_different_rates_are_one_answer(
    tmp_path: Path, executor: AudioExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = device_info("USB", inputs=1, rate_hz=16_000)
    built_in = device_info("Built-in", inputs=1, rate_hz=48_000)
    sound = FakeSound(usb, built_in).install(monkeypatch)
    folder = Library(tmp_path / "library").create(make_attempt())

    def open_input(path: Path, limit_seconds: float | None) -> Input:
        device = find_input()
        return Input(Recorder(path, microphone(device), max_seconds=limit_seconds), device.name)

    session = InterviewSession(
        folder,
        Library(tmp_path / "library"),
        prompt=SilentPrompt(""),
        open_input=open_input,
        executor=executor,
    )
    session.begin()
    session.skip_prompt()
    session.start_answer()
    speak(session, sound, 16_000)
    sound.devices.remove(usb)
    sound.stream.vanish()
    interrupted(session)
    session.resume()
    speak(session, sound, 48_000)
    session.finish()
    poll_until(session, saved(session))
    joined = session.attempt.take(3)
    session.close()
    assert (joined.rate_hz, joined.device) == (48_000, "USB, Built-in")
    assert joined.seconds == pytest.approx(2.0, abs=0.001)


def test_finish_here_joins_what_there_is(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    lost = losing_source(short_clip)
    session = held(tmp_path, executor, lost, lost, nothing)
    interrupted(session)
    session.finish()
    poll_until(session, saved(session))
    session.close()
    attempt = session.folder.load()
    assert attempt.take(4).parts == (1, 2, 3)
    assert attempt.take(4).seconds == pytest.approx(4.0, abs=0.1)
    assert "went away" in attempt.take(4).problem


def test_an_answer_that_was_left_stays_in_parts_and_can_be_gone_on_with(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    lost = losing_source(short_clip)
    session = held(tmp_path, executor, lost, lost)
    interrupted(session)
    session.close()
    attempt = session.folder.load()
    assert [take.parts for take in attempt.takes] == [(), ()]
    assert attempt.unjoined_parts == ()


def test_the_window_closed_at_once_waits_for_the_joining(
    tmp_path: Path, executor: AudioExecutor, short_clip: Path
) -> None:
    session = held(tmp_path, executor, losing_source(short_clip), file_source(short_clip))
    poll_until(session, lambda view: view.stage is Stage.ANSWER and view.seconds_used > 2.2)
    session.finish()
    session.close()
    assert session.folder.load().take(3).parts == (1, 2)


def test_an_answer_that_had_ended_is_joined_when_it_is_taken_up(
    tmp_path: Path,
    executor: AudioExecutor,
    short_clip: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It could not be joined, here for want of room, or the program ended before it was."""
    session = held(tmp_path, executor, losing_source(short_clip), losing_source(short_clip))
    interrupted(session)
    with monkeypatch.context() as patch:
        patch.setattr(joining, "free_bytes", lambda _: 0)
        session.finish()
        poll_until(session, saved(session))
        session.close()
    attempt = session.folder.load()
    assert [take.number for take in attempt.takes] == [1, 2]
    assert attempt.counting_take == attempt.take(2)
    assert attempt.take(2).state is TakeState.FINISHED
    again = InterviewSession(
        AttemptFolder(session.folder.path),
        session._library,
        prompt=SilentPrompt(""),
        open_input=session._open_input,
        executor=executor,
    )
    again.begin()
    poll_until(again, saved(again))
    again.close()
    assert again.folder.load().take(3).parts == (1, 2)
