"""The states of the Settings page and what it leads to: the formats and the sound check."""

from __future__ import annotations

from pathlib import Path

from mockinterview.audio.check.echo import Echo, Leak
from mockinterview.audio.check.findings import describe_echo
from mockinterview.audio.devices import Device
from mockinterview.settings import CheckedDevices, DeviceChoice

from .library import bin_full
from .sounds import noisy_room
from .studio import Studio

MICROPHONE = "Built-in Audio Analogue Stereo"
MICROPHONES = [
    Device(MICROPHONE, "ALSA", 2, 48000, is_default=True, index=0),
    Device("USB Headset", "ALSA", 1, 48000, is_default=False, index=1),
]
LOUDSPEAKERS = [Device("Built-in Audio Speakers", "ALSA", 2, 48000, is_default=True, index=0)]
QUIET_DBFS = -62.0
LOUD_DBFS = -33.0


def settings(studio: Studio) -> None:
    studio.window.show_page("settings")
    studio.wait(lambda: studio.pages.settings.speech.has_looked)


def settings_below(studio: Studio) -> None:
    settings(studio)
    page = studio.pages.settings
    page.area.ensureWidgetVisible(page.looks)


def settings_wording(studio: Studio) -> None:
    settings(studio)
    page = studio.pages.settings
    page.writing.numbers.buttons[1].click()
    page.area.ensureWidgetVisible(page.writing)


def settings_bin(studio: Studio) -> None:
    bin_full(studio)
    settings_below(studio)


def formats(studio: Studio) -> None:
    studio.window.show_page("formats")


def formats_own(studio: Studio) -> None:
    formats(studio)
    page = studio.pages.formats
    page.list.choose("sammi-4")
    page.copy_button.click()
    studio.wait(lambda: page.is_editing)
    studio.rest(0.5)


def come_to_the_check(studio: Studio, room: Path | None) -> None:
    """Press Enter on a question for the first time, in this room."""
    studio.services.heard = room
    studio.services.microphone = MICROPHONE
    studio.choose("leader-or-follower")
    studio.pages.practise.card.started.emit()
    studio.wait_for_page("check")
    studio.rest(0.3)
    page = studio.pages.check
    page.microphone.chooser.take_in(MICROPHONES if room is not None else [])
    page.loudspeaker.chooser.take_in(LOUDSPEAKERS)


def come_to_a_quiet_room(studio: Studio) -> None:
    """The same, with nothing to complain of."""
    come_to_the_check(studio, noisy_room(studio.home, QUIET_DBFS))


def measure(studio: Studio, noise_dbfs: float, gain: float = 2.5) -> None:
    """Make the test recording in a room with this noise."""
    come_to_the_check(studio, noisy_room(studio.home, noise_dbfs, gain))
    microphone = studio.pages.check.microphone
    microphone.record.click()
    studio.wait(lambda: microphone.findings.rows)
    microphone.chooser.take_in(MICROPHONES)
    studio.rest(2.5)  # the meter shows the voice again


def check_ready(studio: Studio) -> None:
    come_to_a_quiet_room(studio)
    studio.rest(2.0)


def check_quiet(studio: Studio) -> None:
    come_to_a_quiet_room(studio)
    studio.pages.check.microphone.record.click()
    studio.rest(1.0)


def check_speaking(studio: Studio) -> None:
    come_to_a_quiet_room(studio)
    studio.pages.check.microphone.record.click()
    studio.rest(3.6)


def check_good(studio: Studio) -> None:
    measure(studio, QUIET_DBFS)
    studio.pages.check.loudspeaker.show_echo(describe_echo(Echo(Leak.NONE, -70, 0)))


def check_bad(studio: Studio) -> None:
    measure(studio, LOUD_DBFS, gain=14)
    page = studio.pages.check
    page.loudspeaker.show_echo(describe_echo(Echo(Leak.HEARD, -27, 0.8)))
    page.microphone.meter.show_level(0.0)


def check_changed(studio: Studio) -> None:
    headset = DeviceChoice(name="USB Headset", host_api="ALSA")
    studio.services.change_settings(checked_devices=CheckedDevices(input=headset, output=headset))
    come_to_a_quiet_room(studio)
    studio.pages.check.second.setFocus()


def check_no_microphone(studio: Studio) -> None:
    come_to_the_check(studio, None)


STATES = (
    *(settings, settings_below, settings_wording, settings_bin, formats, formats_own),
    *(check_ready, check_quiet, check_speaking, check_good, check_bad),
    *(check_changed, check_no_microphone),
)
