"""The sounddevice library itself: loaded late, its errors told in words, its noise kept away."""

from __future__ import annotations

import contextlib
import os
import sys
import weakref
from collections.abc import Iterator
from typing import Any

from mockinterview.audio import faults

_open_streams: weakref.WeakSet[Any] = weakref.WeakSet()


def load_sounddevice() -> Any:
    """Import sounddevice, which starts PortAudio. On the audio thread only.

    Raises:
        AudioError: the PortAudio library is not installed or does not start.
    """
    try:
        import sounddevice
    except OSError as error:  # sounddevice's way to say that the shared library is not there
        raise faults.library_missing(str(error)) from error
    return sounddevice


def note_open_stream(stream: Any) -> None:
    """Remember a stream for `streams_are_open`, for as long as it lives."""
    _open_streams.add(stream)


def streams_are_open() -> bool:
    """Whether a stream of this process is open; the device list must not be refreshed then."""
    return any(not stream.closed for stream in _open_streams)


@contextlib.contextmanager
def translated(direction: faults.Direction) -> Iterator[None]:
    """Raise PortAudio's errors as ours."""
    sounddevice = load_sounddevice()
    try:
        yield
    except sounddevice.PortAudioError as error:
        raise faults.translate_error(error, direction) from error


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Drop what ALSA and PortAudio print while a device is opened; they raise it as well.

    The file descriptor is shared by the whole process, so this lasts for the call only.
    """
    try:
        kept = os.dup(2)
    except OSError:  # started without a stderr, as a windowed program on Windows is
        yield
        return
    if sys.stderr is not None:
        sys.stderr.flush()
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nothing)
        os.close(kept)
