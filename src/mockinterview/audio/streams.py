"""Opens streams on PortAudio, and the small contract between a stream and who feeds on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from mockinterview.audio import faults
from mockinterview.audio.devices import Device, current_index, refresh
from mockinterview.audio.portaudio import (
    load_sounddevice,
    note_open_stream,
    quiet_stderr,
    streams_are_open,
    translated,
)
from mockinterview.errors import NoDeviceError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.int16]

MOST_CHANNELS: Final = 32
"""All that there are, up to these: an interface's microphone may be on any of them."""
MIXED_CHANNELS: Final = 2
"""Opened where the system mixes: its own number of channels has nothing to do with inputs."""
BLOCK_SECONDS: Final = 0.04
"""Of sound in a call back: what drivers choose themselves (6 ms) costs three times as much time."""
LATENCY_SECONDS: Final = 0.1
"""What the driver is asked to hold, so that a busy computer may call back late without loss."""
COMMON_RATES_HZ: Final = (48_000, 44_100, 16_000)
"""Tried after the device's own rate."""


class StreamStatus(Protocol):
    """What PortAudio tells with a block, as `sounddevice.CallbackFlags` does."""

    @property
    def input_overflow(self) -> bool:
        """Whether sound was lost before this block."""


class Stream(Protocol):
    """The part of `sounddevice.InputStream` and `OutputStream` that is used."""

    @property
    def samplerate(self) -> float:
        """Frames a second."""

    @property
    def channels(self) -> int:
        """Samples a frame."""

    def start(self) -> None:
        """Begin to call back."""

    def stop(self) -> None:
        """End after what is under way."""

    def close(self) -> None:
        """Give the device back."""


@dataclass(frozen=True)
class StreamRequest:
    """What a recorder hands to the one who opens its stream.

    `on_block` gets int16 samples (frames, channels), valid during the call only, their number,
    the stream's time and the status. `on_finished` is called when the stream has stopped, for
    whatever reason. `on_end` says that the source has no more to give, which a microphone
    never does. `backlog` tells how many blocks wait to be written.
    """

    on_block: Callable[[Samples, int, Any, StreamStatus], None]
    on_finished: Callable[[], None]
    on_end: Callable[[], None]
    backlog: Callable[[], int]


OpenStream = Callable[[StreamRequest], Stream]


class DeviceStream:
    """A sounddevice stream whose errors are ours; `Stream` on a real device."""

    def __init__(self, stream: Any, direction: faults.Direction) -> None:
        self.samplerate: float = stream.samplerate
        self.channels: int = stream.channels
        self._stream = stream
        self._direction = direction
        note_open_stream(stream)

    def start(self) -> None:
        """Begin to call back.

        Raises:
            AudioError: the device went away or was taken since it was opened.
        """
        with translated(self._direction), quiet_stderr():
            self._stream.start()

    def stop(self) -> None:
        """End after what is under way; errors are of no interest any more."""
        with quiet_stderr():
            self._stream.stop()

    def close(self) -> None:
        """Give the device back; errors are of no interest any more."""
        with quiet_stderr():
            self._stream.close()


def microphone(device: Device) -> OpenStream:
    """A source that records from `device`; opened on the audio thread only.

    A device that cannot be found is looked for once more: PortAudio's list may be older than its
    plug. Opening raises `AudioError` and those below it.
    """

    def open_stream(request: StreamRequest) -> Stream:
        try:
            return _open_microphone(device, request)
        except NoDeviceError:
            if streams_are_open():
                raise
            refresh()
            return _open_microphone(device, request)

    return open_stream


def _open_microphone(device: Device, request: StreamRequest) -> Stream:
    sounddevice = load_sounddevice()
    index = current_index(device, "input")
    with translated("input"), quiet_stderr():
        stream = _open_first(
            _formats(device, channels_to_open(device)),
            lambda channels, rate_hz: sounddevice.InputStream(
                device=index,
                channels=channels,
                samplerate=rate_hz,
                blocksize=round(BLOCK_SECONDS * rate_hz),
                latency=LATENCY_SECONDS,
                dtype="int16",
                # Dither would turn the exact zeros of a dead microphone into noise.
                dither_off=True,
                callback=request.on_block,
                finished_callback=request.on_finished,
                extra_settings=_extra_settings(device),
            ),
        )
    return DeviceStream(stream, "input")


def open_loudspeaker(
    device: Device,
    callback: Callable[[Any, int, Any, Any], None],
    on_finished: Callable[[], None],
) -> Stream:
    """Open an output stream of float32 samples, stopped; on the audio thread only.

    Raises:
        AudioError: and those below it.
    """
    sounddevice = load_sounddevice()
    index = current_index(device, "output")
    with translated("output"), quiet_stderr():
        stream = _open_first(
            _formats(device, min(2, device.channels)),
            lambda channels, rate_hz: sounddevice.OutputStream(
                device=index,
                channels=channels,
                samplerate=rate_hz,
                dtype="float32",
                callback=callback,
                finished_callback=on_finished,
                extra_settings=_extra_settings(device),
            ),
        )
    return DeviceStream(stream, "output")


def _formats(device: Device, channels: int) -> list[tuple[int, int]]:
    """Channel counts and rates to try, the device's own first."""
    counts = sorted({channels, min(2, channels), 1}, reverse=True)
    rates_hz = (device.rate_hz, *COMMON_RATES_HZ)
    return list(dict.fromkeys((count, rate_hz) for rate_hz in rates_hz for count in counts))


def channels_to_open(device: Device) -> int:
    """How many channels to ask for first.

    On ALSA only names with `(hw:` are hardware; `default`, `pulse` and the other plugins tell
    how many channels they could make (32, 128) and mix by themselves what is asked for.
    """
    is_plugin = device.host_api == "ALSA" and "(hw:" not in device.name
    return min(MIXED_CHANNELS if is_plugin else MOST_CHANNELS, device.channels)


def _open_first(formats: list[tuple[int, int]], open_with: Callable[[int, int], Any]) -> Any:
    """The stream of the first format that the device accepts; other errors end the search."""
    sounddevice = load_sounddevice()
    for place, (channels, rate_hz) in enumerate(formats, start=1):
        try:
            return open_with(channels, rate_hz)
        except sounddevice.PortAudioError as error:
            code = error.args[1] if len(error.args) > 1 else None
            if code not in faults.FORMAT_CODES or place == len(formats):
                raise
    raise AssertionError("there is always a format to try")


def _extra_settings(device: Device) -> Any:
    """Let WASAPI convert, so that a device set to another rate or channel count still opens."""
    if "WASAPI" not in device.host_api:
        return None
    return load_sounddevice().WasapiSettings(auto_convert=True)
