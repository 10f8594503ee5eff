"""Settings: each is written as it is changed; the ways out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mockinterview import paths
from mockinterview.core.writing import Numbers, Spelling
from mockinterview.measures.informal import informal_list
from mockinterview.settings import DeviceChoice, SuggestionsShown
from mockinterview.settings import Theme as ThemeChoice
from mockinterview.ui import tokens
from mockinterview.ui.settings import SettingsPage
from mockinterview.ui.theme import Theme
from mockinterview.ui.window import MainWindow
from tests.fakes import FakeSound
from tests.gui.conftest import PlayedServices

pytestmark = pytest.mark.slow


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> SettingsPage:
    window.show_page("settings")
    qtbot.waitUntil(lambda: window.pages.settings.speech.has_looked)
    qtbot.waitUntil(lambda: len(window.pages.settings.sound.microphone.devices) == 2)
    return window.pages.settings


def test_a_microphone_is_remembered_by_name(
    qtbot: QtBot, page: SettingsPage, services: PlayedServices, sound: FakeSound
) -> None:
    chooser = page.sound.microphone
    assert "Built-in Audio" in chooser.choice.itemText(0)
    chooser.choice.setCurrentIndex(2)
    chosen = DeviceChoice(name="USB Headset", host_api="ALSA")
    assert services.written_settings.input_device == chosen
    del sound.devices[1]
    chooser.again.click()
    qtbot.waitUntil(lambda: chooser.choice.currentText() == "USB Headset (not connected)")
    assert services.settings.input_device == chosen


def test_a_tutor_says_their_name_and_what_is_shown_of_last_time(
    qtbot: QtBot, page: SettingsPage, services: PlayedServices
) -> None:
    page.marking.name.setFocus()
    QTest.keyClicks(page.marking.name, " Ms Shah ")
    QTest.keyClick(page.marking.name, Qt.Key.Key_Return)
    page.marking.earlier.chosen.emit(False)
    qtbot.waitUntil(lambda: services.written_settings.marker_name == "Ms Shah")
    assert not services.written_settings.earlier_marks_are_shown


def test_the_volume_is_heard_at_once_and_written(
    qtbot: QtBot, page: SettingsPage, services: PlayedServices
) -> None:
    slider = page.sound.volume.slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert services.settings.volume_percent == 95
    assert 0.9 < services.gain() < 0.95
    assert page.sound.volume.number.text() == "95 %"
    qtbot.waitUntil(lambda: services.written_settings.volume_percent == 95)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    page.hide()
    assert services.written_settings.volume_percent == 0
    assert services.gain() == 0


def test_when_places_are_suggested_is_written(page: SettingsPage, services: PlayedServices) -> None:
    assert page.marking.suggestions.value is SuggestionsShown.AFTER_VERDICT
    page.marking.suggestions.buttons[2].click()
    assert services.written_settings.suggestions is SuggestionsShown.NEVER


def test_ones_own_list_of_informal_words_is_made_once_and_opened(
    page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "config" / "informal_words.yaml"
    opened: list[str] = []
    monkeypatch.setattr(paths, "informal_words_file", lambda: own)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.marking.words_button.click()
    assert [Path(one) for one in opened] == [own]
    assert {word.phrase for word in informal_list(own)} >= {"alright", "innit"}
    own.write_text("version: 1\ngroups: []\n", encoding="utf-8")
    page.marking.words_button.click()
    assert informal_list(own) == [], "what a person wrote stays"


def test_a_list_of_words_that_cannot_be_made_is_told(
    page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    own = tmp_path / "file" / "informal_words.yaml"
    monkeypatch.setattr(paths, "informal_words_file", lambda: own)
    page.marking.words_button.click()
    assert page.banner.isVisible()
    assert page.banner.message.text()


def test_ones_own_phrases_are_opened(
    page: SettingsPage, services: PlayedServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.marking.phrases_button.click()
    own = services.own_content / "questions" / "phrases.yaml"
    assert [Path(one) for one in opened] == [own]
    assert own.read_text(encoding="utf-8").startswith("# Phrases of your own.")


def test_format_extra_time_and_library_are_written(
    page: SettingsPage, services: PlayedServices, tmp_path: Path
) -> None:
    box = page.practice.format.choice
    box.setCurrentIndex(box.findData("practice"))
    page.practice.extra.mode.buttons[1].click()
    page.library.use(tmp_path / "elsewhere")
    written = services.written_settings
    assert written.format == "practice"
    assert written.extra_time_percent == 25
    assert written.library == tmp_path / "elsewhere"
    box.setCurrentIndex(0)
    assert services.written_settings.format is None


def test_extra_time_is_told_in_words(page: SettingsPage, services: PlayedServices) -> None:
    practice = page.practice
    assert not practice.effect.isVisible()
    practice.extra.mode.buttons[2].click()
    assert practice.effect.text() == (
        "Imperial, as reported for 2023: 50 % extra time: 1 min becomes 1 min 30 s,"
        " 5 min becomes 7 min 30 s."
    )
    box = practice.format.choice
    box.setCurrentIndex(box.findData("casper-video"))
    assert practice.effect.text() == "50 % extra time: 1 min becomes 1 min 30 s."
    assert practice.format.clock.text().startswith("No time to prepare, 1 min 30 s to answer")
    assert practice.format.source.text().startswith("Published source, 2025: ")
    box.setCurrentIndex(box.findData("practice"))
    assert "there is no clock" in practice.effect.text()
    practice.extra.mode.buttons[0].click()
    assert not practice.effect.isVisible()
    assert services.written_settings.extra_time_percent == 0


def test_any_extra_time_up_to_200_per_cent(page: SettingsPage, services: PlayedServices) -> None:
    extra = page.practice.extra
    extra.mode.buttons[3].click()
    assert extra.number.isVisible()
    assert extra.number.hasFocus()
    for typed, percent in (("33.3", 33.3), ("250", 25.0), ("200", 200.0)):
        extra.number.selectAll()
        QTest.keyClicks(extra.number, typed)
        QTest.keyClick(extra.number, Qt.Key.Key_Return)
        assert services.written_settings.extra_time_percent == pytest.approx(percent)
    page.practice.show_settings()
    assert extra.number.text() == "200 %"
    assert extra.number.isVisible()


def test_a_wide_window_has_two_columns(window: MainWindow, page: SettingsPage) -> None:
    window.resize(1100, 700)
    assert left_of(page.speech, page) == left_of(page.sound, page)
    window.resize(1920, 1080)
    assert left_of(page.speech, page) > left_of(page.sound, page) + page.sound.width()
    assert left_of(page.practice, page) == left_of(page.sound, page)
    window.resize(1100, 700)
    assert left_of(page.speech, page) == left_of(page.sound, page)


def left_of(widget: QWidget, page: QWidget) -> int:
    QApplication.processEvents()
    return widget.mapTo(page, QPoint(0, 0)).x()


def test_the_ways_out_of_settings(qtbot: QtBot, window: MainWindow, page: SettingsPage) -> None:
    page.sound.check_button.click()
    assert window.pages.currentWidget() is window.pages.check
    QTest.keyClick(window.pages.check, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is page
    window.show_page("settings")
    page.practice.formats_button.click()
    assert window.pages.currentWidget() is window.pages.formats
    QTest.keyClick(window.pages.formats.list, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is page


def test_spelling_and_numbers_are_written_by_keys(
    page: SettingsPage, services: PlayedServices
) -> None:
    writing = page.writing
    assert writing.spelling.value is Spelling.BRITISH
    assert writing.numbers.value is Numbers.AS_HEARD
    assert "40%" in writing.example.text()
    for control in (writing.spelling, writing.numbers):
        control.buttons[0].setFocus()
        QTest.keyClick(control.buttons[0], Qt.Key.Key_Right)
        QTest.keyClick(control.buttons[1], Qt.Key.Key_Space)
    assert services.written_settings.spelling is Spelling.AS_HEARD
    assert services.written_settings.numbers is Numbers.WORDS
    assert "forty percent" in writing.example.text()


def test_dark_colours_are_chosen_and_written(
    page: SettingsPage, services: PlayedServices, theme: Theme
) -> None:
    page.looks.choice.buttons[2].click()
    assert theme.palette is tokens.DARK
    assert services.written_settings.theme is ThemeChoice.DARK
    page.looks.choice.buttons[1].click()
    assert theme.palette is tokens.LIGHT
