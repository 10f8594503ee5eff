"""The states of the sound check, for `screenshots.py`: made-up rooms around human speech."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from mockinterview.audio.check.echo import Echo, Leak
from mockinterview.audio.check.findings import describe_echo
from mockinterview.audio.devices import Device
from mockinterview.audio.file_source import file_source
from mockinterview.audio.listening import Listener
from mockinterview.audio.recorder import Recorder
from mockinterview.errors import NoDeviceError
from mockinterview.session import Input
from mockinterview.settings import CheckedDevices, DeviceChoice

if TYPE_CHECKING:
    from screenshots import Studio

SPEECH = Path(__file__).parents[1] / "tests" / "data" / "two_cities.flac"
QUIET_SECONDS = 1.5
MICROPHONE = "Built-in Audio Analogue Stereo"
MICROPHONES = [
    Device(MICROPHONE, "ALSA", 2, 48000, is_default=True, index=0),
    Device("USB Headset", "ALSA", 1, 48000, is_default=False, index=1),
]
LOUDSPEAKERS = [Device("Built-in Audio Speakers", "ALSA", 2, 48000, is_default=True, index=0)]


def a_room(noise_dbfs: float, gain: float = 2.5) -> Path:
    """A pause, then a sentence, in noise of this level."""
    speech, rate_hz = soundfile.read(SPEECH)
    speech = np.concatenate((np.zeros(round(QUIET_SECONDS * rate_hz)), speech * gain))
    noise = np.random.default_rng(1).standard_normal(len(speech)) * 10 ** (noise_dbfs / 20)
    path = Path(tempfile.mkdtemp(prefix="screenshots-")) / "room.wav"
    soundfile.write(path, np.clip(speech + noise, -1, 1), rate_hz)
    return path


def come_to_the_check(studio: Studio, room: Path | None) -> None:
    """Press Enter on a question for the first time."""

    def open_input(path: Path, limit_seconds: float | None) -> Input:
        if room is None:
            raise no_microphone()
        recorder = Recorder(path, file_source(room), max_seconds=limit_seconds)
        return Input(recorder, MICROPHONE)

    def new_listener() -> Listener:
        if room is None:
            raise no_microphone()
        return Listener(MICROPHONE, file_source(room))

    studio.services.open_input = open_input  # type: ignore[method-assign]
    studio.services.new_listener = new_listener  # type: ignore[method-assign]
    studio.choose("leader-or-follower")
    studio.window.pages.practise.card.started.emit()
    studio.wait(lambda: studio.window.pages.shows("check"))
    studio.rest(0.3)
    page = studio.window.pages.check
    page.microphone.chooser.take_in(MICROPHONES if room is not None else [])
    page.loudspeaker.chooser.take_in(LOUDSPEAKERS)


def no_microphone() -> NoDeviceError:
    return NoDeviceError(
        "No microphone was found.", "Connect one and try again. You can also import a recording."
    )


def measure(studio: Studio, room: Path) -> None:
    come_to_the_check(studio, room)
    studio.window.pages.check.microphone.record.click()
    studio.wait(lambda: bool(studio.window.pages.check.microphone.findings.rows))
    studio.window.pages.check.microphone.chooser.take_in(MICROPHONES)
    studio.rest(2.5)  # the meter shows the voice again


def check_ready(studio: Studio) -> None:
    come_to_the_check(studio, a_room(-62))
    studio.rest(2.0)


def check_quiet(studio: Studio) -> None:
    come_to_the_check(studio, a_room(-62))
    studio.window.pages.check.microphone.record.click()
    studio.rest(1.0)


def check_speaking(studio: Studio) -> None:
    come_to_the_check(studio, a_room(-62))
    studio.window.pages.check.microphone.record.click()
    studio.rest(3.6)


def check_good(studio: Studio) -> None:
    measure(studio, a_room(-62))
    found = describe_echo(Echo(Leak.NONE, -70, 0))
    studio.window.pages.check.loudspeaker.show_echo(found)


def check_bad(studio: Studio) -> None:
    measure(studio, a_room(-33, gain=14))
    found = describe_echo(Echo(Leak.HEARD, -27, 0.8))
    studio.window.pages.check.loudspeaker.show_echo(found)
    studio.window.pages.check.microphone.meter.show_level(0.0)


def check_changed(studio: Studio) -> None:
    before = CheckedDevices(
        input=DeviceChoice(name="USB Headset", host_api="ALSA"),
        output=DeviceChoice(name="USB Headset", host_api="ALSA"),
    )
    studio.services.change_settings(checked_devices=before)
    come_to_the_check(studio, a_room(-62))
    studio.window.pages.check.second.setFocus()


def check_no_microphone(studio: Studio) -> None:
    come_to_the_check(studio, None)


STATES = (
    *(check_ready, check_quiet, check_speaking, check_good, check_bad),
    *(check_changed, check_no_microphone),
)
