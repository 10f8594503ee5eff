"""The bin in the window: deleting by key, undo, putting back, and removing for good."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.bin import BinEntry, bin_attempt, bin_take, contents
from mockinterview.ui.bin import page as bin_module
from mockinterview.ui.bin.page import BinPage
from mockinterview.ui.window import MainWindow
from tests.fakes import FakeSound
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.library_entries import add_attempt, mark

pytestmark = pytest.mark.slow

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Person:
    """Somebody at the keyboard."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def shows(self, page: QWidget) -> bool:
        return self.window.pages.currentWidget() is page

    def read_again(self) -> None:
        read: list[bool] = []
        self.window.keeper.refresh(lambda: read.append(True))
        self.wait(lambda: bool(read))

    def open_attempts(self) -> None:
        self.press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
        assert self.window.pages.attempts.table.hasFocus()

    def open_bin(self) -> BinPage:
        self.read_again()
        self.window.show_page("attempts")
        self.window.pages.attempts.bin_button.click()
        self.read_again()
        assert self.shows(self.window.pages.bin)
        assert self.window.pages.bin.list.hasFocus()
        return self.window.pages.bin


@pytest.fixture
def three(services: PlayedServices) -> list[AttemptFolder]:
    """Three attempts, newest first, as the page lists them."""
    names = ("define-resilience", "leader-or-follower", "duties-of-a-doctor")
    folders = [add_attempt(services, name, day=day) for day, name in enumerate(names)]
    return list(reversed(folders))


@pytest.fixture
def two_takes(services: PlayedServices) -> AttemptFolder:
    """An attempt with two takes."""
    folder = add_attempt(services)
    attempt = folder.load()
    second = attempt.takes[0].model_copy(update={"number": 2, "file": "takes/take-2.wav"})
    folder.take_path(second).write_bytes(folder.take_path(attempt.takes[0]).read_bytes())
    folder.save(attempt.with_take(second))
    return folder


@pytest.fixture
def person(qtbot: QtBot, make_window: MakeWindow, request: pytest.FixtureRequest) -> Person:
    """At a window that was opened after the attempts were made."""
    for name in ("three", "two_takes"):
        if name in request.fixturenames:
            request.getfixturevalue(name)
    return Person(qtbot, make_window())


def shown(window: MainWindow) -> list[str]:
    """The ids of the attempts that the page lists."""
    return [row.record.folder.id for row in window.pages.attempts.model.rows if row.record]


def test_a_deleted_attempt_leaves_the_list_and_comes_back_by_undo(
    person: Person, three: list[AttemptFolder]
) -> None:
    page = person.window.pages.attempts
    person.open_attempts()
    assert not page.bin_button.isVisible()
    person.press(Key.Key_Down)
    person.press(Key.Key_Delete)
    person.wait(page.banner.isVisible)
    assert "Are you a leader or a follower?" in page.banner.message.text()
    assert "is in the bin" in page.banner.message.text()
    assert "30 days" in page.banner.hint.text()
    assert shown(person.window) == [three[0].id, three[2].id]
    assert page.table.currentIndex().row() == 1, "the neighbour is current"
    assert page.bin_button.isVisible()
    assert page.bin_button.text().startswith("Bin · 1 item, ")
    assert three[1].load().binned is not None
    person.press(Key.Key_Z, CONTROL)
    person.wait(lambda: len(shown(person.window)) == len(three))
    person.wait(lambda: not page.banner.isVisible())
    assert page.table.currentIndex().row() == 1, "what came back is current"
    assert not page.bin_button.isVisible()
    assert three[1].load().binned is None


def test_undo_goes_back_step_by_step(person: Person, three: list[AttemptFolder]) -> None:
    page = person.window.pages.attempts
    person.open_attempts()
    for left in (2, 1, 0):
        person.press(Key.Key_Delete)
        person.wait(lambda left=left: len(shown(person.window)) == left)  # type: ignore[misc]
    assert page.empty.isVisible()
    assert page.empty.button.hasFocus()
    assert page.banner.isVisible()
    for there in (1, 2, 3):
        person.wait(lambda: not page._deletion._under_way)
        person.press(Key.Key_Z, CONTROL)
        person.wait(lambda there=there: len(shown(person.window)) == there)  # type: ignore[misc]
    assert all(folder.load().binned is None for folder in three)


def test_the_button_of_the_banner_undoes(person: Person, three: list[AttemptFolder]) -> None:
    page = person.window.pages.attempts
    person.open_attempts()
    page.delete_button.click()
    person.wait(page.banner.isVisible)
    page.banner.action_button.click()
    person.wait(lambda: len(shown(person.window)) == len(three))


