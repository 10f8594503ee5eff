"""The work behind the page of the sound check: listening, recording, playing, one at a time."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import wait as wait_for_futures
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.audio import devices
from mockinterview.audio.devices import Device
from mockinterview.audio.listening import Listener
from mockinterview.device_check import EchoTrial, Trial
from mockinterview.errors import AudioError, MockInterviewError
from mockinterview.services import Services
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.tasks import Tasks

if TYPE_CHECKING:
    from mockinterview.audio.check.echo import Echo
    from mockinterview.audio.check.figures import SoundCheck

_POLL_MILLISECONDS: Final = 50
_END_SECONDS: Final = 5.0
"""Longer than a driver that hangs is waited for."""

Found = tuple[list[Device], list[Device]]
"""Microphones and loudspeakers."""


class CheckDesk(QObject):
    """Uses the chosen devices for the page, and gives them back when it is closed.

    Signals: `devices_found(microphones, loudspeakers)`; `level(dbfs)` while the microphone is
    listened to; `moment(Moment)` while a test is recorded, then `measured(SoundCheck)`;
    `echo_found(Echo or None)` after the test sound; `failed(error)` of the microphone,
    `unheard(error)` of the loudspeaker; `changed()` when it becomes busy or free.
    """

    devices_found = Signal(list, list)
    level = Signal(float)
    moment = Signal(object)
    measured = Signal(object)
    echo_found = Signal(object)
    failed = Signal(object)
    unheard = Signal(object)
    changed = Signal()

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._listener: Future[Listener] | None = None
        self._trial: Trial | None = None
        self._kept: Trial | None = None
        self._echo: EchoTrial | None = None
        self._running: Future[Any] | None = None
        self.playback = Playback(services.new_player, services.audio, tasks, self)
        self.playback.failed.connect(self.unheard)
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MILLISECONDS)
        self._timer.timeout.connect(self._poll)

    @property
    def is_recording(self) -> bool:
        """Whether a test is being recorded or measured."""
        return self._trial is not None

    @property
    def is_sounding(self) -> bool:
        """Whether the test sound is being played or measured."""
        return self._echo is not None

    @property
    def has_recording(self) -> bool:
        """Whether there is a test to be heard."""
        return self._kept is not None

    def open(self) -> None:
        """Look for the devices that there are now, then listen."""
        self.pause()
        future = self._services.audio.submit(_look)
        self._tasks.follow(future, lambda found: self.devices_found.emit(*found), self.failed.emit)
        self.listen()

    def listen(self) -> None:
        """Listen to the chosen microphone, for the meter."""
        self._end_listening()
        self._listener = listener = self._services.audio.submit(self._start_listening)

        def fail(error: MockInterviewError) -> None:
            if listener is self._listener:
                self.failed.emit(error)

        self._tasks.follow(listener, None, fail)
        self._timer.start()

    def pause(self) -> None:
        """Give all devices back, so that others can be looked for."""
        self._end_listening()
        self.playback.stop()

    def record(self) -> None:
        """Record a test and measure it; a test before it is thrown away."""
        if self.is_recording or self.is_sounding:
            return
        self._discard()
        self._end_listening()
        self._trial = trial = Trial(self._services)

        is_wanted = False

        def end() -> None:
            nonlocal is_wanted
            is_wanted = trial is self._trial
            if is_wanted:
                self._trial = None
                self.changed.emit()

        def done(check: SoundCheck | None) -> None:
            if is_wanted and check is not None:
                self._kept = trial
                self.playback.open(trial.path)
                self.listen()
                self.changed.emit()
                self.measured.emit(check)

        def fail(error: MockInterviewError) -> None:
            if is_wanted:
                self.failed.emit(error)

        self._running = self._tasks.run(trial.run, done, fail, ended=end)
        self._timer.start()
        self.changed.emit()

    def toggle_playback(self) -> None:
        """Hear the test from its beginning, or stop."""
        if self.playback.is_playing:
            self.playback.stop()
        elif self.has_recording and not self.is_recording and not self.is_sounding:
            self.playback.play_from(0.0)

    def forget(self) -> None:
        """Throw the test away: it is of a microphone that is not in use any more."""
        self._discard()
        self.changed.emit()

    def sound(self) -> None:
        """Play the test sound and listen for it."""
        if self.is_recording or self.is_sounding:
            return
        self.pause()
        self._echo = echo = EchoTrial(self._services)

        is_wanted = False

        def end() -> None:
            nonlocal is_wanted
            is_wanted = echo is self._echo
            if is_wanted:
                self._echo = None
                self.listen()
                self.changed.emit()

        def done(found: Echo | None) -> None:
            if is_wanted:
                self.echo_found.emit(found)

        def fail(error: MockInterviewError) -> None:
            if is_wanted:
                self.unheard.emit(error)

        self._running = self._tasks.run(echo.run, done, fail, ended=end)
        self.changed.emit()

    def close(self) -> None:
        """End everything, give the devices back, and throw the test away."""
        self._timer.stop()
        for running in (self._trial, self._echo):
            if running is not None:
                running.cancel()
        self._trial = self._echo = None
        self._end_listening()
        self._discard()

    def close_down(self) -> None:
        """The same, and wait until it is done; for the end of the program."""
        self.close()
        if self._running is not None:
            wait_for_futures([self._running], _END_SECONDS)

    def _discard(self) -> None:
        self.playback.close()
        if self._kept is not None:
            # After the playback has let go of the file.
            self._services.audio.submit(self._kept.discard)
            self._kept = None

    def _start_listening(self) -> Listener:
        """On the audio executor."""
        listener = self._services.new_listener()
        listener.start()
        return listener

    def _end_listening(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            self._services.audio.submit(lambda: _stop(listener))

    def _poll(self) -> None:
        if self._trial is not None:
            self.moment.emit(self._trial.look())
            return
        listener = self._listener
        if listener is None or not listener.done() or listener.exception() is not None:
            return
        heard = listener.result()
        self.level.emit(heard.take_level_dbfs())
        fault = heard.find_fault()
        if fault is not None:
            self._end_listening()
            self.failed.emit(fault)


def _look() -> Found:
    """On the audio executor."""
    devices.refresh()
    return devices.list_inputs(), devices.list_outputs()


def _stop(listener: Future[Listener]) -> None:
    """On the audio executor, behind the start."""
    if isinstance(listener.exception(), AudioError):
        return
    listener.result().stop()
