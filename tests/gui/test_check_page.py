"""The sound check: before the first practice, when devices change, by hand; with one key."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from mockinterview.audio import faults
from mockinterview.audio.check.chime import chime
from mockinterview.device_check import EchoTrial, Trial
from mockinterview.services import Services
from mockinterview.ui.check import gate
from mockinterview.ui.check.page import CheckPage
from mockinterview.ui.window import MainWindow
from tests.fakes import FakeStream, device_info
from tests.gui.conftest import CHECKED, MakeWindow, PlayedServices
from tests.gui.room import Room

pytestmark = pytest.mark.slow

RATE_HZ = 48_000
QUIET_FRAMES = round(1.5 * RATE_HZ)
Key = Qt.Key


def noise(dbfs: float, frames: int) -> np.ndarray:
    chance = np.random.default_rng(4)
    made: np.ndarray = chance.standard_normal(frames) * 10 ** (dbfs / 20) * 32768
    return made


def sentence(peak: int = 9000, noise_dbfs: float = -60) -> np.ndarray:
    """A quiet room, then somebody who speaks in bursts of a tone."""
    times = np.arange(3 * RATE_HZ) / RATE_HZ
    voice = peak * np.sin(2 * np.pi * 220 * times) * (times % 0.5 < 0.3)
    silence = np.zeros(QUIET_FRAMES)
    samples = np.concatenate((silence, voice)) + noise(noise_dbfs, QUIET_FRAMES + len(voice))
    made: np.ndarray = np.clip(samples, -32768, 32767).astype(np.int16)
    return made


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where test recordings are made; empty again when the page is left."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def newcomer(services: PlayedServices, room: Room) -> Room:
    """Somebody who has never accepted a check."""
    services.change_settings(checked_devices=None)
    return room


def start(room: Room) -> None:
    """Press Enter on the list of questions."""
    room.window.show_page("practise")
    room.window.pages.practise.list.setFocus()
    QTest.keyClick(room.window.pages.practise.list, Key.Key_Return)


def check_page(room: Room) -> CheckPage:
    """The page, when it has come and listens."""
    room.wait(lambda: room.window.pages.shows("check"))
    room.wait(lambda: bool(listening(room)))
    return room.window.pages.check


def listening(room: Room) -> list[FakeStream]:
    return [stream for stream in room.microphones if stream.active]


def press(room: Room, key: Qt.Key) -> None:
    QTest.keyClick(room.window.pages.check, key)


def record(room: Room, samples: np.ndarray) -> None:
    """Make a test recording of these samples."""
    room.wait(lambda: bool(listening(room)))
    press_record(room, samples)


def press_record(room: Room, samples: np.ndarray) -> None:
    """The same, whether it listens before or not."""
    before = len(room.microphones)
    press(room, Key.Key_Return)
    room.wait(lambda: len(room.microphones) > before and room.microphones[-1].active)
    assert len(listening(room)) == 1, "nothing else listens meanwhile"
    room.microphones[-1].hear(samples)
    room.wait(lambda: bool(room.window.pages.check.microphone.findings.rows))


def told(page: CheckPage) -> list[str]:
    return [row.finding.sentence for row in page.microphone.findings.rows]


def test_the_first_practice_begins_with_the_check_and_two_keys(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    assert room.window.windowTitle().startswith("Sound check")
    assert page.reason.text().startswith("Once before the first practice")
    assert (page.microphone.record.text(), page.second.text()) == (
        "Record a test",
        "Skip the check",
    )
    record(room, sentence())
    assert told(page) == [
        "Good level: you can be heard well.",
        "Quiet room: listeners will notice only your voice.",
        "No hum from the mains.",
    ]
    assert page.microphone.prompt.text() == "Your microphone works."
    assert page.accept.text() == "Everything works – continue"
    assert not page.second.isVisible()
    press(room, Key.Key_Return)
    room.wait(lambda: room.window.pages.currentWidget() is room.window.pages.interview)
    assert room.services.written_settings.checked_devices == CHECKED
    room.page.close_session()
    start(room)
    room.wait(lambda: room.window.pages.currentWidget() is room.window.pages.interview)


def test_nothing_is_asked_while_the_devices_stay_the_same(room: Room) -> None:
    start(room)
    room.wait(lambda: room.window.pages.shows("interview"))
    assert all(stream.arguments["device"] != 0 for stream in room.sound.streams)


def test_skipping_goes_on_and_is_not_asked_again_until_the_next_start(
    newcomer: Room, make_window: MakeWindow
) -> None:
    room = newcomer
    start(room)
    check_page(room)
    press(room, Key.Key_S)
    room.wait(lambda: room.window.pages.currentWidget() is room.window.pages.interview)
    assert room.services.written_settings.checked_devices is None
    room.page.close_session()
    start(room)
    room.wait(lambda: room.window.pages.currentWidget() is room.window.pages.interview)
    room.page.close_session()
    room.window.close()
    room.window = make_window()
    start(room)
    check_page(room)


def test_escape_goes_back_and_nothing_begins(newcomer: Room, temporary: Path) -> None:
    room = newcomer
    start(room)
    check_page(room)
    press(room, Key.Key_Return)
    room.wait(lambda: len(room.microphones) == 2 and room.microphones[-1].active)
    press(room, Key.Key_Escape)
    assert room.window.pages.currentWidget() is room.window.pages.practise
    room.wait(lambda: not listening(room))
    room.wait(lambda: not list(temporary.iterdir()))
    assert not list(room.services.library.folder.glob("*/attempt.json"))
    assert room.window.pages.practise.isEnabled()


def test_another_microphone_brings_the_check_back_and_says_why(room: Room) -> None:
    room.services.change_settings(input_device={"name": "USB Headset", "host_api": "ALSA"})
    start(room)
    page = check_page(room)
    assert page.reason.text() == "The microphone is “USB Headset” now."
    assert listening(room)[0].arguments["device"] == 1


def test_without_a_microphone_it_looks_again_or_goes_on(newcomer: Room) -> None:
    room = newcomer
    microphones = room.sound.devices[:2]
    del room.sound.devices[:2]
    start(room)
    room.wait(lambda: room.window.pages.shows("check"))
    page = room.window.pages.check
    room.wait(lambda: page.microphone.prompt.text() == "No microphone was found.")
    assert page.microphone.hint.text().startswith("Connect one and try again.")
    assert (page.microphone.record.text(), page.second.text()) == (
        "Look again",
        "Go on without a microphone",
    )
    room.sound.devices[:0] = microphones
    press(room, Key.Key_Return)
    room.wait(lambda: bool(listening(room)))
    room.wait(lambda: page.microphone.record.text() == "Record a test")
    room.wait(lambda: "Built-in Audio" in page.microphone.chooser.choice.itemText(0))
    press(room, Key.Key_S)
    room.wait(lambda: room.window.pages.currentWidget() is room.window.pages.interview)


def test_zeros_are_a_question_of_permission_and_nothing_to_accept(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    record(room, np.zeros(len(sentence()), dtype=np.int16))
    assert told(page) == [faults.SILENT_SENTENCE]
    assert page.microphone.prompt.text() == "Not right yet."
    assert (page.microphone.record.text(), page.second.text()) == (
        "Record again",
        "Go on all the same",
    )
    record(room, sentence())
    assert page.accept.text() == "Everything works – continue"


def test_a_noisy_room_is_told_with_its_figures(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    record(room, sentence(peak=2000, noise_dbfs=-42))
    [background] = [r for r in page.microphone.findings.rows if r.finding.kind == "background"]
    assert background.finding.sentence.startswith("Noisy")
    assert background.figure.text().startswith("noise −42\u00a0dBFS, ")
    assert background.accessibleName().startswith("Problem: Noisy")
    assert page.microphone.record.text() == "Record again"


def test_the_meter_follows_the_microphone_before_anything_is_recorded(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    heard: list[float] = []
    page.desk.level.connect(heard.append)
    listening(room)[0].hear(np.array([3277, -100], dtype=np.int16))
    room.wait(lambda: any(level == pytest.approx(-20, abs=0.1) for level in heard))
    listening(room)[0].hear(np.array([32767], dtype=np.int16))
    room.wait(lambda: page.microphone.meter.is_clip_lit)


def test_the_test_is_played_back(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    assert not page.microphone.play.isVisible()
    samples = sentence()
    record(room, samples)
    press(room, Key.Key_P)
    room.wait(lambda: page.microphone.play.text() == "Stop")
    speaker = room.sound.streams[-1]
    assert speaker.arguments["device"] == 2
    room.wait(lambda: np.abs(speaker.ask(4800)).max() == pytest.approx(9000 / 32768, abs=0.02))
    press(room, Key.Key_P)
    room.wait(lambda: page.microphone.play.text() == "Play it back")


def play_through(room: Room, leak: float) -> None:
    """Press T and be the room: noise, then the sound as this part of it comes back."""
    before = len(room.sound.streams)
    press(room, Key.Key_T)
    room.wait(lambda: len(room.sound.streams) > before and bool(listening(room)))
    ear = listening(room)[0]
    ear.hear(noise(-60, RATE_HZ).astype(np.int16))
    room.wait(lambda: room.sound.streams[-1].arguments["device"] == 2)
    speaker = room.sound.streams[-1]

    def ask() -> bool:
        speaker.ask(4800)
        return not speaker.active

    room.wait(lambda: speaker.active)
    room.wait(ask)
    sound = np.concatenate((np.zeros(9600), leak * 32768 * chime(RATE_HZ), np.zeros(9600)))
    ear.hear((sound + noise(-60, len(sound))).astype(np.int16))
    room.wait(lambda: not room.window.pages.check.desk.is_sounding)


@pytest.mark.parametrize(
    ("leak", "sentence_told"),
    [
        (0.1, "Your loudspeakers can be heard in the microphone."),
        (0.0, "The loudspeakers cannot be heard in the microphone."),
    ],
)
def test_the_test_sound_is_played_and_listened_for(
    newcomer: Room, leak: float, sentence_told: str, temporary: Path
) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    play_through(room, leak)
    [row] = page.loudspeaker.findings.rows
    assert row.finding.sentence == sentence_told
    if leak:
        assert row.figure.text() == "echo −20\u00a0dB"
    assert not list(temporary.iterdir())
    room.wait(lambda: bool(listening(room)))


def test_the_meter_rests_while_the_test_sound_is_played(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    meter = page.microphone.meter
    at_rest = meter.grab().toImage()
    listening(room)[0].hear(np.full(4800, 16384))
    room.wait(lambda: meter.grab().toImage() != at_rest)
    press(room, Key.Key_T)
    assert page.desk.is_sounding
    assert meter.grab().toImage() == at_rest


@pytest.mark.parametrize(("key", "work"), [(Key.Key_Return, Trial), (Key.Key_T, EchoTrial)])
def test_a_defect_in_a_test_does_not_hold_the_page(
    newcomer: Room, monkeypatch: pytest.MonkeyPatch, key: Qt.Key, work: type[Trial | EchoTrial]
) -> None:
    def break_down(_: Trial | EchoTrial) -> None:
        raise ZeroDivisionError

    room = newcomer
    start(room)
    page = check_page(room)
    with monkeypatch.context() as patch, capture_exceptions() as raised:
        patch.setattr(work, "run", break_down)
        press(room, key)
        room.wait(lambda: bool(raised))
    assert not page.desk.is_recording
    assert not page.desk.is_sounding
    assert page.microphone.record.isEnabled()
    press_record(room, sentence())
    assert page.microphone.prompt.text() == "Your microphone works."


def test_a_defect_while_devices_are_looked_for_does_not_end_all_practice(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_: Services) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch, capture_exceptions() as raised:
        patch.setattr(gate, "present_devices", break_down)
        start(room)
        room.wait(lambda: bool(raised))
    start(room)
    room.wait(lambda: room.window.pages.shows("interview"))


def test_without_a_microphone_the_test_sound_is_played_all_the_same(newcomer: Room) -> None:
    room = newcomer
    del room.sound.devices[:2]
    start(room)
    room.wait(lambda: room.window.pages.shows("check"))
    page = room.window.pages.check
    room.wait(lambda: page.microphone.record.text() == "Look again")
    press(room, Key.Key_T)
    room.wait(lambda: bool(room.sound.streams) and room.sound.stream.active)

    def ask() -> bool:
        room.sound.stream.ask(4800)
        return not room.sound.stream.active

    room.wait(ask)
    room.wait(lambda: not page.desk.is_sounding)
    assert page.loudspeaker.hint.text().startswith("The sound was played.")
    assert page.microphone.prompt.text() == "No microphone was found."


def test_without_a_loudspeaker_it_says_so(newcomer: Room) -> None:
    room = newcomer
    del room.sound.devices[2]
    start(room)
    page = check_page(room)
    before = len(room.microphones)
    press(room, Key.Key_T)
    room.wait(lambda: len(room.microphones) > before and room.microphones[-1].active)
    room.microphones[-1].hear(noise(-60, RATE_HZ).astype(np.int16))
    room.wait(lambda: page.loudspeaker.hint.text().startswith("No loudspeaker was found."))
    assert page.microphone.record.text() == "Record a test"


def test_another_microphone_is_listened_to_and_its_test_forgotten(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    record(room, sentence())
    room.wait(lambda: page.microphone.chooser.choice.count() == 3)
    page.microphone.chooser.choice.setCurrentIndex(2)
    assert not page.microphone.findings.rows
    assert page.microphone.record.text() == "Record a test"
    room.wait(lambda: bool(listening(room)) and listening(room)[0].arguments["device"] == 1)
    assert len(listening(room)) == 1


def test_devices_are_looked_for_again_while_it_listens(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    room.wait(lambda: page.microphone.chooser.choice.count() == 3)
    room.sound.devices.insert(2, device_info("Studio", inputs=1))
    page.microphone.chooser.again.click()
    room.wait(lambda: page.microphone.chooser.choice.count() == 4)
    assert not page.banner.isVisible()
    room.wait(lambda: bool(listening(room)))


def test_a_microphone_that_goes_away_is_told(newcomer: Room) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    listening(room)[0].vanish()
    room.wait(lambda: page.microphone.prompt.text() == "The microphone went away.")
    assert page.microphone.record.text() == "Look again"


def test_by_hand_from_settings_there_is_nothing_to_skip(room: Room) -> None:
    room.services.change_settings(checked_devices=None)
    room.window.show_page("settings")
    room.window.pages.settings.sound.check_button.click()
    page = check_page(room)
    assert not page.second.isVisible()
    record(room, sentence())
    assert page.accept.text() == "Everything works – done"
    press(room, Key.Key_Return)
    assert room.window.pages.currentWidget() is room.window.pages.settings
    room.wait(lambda: room.services.written_settings.checked_devices == CHECKED)
    room.wait(lambda: not listening(room))


def test_a_sitting_begins_with_the_check_and_is_not_made_before_it(newcomer: Room) -> None:
    room, window = newcomer, newcomer.window
    window.show_page("sitting")
    sittings = room.services.library.folder / "sittings"
    QTest.keyClick(window.pages.sitting, Key.Key_Return)
    check_page(room)
    press(room, Key.Key_Escape)
    assert window.pages.currentWidget() is window.pages.sitting
    assert not sittings.exists()
    assert window.pages.sitting.start.isEnabled()
    QTest.keyClick(window.pages.sitting, Key.Key_Return)
    check_page(room)
    press(room, Key.Key_S)
    room.wait(lambda: window.pages.currentWidget() is window.pages.interview)
    assert len(list(sittings.glob("*.json"))) == 1


def test_leaving_by_the_rail_gives_the_microphone_back(newcomer: Room) -> None:
    room = newcomer
    start(room)
    check_page(room)
    QTest.keyClick(room.window, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert room.window.pages.currentWidget() is room.window.pages.attempts
    room.wait(lambda: not listening(room))
    start(room)
    check_page(room)


def test_closing_the_window_in_the_middle_of_a_test_leaves_nothing(
    qtbot: QtBot, newcomer: Room, temporary: Path
) -> None:
    room = newcomer
    start(room)
    check_page(room)
    press(room, Key.Key_Return)
    room.wait(lambda: len(room.microphones) == 2 and room.microphones[-1].active)
    room.window.close()
    room.wait(lambda: not listening(room))
    room.wait(lambda: not list(temporary.iterdir()))


def test_every_control_can_be_reached_and_has_a_name(newcomer: Room, window: MainWindow) -> None:
    room = newcomer
    start(room)
    page = check_page(room)
    record(room, sentence())
    seen: list[str] = []
    for _ in range(12):
        QTest.keyClick(window.focusWidget() or page, Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        text = focused.text() if isinstance(focused, QPushButton) else ""
        seen.append(focused.accessibleName() or text)
    assert {"Microphone", "Loudspeaker", "Volume in per cent", "Record again"} <= set(seen)
    assert all(seen)
