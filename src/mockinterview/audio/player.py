"""Plays a sound file or a part of it, at half to double speed with its pitch kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol

from mockinterview.audio import faults
from mockinterview.audio.devices import Device, find_output
from mockinterview.audio.feed import BLOCK_SECONDS, FASTEST, SLOWEST, Feed
from mockinterview.audio.portaudio import load_sounddevice
from mockinterview.audio.sound_file import open_sound, open_sound_file
from mockinterview.audio.streams import Stream, open_loudspeaker
from mockinterview.audio.volume import apply_gain
from mockinterview.errors import AudioError, AudioFileError

FIRST_BLOCK_SECONDS: Final = 5.0
NEXT_BLOCK_SECONDS: Final = 3.0
"""How long the loudspeaker may ask for nothing, before and after its first block."""


class PlayerState(StrEnum):
    """What a player is doing."""

    STOPPED = "stopped"
    PLAYING = "playing"
    PAUSED = "paused"


class OpenOutput(Protocol):
    """Opens a loudspeaker; `streams.open_loudspeaker` is the real one."""

    def __call__(
        self,
        device: Device,
        callback: Callable[[Any, int, Any, Any], None],
        on_finished: Callable[[], None],
    ) -> Stream:
        """Open it, stopped."""


class Player:
    """Plays one sound file.

    `play`, `play_clip` and `stop` open and close the device: they are called on the audio
    thread, and `stop` also after the end, to give the device back. All else may be called from
    any thread and does not wait for the device.

    Args:
        path: the file; nothing is read before it is needed.
        find_device: tells where to play, asked whenever the device is opened; the default
            loudspeaker of that moment unless told otherwise.
        on_finished: called on a thread of the player when the end was reached or a fault ended
            the playing (see `fault`), not after `stop`.
        open_output: what opens the device.
        gain: tells how loud, 0 to 1; asked for every block, so that a change is heard at once.
    """

    def __init__(
        self,
        path: Path,
        *,
        find_device: Callable[[], Device] = find_output,
        on_finished: Callable[[], None] | None = None,
        open_output: OpenOutput = open_loudspeaker,
        gain: Callable[[], float] = lambda: 1.0,
    ) -> None:
        self.path = path
        self.on_finished = on_finished
        self._find_device = find_device
        self._open_output = open_output
        self._gain = gain
        self._last_gain = gain()
        self._lock = threading.Lock()
        self._duration: float | None = None
        self._state = PlayerState.STOPPED
        self._fault: AudioError | AudioFileError | None = None
        self._speed = 1.0
        self._position = 0.0
        self._clip_start = 0.0
        self._feed: Feed | None = None
        self._stream: Stream | None = None
        self._stream_is_over = False
        self._has_run_out = False
        self._opened_at = 0.0
        self._asked_at: float | None = None

    @property
    def state(self) -> PlayerState:
        """What it is doing."""
        return self._state

    @property
    def fault(self) -> AudioError | AudioFileError | None:
        """What ended the last playing early, if something did."""
        return self._fault

    @property
    def position(self) -> float:
        """Seconds in the file."""
        feed = self._feed
        return self._position if feed is None else feed.position

    @property
    def duration(self) -> float:
        """Length of the file in seconds.

        Raises:
            AudioFileError: it cannot be read.
        """
        if self._duration is None:
            with open_sound(self.path) as sound:
                self._duration = sound.seconds
        return self._duration

    @property
    def speed(self) -> float:
        """0.5 to 2; 1 as it was spoken."""
        return self._speed

    def set_speed(self, speed: float) -> None:
        """Go on at another speed, from where it is.

        Raises:
            ValueError: it is not from 0.5 to 2.
        """
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"speed {speed} is not from {SLOWEST} to {FASTEST}")
        with self._lock:
            self._speed = speed
            if self._feed is not None:
                self._replace_feed(self._feed.position, self._feed.end, self._feed.loop_start)

    def play(self, position: float | None = None) -> None:
        """Play to the end from `position` in seconds; from the present one when it is None.

        At the end of the file, None plays it again from its beginning.

        Raises:
            AudioError: the loudspeaker cannot be used.
            AudioFileError: the file cannot be read.
        """
        if position is None:
            position = self.position if self.position < self.duration else 0.0
        self._clip_start = 0.0
        self._play(position, self.duration)

    def play_clip(self, start: float, end: float, *, loops: bool = False) -> None:
        """Play from `start` to `end` seconds, then stop there, or begin again without a gap.

        A clip shorter than a tenth of a second is played once.

        Raises:
            AudioError: the loudspeaker cannot be used.
            AudioFileError: the file cannot be read.
        """
        end = min(end, self.duration)
        self._clip_start = start
        can_loop = loops and end - start >= BLOCK_SECONDS
        self._play(start, end, start if can_loop else None)

    @property
    def is_looping(self) -> bool:
        """Whether a clip is being played again and again."""
        feed = self._feed
        return feed is not None and feed.loop_start is not None

    def pause(self) -> None:
        """Be silent, and stay there; does nothing when it is not playing."""
        with self._lock:
            if self._state is PlayerState.PLAYING:
                self._state = PlayerState.PAUSED

    def resume(self, back_seconds: float = 0.0) -> None:
        """Go on after `pause`, this much earlier, but not before the beginning of a clip.

        Does nothing when it is not paused.

        Raises:
            AudioFileError: the file cannot be read.
        """
        with self._lock:
            if self._state is not PlayerState.PAUSED:
                return
            feed = self._feed
            if feed is not None and back_seconds > 0:
                first = min(feed.position, self._clip_start)
                earlier = max(first, feed.position - back_seconds)
                self._replace_feed(earlier, feed.end, feed.loop_start)
            self._state = PlayerState.PLAYING

    def seek(self, position: float) -> None:
        """Go to `position` in seconds, kept within the file; a clip then goes on to the end.

        Raises:
            AudioFileError: the file cannot be read.
        """
        position = min(max(0.0, position), self.duration)
        with self._lock:
            self._position = position
            self._clip_start = 0.0
            if self._feed is not None:
                self._replace_feed(position, self.duration)

    def stop(self) -> None:
        """End, keep the position, and give the device back; may be called again."""
        with self._lock:
            self._end_feed(PlayerState.STOPPED)
            stream, self._stream = self._stream, None
        if stream is not None:
            # Closing without stopping first drops what the driver still holds: silence at once.
            stream.close()

    def _play(self, start: float, end: float, loop_start: float | None = None) -> None:
        with self._lock:
            self._fault = None
            is_open = self._stream is not None and not self._stream_is_over
            is_open = is_open and not self._has_run_out and self._feed is not None
        if not is_open:
            self.stop()
            self._open()
        with self._lock:
            self._state = PlayerState.PLAYING
            try:
                self._replace_feed(min(max(0.0, start), end), end, loop_start)
            except AudioFileError:
                self._state = PlayerState.STOPPED
                raise
        if not is_open and self._stream is not None:
            try:
                self._stream.start()
            except AudioError:
                self.stop()
                raise

    def _open(self) -> None:
        self._stream_is_over = False
        self._has_run_out = False
        self._asked_at = None
        self._opened_at = time.monotonic()
        device = self._find_device()
        self._stream = self._open_output(device, self._on_block, self._on_stream_over)

    def _replace_feed(self, start: float, end: float, loop_start: float | None = None) -> None:
        """Play another stretch on the open stream; with the lock held."""
        if self._stream is None:
            return
        feed = Feed(
            open_sound_file(self.path),
            start=start,
            end=end,
            speed=self._speed,
            rate_hz=round(self._stream.samplerate),
            loop_start=loop_start,
            check=self._check,
        )
        if self._feed is not None:
            self._feed.stop()
        self._feed = feed
        feed.begin()

    def _end_feed(self, state: PlayerState) -> None:
        """Forget the feed and keep its position; with the lock held."""
        if self._feed is not None:
            self._position = self._feed.position
            self._feed.stop()
            self._feed = None
        self._state = state

    def _on_block(self, out: Any, _frames: int, _time: Any, _status: Any) -> None:
        """Called by the sound system for the next samples; takes no lock."""
        self._asked_at = time.monotonic()
        feed = self._feed
        if feed is None or self._state is not PlayerState.PLAYING:
            out.fill(0)
            return
        feed.fill(out)
        gain = self._gain()
        apply_gain(out, self._last_gain, gain)
        self._last_gain = gain
        if feed.is_played:
            self._has_run_out = True
            raise load_sounddevice().CallbackStop

    def _on_stream_over(self) -> None:
        """Called by the sound system when the stream has stopped, for whatever reason."""
        self._stream_is_over = True

    def _check(self, feed: Feed) -> bool:
        """On the feed's thread: whether it is to go on; ends the playing when it is over."""
        fault = feed.fault or self._find_fault()
        if fault is None and not (self._has_run_out and self._stream_is_over):
            return True
        with self._lock:
            if feed is not self._feed:
                return False
            self._fault = fault
            self._end_feed(PlayerState.STOPPED)
        if self.on_finished is not None:
            self.on_finished()
        return False

    def _find_fault(self) -> AudioError | None:
        if self._stream_is_over:
            reason = "the stream finished by itself"
            return None if self._has_run_out else faults.device_lost("output", reason)
        now = time.monotonic()
        if self._asked_at is None:
            if now - self._opened_at > FIRST_BLOCK_SECONDS:
                reason = f"no block in {FIRST_BLOCK_SECONDS:g} s"
                return faults.device_mute("output", reason)
        elif now - self._asked_at > NEXT_BLOCK_SECONDS:
            return faults.device_lost("output", f"no block for {NEXT_BLOCK_SECONDS:g} s")
        return None
