"""The Diary page: written without a Save button, found again, deleted and put back."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.diary import LONGEST_TEXT, DiaryField, Entry, EntryKind, Telling
from mockinterview.errors import DiskFullError, LibraryError
from mockinterview.files import atomic
from mockinterview.files.diary import Diary
from mockinterview.ui.diary.page import DiaryPage
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.marking_attempts import make_attempt

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NOW = dt.datetime(2026, 7, 14, 10, 15, tzinfo=dt.UTC)


@pytest.fixture
def diary(services: PlayedServices) -> Diary:
    return Diary(services.library.folder)


@pytest.fixture
def filled(diary: Diary) -> Diary:
    """Three entries, the ward newest."""
    for day, title, kind, tags in (
        (14, "A ward", EntryKind.CLINICAL, ("empathy",)),
        (13, "A shop", EntryKind.JOB, ("teamwork",)),
        (12, "A book", EntryKind.BOOK, ()),
    ):
        date = dt.date(2026, 7, day)
        diary.create(Entry(created=NOW, day=date, title=title, kind=kind, tags=tags))
    return diary


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> DiaryPage:
    return opened(qtbot, window)


def opened(qtbot: QtBot, window: MainWindow) -> DiaryPage:
    page = window.pages.diary
    with qtbot.waitSignal(page.keeper.changed):
        window.show_page("diary")
    return page


def press(page: DiaryPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(page.window().focusWidget(), key, modifier or Qt.KeyboardModifier.NoModifier)


def titles(page: DiaryPage) -> list[str]:
    return [row.title for row in page.list.list.entries]


def saved(qtbot: QtBot, page: DiaryPage) -> None:
    qtbot.waitUntil(lambda: page.saver.is_idle)


def test_an_entry_is_written_by_keyboard_and_saved_by_itself(
    qtbot: QtBot, page: DiaryPage, diary: Diary
) -> None:
    assert page.right.currentWidget() is page.empty
    assert page.empty.button.hasFocus()
    press(page, Key.Key_N, CONTROL)
    qtbot.waitUntil(page.form.head.title.hasFocus)
    QTest.keyClicks(page.form.head.title, "A ward")
    press(page, Key.Key_Tab)
    press(page, Key.Key_Tab)
    press(page, Key.Key_Tab)
    press(page, Key.Key_Tab)
    field = page.form.fields[DiaryField.SAW].edit
    assert field.hasFocus()
    QTest.keyClicks(field, "A nurse sat down.")
    saved(qtbot, page)
    (entry,) = diary.listing().entries
    assert (entry.title, entry.saw) == ("A ward", "A nurse sat down.")
    assert entry.day == dt.datetime.now().astimezone().date()
    assert titles(page) == ["A ward"]
    assert page.form.state.text() == "Saved"


def test_what_was_begun_and_never_written_goes(
    qtbot: QtBot, window: MainWindow, page: DiaryPage, diary: Diary
) -> None:
    page.new_button.click()
    qtbot.waitUntil(page.form.head.title.hasFocus)
    assert len(diary.listing().entries) == 1
    window.show_page("practise")
    qtbot.waitUntil(lambda: not diary.listing().entries)


def test_what_was_typed_last_is_kept_when_the_window_closes(
    qtbot: QtBot, filled: Diary, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    page.form.fields[DiaryField.HARD].edit.setPlainText("The waiting.")
    assert not page.saver.is_idle
    window.close()
    assert filled.listing().entries[0].hard == "The waiting."


def test_an_entry_goes_into_the_bin_and_is_put_back(
    qtbot: QtBot, filled: Diary, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    page.list.list.setFocus()
    press(page, Key.Key_Delete)
    qtbot.waitUntil(page.banner.isVisible)
    qtbot.waitUntil(lambda: titles(page) == ["A shop", "A book"])
    assert page.banner.message.text() == "“A ward” is in the bin."
    page.banner.action_button.click()
    qtbot.waitUntil(lambda: "A ward" in titles(page))
    assert page.list.list.entries[0].key == page.list.key

    page.form.delete_button.click()
    qtbot.waitUntil(lambda: titles(page) == ["A shop", "A book"])
    page.list.kind.setCurrentIndex(page.list.kind.findText("Bin · 1"))
    page.list.kind.activated.emit(page.list.kind.currentIndex())
    assert titles(page) == ["A ward"]
    assert page.right.currentWidget() is page.binned
    page.binned.button.click()
    qtbot.waitUntil(lambda: titles(page) == ["A ward", "A shop", "A book"])
    assert filled.listing().binned == []


def test_entries_are_found_by_words_kind_and_tag(
    qtbot: QtBot, filled: Diary, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    press(page, Key.Key_F, CONTROL)
    QTest.keyClicks(page.list.search, "sho")
    assert titles(page) == ["A shop"]
    assert page.list.summary.text() == "1 of 3 entries"
    assert page.form.entry is not None
    assert page.form.entry.title == "A shop"
    page.list.search.setText("nothing like it")
    assert page.list.summary.text() == "No entry fits."
    assert page.right.currentWidget() is page.nothing
    page.list.search.clear()
    for choice, text in ((page.list.kind, "Book"), (page.list.tag, "Empathy")):
        choice.setCurrentIndex(choice.findText(text))
        choice.activated.emit(choice.currentIndex())
        assert titles(page) == [{"Book": "A book", "Empathy": "A ward"}[text]]
        choice.setCurrentIndex(0)
        choice.activated.emit(0)
    assert len(filled.listing().entries) == 3


def test_a_name_is_told_gently_and_kept(qtbot: QtBot, filled: Diary, window: MainWindow) -> None:
    page = opened(qtbot, window)
    field = page.form.fields[DiaryField.SPOKE]
    field.edit.setPlainText("“Good morning, Mrs Patel.”")
    assert field.remark.isHidden(), "not while somebody is typing"
    page.form.look()
    assert "“Mrs Patel” looks like somebody’s name" in field.remark.text()
    assert not field.remark.isHidden()
    saved(qtbot, page)
    assert "Mrs Patel" in filled.listing().entries[0].spoke
    field.edit.setPlainText("“Good morning.”")
    page.form.look()
    assert field.remark.isHidden()


def test_a_day_is_read_and_what_is_none_is_told(
    qtbot: QtBot, filled: Diary, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    head = page.form.head
    head.day.setFocus()
    head.day.selectAll()
    QTest.keyClicks(head.day, "soon")
    page.form.look()
    assert head.remark.text() == "Write a day as 14 July 2026."
    assert page.form.changes["day"] == dt.date(2026, 7, 14)
    head.day.selectAll()
    QTest.keyClicks(head.day, "1/8/2026")
    press(page, Key.Key_Tab)
    assert head.day.text() == "1 August 2026"
    saved(qtbot, page)
    assert filled.listing().entries[0].day == dt.date(2026, 8, 1)


def test_tags_are_completed_added_and_taken_away(
    qtbot: QtBot, filled: Diary, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    tags = page.form.tags
    tags.edit.setFocus()
    QTest.keyClicks(tags.edit, "leadersh")
    press(page, Key.Key_Return)
    assert list(tags.tags) == ["empathy", "leadership"]
    assert tags.edit.text() == ""
    tags.chips[0].click()
    assert list(tags.tags) == ["leadership"]
    QTest.keyClicks(tags.edit, "no such tag")
    press(page, Key.Key_Return)
    assert list(tags.tags) == ["leadership"]
    saved(qtbot, page)
    assert filled.listing().entries[0].tags == ("leadership",)


def test_a_text_that_is_too_long_is_told_and_the_rest_kept(
    qtbot: QtBot, filled: Diary, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    field = page.form.fields[DiaryField.SAW]
    field.edit.setPlainText("a" * (LONGEST_TEXT + 1))
    page.form.look()
    assert "20,000 letters" in field.remark.text()
    saved(qtbot, page)
    assert len(filled.listing().entries[0].saw) == LONGEST_TEXT


def test_a_full_disk_is_told_and_nothing_is_lost(
    qtbot: QtBot, filled: Diary, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, window)

    def refuse(path: Path, _text: str) -> None:
        raise DiskFullError(f"The disk that holds {path.parent} is full.")

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "write_text", refuse)
        page.form.fields[DiaryField.HARD].edit.setPlainText("The waiting.")
        qtbot.waitUntil(page.banner.isVisible)
        assert page.form.state.text() == "Not saved yet"
        page.form.fields[DiaryField.ENJOYED].edit.setPlainText("The tea.")
    page.banner.action_button.click()
    saved(qtbot, page)
    entry = filled.listing().entries[0]
    assert (entry.hard, entry.enjoyed) == ("The waiting.", "The tea.")


def test_what_cannot_be_written_is_told_kept_and_holds_up_nothing(
    qtbot: QtBot, filled: Diary, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    ward, shop, _ = (row.key for row in page.list.list.entries)
    path, aside = filled.folder / f"{ward}.json", filled.folder / "aside"
    path.rename(aside)
    hard = page.form.fields[DiaryField.HARD].edit
    hard.setPlainText("The waiting.")
    qtbot.waitUntil(page.banner.isVisible)
    assert page.form.state.text() == "Not saved yet"

    page.list.choose(shop)
    assert hard.toPlainText() == ""
    hard.setPlainText("The customers.")
    qtbot.waitUntil(lambda: page.form.state.text() == "Saved")
    assert filled.load(shop).hard == "The customers."
    with qtbot.waitSignal(page.saver.failed):
        page.saver.hurry()
    assert page.form.state.text() == "Saved", "it is the other one that is not"

    page.list.choose(ward)
    assert hard.toPlainText() == "The waiting."
    assert page.form.state.text() == "Not saved yet"
    page.form.fields[DiaryField.ENJOYED].edit.setPlainText("The tea.")
    aside.rename(path)
    page.banner.action_button.click()
    saved(qtbot, page)
    entry = filled.load(ward)
    assert (entry.hard, entry.enjoyed) == ("The waiting.", "The tea.")
    assert page.form.state.text() == "Saved"


def test_what_is_typed_in_the_next_library_is_written_though_the_last_is_gone(
    qtbot: QtBot, filled: Diary, window: MainWindow, services: PlayedServices, tmp_path: Path
) -> None:
    """The next one is a copy: its entries have the same names."""
    page = opened(qtbot, window)
    name, stick = page.list.key, services.library.folder
    shutil.copytree(stick, tmp_path / "home")
    shutil.move(stick, tmp_path / "pulled out")
    hard = page.form.fields[DiaryField.HARD].edit
    hard.setPlainText("On the stick.")
    qtbot.waitUntil(page.banner.isVisible)
    window.show_page("settings")
    window.pages.settings.library.use(tmp_path / "home")
    opened(qtbot, window)
    assert page.list.key == name
    assert hard.toPlainText() == ""
    hard.setPlainText("At home.")
    with pytest.raises(LibraryError, match="is gone"):
        page.close_down()
    assert Diary(tmp_path / "home").load(name).hard == "At home."
    assert not stick.exists()
    shutil.move(tmp_path / "pulled out", stick)
    page.close_down()
    assert filled.load(name).hard == "On the stick."


def test_what_the_terminal_or_the_marking_page_adds_is_not_overwritten(
    qtbot: QtBot, filled: Diary, window: MainWindow
) -> None:
    page = opened(qtbot, window)
    name = page.list.key
    filled.change(name, lambda entry: entry.with_told(Telling(attempt="a", day=NOW.date())))
    page.form.fields[DiaryField.HARD].edit.setPlainText("The waiting.")
    saved(qtbot, page)
    assert filled.load(name).is_told_in("a")
    assert len(page.form.told.buttons) == 1


def test_where_it_was_told_leads_to_the_answer(
    qtbot: QtBot, filled: Diary, window: MainWindow, services: PlayedServices
) -> None:
    folder = make_attempt(services.library, content=services.content)
    name = filled.listing().entries[0].id
    gone = Telling(attempt="2020-gone", question="Why?", day=dt.date(2026, 1, 1))
    here = Telling(attempt=folder.id, question="Are you?", day=dt.date(2026, 2, 1))
    filled.change(name, lambda entry: entry.with_told(gone).with_told(here))
    page = opened(qtbot, window)
    page.form.told.buttons[1].click()
    assert "There is no attempt" in page.banner.message.text()
    page.form.told.buttons[0].click()
    qtbot.waitUntil(lambda: window.pages.shows("marking"))
    marking = window.pages.marking
    qtbot.waitUntil(lambda: marking.folder is not None)
    assert marking.folder is not None
    assert marking.folder.id == folder.id


def test_resources_open_in_the_browser_on_a_click_only(
    page: DiaryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(QUrl(url).toString()))
    page.resources_button.click()
    assert page.right.currentWidget() is page.resources
    first = page.resources.cards[0]
    assert first.open_button.hasFocus()
    assert asked == []
    first.open_button.click()
    assert asked == [first.resource.url]
    page.resources_button.click()
    assert page.right.currentWidget() is page.empty


def test_all_of_it_is_written_as_one_text(
    qtbot: QtBot, filled: Diary, window: MainWindow, tmp_path: Path
) -> None:
    page = opened(qtbot, window)
    page.write_export(tmp_path / "diary.md")
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.message.text() == "diary.md holds 3 entries."
    text = (tmp_path / "diary.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## A ward",
        "## A shop",
        "## A book",
    ]
    assert len(filled.listing().entries) == 3


def test_a_damaged_entry_is_told_and_the_others_are_shown(
    qtbot: QtBot, filled: Diary, make_window: MakeWindow
) -> None:
    (filled.folder / "bad.json").write_text("{", encoding="utf-8")
    page = opened(qtbot, make_window())
    assert page.banner.message.text() == "1 file of the diary cannot be read."
    assert len(titles(page)) == 3
