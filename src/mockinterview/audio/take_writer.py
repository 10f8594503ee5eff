"""The thread that brings a take to the disk and watches that its source is alive."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import Empty
from typing import TYPE_CHECKING, Final

from mockinterview.audio import faults
from mockinterview.audio.downmix import Downmix
from mockinterview.audio.intake import Intake
from mockinterview.errors import AudioError, LibraryError
from mockinterview.files.room import has_room_to_go_on, no_room_left
from mockinterview.files.wav import WavWriter

if TYPE_CHECKING:
    from mockinterview.audio.streams import Samples

logger = logging.getLogger(__name__)

SYNC_SECONDS: Final = 0.3
"""Longest time between two forced writes; with what the driver holds (0.1 s) and a block (0.04 s),
sound is on the disk itself half a second after it is spoken."""
FIRST_BLOCK_SECONDS: Final = 5.0
"""How late the first block may be; 2 s were measured with a cold PulseAudio."""
NEXT_BLOCK_SECONDS: Final = 3.0
"""How long a source that has begun may pause. Blocks come every 10 to 100 ms, but PulseAudio was
measured to pause for 2 s when it moves a recording to another microphone."""
STOP_SECONDS: Final = 1.0
"""How long the driver may take to stop before the take is finished without it."""
POLL_SECONDS: Final = 0.05
EMPTY_LOOKS: Final = 20
"""How often in a row nothing must have come before a source is given up, whatever the clock says:
a program that was stopped and goes on looks once before the sound system calls again."""


class TakeWriter:
    """Writes blocks until the end, a fault or the limit, then finishes the file.

    `fault` and `frames` may be read from any thread; `ended` is set when the file is finished.
    `ended_at` is the moment (by `clock`) up to which sound was expected. `was_put_back` tells that
    the file was removed in between and made again.

    Args:
        intake: where the blocks come from.
        file: where they go; closed at the end.
        channels: samples a frame in the blocks; they are mixed into one.
        most_frames: the length at which the take ends exactly; None is no limit.
        clock: the same as the intake's.
    """

    def __init__(
        self,
        intake: Intake,
        file: WavWriter,
        *,
        channels: int,
        most_frames: int | None,
        clock: Callable[[], float],
    ) -> None:
        self.fault: AudioError | LibraryError | None = None
        self.ended = threading.Event()
        self.ended_at: float | None = None
        self.was_put_back = False
        self._intake = intake
        self._file = file
        self._downmix = Downmix(channels)
        self._most_frames = most_frames
        self._clock = clock
        self._started_at = clock()
        self._synced_at = self._started_at
        self._stop_requested_at: float | None = None
        self._empty_looks = 0
        self._thread = threading.Thread(target=self._run, name="take writer", daemon=True)

    @property
    def frames(self) -> int:
        """Frames in the file."""
        return self._file.frames

    @property
    def rate_hz(self) -> int:
        """Frames a second."""
        return self._file.rate_hz

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def request_stop(self) -> None:
        """Expect the end: the stream is about to be stopped, which is no fault."""
        self._stop_requested_at = self._clock()

    def join(self) -> None:
        """Wait until the file is finished."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._write_until_the_end()
        except AudioError as error:
            self.fault = error
        except LibraryError as error:
            self.fault = faults.kept(error) if self._file.is_in_place else error
        except Exception as error:  # noqa: BLE001  (the top of a thread: a defect must be seen)
            self.fault = _unforeseen(error)
        finally:
            self._finish()

    def _finish(self) -> None:
        self._intake.close()
        if self.ended_at is None:
            self.ended_at = self._stop_requested_at or self._clock()
        try:
            self._put_back_if_removed()
            self._file.close()
        except LibraryError as error:
            self.fault = self.fault or error
        except Exception as error:  # noqa: BLE001  (as above: nobody stands behind it)
            self.fault = self.fault or _unforeseen(error)
        finally:
            self.ended.set()

    def _write_until_the_end(self) -> None:
        while self._most_frames is None or self.frames < self._most_frames:
            try:
                block = self._intake.queue.get(timeout=POLL_SECONDS)
            except Empty:
                self._empty_looks += 1
                if self._watch():
                    return
            else:
                if block is None:
                    return
                self._empty_looks = 0
                self._file.write(self._as_bytes(block))
            if self._clock() - self._synced_at >= SYNC_SECONDS:
                self._secure()
        self.ended_at = self._intake.last_block_at

    def _secure(self) -> None:
        """Force to the disk what is written, and see that there is still a place to write to.

        Raises:
            DiskFullError: only the reserve is left.
            LibraryError: the disk reports a fault, or the file was taken away.
        """
        self._put_back_if_removed()
        if not self._file.is_in_place:
            raise faults.folder_gone(str(self._file.path.parent))
        self._file.sync()
        if not has_room_to_go_on(self._file.path.parent):
            raise no_room_left(self._file.path.parent)
        self._synced_at = self._clock()

    def _put_back_if_removed(self) -> None:
        if not self._file.is_in_place and self._file.put_back():
            self.was_put_back = True

    def _watch(self) -> bool:
        """Whether to end, asked while no block is waiting.

        Raises:
            DeviceLostError: the source was there and is not any more.
            AudioError: it never gave anything.
        """
        now = self._clock()
        if self._stop_requested_at is not None:
            return now - self._stop_requested_at > STOP_SECONDS
        # Read before the queue: blocks that came before the stream finished are written first.
        if self._intake.has_finished and self._intake.queue.empty():
            raise faults.device_lost("input", "the stream finished by itself")
        if self._empty_looks < EMPTY_LOOKS:
            return False
        last = self._intake.last_block_at
        if last is None:
            if now - self._started_at > FIRST_BLOCK_SECONDS:
                raise faults.device_mute("input", f"no block in {FIRST_BLOCK_SECONDS:g} s")
        elif now - last > NEXT_BLOCK_SECONDS:
            raise faults.device_lost("input", f"no block for {NEXT_BLOCK_SECONDS:g} s")
        return False

    def _as_bytes(self, block: Samples) -> bytes:
        """One channel of little-endian samples, cut at the limit."""
        if self._most_frames is not None:
            block = block[: self._most_frames - self.frames]
        samples: bytes = self._downmix.mix(block).astype("<i2").tobytes()
        return samples


def _unforeseen(error: Exception) -> LibraryError:
    """A defect of the program while it wrote, as a fault that the screen can tell."""
    logger.error("the take could not be written", exc_info=error)
    return LibraryError(
        "The sound could not be written any more.",
        f"{faults.KEPT_SENTENCE} Go on with a new take.",
        f"{type(error).__name__}: {error}",
    )
