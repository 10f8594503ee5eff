"""The sound check: a test recording, the test sound with its echo, and when a check is due.

`Trial` and `EchoTrial` do their work on a thread that may wait, and make every call of the sound
system on the audio executor; window and terminal use the same two.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import wait as wait_for_futures
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from mockinterview.audio import devices, faults
from mockinterview.audio.check.chime import write_chime
from mockinterview.audio.check.echo import Echo, check_echo_file
from mockinterview.audio.check.figures import SoundCheck, check_file
from mockinterview.audio.player import Player, PlayerState
from mockinterview.audio.portaudio import streams_are_open
from mockinterview.audio.recorder import Recorder, RecorderState
from mockinterview.errors import AudioError, NoDeviceError
from mockinterview.files.scratch import TEST, ScratchFolder
from mockinterview.services import Services
from mockinterview.settings import CheckedDevices, DeviceChoice

Answer = TypeVar("Answer")

QUIET_SECONDS: Final = 1.5
"""Of silence before the sentence: the first 0.3 s are left out, and 1.2 s tell 50 from 60 Hz."""
SPEAKING_SECONDS: Final = 3.0
NOISE_SECONDS: Final = 0.5
"""Listened to before the test sound is played, to know what is there without it."""
TAIL_SECONDS: Final = 0.7
"""Listened to after it: 0.1 to 0.3 s are on their way in the drivers, the rest is the room's."""
_LOOK_SECONDS: Final = 0.03
_HANG_SECONDS: Final = 3.0


class Phase(StrEnum):
    """Where a test recording stands."""

    OPENING = "opening"
    QUIET = "quiet"
    SPEAKING = "speaking"
    MEASURING = "measuring"


@dataclass(frozen=True)
class Moment:
    """A look at a test recording.

    `share` of the whole recording (0 to 1) is made. `level_dbfs` is the peak since the last look.
    """

    phase: Phase
    device: str = ""
    share: float = 0.0
    level_dbfs: float = -96.0


