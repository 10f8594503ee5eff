"""The side of a recording that the sound system calls: it copies, counts, and never waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from mockinterview.audio import gaps
from mockinterview.audio.streams import StreamStatus

if TYPE_CHECKING:
    from mockinterview.audio.streams import Samples

FULL_SCALE: Final = 32768
STALL_SECONDS: Final = 0.5
"""A stretch without blocks that may be a gap: blocks come every 10 to 100 ms."""


class Intake:
    """Takes blocks from the callback and queues copies of them; `None` in the queue is the end.

    The callback's thread alone writes these fields and others read them, each in one step of
    the interpreter, so there is no lock that the callback could have to wait for. The one
    exception is `take_level`, which may lose the peak of a block that comes at that very moment.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.queue: SimpleQueue[Samples | None] = SimpleQueue()
        self.first_block_at: float | None = None
        self.last_block_at: float | None = None
        self.frames = 0
        self.overflows = 0
        self.stalls = 0
        self.zero_frames = 0
        self.has_finished = False
        self.is_closed = False
        self._clock = clock
        self._peak = 0
        self._level = 0

    def on_block(self, block: Samples, frames: int, _: Any, status: StreamStatus) -> None:
        """Called by the sound system, on its thread, with samples that it will overwrite."""
        if self.is_closed:
            return
        peak = max(int(block.max()), -int(block.min()))
        self._level = max(self._level, peak)
        self._peak = max(self._peak, peak)
        self.zero_frames = 0 if peak else self.zero_frames + frames
        if status.input_overflow:
            self.overflows += 1
        now = self._clock()
        if self.last_block_at is None:
            self.first_block_at = now
        elif now - self.last_block_at > STALL_SECONDS:
            self.stalls += 1
        self.last_block_at = now
        self.frames += frames
        self.queue.put(block.copy())

    def on_finished(self) -> None:
        """Called by the sound system when the stream has stopped, for whatever reason."""
        self.has_finished = True

    def end(self) -> None:
        """No more blocks will come."""
        self.queue.put(None)

    def close(self) -> None:
        """Take no more blocks: the take is complete."""
        self.is_closed = True

    def take_level(self) -> float:
        """The peak since the last call, 0 to 1."""
        level, self._level = self._level, 0
        return level / FULL_SCALE

    def missing_seconds(self, rate_hz: int) -> float:
        """How much sound has been lost up to the last block; 0 when that proves nothing."""
        if self.first_block_at is None or self.last_block_at is None:
            return 0.0
        wall_seconds = self.last_block_at - self.first_block_at
        return gaps.missing_seconds(wall_seconds, self.frames / rate_hz)

    @property
    def peak(self) -> float:
        """The peak of the whole take, 0 to 1."""
        return self._peak / FULL_SCALE
