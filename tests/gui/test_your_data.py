"""“Your data” in Settings: sizes, backup, restoring, deleting everything, and what was cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mockinterview import paths, safekeeping
from mockinterview.files import atomic
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.presence import Presence
from mockinterview.files.recovery import remove_attempt
from mockinterview.keeping.deleting import CONFIRMATION, NOTE, Note
from mockinterview.keeping.layout import SUFFIX
from mockinterview.keeping.reading import open_backup
from mockinterview.keeping.sizes import Part
from mockinterview.ui.keeping.section import DataSection
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.unit.test_bin import practised

Key = Qt.Key


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies outside of the library does so in the test's own folder."""
    monkeypatch.setattr(paths, "informal_words_file", lambda: tmp_path / "informal_words.yaml")
    monkeypatch.setattr(paths, "content_cache_file", lambda: tmp_path / "cache" / "content.json")
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "log" / "mockinterview.log")
    monkeypatch.setattr(safekeeping, "models_folder", lambda: tmp_path / "cache" / "models")


@pytest.fixture
def attempt(services: PlayedServices) -> AttemptFolder:
    return practised(services.library, takes=1)


@pytest.fixture
def data(qtbot: QtBot, attempt: AttemptFolder, window: MainWindow) -> DataSection:
    window.show_page("settings")
    data = window.pages.settings.data
    qtbot.waitUntil(lambda: data.desk.storage is not None)
    return data


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Chooses this file in the system's dialogs from now on."""

    def answer(path: Path) -> None:
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))

    return answer


@pytest.mark.slow
def test_a_backup_is_written_and_restored_with_the_keyboard(
    qtbot: QtBot,
    window: MainWindow,
    data: DataSection,
    attempt: AttemptFolder,
    choose: Callable[[Path], None],
) -> None:
    tmp_path = attempt.path.parents[1]
    assert data.sizes.rows[Part.ATTEMPTS][0].text() == "1 attempt"
    choose(tmp_path / "away")
    QTest.keyClick(data.backup_button, Key.Key_Space)
    qtbot.waitUntil(data.outcome.isVisible)
    target = tmp_path / f"away{SUFFIX}"
    assert data.message.text().startswith(f"{target.name}: 1 attempt, ")
    assert data.show_button.isVisible()
    with open_backup(target) as backup:
        assert backup.attempts == 1

    remove_attempt(attempt.path)
    choose(target)
    QTest.keyClick(data.restore_button, Key.Key_Space)
    qtbot.waitUntil(data.restoring.isVisible)
    assert "1 attempt, " in data.restoring.line.text()
    QTest.keyClick(data.restoring.restore, Key.Key_Return)
    qtbot.waitUntil(lambda: "added" in data.message.text())
    assert data.message.text() == "1 attempt added."
    assert attempt.load().takes[0].seconds == 1.0
    qtbot.waitUntil(lambda: len(window.keeper.records.attempts) == 1)


@pytest.mark.slow
def test_what_goes_wrong_is_told_where_it_was_asked_for(
    qtbot: QtBot, data: DataSection, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    bad = tmp_path / f"bad{SUFFIX}"
    bad.write_bytes(b"PK\x03\x04 and no more")
    choose(bad)
    data.restore_button.click()
    qtbot.waitUntil(data.outcome.isVisible)
    assert "is not whole" in data.message.text()
    assert not data.restoring.isVisible()
    assert data.backup_button.isEnabled()
    qtbot.waitUntil(lambda: not data.message.visibleRegion().isEmpty())


@pytest.mark.slow
def test_everything_is_deleted_only_when_the_words_are_typed(
    qtbot: QtBot, window: MainWindow, data: DataSection, services: PlayedServices, tmp_path: Path
) -> None:
    services.change_settings(marker_name="Ms Shah")
    sheet = data.deletion
    QTest.keyClick(data.delete_button, Key.Key_Space)
    qtbot.waitUntil(sheet.isVisible)
    assert not sheet.delete.isEnabled()
    QTest.keyClick(sheet.words, Key.Key_Return)
    QTest.keyClick(sheet, Key.Key_Escape)
    assert not sheet.isVisible()
    assert services.library.folder.is_dir()

    QTest.keyClick(data.delete_button, Key.Key_Space)
    qtbot.waitUntil(sheet.isVisible)
    QTest.keyClicks(sheet.words, CONFIRMATION)
    QTest.keyClick(sheet.words, Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.is_over)
    assert sheet.title.text() == "Everything is deleted"
    assert not services.library.folder.exists()
    assert not services.settings_path.exists()
    QTest.keyClick(sheet.end, Key.Key_Return)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not services.library.folder.exists()


@pytest.mark.slow
def test_a_library_of_two_windows_is_not_deleted(
    qtbot: QtBot, data: DataSection, services: PlayedServices
) -> None:
    other = Presence()
    other.stay_in(services.library.folder)
    data.delete_button.click()
    qtbot.waitUntil(data.outcome.isVisible)
    assert "Another window" in data.message.text()
    assert not data.deletion.isVisible()
    other.leave()


@pytest.mark.slow
def test_a_deletion_that_was_cut_off_is_told_at_the_next_start(
    qtbot: QtBot, attempt: AttemptFolder, services: PlayedServices, make_window: MakeWindow
) -> None:
    note = Note(library=attempt.path.parent, own_content=services.own_content, parts=tuple(Part))
    path = services.settings_path.with_name(NOTE)
    atomic.write_text(path, note.model_dump_json())
    window = make_window()
    banner = window.pages.practise.banner
    qtbot.waitUntil(banner.isVisible)
    assert "cut off" in banner.message.text()
    banner.action_button.click()
    assert window.pages.shows("settings")
    qtbot.waitUntil(lambda: not path.exists())
