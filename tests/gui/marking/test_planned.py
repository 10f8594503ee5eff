"""Planned against said: lines ticked by the person, kept, taken back; heard is only a hint."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.attempt import NoteLine
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.note_row import NoteRow
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.widgets.buttons import KeyButton
from tests.gui.marking.room import CONTROL, press, show, wait_saved
from tests.gui.marking_attempts import make_attempt

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]

Key = Qt.Key
LINES = ("happy to lead", "eleven cadets", "a chess club")


@pytest.fixture
def planned(folder: AttemptFolder) -> AttemptFolder:
    return with_notes(folder)


def with_notes(folder: AttemptFolder) -> AttemptFolder:
    lines = tuple(NoteLine(text=text, seconds=5.0) for text in LINES)
    folder.change(lambda attempt: attempt.model_copy(update={"note_lines": lines}))
    return folder


def ticks(page: MarkingPage) -> list[bool]:
    return [row.box.isChecked() for row in page.answer.notes.rows]


def test_a_line_is_ticked_by_keys_kept_and_taken_back(
    qtbot: QtBot, page: MarkingPage, planned: AttemptFolder
) -> None:
    show(qtbot, page, planned)
    notes = page.answer.notes
    assert ticks(page) == [False, False, False], "what is heard is no tick"
    assert notes.header.remark.text() == "0 of 3 ticked"
    notes.rows[1].box.setFocus()
    press(qtbot, Key.Key_Space)
    assert ticks(page) == [False, True, False]
    assert notes.header.remark.text() == "1 of 3 ticked"
    assert notes.rows[1].box.hasFocus()
    wait_saved(qtbot, page)
    assert planned.marking().said_notes == (1,)
    press(qtbot, Key.Key_Z, CONTROL)
    assert ticks(page) == [False, False, False]
    show(qtbot, page, planned)
    assert page.marking is not None
    assert page.marking.said_notes == ()


def test_a_click_on_the_words_ticks_them(
    qtbot: QtBot, page: MarkingPage, planned: AttemptFolder
) -> None:
    show(qtbot, page, planned)
    row = page.answer.notes.rows[2]
    for is_said in (True, False):
        QTest.mouseClick(row.text, Qt.MouseButton.LeftButton)
        assert ticks(page)[2] is is_said


def test_where_words_were_heard_is_a_hint_to_hear(
    qtbot: QtBot, page: MarkingPage, planned: AttemptFolder
) -> None:
    show(qtbot, page, planned)
    heard = [[button.text() for button in row.findChildren(KeyButton)] for row in rows(page)]
    assert heard == [["heard at 0:01"], ["heard at 0:09"], []]
    played: list[float] = []
    page.answer.notes.played.connect(played.append)
    rows(page)[1].findChildren(KeyButton)[0].click()
    assert played == [pytest.approx(9.9)]
    assert ticks(page) == [False, False, False]


def rows(page: MarkingPage) -> list[NoteRow]:
    return list(page.answer.notes.rows)


def test_without_a_transcript_lines_are_ticked_too(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    show(qtbot, page, with_notes(make_attempt(library, text=None, content=shipped_content)))
    page.answer.notes.rows[0].box.click()
    assert page.answer.notes.header.remark.text() == "1 of 3 ticked"


def test_where_marks_may_only_be_read_ticks_are_shown(
    qtbot: QtBot, page: MarkingPage, planned: AttemptFolder
) -> None:
    planned.save_marking(planned.marking().with_note_said(0, is_said=True))
    other = AttemptFolder(planned.path)
    assert other.lock_marking()
    show(qtbot, page, planned)
    assert ticks(page) == [True, False, False]
    page.answer.notes.rows[1].box.click()
    assert ticks(page) == [True, False, False]
    other.unlock_marking()


def test_where_it_is_narrow_the_words_of_the_lines_come_first(
    qtbot: QtBot, page: MarkingPage, planned: AttemptFolder
) -> None:
    lines = (NoteLine(text="eleven cadets on our very first duty together", seconds=4.0),)
    planned.change(lambda attempt: attempt.model_copy(update={"note_lines": lines}))
    show(qtbot, page, planned)
    (button,) = rows(page)[0].findChildren(KeyButton)
    qtbot.waitUntil(lambda: button.text() == "0:09")
    page.resize(2400, 900)
    qtbot.waitUntil(lambda: button.text() == "heard at 0:09")
