"""The takes of an attempt: heard against each other, one chosen, deleted and put back; notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mockinterview.core.attempt import NoteLine, TakeState
from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.takes_sheet import TakesSheet
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.gui.library_entries import add_attempt

Key = Qt.Key


@pytest.fixture
def folder(services: PlayedServices) -> AttemptFolder:
    """An attempt with two takes of a second each."""
    folder = add_attempt(services)
    attempt = folder.load()
    first = attempt.takes[0]
    second = first.model_copy(update={"number": 2, "file": "takes/take-2.wav", "overflows": 2})
    folder.take_path(second).write_bytes(folder.take_path(first).read_bytes())
    folder.save(attempt.with_take(second))
    return folder


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, folder: AttemptFolder) -> MarkingPage:
    with qtbot.waitSignal(window.pages.marking.opened):
        window.open_attempt(folder)
    return window.pages.marking


@pytest.fixture
def sheet(qtbot: QtBot, page: MarkingPage) -> TakesSheet:
    press(page, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.takes.isVisible)
    return page.takes


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget.window().focusWidget() or widget, key, modifier)


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition)


@pytest.mark.slow
def test_nothing_overlaps(qtbot: QtBot, sheet: TakesSheet) -> None:
    def is_in_order() -> bool:
        about, entries, play = (w.geometry() for w in (sheet.about, sheet.list, sheet.play))
        return about.bottom() < entries.top() and entries.bottom() < play.top()

    wait(qtbot, is_in_order)
    press(sheet, Key.Key_Delete)
    wait(qtbot, sheet.banner.isVisible)
    wait(qtbot, is_in_order)
    assert sheet.banner.geometry().bottom() < sheet.list.geometry().top()


@pytest.mark.slow
def test_the_latest_take_counts_until_another_is_chosen(
    qtbot: QtBot, page: MarkingPage, sheet: TakesSheet, folder: AttemptFolder
) -> None:
    assert [entry.key for entry in sheet.list.entries] == ["1", "2"]
    assert [one.tag for one in sheet.list.entries] == ["", "counts"]
    assert "2 gaps" in sheet.list.entries[1].meta
    assert sheet.list.key == "2"
    press(sheet, Key.Key_Up)
    press(sheet, Key.Key_C)
    wait(qtbot, lambda: folder.load().chosen_take == 1)
    wait(qtbot, lambda: sheet.list.entries[0].tag == "counts")
    press(sheet, Key.Key_Escape)
    assert not sheet.isVisible()
    with qtbot.waitSignal(page.opened):
        page.open_attempt(folder)
    assert page.answer.take_number == 1


@pytest.mark.slow
def test_parts_are_told_and_do_not_count(
    qtbot: QtBot, page: MarkingPage, sheet: TakesSheet, folder: AttemptFolder
) -> None:
    """Take 2 goes on with take 1 after a try that recorded nothing; both become take 4."""
    gap = "2 gaps: about 0.6 s of sound is missing."
    attempt = folder.load()
    first = attempt.take(1).model_copy(update={"state": TakeState.INTERRUPTED})
    failed = first.model_copy(update={"number": 2, "seconds": 0, "continues": 1})
    last = attempt.take(2).model_copy(update={"number": 3, "continues": 2, "problem": gap})
    folder.save(attempt.model_copy(update={"takes": (first, failed, last)}))
    sheet.dismiss()
    with qtbot.waitSignal(page.opened):
        page.open_attempt(folder)
    assert page.answer.take_number == 4
    assert page.header.line.text().startswith("Take 4 · ")
    assert [page.header.takes.itemData(n) for n in range(page.header.takes.count())] == [4]
    press(page, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, sheet.isVisible)
    entries = sheet.list.entries
    assert [entry.key for entry in entries] == ["1", "3", "4"]
    assert [entry.tag for entry in entries] == ["", "", "counts"]
    assert all(entry.title.endswith(" · part of take 4") for entry in entries[:2])
    assert entries[1].meta.count("2 gaps") == 1
    assert "its 2 parts are joined here" in entries[2].meta
    assert not sheet.counts.isEnabled()
    press(sheet, Key.Key_Up)
    assert sheet.list.key == "3"
    assert not sheet.counts.isEnabled()
    assert sheet.play.isEnabled()
    press(sheet, Key.Key_Down)
    press(sheet, Key.Key_Delete)
    wait(qtbot, sheet.banner.isVisible)
    assert [entry.tag for entry in sheet.list.entries] == ["", "counts", ""]
    assert sheet.list.entries[1].title.endswith(" · goes on with take 1")


@pytest.mark.slow
def test_a_take_without_sound_cannot_count(
    qtbot: QtBot, page: MarkingPage, sheet: TakesSheet, folder: AttemptFolder
) -> None:
    attempt = folder.load()
    empty = attempt.take(1).model_copy(update={"seconds": 0})
    folder.save(attempt.model_copy(update={"takes": (empty,)}))
    sheet.dismiss()
    with qtbot.waitSignal(page.opened):
        page.open_attempt(folder)
    press(page, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, sheet.isVisible)
    assert [entry.key for entry in sheet.list.entries] == ["1"]
    for button in (sheet.counts, sheet.play, sheet.export):
        assert not button.isEnabled()


def test_a_deleted_take_can_be_put_back(
    qtbot: QtBot, page: MarkingPage, sheet: TakesSheet, folder: AttemptFolder
) -> None:
    press(sheet, Key.Key_Delete)
    wait(qtbot, sheet.banner.isVisible)
    assert "30 days" in sheet.banner.hint.text()
    assert [take.number for take in folder.load().kept_takes] == [1]
    wait(qtbot, lambda: page.answer.take_number == 1)
    assert folder.take_path(folder.load().take(2)).exists(), "nothing is removed yet"
    press(sheet, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, lambda: len(folder.load().kept_takes) == 2)
    wait(qtbot, sheet.delete.isVisible)
    press(sheet, Key.Key_Delete)
    wait(qtbot, lambda: len(folder.load().kept_takes) == 1)
    wait(qtbot, sheet.restore.isVisible)
    press(sheet, Key.Key_P)
    wait(qtbot, lambda: len(folder.load().kept_takes) == 2)


@pytest.mark.slow
def test_an_attempt_whose_takes_are_all_in_the_bin_says_so(
    qtbot: QtBot, page: MarkingPage, sheet: TakesSheet, folder: AttemptFolder
) -> None:
    press(sheet, Key.Key_Delete)
    wait(qtbot, lambda: page.answer.take_number == 1)
    press(sheet, Key.Key_Up)
    press(sheet, Key.Key_Delete)
    wait(qtbot, lambda: page.header.line.text().startswith("All takes are in the bin"))
    assert page.answer.transcript.message_title.text() == "No take to hear"
    assert folder.load().kept_takes == ()
    press(sheet, Key.Key_P)
    wait(qtbot, lambda: page.header.line.text().startswith("Take "))


@pytest.mark.slow
def test_another_take_goes_on_at_the_same_moment(
    qtbot: QtBot, sheet: TakesSheet, folder: AttemptFolder
) -> None:
    heard: list[tuple[str, float]] = []
    real_open, real_play = sheet.playback.open, sheet.playback.play_from
    sheet.playback.open = lambda path: (heard.append((path.name, -1.0)), real_open(path))  # type: ignore[method-assign, func-returns-value, assignment]
    sheet.playback.play_from = lambda at: (heard.append(("play", at)), real_play(at))  # type: ignore[method-assign, func-returns-value, assignment]
    press(sheet, Key.Key_Space)
    wait(qtbot, lambda: sheet.playback.is_playing)
    sheet.playback._position = 0.4
    press(sheet, Key.Key_Up)
    assert heard == [("take-1.wav", -1.0), ("play", 0.4)]


@pytest.mark.slow
def test_the_page_beneath_keeps_its_keys_to_itself(page: MarkingPage, sheet: TakesSheet) -> None:
    press(sheet, Key.Key_1)
    assert page.marking is not None
    assert not page.marking.marks


@pytest.mark.slow
def test_an_attempt_marked_in_another_window_is_only_shown(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    folder = add_attempt(services)
    criterion = folder.load().rubric.criteria[0].id
    folder.save_marking(Marking().with_verdict(criterion, Verdict.MET))
    other = AttemptFolder(folder.path)
    assert other.lock_marking()
    page = window.pages.marking
    with qtbot.waitSignal(page.opened):
        window.open_attempt(folder)
    assert "another window" in page.banner.message.text()
    page.checklist.verdict_chosen.emit(criterion, Verdict.PARTLY)
    press(page, Key.Key_2)
    assert page.marking is not None
    assert page.marking.mark(criterion).verdict is Verdict.MET
    other.unlock_marking()
    with qtbot.waitSignal(page.opened):
        page.open_attempt(folder)
    page.checklist.go_to(0)
    press(page, Key.Key_2)
    qtbot.waitUntil(lambda: folder.marking().mark(criterion).verdict is Verdict.PARTLY)
    assert not other.lock_marking()
    page.close_down()
    assert other.lock_marking()
    other.unlock_marking()


@pytest.mark.slow
def test_the_notes_tell_where_they_came_up(
    qtbot: QtBot, window: MainWindow, services: PlayedServices
) -> None:
    folder = add_attempt(services)
    lines = (NoteLine(seconds=3, text="say both"), NoteLine(seconds=9, text="St John Ambulance"))
    folder.change(lambda attempt: attempt.model_copy(update={"note_lines": lines}))
    words = [
        Word(word=word, start=place / 5, end=place / 5 + 0.1, probability=1)
        for place, word in enumerate(["I", "can", "do", "both."])
    ]
    segment = Segment(start=0, end=1, text="I can do both.", words=tuple(words))
    transcript = Transcript(
        engine="a test", model="none", audio_seconds=1, elapsed_seconds=0, segments=(segment,)
    )
    folder.save_transcript(1, transcript)
    with qtbot.waitSignal(window.pages.marking.opened):
        window.open_attempt(folder)
    notes = window.pages.marking.answer.notes
    qtbot.waitUntil(lambda: bool(notes.findChildren(KeyButton)))
    assert notes.header.remark.text() == "0 of 2 ticked", "what is heard is ticked by nobody"
    assert notes.isVisible()
    played: list[float] = []
    notes.played.connect(played.append)
    button = notes.findChildren(KeyButton)[0]
    button.click()
    assert played == [pytest.approx(0.6)]
