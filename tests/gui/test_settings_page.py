"""Settings: each is written as it is changed; the microphone test; fetching a model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from mockinterview.errors import DownloadError
from mockinterview.settings import DeviceChoice
from mockinterview.settings import Theme as ThemeChoice
from mockinterview.speech import download
from mockinterview.speech.catalogue import OfficialModel
from mockinterview.ui import tokens
from mockinterview.ui.settings import SettingsPage
from mockinterview.ui.theme import Theme
from mockinterview.ui.window import MainWindow
from tests.fakes import FakeSound
from tests.gui.conftest import PlayedServices


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> SettingsPage:
    window.show_page(window.settings)
    qtbot.waitUntil(lambda: window.settings.speech.has_looked)
    qtbot.waitUntil(lambda: len(window.settings.sound.microphone.devices) == 2)
    return window.settings


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


def test_the_microphone_test_says_what_was_heard(
    qtbot: QtBot, page: SettingsPage, sound: FakeSound
) -> None:
    test = page.sound.test
    test.test.click()
    qtbot.waitUntil(lambda: bool(sound.streams) and sound.stream.active)
    with qtbot.waitSignal(test.finished):
        sound.stream.hear(np.resize(np.array([0, 12000, 0, -12000], dtype=np.int16), 3 * 48000))
    assert test.words.text() == "Good: you can be heard."
    assert test.play.isVisible()


def test_format_extra_time_and_library_are_written(
    page: SettingsPage, services: PlayedServices, tmp_path: Path
) -> None:
    page.practice.format.setCurrentIndex(page.practice.format.findData("practice"))
    page.practice.extra.setCurrentIndex(page.practice.extra.findData(25.0))
    page.library.use(tmp_path / "elsewhere")
    written = services.written_settings
    assert written.format == "practice"
    assert written.extra_time_percent == 25
    assert written.library == tmp_path / "elsewhere"


def test_dark_colours_are_chosen_and_written(
    page: SettingsPage, services: PlayedServices, theme: Theme
) -> None:
    page.looks.choice.buttons[2].click()
    assert theme.palette is tokens.DARK
    assert services.written_settings.theme is ThemeChoice.DARK
    page.looks.choice.buttons[1].click()
    assert theme.palette is tokens.LIGHT


class PlayedDownload:
    """A download that arrives, fails or waits to be cancelled."""

    ending: Exception | None = None

    def __init__(self, model: OfficialModel) -> None:
        self.model = model
        self.arrived_bytes = 0

    def run(self, on_progress: Callable[[int, int], None]) -> Path:
        on_progress(self.model.size_bytes, self.model.size_bytes)
        if self.ending is not None:
            raise self.ending
        return Path(f"{self.model.name}.pt")

    def cancel(self) -> None:
        return


def test_a_fetched_model_is_used(
    qtbot: QtBot,
    page: SettingsPage,
    services: PlayedServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(download, "Download", PlayedDownload)
    wanted = page.speech.download.choice.currentData().name
    with qtbot.waitSignal(page.speech.download.fetched):
        page.speech.download.fetch.click()
        assert page.speech.download.cancel_button.isVisible()
    assert services.written_settings.model == wanted
    assert page.speech.download.fetch.isVisible()


def test_a_failed_download_is_told(
    qtbot: QtBot, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "Download", PlayedDownload)
    monkeypatch.setattr(PlayedDownload, "ending", DownloadError("It was cut off.", "Try again."))
    page.speech.download.fetch.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text() == "It was cut off."
