"""Records one take: the callback copies, a thread writes, and whatever happens the sound is kept.

`Intake` is what the sound system calls, `TakeWriter` the thread that writes; this joins them to
a stream and tells how they are doing.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from mockinterview.audio import faults, gaps
from mockinterview.audio.intake import Intake
from mockinterview.audio.streams import OpenStream, Stream, StreamRequest
from mockinterview.audio.take_writer import TakeWriter
from mockinterview.audio.waveform import FLOOR_DBFS, dbfs
from mockinterview.errors import AudioError, LibraryError
from mockinterview.files.room import has_room_to_go_on, no_room_left
from mockinterview.files.wav import WavWriter, most_frames

SILENT_SECONDS: Final = 3.0
"""How long exact zeros may last: any live microphone has noise in its last bits."""
PUT_BACK_SENTENCE: Final = (
    "Its folder was removed while you were speaking and was made again; no sound was lost."
)


class RecorderState(StrEnum):
    """Where a recording stands."""

    WAITING = "waiting"
    RECORDING = "recording"
    ENDED = "ended"


@dataclass(frozen=True)
class Health:
    """How a recording is doing at one moment.

    `level_dbfs` is the peak since the last look, `peak` that of the whole take (0 to 1).
    `frames_written` and `seconds` count what is in the file. `overflows` counts the gaps and
    `missing_seconds` the sound lost in them (0: less than can be told). `fault` is what ended
    the take, if something did.
    `silent_for_seconds` measures the exact zeros up to now.
    """

    state: RecorderState = RecorderState.WAITING
    frames_written: int = 0
    seconds: float = 0.0
    level_dbfs: float = FLOOR_DBFS
    peak: float = 0.0
    overflows: int = 0
    missing_seconds: float = 0.0
    fault: AudioError | LibraryError | None = None
    silent_for_seconds: float = 0.0

    @property
    def warning(self) -> str:
        """A sentence when the microphone gives nothing but zeros, else empty."""
        is_silent = self.silent_for_seconds >= SILENT_SECONDS
        return faults.SILENT_SENTENCE if is_silent else ""


@dataclass(frozen=True)
class TakeResult:
    """A finished take; `fault` is what ended it early, and `path` is playable all the same.

    `path` does not exist when not one frame was recorded. `peak` is 0 to 1. `overflows` counts
    the gaps: what the sound system reported and stretches in which it gave nothing.
    `wall_seconds` is the time from the first sound to the end by the computer's clock.
    `was_put_back` tells that the take was removed while it was recorded, and made again.
    """

    path: Path
    frames: int
    rate_hz: int
    overflows: int
    peak: float
    fault: AudioError | LibraryError | None
    wall_seconds: float = 0.0
    was_put_back: bool = False

    @property
    def seconds(self) -> float:
        """Length of what was recorded."""
        return self.frames / self.rate_hz

    @property
    def missing_seconds(self) -> float:
        """How much sound was lost in gaps; 0 when it is less than can be told."""
        return gaps.missing_seconds(self.wall_seconds, self.seconds)

    @property
    def remark(self) -> str:
        """What else the person should know about the take, or empty."""
        told = gaps.describe_gaps(self.overflows, self.missing_seconds)
        return f"{told} {PUT_BACK_SENTENCE}".strip() if self.was_put_back else told


class Recorder:
    """Records one take from one source into one WAV file, mono, 16 bits, at the source's rate.

    `start` and `stop` are called on the audio thread; `health` and `wait_until_ended` on any.
    The take ends by itself at `max_seconds`, at a fault and at the end of a file source; it is
    complete on the disk then, and `stop` still has to be called to give the device back.

    Args:
        path: the file to make; its folder exists, the file does not.
        open_stream: the source: `microphone(device)` or `file_source(path)`.
        max_seconds: the take ends at exactly this length; None is no limit but that of a WAV
            file, 12 hours at 48 kHz.
        clock: seconds that only grow, for the watchdog.
    """

    def __init__(
        self,
        path: Path,
        open_stream: OpenStream,
        *,
        max_seconds: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._open_stream = open_stream
        self._max_seconds = max_seconds
        self._clock = clock
        self._intake = Intake(clock)
        self._stream: Stream | None = None
        self._writer: TakeWriter | None = None
        self._result: TakeResult | None = None

    def start(self) -> None:
        """Open the source and begin to record.

        Raises:
            AudioError: the source cannot be used; no file is left behind.
            AudioFileError: a file in the place of the microphone cannot be read.
            LibraryError: the take cannot be written.
        """
        if self._stream is not None:
            raise RuntimeError("A recorder records once.")
        intake = self._intake
        self._stream = self._open_stream(
            StreamRequest(intake.on_block, intake.on_finished, intake.end, intake.queue.qsize)
        )
        try:
            self._writer = self._open_writer(self._stream)
            self._writer.start()
            self._stream.start()
        except (AudioError, LibraryError):
            self._abandon()
            raise

    def stop(self) -> TakeResult:
        """End the take, finish its file and give the device back; may be called again.

        What the driver still holds is recorded. A driver that hangs while it stops costs only
        that: the file is finished after a second without it.
        """
        if self._result is None:
            if self._stream is None or self._writer is None:
                raise RuntimeError("The recorder was not started.")
            self._close(self._stream, self._writer)
            self._result = self._sum_up(self._writer)
        return self._result

    @property
    def seconds(self) -> float:
        """How much is in the file; unlike `health` this leaves the level for whoever shows it."""
        writer = self._writer
        return 0.0 if writer is None else writer.frames / writer.rate_hz

    def health(self) -> Health:
        """How it is doing; never waits, so that a timer of the window may ask.

        The level begins anew with each look, so only one may ask: who shows it.
        """
        writer, intake = self._writer, self._intake
        if writer is None:
            return Health()
        if writer.ended.is_set():
            state = RecorderState.ENDED
        elif intake.last_block_at is None:
            state = RecorderState.WAITING
        else:
            state = RecorderState.RECORDING
        frames = writer.frames
        missing = intake.missing_seconds(writer.rate_hz)
        return Health(
            state=state,
            frames_written=frames,
            seconds=frames / writer.rate_hz,
            level_dbfs=dbfs(intake.take_level()),
            peak=intake.peak,
            overflows=gaps.count_gaps(intake.overflows, intake.stalls, missing),
            missing_seconds=missing,
            fault=writer.fault,
            silent_for_seconds=intake.zero_frames / writer.rate_hz,
        )

    def wait_until_ended(self, *, timeout_seconds: float) -> bool:
        """Wait until the take has ended by itself; False when it has not."""
        return self._writer is not None and self._writer.ended.wait(timeout_seconds)

    def _sum_up(self, writer: TakeWriter) -> TakeResult:
        intake = self._intake
        began_at, ended_at = intake.first_block_at, writer.ended_at
        wall = 0.0 if began_at is None or ended_at is None else max(0.0, ended_at - began_at)
        missing = gaps.missing_seconds(wall, writer.frames / writer.rate_hz)
        return TakeResult(
            path=self._path,
            frames=writer.frames,
            rate_hz=writer.rate_hz,
            overflows=gaps.count_gaps(intake.overflows, intake.stalls, missing),
            peak=intake.peak,
            fault=writer.fault,
            wall_seconds=wall,
            was_put_back=writer.was_put_back,
        )

    def _open_writer(self, stream: Stream) -> TakeWriter:
        if not has_room_to_go_on(self._path.parent):
            raise no_room_left(self._path.parent)
        rate_hz = round(stream.samplerate)
        limit = most_frames()
        if self._max_seconds is not None:
            limit = min(limit, round(self._max_seconds * rate_hz))
        return TakeWriter(
            self._intake,
            WavWriter(self._path, rate_hz),
            channels=stream.channels,
            most_frames=limit,
            clock=self._clock,
        )

    def _close(self, stream: Stream, writer: TakeWriter) -> None:
        writer.request_stop()
        try:
            stream.stop()
            stream.close()
        finally:
            self._intake.end()
            writer.join()
            if not writer.frames:
                with contextlib.suppress(OSError):
                    self._path.unlink()

    def _abandon(self) -> None:
        """Undo a start that failed half-way."""
        if self._stream is not None and self._writer is not None:
            self._close(self._stream, self._writer)
        elif self._stream is not None:
            self._stream.close()
