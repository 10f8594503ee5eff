"""Reads a stretch of a sound file ahead of the loudspeaker, at the speed asked for."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from mockinterview.audio.sound_file import SoundFile
from mockinterview.errors import AudioFileError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

BLOCK_SECONDS: Final = 0.1
AHEAD_SECONDS: Final = 0.4
TICK_SECONDS: Final = 0.02
SLOWEST: Final = 0.5
FASTEST: Final = 2.0


class Feed:
    """One uninterrupted stretch of playback, from `start` to `end` seconds at one speed.

    A thread reads; the callback takes with `fill`. Every seek and change of speed is a new feed.

    Args:
        sound: the file, owned by the feed from now on.
        start: seconds in the file.
        end: seconds in the file.
        speed: 0.5 to 2, pitch kept.
        loop_start: where it goes on after `end`, without a gap, for ever; None ends there.
        rate_hz: the rate of the loudspeaker.
        check: asked every 20 ms on the feed's thread; False ends the feed.
    """

    def __init__(
        self,
        sound: SoundFile,
        *,
        start: float,
        end: float,
        speed: float,
        rate_hz: int,
        loop_start: float | None = None,
        check: Callable[[Feed], bool],
    ) -> None:
        self.start = start
        self.end = end
        self.speed = speed
        self.loop_start = loop_start
        self.is_read = False
        self.fault: AudioFileError | None = None
        self._sound = sound
        self._rate_hz = rate_hz
        self._check = check
        self._chunks: deque[Samples] = deque()
        self._frames_read = 0
        self._frames_played = 0
        self._offset = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="player feed", daemon=True)

    @property
    def position(self) -> float:
        """Seconds in the file of what was last given to the loudspeaker."""
        reached = self.start + self._frames_played / self._rate_hz * self.speed
        if self.loop_start is None or reached < self.end:
            return min(self.end, reached)
        return self.loop_start + (reached - self.end) % (self.end - self.loop_start)

    @property
    def is_played(self) -> bool:
        """Whether everything was given to the loudspeaker."""
        return self.is_read and not self._chunks

    def begin(self) -> None:
        """Start to read."""
        self._thread.start()

    def stop(self) -> None:
        """Read no more; does not wait."""
        self._stopping.set()

    def fill(self, out: Samples) -> None:
        """Fill a block of shape (frames, channels), the rest with silence. In the callback only."""
        filled = 0
        while filled < len(out) and self._chunks:
            chunk = self._chunks[0]
            count = min(len(out) - filled, len(chunk) - self._offset)
            out[filled : filled + count] = chunk[self._offset : self._offset + count, None]
            filled += count
            self._offset += count
            self._frames_played += count
            if self._offset == len(chunk):
                self._offset = 0
                self._chunks.popleft()
        out[filled:] = 0

    def _run(self) -> None:
        try:
            self._read()
            self.is_read = True
        except AudioFileError as error:  # damaged further on; what came before was played
            self.fault = error
        finally:
            self._sound.close()
        while self._tick():
            pass

    def _read(self) -> None:
        """Keep the queue filled until everything is read or the feed is stopped."""
        for chunk in self._prepared():
            if len(chunk):
                self._chunks.append(chunk)
                self._frames_read += len(chunk)
            while self._frames_read - self._frames_played > AHEAD_SECONDS * self._rate_hz:
                if not self._tick():
                    return

    def _tick(self) -> bool:
        return not self._stopping.wait(TICK_SECONDS) and self._check(self)

    def _prepared(self) -> Iterator[Samples]:
        """Mono blocks at the loudspeaker's rate and the speed asked for."""
        import numpy as np
        import soxr

        rate_hz = self._sound.rate_hz
        tempo = None
        if self.speed != 1:
            from mockinterview.audio.tempo import TempoFilter

            tempo = TempoFilter(rate_hz, self.speed)
        resampler = (
            soxr.ResampleStream(rate_hz, self._rate_hz, 1, dtype="float32")
            if rate_hz != self._rate_hz
            else None
        )
        for block in self._mono_blocks():
            timed = block if tempo is None else tempo.push(block)
            yield timed if resampler is None else resampler.resample_chunk(timed)
        rest = np.zeros(0, dtype=np.float32) if tempo is None else tempo.flush()
        yield rest if resampler is None else resampler.resample_chunk(rest, last=True)

    def _mono_blocks(self) -> Iterator[Samples]:
        yield from self._stretch(self.start)
        # At least a block long, so that a loop of nothing does not spin.
        while self.loop_start is not None and self.end - self.loop_start >= BLOCK_SECONDS:
            yield from self._stretch(self.loop_start)

    def _stretch(self, start: float) -> Iterator[Samples]:
        """From here to the end of the feed."""
        rate_hz = self._sound.rate_hz
        self._sound.seek(round(start * rate_hz))
        missing = round(self.end * rate_hz) - round(start * rate_hz)
        while missing > 0:
            block = self._sound.read(min(missing, round(BLOCK_SECONDS * rate_hz)))
            if not len(block):
                return
            missing -= len(block)
            yield block.mean(axis=1)
