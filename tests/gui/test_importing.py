"""Recordings come in by drop, button and key: question, progress, Cancel, sentences."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from mockinterview.core.attempt import Attempt
from mockinterview.core.interview import Stage
from mockinterview.errors import DiskFullError
from mockinterview.ui.importing.candidates import Candidate, look_at
from mockinterview.ui.importing.sheet import ImportSheet
from mockinterview.ui.window import MainWindow
from tests.fakes import FakeSound, device_info
from tests.gui.conftest import PlayedServices
from tests.gui.room import Room
from tests.made_recordings import tone, write_media, write_sound

pytestmark = pytest.mark.slow

Key = Qt.Key
NoModifier = Qt.KeyboardModifier.NoModifier
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    return write_media(tmp_path / "memo.m4a", kind="ipod")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.wav"
    path.write_text("Dear diary", encoding="utf-8")
    return path


def data_of(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def hold(window: MainWindow, data: QMimeData) -> QDragEnterEvent:
    """Carry files over the window."""
    buttons = Qt.MouseButton.LeftButton
    copy = Qt.DropAction.CopyAction
    event = QDragEnterEvent(QPoint(300, 300), copy, data, buttons, NoModifier)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event


def drop(window: MainWindow, *paths: Path) -> None:
    """Carry files over the window and let them go."""
    data = data_of(*paths)
    assert hold(window, data).isAccepted()
    assert window.drops.hint.isVisible()
    copy, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, data, buttons, NoModifier))
    assert not window.drops.hint.isVisible()


class Guest:
    """A person with a voice memo before the window."""

    def __init__(
        self, qtbot: QtBot, window: MainWindow, services: PlayedServices, memo: Path
    ) -> None:
        self.qtbot = qtbot
        self.window = window
        self.services = services
        self.memo = memo

    @property
    def sheet(self) -> ImportSheet:
        return self.window.imports.sheet

    def open(self, *paths: Path) -> ImportSheet:
        """Drop files, or the memo, and wait for the sheet."""
        drop(self.window, *(paths or (self.memo,)))
        self.wait(lambda: self.window.imports.is_open)
        return self.sheet

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def marking_opens(self) -> Any:
        """Waits for the marking page at the end of a `with` block."""
        return self.qtbot.waitSignal(self.window.pages.marking.opened)

    def attempts(self) -> list[Attempt]:
        """What is in the library."""
        return [attempt for _, attempt in self.services.library.listing().attempts]


@pytest.fixture
def guest(qtbot: QtBot, window: MainWindow, services: PlayedServices, memo: Path) -> Guest:
    return Guest(qtbot, window, services, memo)


def answer_dialog(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> list[Any]:
    """What the dialog for files is asked, and that these are chosen in it."""
    asked: list[Any] = []

    def choose(*arguments: Any) -> tuple[list[str], str]:
        asked.append(arguments)
        return [str(path) for path in paths], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    return asked


def library_is_empty(services: PlayedServices) -> bool:
    folder = services.library.folder
    own = {"sittings", ".open"}
    return not folder.exists() or {one.name for one in folder.iterdir()} <= own


def test_a_recording_that_is_dropped_is_opened_for_marking(guest: Guest) -> None:
    guest.window.pages.practise.list.setCurrentIndex(
        guest.window.pages.practise.list.rows_model.index(2)
    )
    proposed = guest.window.pages.practise.question_id
    sheet = guest.open()
    assert sheet.title.text() == "Import a recording"
    assert sheet.name.text() == "memo.m4a"
    assert sheet.facts.text().startswith("0:03 · last changed ")
    assert sheet.list.key == proposed
    assert sheet.list.hasFocus()
    with guest.marking_opens():
        guest.press(Key.Key_Return)
    assert not guest.window.imports.is_open
    assert guest.window.pages.currentWidget() is guest.window.pages.marking
    (attempt,) = guest.attempts()
    assert (attempt.origin, attempt.question.id) == ("import", proposed)
    assert "imported from memo.m4a" in guest.window.pages.marking.header.line.text()
    guest.wait(lambda: bool(guest.window.pages.marking.answer.waveform.peaks))
    guest.wait(lambda: bool(guest.services.quiet_speech.asked))  # it is transcribed as any other


def test_another_question_and_format_can_be_chosen_by_keys(guest: Guest) -> None:
    sheet = guest.open()
    sheet.search.setFocus()
    QTest.keyClicks(sheet.search, "define resil")
    assert sheet.list.key == "define-resilience"
    sheet.format.choice.setCurrentIndex(sheet.format.choice.findData("casper-video"))
    guest.press(Key.Key_Down)
    assert sheet.list.hasFocus()
    with guest.marking_opens():
        guest.press(Key.Key_Enter)
    (attempt,) = guest.attempts()
    assert (attempt.question.id, attempt.format.format) == ("define-resilience", "casper-video")


def test_the_format_follows_the_question_until_one_is_chosen(guest: Guest) -> None:
    sheet = guest.open()
    sheet.list.choose("time-you-led")
    sheet.list.choose("define-resilience")
    assert sheet.format.format_id == "imperial-2023"
    sheet.format.choice.setCurrentIndex(sheet.format.choice.findData("sammi-4"))
    sheet.list.choose("leader-or-follower")
    assert sheet.format.format_id == "sammi-4"


def test_a_search_without_result_offers_nothing(guest: Guest) -> None:
    sheet = guest.open()
    sheet.search.setText("zebra")
    assert sheet.nothing.isVisible()
    assert not sheet.take_in.isEnabled()
    sheet.search.setFocus()
    guest.press(Key.Key_Return)
    assert not sheet.is_running
    sheet.search.setText("")
    assert sheet.take_in.isEnabled()


def test_tab_stays_on_the_sheet_and_other_pages_wait(guest: Guest) -> None:
    sheet = guest.open()
    visited = set()
    for _ in range(12):
        guest.press(Key.Key_Tab)
        focused = guest.window.focusWidget()
        assert focused is not None
        assert sheet.isAncestorOf(focused)
        visited.add(focused)
    assert {sheet.search, sheet.list, sheet.format.choice, sheet.take_in} <= visited
    guest.press(Key.Key_Backtab)
    assert sheet.isAncestorOf(guest.window.focusWidget() or guest.window)
    QTest.keyClick(guest.window, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert guest.window.pages.currentWidget() is guest.window.pages.practise
    assert not hold(guest.window, data_of(guest.memo)).isAccepted()
    guest.press(Key.Key_Escape)
    assert not sheet.isVisible()
    assert guest.window.pages.practise.list.hasFocus()


def test_several_recordings_are_listed_and_what_failed_is_told(
    guest: Guest, letter: Path, tmp_path: Path
) -> None:
    other = write_sound(tmp_path / "other.flac")
    sheet = guest.open(guest.memo, letter, other)
    assert sheet.title.text() == "Import 2 recordings"
    assert sheet.name.text() == "memo.m4a, other.flac"
    assert sheet.facts.text() == "0:06 in all"
    assert sheet.asking.text() == "Which question do they answer?"
    assert sheet.banner.message.text() == "letter.wav is a text file, not a recording."
    guest.memo.unlink()  # between looking and importing
    guest.press(Key.Key_Return)
    guest.wait(lambda: guest.window.pages.currentWidget() is guest.window.pages.attempts)
    banner = guest.window.pages.attempts.banner
    guest.wait(banner.isVisible)
    assert banner.message.text() == "1 recording was imported. 1 could not be; details say why."
    assert "There is no file" in banner.detail.text()
    (row,) = guest.window.pages.attempts.model.rows
    assert row.cells[4] == "no transcript · imported"


def slow_import(services: PlayedServices, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """An import that waits half way until the event is set, or it is cancelled."""
    goes_on = threading.Event()
    real = services.import_recording

    def slow(*files: Any, on_progress: Any, is_cancelled: Any) -> Any:
        def advance(part: float) -> None:
            on_progress(part)
            while part > 0.4 and not is_cancelled() and not goes_on.wait(0.01):
                on_progress(part)

        return real(*files, on_progress=advance, is_cancelled=is_cancelled)

    monkeypatch.setattr(services, "import_recording", slow)
    return goes_on


def test_progress_is_shown_and_the_window_lives(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = slow_import(guest.services, monkeypatch)
    sheet = guest.open()
    guest.press(Key.Key_Return)
    guest.wait(lambda: sheet.bar.value() > 400)
    assert sheet.asking.text() == "Importing …"
    assert sheet.cancel_button.hasFocus()
    assert not sheet.choosing.isVisible()
    guest.wait(lambda: sheet.note.text().endswith("left"))
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, NoModifier, QPoint(2, 2))
    assert sheet.is_running, "a click beside the card must not cancel"
    with guest.marking_opens():
        goes_on.set()


@pytest.mark.parametrize("by", ["key", "button"])
def test_cancelling_leaves_nothing_and_the_choice_is_back(
    guest: Guest, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_import(guest.services, monkeypatch)
    sheet = guest.open()
    guest.press(Key.Key_Return)
    guest.wait(lambda: sheet.bar.value() > 400)
    if by == "key":
        guest.press(Key.Key_Escape)
    else:
        sheet.cancel_button.click()
    guest.wait(lambda: not sheet.is_running)
    assert sheet.isVisible()
    assert sheet.list.hasFocus()
    assert library_is_empty(guest.services)


def test_closing_the_program_ends_an_import_and_leaves_nothing(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_import(guest.services, monkeypatch)
    sheet = guest.open()
    guest.press(Key.Key_Return)
    guest.wait(lambda: sheet.bar.value() > 400)
    guest.window.close()
    guest.wait(lambda: library_is_empty(guest.services))


def test_a_full_disk_is_told_on_the_sheet_and_can_be_tried_again(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise DiskFullError("There is no room on the disk for this recording.", "Free some.")

    sheet = guest.open()
    with monkeypatch.context() as patch:
        patch.setattr(guest.services, "import_recording", refuse)
        guest.press(Key.Key_Return)
        guest.wait(sheet.banner.isVisible)
    assert sheet.banner.message.text() == "There is no room on the disk for this recording."
    assert sheet.choosing.isVisible()
    with guest.marking_opens():
        guest.press(Key.Key_Return)


@pytest.mark.parametrize("page", ["practise", "attempts", "banks", "settings"])
def test_what_is_no_recording_is_told_on_the_page(guest: Guest, page: str, letter: Path) -> None:
    guest.window.show_page(page)
    drop(guest.window, letter)
    told = getattr(guest.window.pages, page if page != "settings" else "practise")
    guest.wait(told.banner.isVisible)
    assert told.banner.message.text() == "letter.wav is a text file, not a recording."
    assert guest.window.pages.currentWidget() is told
    assert not guest.window.imports.is_open


def test_several_things_that_are_no_recordings_have_one_banner(
    guest: Guest, letter: Path, tmp_path: Path
) -> None:
    drop(guest.window, letter, tmp_path)
    banner = guest.window.pages.practise.banner
    guest.wait(banner.isVisible)
    assert banner.message.text() == "2 files cannot be imported."
    assert f"{tmp_path.name} is a folder, not a recording." in banner.detail.text()


def test_a_bank_goes_to_the_banks_from_every_page(guest: Guest, tmp_path: Path) -> None:
    data = Path(__file__).parents[1] / "data" / "good" / "questions" / "good.yaml"
    bank = tmp_path / "good.yaml"
    bank.write_text(data.read_text(encoding="utf-8"), encoding="utf-8")
    drop(guest.window, bank)
    assert guest.window.pages.currentWidget() is guest.window.pages.banks
    guest.wait(guest.window.pages.banks.banner.isVisible)


def test_the_hint_says_what_letting_go_does(guest: Guest, tmp_path: Path) -> None:
    hold(guest.window, data_of(guest.memo))
    assert guest.window.drops.hint.label.text() == "Let go to import it"
    QApplication.sendEvent(guest.window, QDragLeaveEvent())
    assert not guest.window.drops.hint.isVisible()
    hold(guest.window, data_of(guest.memo, guest.memo))
    assert guest.window.drops.hint.label.text() == "Let go to import them"
    hold(guest.window, data_of(tmp_path / "bank.zip"))
    assert guest.window.drops.hint.label.text() == "Let go to add it to your banks"
    address = QMimeData()
    address.setUrls([QUrl("https://example.org/answer.mp3")])
    assert not hold(guest.window, address).isAccepted(), "nothing is fetched from the network"


@pytest.mark.parametrize("page", ["practise", "attempts"])
def test_the_key_and_the_button_ask_for_files(
    guest: Guest, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_dialog(monkeypatch, guest.memo)
    guest.window.show_page(page)
    guest.press(Key.Key_I, Control)
    guest.wait(lambda: guest.window.imports.is_open)
    assert "*.m4a" in asked[0][3]
    guest.press(Key.Key_Escape)
    getattr(guest.window.pages, page).import_button.click()
    guest.wait(lambda: guest.window.imports.is_open)
    assert asked[1][2] == str(guest.memo.parent), "it begins where the last file was"


def test_a_dialog_that_is_cancelled_does_nothing(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_dialog(monkeypatch)
    guest.press(Key.Key_I, Control)
    assert len(asked) == 1
    assert not guest.window.imports.is_open


def test_the_empty_list_of_attempts_offers_it(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_dialog(monkeypatch, guest.memo)
    guest.window.show_page("attempts")
    assert guest.window.pages.attempts.empty.take_in.isVisible()
    guest.window.pages.attempts.empty.take_in.click()
    guest.wait(lambda: guest.window.imports.is_open)


def test_without_a_microphone_a_recording_can_be_imported_instead(
    qtbot: QtBot, room: Room, sound: FakeSound, memo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_dialog(monkeypatch, memo)
    sound.devices[:] = [device_info("Speakers", outputs=2)]
    room.start()
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    room.press(Key.Key_Space)
    room.wait_for(Stage.INTERRUPTED)
    card = room.page.interruption
    qtbot.waitUntil(card.take_in.isVisible)
    card.take_in.click()
    qtbot.waitUntil(lambda: room.window.imports.is_open)
    assert room.window.imports.sheet.list.key == "leader-or-follower"
    with qtbot.waitSignal(room.window.pages.marking.opened):
        room.press(Key.Key_Return)
    assert len(room.services.library.listing().attempts) == 1, "the empty attempt is gone"


def test_during_an_interview_nothing_can_be_dropped(room: Room, memo: Path) -> None:
    room.answer()
    assert not hold(room.window, data_of(memo)).isAccepted()
    assert not room.window.drops.hint.isVisible()


class SlowDisk:
    """Files whose disk answers only when it is told to."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self._qtbot = qtbot
        self._may_end: dict[Path, threading.Event] = {}
        self._ended: set[Path] = set()

        def slow(paths: Sequence[Path], now: dt.datetime) -> list[Candidate]:
            waits = self._may_end[paths[0]] = threading.Event()
            assert waits.wait(20)
            found = look_at(paths, now)
            self._ended.add(paths[0])
            return found

        monkeypatch.setattr("mockinterview.ui.importing.flow.look_at", slow)

    def answer(self, path: Path) -> None:
        """Let it be looked into, and what follows happen."""
        self._qtbot.waitUntil(lambda: path in self._may_end)
        self._may_end[path].set()
        self._qtbot.waitUntil(lambda: path in self._ended)
        self._qtbot.wait(100)