def test_an_attempt_in_an_interview_or_another_window_stays(
    person: Person, three: list[AttemptFolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = person.window.pages.attempts
    person.open_attempts()
    other = AttemptFolder(three[0].path)
    with monkeypatch.context() as impatient:
        impatient.setattr("mockinterview.files.attempts.CHANGE_SECONDS", 0.05)
        impatient.setattr("mockinterview.files.bin.CHANGE_SECONDS", 0.05)
        assert other.lock(5.0), "once the start has looked after the take"
        person.press(Key.Key_Delete)
        person.wait(lambda: "An interview is running" in page.banner.message.text())
        other.unlock()
        assert other.lock_marking()
        person.press(Key.Key_Delete)
        person.wait(lambda: "open in another window" in page.banner.message.text())
    assert len(shown(person.window)) == len(three)
    other.unlock_marking()
    person.press(Key.Key_Delete)
    person.wait(lambda: "is in the bin" in page.banner.message.text())


def test_an_attempt_that_was_just_marked_here_can_be_deleted(
    person: Person, three: list[AttemptFolder]
) -> None:
    person.open_attempts()
    with person.qtbot.waitSignal(person.window.pages.marking.opened):
        person.press(Key.Key_Return)
    person.press(Key.Key_1)
    person.window.pages.marking.back_requested.emit()
    person.press(Key.Key_Delete)
    person.wait(lambda: three[0].load().binned is not None)
    marking = three[0].marking()
    assert len(marking.marks) == 1, "the last mark was kept"
    person.wait(lambda: not person.window.pages.attempts._deletion._under_way)
    person.press(Key.Key_Z, CONTROL)
    person.wait(lambda: len(shown(person.window)) == len(three))
    with person.qtbot.waitSignal(person.window.pages.marking.opened):
        person.press(Key.Key_Return)
    assert person.window.pages.marking.marking == marking


def test_what_cannot_be_read_is_not_deleted(person: Person, services: PlayedServices) -> None:
    damaged = services.library.folder / "2026-01-05-101500-duties-of-a-doctor"
    damaged.mkdir(parents=True)
    (damaged / "attempt.json").write_text("{", encoding="utf-8")
    person.read_again()
    person.open_attempts()
    person.press(Key.Key_Delete)
    banner = person.window.pages.attempts.banner
    assert "cannot be put into the bin" in banner.message.text()
    assert (damaged / "attempt.json").read_text(encoding="utf-8") == "{"


def test_the_bin_lists_takes_and_attempts_with_size_and_days(
    person: Person, services: PlayedServices, two_takes: AttemptFolder
) -> None:
    whole = add_attempt(services, "define-resilience", day=1)
    bin_take(two_takes, 2, services.library.now())
    bin_attempt(whole, services.library.now())
    page = person.open_bin()
    first, second = page.list.entries
    assert first.title == "Define resilience. Are you a resilient person?"
    assert first.meta.startswith("Attempt of 25 Nov 2026, 19:40 · 1 take, 0:01 · deleted ")
    assert "30 days left" in first.meta
    assert "Take 2 of the attempt of 24 Nov 2026, 19:40 · 0:01" in second.meta
    assert second.meta.endswith(" KB"), "FLAC or WAV"
    assert page.about.text().startswith("2 items, ")
    assert not page.nothing.isVisible()


def test_putting_back_by_key(
    person: Person, services: PlayedServices, two_takes: AttemptFolder
) -> None:
    whole = add_attempt(services, "define-resilience", day=1)
    bin_take(two_takes, 2, services.library.now())
    bin_attempt(whole, services.library.now())
    page = person.open_bin()
    person.press(Key.Key_Down)
    person.press(Key.Key_P)
    person.wait(page.banner.isVisible)
    assert page.banner.message.text().startswith("Take 2 of “Are you a leader")
    assert len(two_takes.load().kept_takes) == 2
    assert [entry.key for entry in page.list.entries] == [whole.id]
    person.press(Key.Key_P)
    person.wait(page.nothing.isVisible)
    assert page.back.hasFocus()
    assert not page.list.isVisible()
    person.press(Key.Key_Escape)
    assert person.shows(person.window.pages.attempts)
    assert whole.id in shown(person.window)


def test_removing_for_good_asks_once_and_says_what_goes(
    person: Person, services: PlayedServices, two_takes: AttemptFolder
) -> None:
    bin_take(two_takes, 2, services.library.now())
    page = person.open_bin()
    person.press(Key.Key_Delete)
    assert page.sheet.isVisible()
    assert page.sheet.title.text() == "Remove take 2 for good?"
    assert "The sound (0:01) and the transcript of take 2" in page.sheet.consequence.text()
    assert "cannot be undone" in page.sheet.consequence.text()
    person.press(Key.Key_P)
    person.press(Key.Key_Delete)
    person.press(Key.Key_Space)  # the button that has the keyboard keeps
    assert not page.sheet.isVisible()
    person.press(Key.Key_Delete)
    person.press(Key.Key_Escape)
    assert not page.sheet.isVisible()
    assert person.shows(page)
    assert page.list.hasFocus()
    assert len(two_takes.load().binned_takes) == 1
    person.press(Key.Key_Delete)
    person.press(Key.Key_R)
    person.wait(page.nothing.isVisible)
    attempt = two_takes.load()
    assert attempt.take(2).is_removed
    assert not two_takes.take_path(attempt.take(2)).exists()
    assert two_takes.take_path(attempt.take(1)).exists()


def test_emptying_removes_what_was_shown_and_nothing_else(
    person: Person, services: PlayedServices, three: list[AttemptFolder]
) -> None:
    mark(three[0], 2)
    bin_attempt(three[0], services.library.now())
    bin_take(three[1], 1, services.library.now())
    page = person.open_bin()
    page.empty.click()
    assert page.sheet.title.text() == "Empty the bin?"
    words = page.sheet.consequence.text()
    assert words.startswith(
        "1 attempt with all that belongs to it and 1 take deleted alone are removed, "
    )
    bin_attempt(three[2], services.library.now())  # by another window, after the question was put
    person.press(Key.Key_R)
    person.wait(lambda: not three[0].path.exists())
    person.wait(lambda: [entry.key for entry in page.list.entries] == [three[2].id])
    assert three[1].load().take(1).is_removed
    assert three[2].take_path(three[2].load().take(1)).exists()


def test_what_could_not_be_removed_is_told(
    person: Person,
    services: PlayedServices,
    three: list[AttemptFolder],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mockinterview.files.bin.CHANGE_SECONDS", 0.05)
    for folder in three[:2]:
        bin_attempt(folder, services.library.now())
    page = person.open_bin()
    other = AttemptFolder(three[0].path)
    assert other.lock_marking()
    page.empty.click()
    person.press(Key.Key_R)
    person.wait(page.banner.isVisible)
    assert page.banner.message.text() == (
        "1 item could not be removed. This attempt is open in another window of Mock Interview."
    )
    assert page.banner.hint.text() == "Close it there first."
    assert [entry.key for entry in page.list.entries] == [three[0].id]
    other.unlock_marking()


def test_an_error_is_told_and_the_page_goes_on(
    person: Person,
    services: PlayedServices,
    three: list[AttemptFolder],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bin_attempt(three[0], services.library.now())
    page = person.open_bin()

    def refuse(_: BinEntry) -> None:
        raise LibraryError("It could not be removed.", "Close the other program.")

    with monkeypatch.context() as broken:
        broken.setattr(bin_module, "remove", refuse)
        person.press(Key.Key_Delete)
        person.press(Key.Key_R)
        person.wait(page.banner.isVisible)
    assert page.banner.message.text() == "It could not be removed."
    assert len(contents(services.library)) == 1
    person.press(Key.Key_P)
    person.wait(page.nothing.isVisible)


def test_space_plays_a_take_and_another_entry_falls_silent(
    person: Person, services: PlayedServices, two_takes: AttemptFolder, sound: FakeSound
) -> None:
    bin_take(two_takes, 2, services.library.now())
    bin_take(two_takes, 1, services.library.now())
    page = person.open_bin()
    assert page.player.position.text() == "0:01"
    person.press(Key.Key_Space)
    person.wait(lambda: page.player.playback.is_playing)
    assert page.player.button.text() == "Pause"
    assert page.player.position.text() == "0:00 / 0:01"
    assert any(stream.active for stream in sound.streams)
    person.press(Key.Key_Down)
    person.wait(lambda: not any(stream.active for stream in sound.streams))
    assert page.player.button.text() == "Play"
    person.press(Key.Key_Space)
    person.wait(lambda: page.player.playback.is_playing)
    person.press(Key.Key_Escape)
    person.wait(lambda: not any(stream.active for stream in sound.streams))


def test_an_attempt_without_sound_cannot_be_played(
    person: Person, services: PlayedServices, three: list[AttemptFolder]
) -> None:
    attempt = three[0].load()
    silent = attempt.takes[0].model_copy(update={"seconds": 0.0})
    three[0].save(attempt.with_take(silent))
    bin_attempt(three[0], services.library.now())
    page = person.open_bin()
    assert not page.player.button.isEnabled()
    assert page.player.position.text() == "no sound"
    person.press(Key.Key_Space)
    assert page.player.playback._opening is None


def test_the_settings_tell_the_size_and_lead_to_the_bin_and_back(
    person: Person, services: PlayedServices, three: list[AttemptFolder]
) -> None:
    settings = person.window.pages.settings
    assert settings.library.bin.text() == "Empty"
    assert not settings.library.bin_button.isEnabled()
    bin_attempt(three[0], services.library.now())
    person.read_again()
    assert settings.library.bin.text().startswith("1 item, ")
    assert settings.library.bin.text().endswith("KB · removed for good after 30 days")
    person.window.show_page("settings")
    settings.library.bin_button.click()
    assert person.shows(person.window.pages.bin)
    person.wait(person.window.pages.bin.list.hasFocus)
    person.press(Key.Key_Escape)
    assert person.shows(settings)
