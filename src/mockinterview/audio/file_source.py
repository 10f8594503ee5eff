"""A sound file in the place of the microphone, for the very same recorder."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Final

from mockinterview.audio.sound_file import SoundFile, open_sound_file
from mockinterview.audio.streams import OpenStream, Stream, StreamRequest
from mockinterview.errors import AudioFileError

BLOCK_SECONDS: Final = 0.02
LARGEST_BACKLOG: Final = 64
"""Blocks that may wait to be written: what a person can hear is never dropped for speed."""
BACKLOG_POLL_SECONDS: Final = 0.001
NO_OVERFLOW: Final = SimpleNamespace(input_overflow=False)


def file_source(path: Path, *, speed: float = 1.0) -> OpenStream:
    """A source that gives the sound of `path`, then ends the recording.

    Args:
        path: any file that soundfile reads; its rate and channels are kept.
        speed: 1 is real time, 4 four times as fast, 0 as fast as the disk takes it.

    Opening raises `AudioFileError`.
    """

    def open_stream(request: StreamRequest) -> Stream:
        return FileStream(open_sound_file(path), request, speed)

    return open_stream


class FileStream:
    """Calls back from a thread of its own, as a sound card does."""

    def __init__(self, sound: SoundFile, request: StreamRequest, speed: float) -> None:
        self.samplerate = float(sound.rate_hz)
        self.channels = sound.channels
        self._sound = sound
        self._request = request
        self._speed = speed
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="file source", daemon=True)

    def start(self) -> None:
        """Begin to call back."""
        self._thread.start()

    def stop(self) -> None:
        """End after the block under way."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def close(self) -> None:
        """End, and close the file."""
        self.stop()
        self._sound.close()

    def _run(self) -> None:
        try:
            self._give_all()
        except AudioFileError:
            self._request.on_finished()  # the rest cannot be read: like a device that goes away
            return
        if not self._stopping.is_set():
            self._request.on_end()
        self._request.on_finished()

    def _give_all(self) -> None:
        block_frames = max(1, round(BLOCK_SECONDS * self.samplerate))
        started = time.monotonic()
        frames_given = 0
        while len(block := self._sound.read_int16(block_frames)):
            frames_given += len(block)
            self._wait_until_due(started, frames_given)
            if self._stopping.is_set():
                return
            self._request.on_block(block, len(block), None, NO_OVERFLOW)

    def _wait_until_due(self, started: float, frames: int) -> None:
        if self._speed > 0:
            due = started + frames / self.samplerate / self._speed
            self._stopping.wait(max(0.0, due - time.monotonic()))
        while self._request.backlog() > LARGEST_BACKLOG and not self._stopping.is_set():
            self._stopping.wait(BACKLOG_POLL_SECONDS)