@pytest.fixture
def slow_disk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    return SlowDisk(qtbot, monkeypatch)


@pytest.mark.parametrize("file", ["memo", "letter"])
def test_a_file_that_was_slow_does_not_come_over_a_running_answer(
    room: Room, slow_disk: SlowDisk, file: str, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(file)
    drop(room.window, path)
    room.answer()
    slow_disk.answer(path)
    assert not room.window.imports.is_open
    assert room.window.pages.shows("interview")
    assert room.session.stage is Stage.ANSWER


def test_of_two_files_in_a_row_the_later_one_is_asked_about(
    guest: Guest, slow_disk: SlowDisk, tmp_path: Path
) -> None:
    other = write_sound(tmp_path / "other.flac")
    drop(guest.window, guest.memo)
    drop(guest.window, other)
    slow_disk.answer(other)
    slow_disk.answer(guest.memo)
    assert guest.window.imports.is_open
    assert guest.sheet.name.text() == "other.flac"
    with guest.marking_opens():
        guest.press(Key.Key_Return)
    assert len(guest.attempts()) == 1
    assert "other.flac" in guest.window.pages.marking.header.line.text()


def test_a_sheet_makes_room_for_an_interview_that_was_asked_for_before(
    room: Room, memo: Path
) -> None:
    drop(room.window, memo)
    room.wait(lambda: room.window.imports.is_open)
    room.answer()
    assert not room.window.imports.is_open
    assert room.page.hasFocus()
    assert room.session.stage is Stage.ANSWER


def test_an_import_makes_room_for_an_interview_and_leaves_nothing(
    room: Room, memo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_import(room.services, monkeypatch)
    drop(room.window, memo)
    sheet = room.window.imports.sheet
    room.wait(sheet.isVisible)
    room.press(Key.Key_Return)
    room.wait(lambda: sheet.bar.value() > 400)
    room.answer()
    room.wait(lambda: not sheet.is_running)
    assert not sheet.isVisible()
    assert room.window.pages.shows("interview")
    assert len(room.services.library.listing().attempts) == 1, "that of the interview"


def test_a_defect_while_importing_gives_the_choice_back(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError

    sheet = guest.open()
    with monkeypatch.context() as patch, capture_exceptions() as raised:
        patch.setattr(guest.services, "import_recording", break_down)
        guest.press(Key.Key_Return)
        guest.wait(lambda: bool(raised))
    assert not sheet.is_running
    assert sheet.take_in.isVisible()
    with guest.marking_opens():
        guest.press(Key.Key_Return)


def test_an_answer_that_is_too_long_is_told_on_the_marking_page(
    guest: Guest, tmp_path: Path
) -> None:
    long = write_sound(tmp_path / "long.wav", tone(70, 8000), samplerate=8000)
    sheet = guest.open(long)
    sheet.format.choice.setCurrentIndex(sheet.format.choice.findData("casper-video"))
    with guest.marking_opens():
        sheet.take_in.click()
    assert (
        guest.window.pages.marking.banner.message.text()
        == "It is 1:10 long; the format gives 1:00."
    )
