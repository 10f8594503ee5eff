"""The models in Settings: what is here is chosen, and so is one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mockinterview.ui.settings import SettingsPage
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.gui.models.room import (
    Look,
    make_current,
    settle,
)
from tests.unit.model_cache import fetched, own_folder

pytestmark = pytest.mark.slow

Key = Qt.Key


def test_without_a_model_it_says_what_to_do(section: Look) -> None:
    found = section()
    assert "There is no model on this computer yet." in found.problem.text()
    assert [row.entry.name for row in found.rows] == ["small", "medium"]
    row = make_current(found.row("small"))
    assert row.fetch_button.isVisible()
    assert row.fetch_button.text() == "Fetch, 1 KB"
    assert not row.use_button.isVisible()
    assert "only thing that Mock Interview ever uses the network for" in row.kept.text()


def test_another_model_and_the_automatic_one_are_chosen(
    qtbot: QtBot, section: Look, cache: Path, services: PlayedServices
) -> None:
    fetched(cache)
    fetched(cache, b"more", "medium.pt")
    found = section()
    assert found.row("small").entry.is_chosen
    assert found.row("small").state.text() == "In use · 1 KB"
    assert not found.automatic_button.isVisible()
    make_current(found.row("medium")).use_button.click()
    chosen = [services.written_settings.model]
    qtbot.waitUntil(lambda: found.row("medium").entry.is_chosen)
    assert not found.row("medium").use_button.isVisible()
    found.automatic_button.click()
    chosen.append(services.written_settings.model)
    assert chosen == ["medium", None]
    qtbot.waitUntil(lambda: found.row("small").entry.is_chosen)


@pytest.mark.slow
def test_the_engine_is_chosen(qtbot: QtBot, section: Look, services: PlayedServices) -> None:
    found = section()
    found.engine.setCurrentIndex(found.engine.findData("openai-whisper"))
    assert services.written_settings.engine == "openai-whisper"
    qtbot.waitUntil(lambda: found.desk.overview.engine == "openai-whisper")
    found.engine.setCurrentIndex(0)
    assert services.written_settings.engine is None


def test_ones_own_folder_is_looked_at_and_used(
    qtbot: QtBot,
    section: Look,
    services: PlayedServices,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = own_folder(tmp_path / "my model")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(own))
    found = section()
    found.folder_button.click()
    qtbot.waitUntil(lambda: services.written_settings.model == str(own))
    qtbot.waitUntil(lambda: any(row.entry.name == "my model" for row in found.rows))
    row = make_current(found.row("my model"))
    assert row.path.text() == str(own)
    assert "delete it where it lies" in row.kept.text()
    assert not row.delete_button.isVisible()
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    row.open_button.click()
    assert [url.toLocalFile() for url in opened] == [str(own)]
    (own / "model.bin").unlink()
    with qtbot.waitSignal(found.desk.changed):
        found.refresh()
    assert "model.bin is missing" in found.problem.text()


@pytest.mark.slow
def test_ones_own_may_have_the_name_of_another(
    qtbot: QtBot, section: Look, cache: Path, services: PlayedServices, tmp_path: Path
) -> None:
    fetched(cache)
    own = own_folder(tmp_path / "small")
    services.change_settings(model=str(own))
    found = section()
    assert [row.entry.choice for row in found.rows] == [str(own), "small", "medium"]
    mine, theirs = found.rows[:2]
    assert [row.is_current for row in found.rows] == [True, False, False]
    theirs.verify_button.click()
    settle(qtbot, found)
    assert [row.facts.text().partition(" · ")[0] for row in (mine, theirs)] == [
        "Not verified yet",
        "Verified",
    ]
    theirs.use_button.click()
    assert services.written_settings.model == "small"


@pytest.mark.slow
def test_what_is_wrong_with_ones_own_file_is_said(
    qtbot: QtBot, section: Look, window: MainWindow, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = cache.with_name("mine.pt")
    mine.write_bytes(b"PK no")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(mine), ""))
    section().file_button.click()
    page: SettingsPage = window.pages.settings
    qtbot.waitUntil(page.banner.isVisible)
    assert "cannot be used as a speech model" in page.banner.message.text()
    assert page.speech.desk.overview.chosen is None
