"""Devices: listed, remembered by name and host API, refreshed only in silence; every fault told."""

from __future__ import annotations

import errno
import sys

import pytest

from mockinterview.audio import devices, faults, streams
from mockinterview.audio.devices import Device
from mockinterview.errors import (
    AudioError,
    DeviceBusyError,
    DeviceRefusedError,
    NoDeviceError,
    UsageError,
)
from mockinterview.settings import DeviceChoice
from tests import fakes
from tests.fakes import FakeSound, device_info

REQUEST = streams.StreamRequest(
    on_block=lambda *_: None, on_finished=lambda: None, on_end=lambda: None, backlog=lambda: 0
)


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    return FakeSound(
        device_info("Speakers", outputs=2),
        device_info("Built-in", inputs=2, rate_hz=44100.0),
        device_info("USB Headset", inputs=1, outputs=2),
    ).install(monkeypatch)


def test_inputs_are_listed_with_the_default_first(sound: FakeSound) -> None:
    assert devices.list_inputs() == [
        Device("Built-in", "ALSA", channels=2, rate_hz=44100, is_default=True, index=1),
        Device("USB Headset", "ALSA", channels=1, rate_hz=48000, is_default=False, index=2),
    ]
    assert [device.name for device in devices.list_outputs()] == ["Speakers", "USB Headset"]


def test_the_remembered_microphone_is_found_by_name_at_another_index(sound: FakeSound) -> None:
    key = DeviceChoice(name="USB Headset", host_api="ALSA")
    assert devices.find_input(key).index == 2
    sound.devices.insert(0, device_info("Webcam", inputs=1))
    found = devices.find_input(key)
    assert (found.name, found.index, found.notice) == ("USB Headset", 3, "")


def test_an_absent_microphone_is_replaced_by_the_default_which_says_so(sound: FakeSound) -> None:
    found = devices.find_input(DeviceChoice(name="Studio", host_api="ALSA"))
    assert found.name == "Built-in"
    assert found.notice == "“Studio” is not connected; “Built-in” is used instead."
    other_api = devices.find_input(DeviceChoice(name="USB Headset", host_api="JACK"))
    assert other_api.name == "Built-in"


def test_a_device_connected_since_the_start_is_found(
    sound: FakeSound, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plug_in() -> None:
        sound.devices.append(device_info("Studio", inputs=1))

    monkeypatch.setattr("sounddevice._initialize", plug_in)
    found = devices.find_input(DeviceChoice(name="Studio", host_api="ALSA"))
    assert (found.name, found.notice) == ("Studio", "")


def test_devices_are_not_looked_for_while_a_stream_is_open(sound: FakeSound) -> None:
    stream = streams.microphone(devices.find_input())(REQUEST)
    assert devices.find_input(DeviceChoice(name="Studio", host_api="ALSA")).name == "Built-in"
    assert sound.refreshes == 0
    stream.close()


def test_no_device_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeSound(device_info("Speakers", outputs=2)).install(monkeypatch)
    assert devices.list_inputs() == []
    with pytest.raises(NoDeviceError, match="No microphone was found"):
        devices.find_input()
    with pytest.raises(NoDeviceError):
        devices.input_named("USB")


def test_a_microphone_is_chosen_by_part_of_its_name(sound: FakeSound) -> None:
    assert devices.input_named("headset").name == "USB Headset"
    with pytest.raises(UsageError, match="no microphone named “Studio”") as unknown:
        devices.input_named("Studio")
    assert "“Built-in”, “USB Headset”" in unknown.value.hint
    with pytest.raises(UsageError, match="Several"):
        devices.input_named("b")


def test_refresh_only_when_no_stream_is_open(sound: FakeSound) -> None:
    stream = streams.microphone(devices.find_input())(REQUEST)
    with pytest.raises(AudioError, match="while sound is being recorded"):
        devices.refresh()
    assert sound.refreshes == 0
    stream.close()
    devices.refresh()
    assert sound.refreshes == 1


def test_a_device_found_before_a_refresh_is_opened_where_it_is_now(sound: FakeSound) -> None:
    headset = devices.input_named("USB Headset")
    sound.devices.insert(0, device_info("Webcam", inputs=1))
    streams.microphone(headset)(REQUEST)
    assert sound.stream.arguments["device"] == 3
    sound.devices.pop()
    with pytest.raises(NoDeviceError):
        streams.microphone(headset)(REQUEST)


def test_the_own_rate_comes_first_then_fewer_channels_then_common_rates(sound: FakeSound) -> None:
    sound.open_errors = [
        fakes.portaudio_error(fakes.INVALID_CHANNEL_COUNT),
        fakes.portaudio_error(fakes.INVALID_SAMPLE_RATE),
    ]
    stream = streams.microphone(devices.find_input())(REQUEST)
    assert (stream.channels, stream.samplerate) == (2, 48000)
    assert sound.stream.arguments["dtype"] == "int16"
    assert sound.stream.arguments["dither_off"] is True


def test_no_format_fits(sound: FakeSound) -> None:
    sound.open_errors = [fakes.portaudio_error(fakes.INVALID_SAMPLE_RATE) for _ in range(20)]
    with pytest.raises(AudioError, match="no sound format"):
        streams.microphone(devices.find_input())(REQUEST)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (fakes.no_device_error(), NoDeviceError),
        (fakes.portaudio_error(-9996), NoDeviceError),
        (fakes.portaudio_error(fakes.DEVICE_BUSY), DeviceBusyError),
        (fakes.host_error(-errno.EBUSY, "Device or resource busy"), DeviceBusyError),
        (fakes.host_error(0x8889000A - 2**32, "AUDCLNT_E_DEVICE_IN_USE"), DeviceBusyError),
        (fakes.refused_error(), DeviceRefusedError),
        (fakes.host_error(0x80070005 - 2**32, "Access is denied."), DeviceRefusedError),
        (fakes.host_error(-errno.ENODEV, "No such device"), NoDeviceError),
        (fakes.host_error(-errno.ECONNREFUSED, "Connection refused"), NoDeviceError),
        (fakes.host_error(-errno.EIO, "Input/output error"), AudioError),
    ],
)
def test_each_error_of_the_system_has_its_sentence(
    sound: FakeSound, error: Exception, kind: type[AudioError]
) -> None:
    sound.open_errors = [error, error]
    with pytest.raises(AudioError) as told:
        streams.microphone(devices.find_input())(REQUEST)
    assert type(told.value) is kind
    assert "microphone" in told.value.message
    assert told.value.message.endswith(".")
    assert told.value.hint.endswith(".")
    assert error.args[0] in told.value.detail
    output = faults.translate_error(error, "output")
    assert type(output) is kind
    assert "loudspeaker" in output.message


def test_a_missing_portaudio_library_is_told_with_its_cure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Missing:
        """What `import sounddevice` does without the shared library."""

        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice")
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(AudioError, match="PortAudio library is missing") as told:
        devices.list_inputs()
    assert "libportaudio2" in told.value.hint