class _Attendance:
    """Work on a thread that may wait, with its calls on the audio executor, until cancelled."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """End it early; does not wait."""
        self._cancelled.set()

    def _call(
        self, work: Callable[[], Answer], undo: Callable[[Answer], object] | None = None
    ) -> Answer:
        """Do this on the audio executor; a driver that hangs is waited for until cancelled.

        When it returns after all, `undo` gives back on the same executor what it opened.
        """
        future = self._services.audio.submit(work)
        while not wait_for_futures([future], timeout=_LOOK_SECONDS).done:
            if self._cancelled.is_set() and not wait_for_futures([future], _HANG_SECONDS).done:
                if undo is not None:
                    self._services.audio.submit(lambda: undo(future.result()))
                raise faults.device_mute("input", "the driver does not return")
        return future.result()


class Trial(_Attendance):
    """One test recording: a moment of quiet, then a sentence. It lies in a folder of its own.

    `run` is called once, on a thread that may wait; `look` and `cancel` on any. Cancelled or
    failed, it leaves nothing.
    """

    def __init__(self, services: Services, speaking_seconds: float = SPEAKING_SECONDS) -> None:
        super().__init__(services)
        self._seconds = QUIET_SECONDS + speaking_seconds
        self._folder: ScratchFolder | None = None
        self._recorder: Recorder | None = None
        self._device = ""

    @property
    def path(self) -> Path:
        """Where the recording lies, once `run` has begun."""
        if self._folder is None:
            raise RuntimeError("nothing was recorded yet")
        return self._folder.path / "test.wav"

    def run(self) -> SoundCheck | None:
        """Record and measure; None when it was cancelled.

        Raises:
            AudioError: there is no microphone, or it failed.
            LibraryError: the sound cannot be written.
        """
        self._folder = ScratchFolder(TEST)
        check: SoundCheck | None = None
        try:
            recorder = self._call(self._open, self._give_back)
            if self._attend(recorder):
                check = check_file(self.path, QUIET_SECONDS)
        finally:
            if check is None or self._cancelled.is_set():
                self._remove()
        return check

    def _attend(self, recorder: Recorder) -> bool:
        """Wait for the end of the recording; False when it was cancelled."""
        try:
            # Not by its health: the level in that is for whoever looks.
            while not recorder.wait_until_ended(timeout_seconds=_LOOK_SECONDS):
                if self._cancelled.is_set():
                    return False
        finally:
            result = self._call(recorder.stop)
        if result.fault is not None:
            raise result.fault
        return True

    def look(self) -> Moment:
        """How it is doing."""
        recorder = self._recorder
        if recorder is None:
            return Moment(Phase.OPENING)
        health = recorder.health()
        if health.state is RecorderState.WAITING:
            phase = Phase.OPENING
        elif health.state is RecorderState.ENDED:
            phase = Phase.MEASURING
        else:
            phase = Phase.QUIET if health.seconds < QUIET_SECONDS else Phase.SPEAKING
        return Moment(
            phase, self._device, min(1.0, health.seconds / self._seconds), health.level_dbfs
        )

    def discard(self) -> None:
        """Throw the recording away. On the audio executor, when nobody plays it any more."""
        self._cancelled.set()
        self._remove()

    def _open(self) -> Recorder:
        """On the audio executor."""
        opened = self._services.open_input(self.path, self._seconds)
        opened.recorder.start()
        self._device, self._recorder = opened.device, opened.recorder
        return opened.recorder

    def _give_back(self, recorder: Recorder) -> None:
        """On the audio executor, when nobody waits for it any more."""
        recorder.stop()
        self._remove()

    def _remove(self) -> None:
        if self._folder is not None:
            self._folder.remove()


class EchoTrial(_Attendance):
    """Plays the test sound and listens for it with the microphone, if one can be used.

    `run` is called once, on a thread that may wait; `cancel` on any.
    """

    def run(self) -> Echo | None:
        """Play and measure; None when nothing could listen, or it was cancelled.

        Raises:
            AudioError: there is no loudspeaker, or it failed, or the microphone did meanwhile.
            LibraryError: there is no room for a moment of sound.
        """
        folder = ScratchFolder(TEST)
        heard, chime = folder.path / "heard.wav", folder.path / "chime.wav"

        def give_back(recorder: Recorder | None) -> None:
            """On the audio executor, when nobody waits for it any more."""
            if recorder is not None:
                recorder.stop()
                folder.remove()

        try:
            write_chime(chime)
            recorder = self._call(lambda: self._open_ear(heard), give_back)
            try:
                self._wait_for_noise(recorder)
                begins = recorder.health().seconds if recorder is not None else 0.0
                self._play(chime)
                if recorder is not None:
                    self._cancelled.wait(TAIL_SECONDS)
            finally:
                result = self._call(recorder.stop) if recorder is not None else None
            if result is None or self._cancelled.is_set():
                return None
            if result.fault is not None:
                raise result.fault
            return check_echo_file(heard, begins)
        finally:
            folder.remove()

    def _open_ear(self, path: Path) -> Recorder | None:
        """On the audio executor; the sound is played also where nothing can listen."""
        try:
            recorder = self._services.open_input(path, None).recorder
            recorder.start()
        except AudioError:
            return None
        return recorder

    def _wait_for_noise(self, recorder: Recorder | None) -> None:
        """Until there is enough of what sounds without the test sound."""
        while recorder is not None and not self._cancelled.wait(_LOOK_SECONDS):
            health = recorder.health()
            if health.seconds >= NOISE_SECONDS or health.state is RecorderState.ENDED:
                return

    def _play(self, path: Path) -> None:
        """Play the sound to its end."""

        def begin() -> Player:
            player = self._services.new_player(path)
            player.play()
            return player

        if self._cancelled.is_set():
            return
        player = self._call(begin, Player.stop)
        try:
            while player.state is PlayerState.PLAYING and not self._cancelled.wait(_LOOK_SECONDS):
                pass
            if player.fault is not None:
                raise player.fault
        finally:
            self._call(player.stop)


def present_devices(services: Services) -> CheckedDevices:
    """The microphone and loudspeaker that would be used now. On the audio executor.

    Devices that came or went since the last look are seen, unless sound is recorded or played.

    Raises:
        AudioError: sound is not available at all.
    """
    if not streams_are_open():
        devices.refresh()
    chosen = services.settings
    return CheckedDevices(
        input=_choice(lambda: devices.find_input(chosen.input_device)),
        output=_choice(lambda: devices.find_output(chosen.output_device)),
    )


def change_words(accepted: CheckedDevices | None, present: CheckedDevices) -> str:
    """Why a check is due, in a sentence; empty when none is."""
    if accepted is None:
        return "Once before the first practice, and again whenever a device is another one."
    told = []
    for name, before, now in (
        ("microphone", accepted.input, present.input),
        ("loudspeaker", accepted.output, present.output),
    ):
        if now is None or before == now:
            continue
        told.append(f"The {name} is “{now.name}” now.")
    if not told and accepted != present:
        return "A device that was there at the last check is missing."
    return " ".join(told)


def _choice(find: Callable[[], devices.Device]) -> DeviceChoice | None:
    try:
        device = find()
    except NoDeviceError:
        return None
    return DeviceChoice(name=device.name, host_api=device.host_api)
