"""The microphones and loudspeakers of this computer, remembered by name and host API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol

from mockinterview.audio import faults
from mockinterview.audio.portaudio import load_sounddevice, streams_are_open, translated
from mockinterview.errors import AudioError, UsageError


class DeviceKey(Protocol):
    """What is remembered of a device. `Device` and the settings' `DeviceChoice` have it."""

    @property
    def name(self) -> str:
        """The name that the system gives it."""

    @property
    def host_api(self) -> str:
        """The system's interface that offers it: ALSA, Core Audio, Windows WASAPI, …"""


@dataclass(frozen=True)
class Device:
    """One device in one direction.

    `channels` is the most it offers, `rate_hz` its own rate. `index` is PortAudio's, good
    until the next `refresh`. `stands_in_for` names the remembered device that is not there,
    when this is the default taken in its place.
    """

    name: str
    host_api: str
    channels: int
    rate_hz: int
    is_default: bool
    index: int
    stands_in_for: str = ""

    @property
    def notice(self) -> str:
        """A sentence when this is not the device that was chosen, else empty."""
        if not self.stands_in_for:
            return ""
        return f"“{self.stands_in_for}” is not connected; “{self.name}” is used instead."


def list_inputs() -> list[Device]:
    """All microphones, the default first; empty when there is none. On the audio thread only.

    Raises:
        AudioError: PortAudio is not installed or does not answer.
    """
    return _list_devices("input")


def list_outputs() -> list[Device]:
    """All loudspeakers, the default first; empty when there is none. On the audio thread only.

    Raises:
        AudioError: PortAudio is not installed or does not answer.
    """
    return _list_devices("output")


def find_input(key: DeviceKey | None = None) -> Device:
    """The remembered microphone, else the default one, whose `notice` then says so.

    Raises:
        NoDeviceError: there is none at all.
    """
    return _find("input", key)


def find_output(key: DeviceKey | None = None) -> Device:
    """The remembered loudspeaker, else the default one, whose `notice` then says so.

    Raises:
        NoDeviceError: there is none at all.
    """
    return _find("output", key)


def input_named(name: str) -> Device:
    """The microphone of this name, or the only one whose name contains it, in any case.

    Raises:
        NoDeviceError: there is none at all.
        UsageError: none or several fit; the hint lists the names.
    """
    devices = list_inputs()
    if not devices:
        raise faults.no_device("input")
    wanted = name.casefold()
    fitting = [device for device in devices if device.name.casefold() == wanted] or [
        device for device in devices if wanted in device.name.casefold()
    ]
    names = ", ".join(f"“{found}”" for found in dict.fromkeys(each.name for each in devices))
    if not fitting:
        raise UsageError(f"There is no microphone named “{name}”.", f"There are: {names}.")
    if len({device.name for device in fitting}) > 1:
        raise UsageError(f"Several microphones are named like “{name}”.", f"There are: {names}.")
    return fitting[0]


def refresh() -> None:
    """Look for devices that came or went; PortAudio does so only when it starts.

    On the audio thread only.

    Raises:
        AudioError: a stream is open (ending PortAudio would tear it down), or PortAudio does
            not start again.
    """
    if streams_are_open():
        raise AudioError(
            "Devices cannot be looked for while sound is being recorded or played.",
            "Stop first, then try again.",
        )
    sounddevice = load_sounddevice()
    # sounddevice has no public names for these two; both are stable since 2015.
    with translated("input"):
        sounddevice._terminate()  # noqa: SLF001
        sounddevice._initialize()  # noqa: SLF001


def current_index(device: Device, direction: faults.Direction) -> int:
    """PortAudio's index for a device that may have been found before the last `refresh`.

    Raises:
        NoDeviceError: it is not there any more.
    """
    same = [
        other.index
        for other in _list_devices(direction)
        if (other.name, other.host_api) == (device.name, device.host_api)
    ]
    if not same:
        raise faults.no_device(direction, f"{device.name}, {device.host_api}")
    return device.index if device.index in same else same[0]


def _list_devices(direction: faults.Direction) -> list[Device]:
    sounddevice = load_sounddevice()
    with translated(direction):
        host_apis = [api["name"] for api in sounddevice.query_hostapis()]
        default = _default_index(sounddevice, direction)
        devices = [
            Device(
                name=info["name"],
                host_api=host_apis[info["hostapi"]],
                channels=info[f"max_{direction}_channels"],
                rate_hz=round(info["default_samplerate"]),
                is_default=index == default,
                index=index,
            )
            for index, info in enumerate(sounddevice.query_devices())
            if info[f"max_{direction}_channels"] > 0
        ]
    return sorted(devices, key=lambda device: (not device.is_default, device.index))


def _default_index(sounddevice: Any, direction: faults.Direction) -> int | None:
    try:
        found = sounddevice.query_devices(kind=direction)
    except sounddevice.PortAudioError as error:
        if len(error.args) == 1:  # no code: there is no default, so no device
            return None
        raise
    index: int = found["index"]
    return index


def _find(direction: faults.Direction, key: DeviceKey | None) -> Device:
    devices = _list_devices(direction)
    found = _among(devices, key)
    if found is None and not streams_are_open():
        refresh()  # it may have been connected since PortAudio started
        devices = _list_devices(direction)
        found = _among(devices, key)
    if not devices:
        raise faults.no_device(direction)
    return found or replace(devices[0], stands_in_for=key.name if key else "")


def _among(devices: list[Device], key: DeviceKey | None) -> Device | None:
    """The device asked for, or the default one when none was; None where there is no such."""
    if key is None:
        return devices[0] if devices else None
    wanted = (key.name, key.host_api)
    return next((each for each in devices if (each.name, each.host_api) == wanted), None)
