"""The meter's ear: levels, and each way a microphone can fail it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from mockinterview.audio.devices import find_input
from mockinterview.audio.listening import Listener
from mockinterview.audio.streams import microphone
from mockinterview.errors import AudioError, DeviceBusyError, DeviceLostError
from tests import fakes
from tests.fakes import FakeSound, device_info


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    return FakeSound(device_info("Studio", inputs=2)).install(monkeypatch)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def listener(sound: FakeSound, clock: Clock) -> Iterator[Listener]:
    device = find_input()
    listener = Listener(device.name, microphone(device), clock)
    yield listener
    listener.stop()


def test_it_tells_the_peak_since_the_last_look(sound: FakeSound, listener: Listener) -> None:
    listener.start()
    assert listener.device == "Studio"
    sound.stream.hear(np.array([[100, 0], [-16384, 3]]))
    sound.stream.hear(np.array([[5, 0]]))
    assert listener.take_level_dbfs() == pytest.approx(-6.02, abs=0.01)
    assert listener.take_level_dbfs() == -96
    sound.stream.hear(np.array([[-32768, 0]]))
    assert listener.take_level_dbfs() == 0
    listener.stop()
    assert sound.stream.closed
    assert listener.find_fault() is None


def test_a_microphone_that_cannot_be_opened_or_started_is_told(
    sound: FakeSound, listener: Listener
) -> None:
    sound.open_errors = [fakes.portaudio_error(fakes.DEVICE_BUSY)]
    with pytest.raises(DeviceBusyError):
        listener.start()
    sound.start_error = fakes.portaudio_error(fakes.DEVICE_BUSY)
    with pytest.raises(DeviceBusyError):
        listener.start()
    assert sound.stream.closed


def test_a_microphone_that_goes_away_is_told(sound: FakeSound, listener: Listener) -> None:
    listener.start()
    sound.stream.hear(np.array([[1, 1]]))
    assert listener.find_fault() is None
    sound.stream.vanish()
    assert isinstance(listener.find_fault(), DeviceLostError)


def test_a_microphone_that_says_nothing_is_told(
    sound: FakeSound, listener: Listener, clock: Clock
) -> None:
    listener.start()
    clock.now += 4.9
    assert listener.find_fault() is None
    clock.now += 0.2
    fault = listener.find_fault()
    assert type(fault) is AudioError
    assert fault.message == "The microphone was opened but does not answer."
    sound.stream.hear(np.array([[1, 1]]))
    clock.now += 2.9
    assert listener.find_fault() is None
    clock.now += 0.2
    assert isinstance(listener.find_fault(), DeviceLostError)
