"""The interview by keyboard, on the real recorder over devices that the test plays."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from mockinterview.core.attempt import TakeState
from mockinterview.core.interview import Stage
from mockinterview.session import View
from mockinterview.ui.interview_words import clock_text, urgency_of, words_for
from mockinterview.ui.widgets.clock import Urgency
from mockinterview.ui.window import MainWindow
from tests.fakes import DEVICE_BUSY, FakeSound, device_info, portaudio_error
from tests.gui.conftest import PlayedServices
from tests.gui.room import ROOM_SECONDS, SPEECH, Key, Room


@pytest.mark.slow
def test_the_whole_question_by_keyboard(room: Room, qtbot: QtBot) -> None:
    room.press(Key.Key_Down)
    room.press(Key.Key_Down)
    room.press(Key.Key_Return)
    room.wait(lambda: room.window.pages.currentWidget() is room.page)
    assert not room.window.rail.isVisible()
    assert room.page.question.text() == "Are you a leader or a follower?"
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    QTest.keyClicks(room.page, "f")
    QTest.keyClicks(room.page.notes.field, "ood bank shift")
    assert room.session.stage is Stage.PREPARE
    room.wait(lambda: room.page.main_button.key == "Ctrl+Enter")
    room.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.speak()
    assert room.page.status.state.text() == "Recording"
    assert "Built-in Audio" in room.page.status.remark.text()
    assert room.page.notes.field.toPlainText() == "food bank shift"
    room.press(Key.Key_Space)
    room.wait(lambda: room.page.status.state.text() == "Saved")
    room.wait(lambda: "transcript ready" in room.page.status.remark.text())
    folder = room.session.folder
    with qtbot.waitSignal(room.window.pages.marking.opened):
        room.press(Key.Key_Return)
    assert room.window.pages.currentWidget() is room.window.pages.marking
    assert room.window.rail.isVisible()
    attempt = folder.load()
    assert attempt.notes == "food bank shift"
    assert [take.state for take in attempt.takes] == [TakeState.FINISHED]
    assert attempt.takes[0].seconds == pytest.approx(2 * ROOM_SECONDS)
    transcript = folder.transcript(1)
    assert transcript is not None
    assert transcript.text == "I can do both."
    assert room.services.quiet_speech.warmed == 1


@pytest.mark.slow
def test_a_double_press_does_not_end_the_answer(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, sound: FakeSound
) -> None:
    room = Room(qtbot, window, services, sound)
    room.answer()
    room.press(Key.Key_Space)
    assert room.session.stage is Stage.ANSWER
    qtbot.waitUntil(lambda: _finishes(room), timeout=3000)


def _finishes(room: Room) -> bool:
    room.press(Key.Key_Space)
    return room.session.stage is Stage.SAVED


def test_a_hidden_question_is_shown_after_the_prompt(room: Room) -> None:
    room.start(show_prompt="after-playing")
    assert room.page.question.text() == "Listen to the question"
    room.press(Key.Key_Space)
    assert room.page.question.text() == "Are you a leader or a follower?"


def test_a_format_without_early_start_and_stop_offers_neither(room: Room) -> None:
    room.start(early_start=False, early_stop=False)
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    assert not room.page.main_button.isVisible()
    room.press(Key.Key_Space)
    assert room.session.stage is Stage.PREPARE


def test_the_clock_ends_the_answer(room: Room) -> None:
    room.answer(answer_seconds=2 * ROOM_SECONDS)
    room.wait(lambda: room.page.status.state.text() == "Saved")
    assert room.session.attempt.takes[0].state is TakeState.FINISHED


@pytest.mark.slow
def test_a_lost_microphone_keeps_what_was_said_and_goes_on(room: Room) -> None:
    room.answer()
    room.microphones[-1].vanish()
    card = room.page.interruption
    room.wait(lambda: card.go_on.isEnabled() and card.isVisible())
    assert card.message.text() == "The microphone went away."
    assert "is kept" in card.kept.text()
    room.wait(lambda: len(card.chooser.devices) == 2)
    card.chooser.choice.setCurrentIndex(2)
    remembered = room.services.written_settings.input_device
    assert remembered is not None
    assert remembered.name == "USB Headset"
    room.press(Key.Key_Space)
    room.speak()
    room.press(Key.Key_Space)
    room.wait(lambda: room.page.status.state.text() == "Saved")
    first, second, joined = room.session.attempt.takes
    assert [take.state for take in (first, second)] == [TakeState.INTERRUPTED, TakeState.FINISHED]
    assert [take.device for take in (first, second)] == ["Built-in Audio", "USB Headset"]
    assert joined.seconds == pytest.approx(first.seconds + second.seconds)
    assert room.page.status.remark.text().startswith("Take 3 · ")
    room.wait(lambda: len(room.services.quiet_speech.asked) == 1)
    assert room.services.quiet_speech.asked[0].stem == "take-3-joined"


@pytest.mark.slow
def test_a_busy_microphone_is_told_and_can_be_given_up(room: Room) -> None:
    room.sound.open_errors = [portaudio_error(DEVICE_BUSY)] * 4
    room.start()
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    room.press(Key.Key_Space)
    card = room.page.interruption
    room.wait(lambda: card.isVisible() and card.finish.isEnabled())
    assert card.message.text() == "Another program is using the microphone."
    assert "Nothing had been recorded" in card.kept.text()
    card.finish.click()
    room.wait(lambda: room.page.status.state.text() == "Nothing was recorded")
    room.press(Key.Key_Return)
    assert room.window.pages.currentWidget() is room.window.pages.practise


def test_no_microphone_at_all(room: Room) -> None:
    room.sound.devices = [device_info("Speakers", outputs=2)]
    room.start(preparation_seconds=0)
    room.press(Key.Key_Space)
    room.wait(room.page.interruption.isVisible)
    assert room.page.interruption.message.text() == "No microphone was found."


@pytest.mark.slow
def test_silence_is_told_while_recording(room: Room) -> None:
    room.answer()
    room.microphones[-1].hear(np.zeros(4 * 48000, dtype=np.int16))
    room.wait(room.page.status.warning.isVisible)
    assert "gives no sound at all" in room.page.status.warning.text()
    assert room.session.stage is Stage.ANSWER


def silence(room: Room) -> None:
    """Have the microphone give digital zeros until that is told."""
    room.microphones[-1].hear(np.zeros(4 * 48000, dtype=np.int16))
    room.wait(room.page.status.other.isVisible)


@pytest.mark.slow
def test_a_silent_microphone_is_changed_for_another(room: Room) -> None:
    room.answer(retakes=0)
    assert not room.page.status.other.isVisible()
    silence(room)
    assert room.page.status.other.accessibleDescription() == "Key: M"
    room.press(Key.Key_M)
    card = room.page.interruption
    room.wait(lambda: card.go_on.isEnabled() and card.isVisible())
    assert card.message.text() == "The microphone gave no sound at all."
    assert card.kept.text() == "0:04 was recorded and is kept. The clock has stopped."
    assert room.session.attempt.takes[0].state is TakeState.INTERRUPTED
    room.wait(lambda: len(card.chooser.devices) == 2)
    card.chooser.choice.setCurrentIndex(2)
    room.press(Key.Key_Space)
    room.speak()
    assert not room.page.status.other.isVisible()
    assert "USB Headset" in room.page.status.remark.text()
    assert room.session.view.seconds_used == pytest.approx(4 + 2 * ROOM_SECONDS, abs=1)


def test_when_sound_comes_again_the_focus_is_not_left_on_what_ends_the_answer(room: Room) -> None:
    room.answer()
    silence(room)
    room.page.status.other.setFocus()
    room.microphones[-1].hear(SPEECH)
    room.wait(room.page.status.other.isHidden)
    assert room.window.focusWidget() is room.page


def test_enter_presses_the_button_that_has_the_focus(room: Room) -> None:
    room.answer()
    silence(room)
    room.press(Key.Key_Escape)
    assert room.window.focusWidget() is room.page.leaving.stay
    room.press(Key.Key_Return)
    assert room.page.leaving.isHidden()
    room.page.status.other.setFocus()
    room.press(Key.Key_Return)
    room.wait_for(Stage.INTERRUPTED)
    room.press(Key.Key_Escape)
    room.page.leaving.leave.setFocus()
    room.wait(lambda: room.session.is_settled)
    room.press(Key.Key_Return)
    room.wait(lambda: room.window.pages.currentWidget() is room.window.pages.practise)


@pytest.mark.slow
def test_the_question_about_leaving_takes_the_place_of_the_interruption(room: Room) -> None:
    room.answer()
    room.microphones[-1].vanish()
    card, leaving = room.page.interruption, room.page.leaving
    room.wait(lambda: card.isVisible() and card.go_on.isEnabled())
    place = card.geometry()
    room.press(Key.Key_Escape)
    assert leaving.isVisible()
    assert card.isHidden()
    assert leaving.geometry().top() == place.top()
    room.press(Key.Key_Escape)
    room.wait(card.isVisible)
    assert card.geometry() == place


@pytest.mark.slow
def test_a_full_disk_offers_no_microphone_and_is_tried_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.answer()
    with monkeypatch.context() as full:
        full.setattr("mockinterview.files.room.free_bytes", lambda _: 0)
        card = room.page.interruption
        room.wait(lambda: card.isVisible() and card.go_on.isEnabled())
        assert card.message.text() == "The disk is nearly full, so nothing more can be recorded."
        assert card.hint.text() == "Free some space on this disk, then go on."
        assert not card.chooser.isVisible()
        heard = len(room.microphones)
        room.press(Key.Key_Space)
        room.wait(lambda: len(room.microphones) > heard and room.session.is_settled)
        room.wait(lambda: card.isVisible() and card.go_on.isEnabled())
        assert room.session.stage is Stage.INTERRUPTED
        room.microphones_heard = len(room.microphones)
    room.press(Key.Key_Space)
    room.speak()
    assert room.page.status.isVisible()


def test_leaving_asks_first_and_keeps_the_sound(room: Room) -> None:
    room.answer()
    folder = room.session.folder
    room.press(Key.Key_Escape)
    assert room.page.leaving.isVisible()
    assert "is kept" in room.page.leaving.consequence.text()
    room.press(Key.Key_Escape)
    assert not room.page.leaving.isVisible()
    assert room.session.stage is Stage.ANSWER
    room.press(Key.Key_Escape)
    room.page.leaving.leave.click()
    room.wait(lambda: room.window.pages.currentWidget() is room.window.pages.practise)
    take = folder.load().takes[0]
    assert take.state is TakeState.INTERRUPTED
    assert take.seconds == pytest.approx(2 * ROOM_SECONDS)


@pytest.mark.slow
def test_a_driver_that_hangs_does_not_hold_the_person(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mockinterview.session.HANG_SECONDS", 0.5)
    returns = threading.Event()
    room.answer()
    folder = room.session.folder
    room.microphones[-1].before_stop = lambda: assert_set(returns)
    room.press(Key.Key_Space)
    room.wait_for(Stage.SAVED)
    room.press(Key.Key_Escape)
    room.wait(lambda: room.session.is_stuck)
    room.press(Key.Key_Escape)
    assert room.page.session is None
    assert room.window.pages.currentWidget() is room.window.pages.practise
    returns.set()
    room.wait(lambda: folder.load().take(1).state is TakeState.FINISHED)
    assert folder.load().take(1).seconds == pytest.approx(2 * ROOM_SECONDS)


def assert_set(event: threading.Event) -> None:
    assert event.wait(20)


def test_another_take_where_the_format_allows_it(room: Room) -> None:
    room.answer(retakes=1)
    room.press(Key.Key_Space)
    room.wait(room.page.again_button.isVisible)
    room.press(Key.Key_R)
    room.speak()
    room.press(Key.Key_Space)
    room.wait(lambda: room.page.status.state.text() == "Saved")
    assert [take.number for take in room.session.attempt.takes] == [1, 2]
    assert not room.page.again_button.isVisible()


def test_without_a_model_the_answer_can_be_marked_all_the_same(room: Room) -> None:
    room.services.quiet_speech.text = None
    room.answer()
    room.press(Key.Key_Space)
    room.wait(lambda: "no transcript: " in room.page.status.remark.text())
    assert room.page.main_button.text() == "Mark this answer"


@pytest.mark.slow
@pytest.mark.parametrize("stays", [True, False])
def test_closing_the_window_asks_and_loses_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    room.answer()
    folder = room.session.folder

    def answer(box: QMessageBox) -> int:
        assert "kept" in box.informativeText()
        wanted = "Go on with the interview" if stays else "Close"
        next(button for button in box.buttons() if button.text() == wanted).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert room.window.close() is not stays
    if stays:
        assert room.session.stage is Stage.ANSWER
        return
    take = folder.load().takes[0]
    assert take.state is TakeState.INTERRUPTED
    assert take.seconds == pytest.approx(2 * ROOM_SECONDS)


def view(stage: Stage, left: float | None, used: float = 0.0) -> View:
    return View(stage, left, used, left, -120.0, "Built-in Audio", None, "", False, 1)


@pytest.mark.parametrize(
    ("left", "urgency", "state"),
    [
        (31.0, Urgency.CALM, "Recording"),
        (30.0, Urgency.NEAR_THE_END, "Recording · half a minute left"),
        (10.0, Urgency.LAST_SECONDS, "Recording · the last seconds"),
        (None, Urgency.CALM, "Recording"),
    ],
)
def test_the_end_is_told_in_shape_and_words(
    services: PlayedServices, left: float | None, urgency: Urgency, state: str
) -> None:
    rules = services.content.formats["imperial-2023"]
    assert urgency_of(view(Stage.ANSWER, left)) is urgency
    words = words_for(view(Stage.ANSWER, left), rules, can_start=False, can_stop=True)
    assert words.state == state


def test_the_clock_shows_whole_seconds_that_are_left() -> None:
    assert clock_text(view(Stage.ANSWER, 59.2)) == "1:00"
    assert clock_text(view(Stage.ANSWER, 0.1)) == "0:01"
    assert clock_text(view(Stage.ANSWER, 0.0)) == "0:00"
    assert clock_text(view(Stage.ANSWER, None, used=61.9)) == "1:01"
