"""Words are found in the transcript by real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Marking
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.correcting import finder as finder_module
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.correcting.room import CONTROL, SHIFT, Key, Marker
from tests.gui.marking_attempts import make_attempt

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("does not support")]


@pytest.fixture
def marker(qtbot: QtBot, services: PlayedServices, make_window: MakeWindow) -> Marker:
    folder = make_attempt(services.library, content=services.content)
    return Marker(qtbot, make_window(), folder)


def chosen(marker: Marker) -> str:
    words = marker.panel.view.chosen
    return marker.panel.view.layout_of_words.plain(*words) if words else ""


@pytest.mark.slow
def test_words_are_found_over_punctuation_and_case_and_counted(marker: Marker) -> None:
    marker.press(Key.Key_F, CONTROL)
    bar = marker.panel.find_bar
    assert bar.field.hasFocus()
    marker.type("And i")
    assert bar.count.text() == "1 of 3"
    assert chosen(marker) == "and I'd"
    marker.press(Key.Key_Return)
    assert (bar.count.text(), chosen(marker)) == ("2 of 3", "and I")
    marker.press(Key.Key_F3)
    marker.press(Key.Key_F3)
    assert bar.count.text() == "1 of 3", "behind the last comes the first"
    marker.press(Key.Key_Return, SHIFT)
    assert bar.count.text() == "3 of 3"
    marker.press(Key.Key_F3, SHIFT)
    assert bar.count.text() == "2 of 3"
    assert marker.page.marking == Marking(), "letters and figures are typed, not marked"


def test_escape_closes_the_bar_and_the_place_stays_chosen_to_be_cited(marker: Marker) -> None:
    marker.press(Key.Key_F, CONTROL)
    marker.type("St John")
    marker.press(Key.Key_Escape)
    assert not marker.panel.find_bar.isVisible()
    assert marker.panel.view.hasFocus()
    assert chosen(marker) == "St John"
    marker.press(Key.Key_E)
    (chip,) = marker.page.checklist.current.chips
    assert chip.evidence.words == "St John"


def test_what_is_not_there_is_told(marker: Marker) -> None:
    marker.press(Key.Key_F, CONTROL)
    marker.type("surgeon")
    assert marker.panel.find_bar.count.text() == "none"
    assert not marker.panel.find_bar.on_button.isEnabled()
    assert marker.panel.view.chosen is None
    assert len(marker.panel.view.extraSelections()) == 0


@pytest.mark.slow
def test_all_places_are_lit(marker: Marker, monkeypatch: pytest.MonkeyPatch) -> None:
    marker.press(Key.Key_F, CONTROL)
    marker.type("and")
    view = marker.panel.view
    lit = [mark.cursor.selectedText() for mark in view.extraSelections()]
    assert lit == ["and", "and", "and", "and", "And", "and"]
    monkeypatch.setattr(finder_module, "MOST_SHOWN", 5)
    marker.press(Key.Key_Backspace)
    assert view.extraSelections() == [], "too many would be felt"


def test_control_and_enter_play_from_the_place(marker: Marker) -> None:
    marker.press(Key.Key_F, CONTROL)
    marker.type("oldest")
    marker.press(Key.Key_Return, CONTROL)
    marker.qtbot.waitUntil(lambda: marker.page.answer.playback.is_playing)
    word = marker.panel.view.layout_of_words.words[57]
    assert marker.page.answer.playback.position == pytest.approx(word.start, abs=0.1)
    assert marker.panel.find_bar.field.text() == "oldest"


def test_places_follow_what_is_corrected(marker: Marker) -> None:
    marker.press(Key.Key_F, CONTROL)
    marker.type("cadets")
    bar = marker.panel.find_bar
    assert bar.count.text() == "1 of 1"
    marker.page.corrector.begin(0, 0)
    marker.type("Cadets,")
    marker.press(Key.Key_Return)
    assert bar.isVisible()
    assert bar.count.text() == "1 of 2"
    bar.on_button.click()
    assert chosen(marker) == "cadets"


def test_chosen_words_are_what_is_looked_for(marker: Marker) -> None:
    marker.panel.view.choose(100, 101)
    marker.press(Key.Key_F, CONTROL)
    assert marker.panel.find_bar.field.text() == "and I"
    assert marker.panel.find_bar.count.text() == "3 of 3"


def test_the_button_opens_the_bar_and_the_cross_closes_it(marker: Marker) -> None:
    QTest.mouseClick(marker.panel.head.find_button, Qt.MouseButton.LeftButton)
    assert marker.panel.find_bar.field.hasFocus()
    QTest.mouseClick(marker.panel.find_bar.close_button, Qt.MouseButton.LeftButton)
    assert not marker.panel.find_bar.isVisible()


def test_without_words_there_is_nothing_to_find(
    qtbot: QtBot, services: PlayedServices, make_window: MakeWindow
) -> None:
    folder: AttemptFolder = make_attempt(services.library, text="", content=services.content)
    marker = Marker(qtbot, make_window(), folder)
    marker.press(Key.Key_F, CONTROL)
    assert not marker.panel.find_bar.isVisible()
