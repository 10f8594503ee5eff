"""A take becomes a sound file for others, from the marking page and from the sheet of takes."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
import soundfile
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mockinterview.audio.export_sound import EXPORT_FORMATS, export_sound
from mockinterview.errors import ExportCancelled
from mockinterview.files.attempts import AttemptFolder
from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.ui.exporting import desk as file_desk
from mockinterview.ui.marking import export_desk
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.gui.library_entries import add_attempt

pytestmark = pytest.mark.slow

MP3 = "MP3 (*.mp3)"


@pytest.fixture
def folder(services: PlayedServices) -> AttemptFolder:
    return add_attempt(services)


@pytest.fixture
def marking(qtbot: QtBot, folder: AttemptFolder, window: MainWindow) -> MainWindow:
    """The window with the marking page in front."""
    with qtbot.waitSignal(window.pages.marking.opened):
        window.open_attempt(folder)
    return window


def answer_dialog(
    monkeypatch: pytest.MonkeyPatch, path: Path | str, chosen: str = MP3
) -> list[Any]:
    """What the dialog is asked, and the name and kind that are chosen in it."""
    asked: list[Any] = []

    def choose(*arguments: Any) -> tuple[str, str]:
        asked.append(arguments)
        return str(path), chosen

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return asked


def sound_in(folder: Path) -> list[Path]:
    """What of it is sound, or on its way to be: the library writes other files when it likes."""
    endings = {*(kind.suffix for kind in EXPORT_FORMATS), ".part"}
    return sorted(path for path in folder.rglob("*") if path.suffix in endings)


def press(window: MainWindow, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def test_the_key_exports_the_take_on_the_page(
    qtbot: QtBot, marking: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.mp3"
    asked = answer_dialog(monkeypatch, target)
    press(marking, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    banner = marking.pages.marking.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.message.text() == "Take 1 was exported as mine.mp3."
    assert banner.hint.text() == f"It is in {tmp_path}."
    assert soundfile.info(target).format == "MP3"
    _, _, proposed, filters, usual = asked[0]
    assert Path(proposed).name == "leader-or-follower 2026-11-24 take 1.mp3"
    assert filters == "WAV (*.wav);;FLAC (*.flac);;MP3 (*.mp3);;Opus (*.opus)"
    assert usual == MP3
    shown: list[str] = []

    def show(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    banner.action_button.click()
    assert shown == [str(tmp_path)]


def test_a_name_without_ending_gets_that_of_the_kind_chosen(
    qtbot: QtBot, marking: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_dialog(monkeypatch, tmp_path / "Dr. Who", "Opus (*.opus)")
    marking.pages.marking.sharing.export_sound()
    qtbot.waitUntil(marking.pages.marking.banner.isVisible)
    assert soundfile.info(tmp_path / "Dr. Who.opus").subtype == "OPUS"
    marking.pages.marking.sharing.export_sound()
    assert asked[1][2].endswith("take 1.opus"), "the kind chosen last is proposed"
    assert asked[1][2].startswith(str(tmp_path))
    # The dialog has asked about “Dr. Who”, not about “Dr. Who.opus”.
    banner = marking.pages.marking.banner
    qtbot.waitUntil(lambda: banner.message.text() == "There is a file Dr. Who.opus already.")


def test_a_dialog_that_is_cancelled_writes_nothing(
    marking: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sound_in(tmp_path)
    answer_dialog(monkeypatch, "")
    marking.pages.marking.sharing.export_sound()
    assert sound_in(tmp_path) == before


def test_what_cannot_be_written_is_told(
    qtbot: QtBot, marking: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_dialog(monkeypatch, tmp_path / "gone" / "mine.wav")
    marking.pages.marking.sharing.export_sound()
    banner = marking.pages.marking.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.message.text() == f"Nothing can be written into {tmp_path / 'gone'}."


def test_a_long_export_shows_its_progress_and_can_be_cancelled(
    qtbot: QtBot,
    marking: MainWindow,
    folder: AttemptFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, ended = export_sound, threading.Event()

    def slow(*files: Any, on_progress: Any, is_cancelled: Any, replaces: bool) -> float:
        while not is_cancelled() and not ended.wait(0.02):
            on_progress(0.42)
        return real(*files, on_progress=on_progress, is_cancelled=is_cancelled, replaces=replaces)

    monkeypatch.setattr(export_desk, "export_sound", slow)
    monkeypatch.setattr(file_desk, "QUIET_SECONDS", 0.1)
    page = marking.pages.marking
    page.sharing.sound.write_take(
        folder, folder.load().take(1), tmp_path / "mine.wav", EXPORT_FORMATS[0]
    )
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text() == "Exporting take 1 … 42%"
    page.banner.action_button.click()
    qtbot.waitUntil(lambda: page.banner.message.text() == "The export was cancelled.")
    assert not list(tmp_path.glob("*mine*"))
    assert not list(tmp_path.glob(".*.part"))


def test_the_sheet_of_takes_exports_the_chosen_one(
    qtbot: QtBot, marking: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_dialog(monkeypatch, tmp_path / "mine.flac", "FLAC (*.flac)")
    marking.pages.marking.header.takes_asked.emit()
    sheet = marking.pages.marking.takes
    press(marking, Qt.Key.Key_E)
    qtbot.waitUntil(sheet.banner.isVisible)
    assert sheet.banner.message.text() == "Take 1 was exported as mine.flac."
    assert soundfile.info(tmp_path / "mine.flac").duration == 1.0


@pytest.mark.qt_log_ignore("does not support")
def test_the_button_offers_all_that_can_be_exported_with_its_keys(
    qtbot: QtBot, marking: MainWindow
) -> None:
    page = marking.pages.marking
    qtbot.waitUntil(lambda: page.answer.transcript.text is not None)
    page.header.export_button.click()
    menu = page.sharing.menu
    assert menu is not None
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("Sound of this take …\tCtrl+E", True),
        ("Transcript …\tCtrl+Shift+E", True),
        ("Report with all marks …\tCtrl+R", True),
        ("Pack for somebody else …\tCtrl+Shift+R", True),
    ]
    menu.close()


def test_a_report_holds_the_mark_made_a_moment_before(
    qtbot: QtBot, marking: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_dialog(monkeypatch, tmp_path / "mine", "Web page with clips (*.html)")
    page = marking.pages.marking
    press(marking, Qt.Key.Key_2)
    press(marking, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text() == "The report was exported as mine.html."
    assert page.banner.hint.text() == f"It is in {tmp_path}."
    text = (tmp_path / "mine.html").read_text(encoding="utf-8")
    assert '<span class="tone partly">' in text
    assert "Are you a leader or a follower?" in text
    _, title, proposed, filters, _ = asked[0]
    assert title == "Export a report"
    assert Path(proposed).name == "leader-or-follower 2026-11-24.html"
    assert filters.split(";;") == [
        *("Web page with clips (*.html)", "PDF (*.pdf)"),
        *("Table of marks (CSV) (*.csv)", "Marks as JSON (*.json)"),
    ]


def test_a_long_report_can_be_cancelled(
    qtbot: QtBot, marking: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_desk, "QUIET_SECONDS", 0.1)

    def endless(target: Path, *, replaces: bool, on_progress: Any, is_cancelled: Any) -> None:
        assert (target.name, replaces) == ("mine.pdf", True)
        while not is_cancelled():
            on_progress(0.42)
        raise ExportCancelled("The export was cancelled.", "Nothing was written.")

    page = marking.pages.marking
    page.sharing.report.write("The report", tmp_path / "mine.pdf", REPORT_FORMATS[1], endless)
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text() == "The report is being written … 42%"
    page.banner.action_button.click()
    qtbot.waitUntil(lambda: page.banner.message.text() == "The export was cancelled.")


def test_the_key_is_on_the_sheet_of_keys() -> None:
    from mockinterview.ui.marking.keys import KEYS

    assert any(key.action == "export" and key.shown == "Ctrl E" for key in KEYS["Page"])
