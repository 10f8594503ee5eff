"""When a check is due, and test recordings that fail, hang or are given up."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest

from mockinterview import device_check
from mockinterview.audio.check.figures import SoundCheck
from mockinterview.device_check import EchoTrial, Phase, Trial, change_words, present_devices
from mockinterview.errors import AudioError, DeviceLostError, NoDeviceError
from mockinterview.files.content import Content
from mockinterview.services import Services
from mockinterview.settings import CheckedDevices, DeviceChoice, Settings
from tests.fakes import FakeSound, FakeStream, device_info
from tests.rig.waiting import wait_for

RATE_HZ = 48_000
BUILT_IN = DeviceChoice(name="Built-in", host_api="ALSA")
SPEAKERS = DeviceChoice(name="Speakers", host_api="ALSA")
HEADSET = DeviceChoice(name="Headset", host_api="ALSA")


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    return FakeSound(device_info("Built-in", inputs=1), device_info("Speakers", outputs=2)).install(
        monkeypatch
    )


@pytest.fixture
def services(tmp_path: Path, sound: FakeSound) -> Iterator[Services]:
    services = Services(Settings(), tmp_path / "settings.json", Content())
    yield services
    services.close()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def running(services: Services, trial: Trial) -> Future[SoundCheck | None]:
    return services.work.submit(trial.run)


def test_the_devices_of_now_are_those_that_would_be_used(
    services: Services, sound: FakeSound
) -> None:
    assert present_devices(services) == CheckedDevices(input=BUILT_IN, output=SPEAKERS)
    sound.devices.insert(0, device_info("Headset", inputs=1, outputs=2))
    assert present_devices(services) == CheckedDevices(input=HEADSET, output=HEADSET)
    services.change_settings(input_device=BUILT_IN)
    assert present_devices(services) == CheckedDevices(input=BUILT_IN, output=HEADSET)
    assert sound.refreshes == 3, "what was connected meanwhile is seen"
    del sound.devices[:]
    assert present_devices(services) == CheckedDevices(input=None, output=None)


@pytest.mark.parametrize(
    ("accepted", "present", "words"),
    [
        (None, (BUILT_IN, SPEAKERS), "Once before the first practice"),
        ((BUILT_IN, SPEAKERS), (BUILT_IN, SPEAKERS), ""),
        ((BUILT_IN, SPEAKERS), (HEADSET, SPEAKERS), "The microphone is “Headset” now."),
        (
            (BUILT_IN, SPEAKERS),
            (HEADSET, HEADSET),
            "The microphone is “Headset” now. The loudspeaker is “Headset” now.",
        ),
        ((BUILT_IN, SPEAKERS), (None, SPEAKERS), "A device that was there"),
    ],
)
def test_why_a_check_is_due(
    accepted: tuple[DeviceChoice | None, DeviceChoice | None] | None,
    present: tuple[DeviceChoice | None, DeviceChoice | None],
    words: str,
) -> None:
    before = CheckedDevices(input=accepted[0], output=accepted[1]) if accepted else None
    told = change_words(before, CheckedDevices(input=present[0], output=present[1]))
    assert told.startswith(words)
    assert bool(told) is bool(words)


def test_a_trial_goes_through_its_phases(services: Services, sound: FakeSound) -> None:
    trial = Trial(services, speaking_seconds=1.0)
    assert trial.look().phase is Phase.OPENING
    future = running(services, trial)
    wait_for(lambda: sound.streams and sound.stream.active, "the microphone")
    sound.stream.hear(np.full(RATE_HZ // 2, 100))
    wait_for(lambda: trial.look().phase is Phase.QUIET, "the quiet")
    assert trial.look().device == "Built-in"
    wait_for(lambda: trial.look().share == pytest.approx(0.2), "half a second on the disk")
    sound.stream.hear(np.full(RATE_HZ, 100))
    wait_for(lambda: trial.look().phase is Phase.SPEAKING, "the sentence")
    sound.stream.hear(np.full(10, 16384))
    time.sleep(0.1)
    assert trial.look().level_dbfs == pytest.approx(-6.02, abs=0.01), "nobody else took it"
    sound.stream.hear(np.full(2 * RATE_HZ, 100))
    check = future.result(10)
    assert check is not None
    assert check.seconds == 2.5
    assert trial.look().phase is Phase.MEASURING
    assert trial.path.is_file()
    trial.discard()
    assert not trial.path.parent.exists()


def test_a_trial_that_is_cancelled_gives_the_device_back_and_leaves_nothing(
    services: Services, sound: FakeSound, temporary: Path
) -> None:
    trial = Trial(services)
    future = running(services, trial)
    wait_for(lambda: sound.streams and sound.stream.active, "the microphone")
    sound.stream.hear(np.full(RATE_HZ, 100))
    trial.cancel()
    assert future.result(10) is None
    assert sound.stream.closed
    assert not list(temporary.iterdir())


def test_a_trial_whose_microphone_goes_away_tells_it_and_leaves_nothing(
    services: Services, sound: FakeSound, temporary: Path
) -> None:
    future = running(services, Trial(services))
    wait_for(lambda: sound.streams and sound.stream.active, "the microphone")
    sound.stream.hear(np.full(RATE_HZ, 100))
    sound.stream.vanish()
    with pytest.raises(DeviceLostError):
        future.result(10)
    assert not list(temporary.iterdir())


def test_without_a_microphone_there_is_no_trial(
    services: Services, sound: FakeSound, temporary: Path
) -> None:
    del sound.devices[0]
    with pytest.raises(NoDeviceError):
        running(services, Trial(services)).result(10)
    assert not list(temporary.iterdir())


def test_a_driver_that_hangs_does_not_hold_the_thread_for_ever(
    services: Services, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    monkeypatch.setattr(device_check, "_HANG_SECONDS", 0.1)
    released = threading.Event()
    services.audio.submit(released.wait)
    trial = Trial(services)
    future = running(services, trial)
    assert not future.done()
    trial.cancel()
    with pytest.raises(AudioError, match="does not answer"):
        future.result(10)
    released.set()
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("kind", [Trial, EchoTrial])
def test_a_microphone_that_opens_after_it_was_given_up_does_not_listen_on(
    services: Services,
    sound: FakeSound,
    temporary: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Trial | EchoTrial],
) -> None:
    monkeypatch.setattr(device_check, "_HANG_SECONDS", 0.05)
    returns = threading.Event()
    start = FakeStream.start

    def hang(stream: FakeStream) -> None:
        assert returns.wait(20)
        start(stream)

    monkeypatch.setattr(FakeStream, "start", hang)
    trial = kind(services)
    result = services.work.submit(trial.run)
    wait_for(lambda: bool(sound.streams), "the microphone")
    trial.cancel()
    with pytest.raises(AudioError, match="does not answer"):
        result.result(20)
    returns.set()
    wait_for(lambda: all(stream.closed for stream in sound.streams), "the microphone to be closed")
    services.audio.submit(lambda: None).result(20)
    assert list(temporary.iterdir()) == []


def test_a_cancelled_test_sound_is_silent_at_once(
    services: Services, sound: FakeSound, temporary: Path
) -> None:
    trial = EchoTrial(services)
    future = services.work.submit(trial.run)
    wait_for(lambda: sound.streams and sound.stream.active, "the microphone")
    sound.stream.hear(np.full(RATE_HZ, 100))
    wait_for(lambda: len(sound.streams) == 2 and sound.stream.active, "the loudspeaker")
    trial.cancel()
    assert future.result(10) is None
    assert all(stream.closed for stream in sound.streams)
    assert not list(temporary.iterdir())


def test_a_loudspeaker_that_goes_away_is_told(
    services: Services, sound: FakeSound, temporary: Path
) -> None:
    future = services.work.submit(EchoTrial(services).run)
    wait_for(lambda: sound.streams and sound.stream.active, "the microphone")
    sound.stream.hear(np.full(RATE_HZ, 100))
    wait_for(lambda: len(sound.streams) == 2 and sound.stream.active, "the loudspeaker")
    sound.stream.vanish()
    with pytest.raises(DeviceLostError, match="loudspeaker"):
        future.result(10)
    assert sound.streams[0].closed, "the microphone is given back"
    assert not list(temporary.iterdir())
