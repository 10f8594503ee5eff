"""Sound devices without a sound card, which raise exactly what sounddevice raises.

`FakeSound` takes the place of the functions of the real `sounddevice` module that ask or open
devices; errors stay the real `sounddevice.PortAudioError` with the arguments that the real
library gives (`tests/unit/test_fakes.py` compares them).
"""

from __future__ import annotations

import errno
import weakref
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import sounddevice

from mockinterview.audio import portaudio

ALSA = 0

# Pa_GetErrorText
TEXTS = {
    -9999: "Unanticipated host error",
    -9998: "Invalid number of channels",
    -9997: "Invalid sample rate",
    -9996: "Invalid device",
    -9985: "Device unavailable",
}


def no_device_error() -> Exception:
    """What `query_devices(kind=...)` raises where there is no device: a text, and no code."""
    error: Exception = sounddevice.PortAudioError("Error querying device -1")
    return error


def portaudio_error(code: int, doing: str = "Error opening InputStream") -> Exception:
    """What sounddevice raises for a PaErrorCode."""
    error: Exception = sounddevice.PortAudioError(f"{doing}: {TEXTS[code]}", code)
    return error


def host_error(
    host_code: int, text: str, doing: str = "Error opening InputStream", *, host_api: int = ALSA
) -> Exception:
    """What sounddevice raises when the host API itself fails (`paUnanticipatedHostError`)."""
    error: Exception = sounddevice.PortAudioError(
        f"{doing}: {TEXTS[-9999]}", -9999, (host_api, host_code, text)
    )
    return error


DEVICE_BUSY = -9985
INVALID_SAMPLE_RATE = -9997
INVALID_CHANNEL_COUNT = -9998


def refused_error() -> Exception:
    """A device that the system does not let the user open, through ALSA."""
    return host_error(-errno.EACCES, "Permission denied")


def device_info(name: str, *, inputs: int = 0, outputs: int = 0, rate_hz: float = 48000) -> Any:
    """A device as `query_devices` describes it; `index` is set by `FakeSound`."""
    return {
        "name": name,
        "hostapi": ALSA,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": rate_hz,
    }


class FakeStream:
    """One opened stream; the test plays the part of the sound card."""

    def __init__(self, sound: FakeSound, **arguments: Any) -> None:
        self.arguments = arguments
        self.samplerate: float = arguments["samplerate"]
        self.channels: int = arguments["channels"]
        self.active = False
        self.closed = False
        self.before_stop: Callable[[], None] = lambda: None
        self._sound = sound

    def start(self) -> None:
        if self._sound.start_error is not None:
            raise self._sound.start_error
        self.active = True

    def stop(self, ignore_errors: bool = True) -> None:
        self.before_stop()
        self._finish()

    def close(self, ignore_errors: bool = True) -> None:
        self._finish()
        self.closed = True

    def vanish(self) -> None:
        """The device goes away: PortAudio ends the stream."""
        self._finish()

    def hear(self, block: Any, *, overflow: bool = False) -> None:
        """Give a block of int16 samples (frames, channels) to the callback, then overwrite it."""
        memory = np.array(block, dtype=np.int16).reshape(-1, self.channels)
        status = SimpleNamespace(input_overflow=overflow)
        self.arguments["callback"](memory, len(memory), None, status)
        memory[:] = 12345  # PortAudio's buffer is used again as soon as the callback returns

    def ask(self, frames: int) -> Any:
        """Ask the callback of an output stream for a block, as the loudspeaker does."""
        out = np.full((frames, self.channels), np.nan, dtype=np.float32)
        try:
            self.arguments["callback"](out, frames, None, SimpleNamespace(output_underflow=False))
        except sounddevice.CallbackStop:
            self._finish()
        return out

    def _finish(self) -> None:
        if self.active:
            self.active = False
            self.arguments["finished_callback"]()


class FakeSound:
    """A computer's devices; the first with an input (or output) is the default one."""

    def __init__(self, *devices: Any) -> None:
        self.devices = list(devices)
        self.streams: list[FakeStream] = []
        self.open_errors: list[Exception | None] = []
        self.start_error: Exception | None = None
        self.refreshes = 0

    def install(self, monkeypatch: pytest.MonkeyPatch) -> FakeSound:
        """Take the place of the real devices for one test."""
        monkeypatch.setattr(sounddevice, "query_devices", self.query_devices)
        monkeypatch.setattr(sounddevice, "query_hostapis", lambda: ({"name": "ALSA"},))
        monkeypatch.setattr(sounddevice, "InputStream", self.open_stream)
        monkeypatch.setattr(sounddevice, "OutputStream", self.open_stream)
        monkeypatch.setattr(sounddevice, "_terminate", lambda: None)
        # A stream that another test left open is no stream of this computer.
        monkeypatch.setattr(portaudio, "_open_streams", weakref.WeakSet())
        monkeypatch.setattr(sounddevice, "_initialize", self.count_refresh)
        return self

    @property
    def stream(self) -> FakeStream:
        """The stream opened last."""
        return self.streams[-1]

    def count_refresh(self) -> None:
        self.refreshes += 1

    def query_devices(self, device: int | None = None, kind: str | None = None) -> Any:
        listed = [{**info, "index": place} for place, info in enumerate(self.devices)]
        if kind is None:
            return listed if device is None else listed[device]
        for info in listed:
            if info[f"max_{kind}_channels"] > 0:
                return info
        raise no_device_error()

    def open_stream(self, **arguments: Any) -> FakeStream:
        error = self.open_errors.pop(0) if self.open_errors else None
        if error is not None:
            raise error
        stream = FakeStream(self, **arguments)
        self.streams.append(stream)
        return stream
