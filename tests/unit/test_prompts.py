"""How a question is put: the recording when it can be played, else time to read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockinterview.audio.player import Player
from mockinterview.audio.worker import AudioExecutor
from mockinterview.errors import NoDeviceError
from mockinterview.prompts import FilePrompt, SilentPrompt


@pytest.fixture
def executor() -> Iterator[AudioExecutor]:
    executor = AudioExecutor()
    yield executor
    assert executor.shutdown()


def wait_until_finished(prompt: FilePrompt, seconds: float = 10) -> float:
    began = time.monotonic()
    while not prompt.is_finished:
        assert time.monotonic() - began < seconds, "the prompt never ended"
        time.sleep(0.01)
    return time.monotonic() - began


@pytest.mark.slow
def test_without_a_loudspeaker_the_question_is_read(executor: AudioExecutor) -> None:
    def no_player(_: Path) -> Player:
        raise NoDeviceError("No loudspeaker was found.", "Connect one.")

    prompt = FilePrompt(Path("prompt.flac"), "one two three", no_player, executor)
    prompt.start()
    assert wait_until_finished(prompt) == pytest.approx(2.0, abs=0.3)


def test_skipping_ends_it_at_once(executor: AudioExecutor) -> None:
    def no_player(_: Path) -> Player:
        raise NoDeviceError("No loudspeaker was found.", "Connect one.")

    prompt = FilePrompt(Path("prompt.flac"), "one " * 300, no_player, executor)
    prompt.start()
    prompt.stop()
    assert prompt.is_finished


def test_a_defect_is_not_swallowed(executor: AudioExecutor) -> None:
    def broken(_: Path) -> Player:
        raise ZeroDivisionError

    prompt = FilePrompt(Path("prompt.flac"), "one", broken, executor)
    prompt.start()
    with pytest.raises(ZeroDivisionError):
        wait_until_finished(prompt)


def test_no_text_takes_no_time() -> None:
    prompt = SilentPrompt("")
    assert not prompt.is_started
    prompt.start()
    assert prompt.is_finished
