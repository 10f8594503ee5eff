"""The take being heard: every call on the audio executor, position and state read by a timer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.errors import DeviceLostError, MockInterviewError
from mockinterview.ui.tasks import Tasks

if TYPE_CHECKING:
    from mockinterview.audio.player import Player
    from mockinterview.audio.worker import AudioExecutor

POLL_MILLISECONDS = 50

SPEEDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The steps of `[` and `]`."""

BACK_SECONDS = 2.0
"""How much is heard again when playing goes on after a pause."""

_ORDINARY_SPEED = SPEEDS.index(1.0)


class Playback(QObject):
    """Plays one take at a time and tells where it is.

    Signals: `moved(seconds)`, `playing_changed(is_playing)`, `speed_changed(speed)`,
    `looping_changed(is_looping)`, `failed(MockInterviewError)`.

    A loudspeaker that goes away is followed once: playing goes on at the same moment on the one
    that is there now. Only when that fails too is the fault told.
    """

    moved = Signal(float)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    looping_changed = Signal(bool)
    failed = Signal(object)

    def __init__(
        self,
        make_player: Callable[[Path], Player],
        executor: AudioExecutor,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_player = make_player
        self._executor = executor
        self._tasks = tasks
        self._opening: Future[Player] | None = None
        self._fault: MockInterviewError | None = None
        self._position = 0.0
        self._is_playing = False
        self._is_looping = False
        self._has_followed = False
        self._clip: tuple[float, float] | None = None
        self._speed_index = _ORDINARY_SPEED
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.timeout.connect(self.poll)

    @property
    def position(self) -> float:
        """Where the take stands, in seconds, when it was last looked at."""
        return self._position

    @property
    def is_playing(self) -> bool:
        """Whether it was heard when it was last looked at."""
        return self._is_playing

    @property
    def is_looping(self) -> bool:
        """Whether a clip was played again and again when it was last looked at."""
        return self._is_looping

    def open(self, path: Path) -> None:
        """Be ready to play this file, from its beginning; nothing is heard yet."""
        self.close()
        speed = SPEEDS[self._speed_index]

        def make() -> Player:
            player = self._make_player(path)
            player.set_speed(speed)
            return player

        self._opening = self._executor.submit(make)
        self._tasks.follow(self._opening, None, self.failed.emit)
        self._timer.start()

    def close(self) -> None:
        """Stop, give the device back and forget the file."""
        self.stop()
        self._timer.stop()
        self._opening = None
        self._fault = None
        self._clip = None
        self._has_followed = False
        self._tell(0.0, is_playing=False, is_looping=False)

    def toggle(self) -> None:
        """Play, or pause."""
        self._ask(_toggle)

    def play_from(self, seconds: float) -> None:
        """Play from this moment to the end."""
        self._ask(lambda player: player.play(seconds))

    def play_clip(self, start: float, end: float) -> None:
        """Play just this stretch."""
        self._clip = (start, end)
        self._ask(lambda player: player.play_clip(start, end))

    def toggle_loop(self, stretch: tuple[float, float] | None) -> None:
        """Play this stretch, or the last clip, again and again; or fall silent if it does."""
        if self._is_looping:
            self.pause()
            self.stop()
            return
        clip = stretch or self._clip
        if clip is not None:
            self._clip = clip
            self._ask(lambda player: player.play_clip(*clip, loops=True))

    def pause(self) -> None:
        """Be silent and stay there."""
        self._ask(lambda player: player.pause())

    def resume(self) -> None:
        """Go on after a pause."""
        self._ask(lambda player: player.resume(BACK_SECONDS))

    def seek(self, seconds: float) -> None:
        """Go to this moment; playing goes on there."""
        self._ask(lambda player: player.seek(seconds))

    def step(self, seconds: float) -> None:
        """Go on, or back when it is negative."""
        self._ask(lambda player: player.seek(max(0.0, player.position + seconds)))

    def change_speed(self, step: int) -> None:
        """The next faster or slower of `SPEEDS`."""
        self._speed_index = min(len(SPEEDS) - 1, max(0, self._speed_index + step))
        speed = SPEEDS[self._speed_index]
        self._ask(lambda player: player.set_speed(speed))
        self.speed_changed.emit(speed)

    def stop(self) -> None:
        """Be silent and give the device back; the position stays."""
        self._ask(lambda player: player.stop())

    def poll(self) -> None:
        """Look where the player is; a fault is told once."""
        opening = self._opening
        if opening is None or not opening.done() or opening.exception() is not None:
            return
        player = opening.result()
        is_playing = str(player.state) == "playing"
        self._tell(player.position, is_playing=is_playing, is_looping=player.is_looping)
        fault = player.fault
        if fault is not None and fault is not self._fault:
            self._take_fault(fault)
        elif is_playing and fault is None:
            self._has_followed = False
        self._fault = fault

    def _take_fault(self, fault: MockInterviewError) -> None:
        if isinstance(fault, DeviceLostError) and not self._has_followed:
            self._has_followed = True
            self._ask(_follow_device)
        else:
            self.failed.emit(fault)

    def _tell(self, position: float, *, is_playing: bool, is_looping: bool) -> None:
        if position != self._position:
            self._position = position
            self.moved.emit(position)
        if is_playing != self._is_playing:
            self._is_playing = is_playing
            self.playing_changed.emit(is_playing)
        if is_looping != self._is_looping:
            self._is_looping = is_looping
            self.looping_changed.emit(is_looping)

    def _ask(self, action: Callable[[Player], None]) -> None:
        """Do this with the player on the audio executor, behind what was asked before."""
        opening = self._opening
        if opening is None:
            return

        def act() -> None:
            # The executor has one thread, so the player has been made by now, or has failed.
            if opening.exception() is None:
                action(opening.result())

        self._tasks.follow(self._executor.submit(act), None, self.failed.emit)


def _follow_device(player: Player) -> None:
    """Go on where it was, on the loudspeaker that there is now."""
    from mockinterview.audio.devices import refresh

    player.stop()
    refresh()
    player.play(player.position)


def _toggle(player: Player) -> None:
    state = str(player.state)
    if state == "playing":
        player.pause()
    elif state == "paused":
        player.resume(BACK_SECONDS)
    else:
        player.play()
