"""Listens to a microphone and keeps nothing of it but how loud it is at this moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from mockinterview.audio import faults
from mockinterview.audio.streams import OpenStream, Stream, StreamRequest, StreamStatus
from mockinterview.audio.take_writer import FIRST_BLOCK_SECONDS, NEXT_BLOCK_SECONDS
from mockinterview.audio.waveform import dbfs
from mockinterview.errors import AudioError

if TYPE_CHECKING:
    from mockinterview.audio.streams import Samples

FULL_SCALE: Final = 32768


class Listener:
    """The level of one source, for a meter.

    `start` and `stop` are called on the audio thread; all else on any. As in `Intake`, only the
    callback writes the fields that it shares.

    Args:
        device: the name of what is listened to.
        open_stream: the source: `microphone(device)` or `file_source(path)`.
        clock: seconds that only grow.
    """

    def __init__(
        self, device: str, open_stream: OpenStream, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.device = device
        self._open_stream = open_stream
        self._clock = clock
        self._stream: Stream | None = None
        self._level = 0
        self._has_finished = False
        self._is_at_end = False
        self._started_at = clock()
        self._last_block_at: float | None = None

    def start(self) -> None:
        """Open the source and begin to listen.

        Raises:
            AudioError: it cannot be used.
        """
        self._started_at = self._clock()
        request = StreamRequest(self._on_block, self._on_finished, self._on_end, lambda: 0)
        self._stream = self._open_stream(request)
        try:
            self._stream.start()
        except AudioError:
            self.stop()
            raise

    def stop(self) -> None:
        """Give the device back; may be called again."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.stop()
            stream.close()

    def take_level_dbfs(self) -> float:
        """The peak since the last call, in dBFS."""
        level, self._level = self._level, 0
        return dbfs(level / FULL_SCALE)

    def find_fault(self) -> AudioError | None:
        """What is wrong with the source, if something is."""
        if self._stream is None or self._is_at_end:
            return None
        if self._has_finished:
            return faults.device_lost("input", "the stream finished by itself")
        now = self._clock()
        if self._last_block_at is None:
            if now - self._started_at > FIRST_BLOCK_SECONDS:
                return faults.device_mute("input", f"no block in {FIRST_BLOCK_SECONDS:g} s")
        elif now - self._last_block_at > NEXT_BLOCK_SECONDS:
            return faults.device_lost("input", f"no block for {NEXT_BLOCK_SECONDS:g} s")
        return None

    def _on_block(self, block: Samples, _frames: int, _time: Any, _status: StreamStatus) -> None:
        """Called by the sound system, on its thread."""
        self._level = max(self._level, int(block.max()), -int(block.min()))
        self._last_block_at = self._clock()

    def _on_finished(self) -> None:
        self._has_finished = True

    def _on_end(self) -> None:
        self._is_at_end = True
