"""The marking page around the marks: takes, saving, keys, names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Marking, Verdict
from mockinterview.errors import (
    DiskFullError,
)
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking.room import (
    CONTROL,
    Key,
    current,
    press,
    show,
    type_text,
    wait_saved,
)
from tests.gui.marking_attempts import (
    make_attempt,
    make_transcript,
)

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("does not support propagateSizeHints")]


def test_takes_have_their_own_words_and_share_the_marks(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    folder = make_attempt(library, takes=2, content=shipped_content)
    folder.save_transcript(1, make_transcript("I would rather follow."))
    show(qtbot, page, folder)
    page.answer.transcript.view.choose(3, 5)
    press(qtbot, Key.Key_E)
    with qtbot.waitSignal(page.opened):
        page.header.takes.setCurrentIndex(0)
    view = page.answer.transcript.view
    assert view.layout_of_words.plain(0, 3) == "I would rather follow."
    assert len(page.checklist.current.chips) == 1
    assert "take 2" in page.checklist.current.chips[0].quote.accessibleName()
    view.choose(2, 3)
    press(qtbot, Key.Key_E)
    wait_saved(qtbot, page)
    assert [item.take for item in folder.marking().mark("both").evidence] == [1, 2]
    press(qtbot, Key.Key_Z, CONTROL)
    press(qtbot, Key.Key_Z, CONTROL)
    assert page.marking == Marking()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_takes_are_chosen_with_the_keyboard(
    qtbot: QtBot, page: MarkingPage, library: Library, shipped_content: Content
) -> None:
    show(qtbot, page, make_attempt(library, takes=2, content=shipped_content))
    page.header.takes.setFocus()
    with qtbot.waitSignal(page.opened):
        press(qtbot, Key.Key_Up)
    assert page.answer.take_number == 1
    assert current(page) == "both"
    page.header.takes.showPopup()
    view = page.header.takes.view()
    qtbot.waitUntil(view.isVisible)
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(view, Key.Key_Down)
        QTest.keyClick(view, Key.Key_Return)
    assert page.answer.take_number == 2


def test_marks_that_cannot_be_written_are_told_and_written_on_trying_again(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_marking: Marking) -> None:
        raise DiskFullError("The disk is full.", "Free some space.")

    show(qtbot, page, folder)
    assert page.marks.shown is not None
    with monkeypatch.context() as full:
        full.setattr(page.marks.shown.saver, "_save", refuse)
        press(qtbot, Key.Key_1)
        qtbot.waitUntil(lambda: page.header.status.text() == "Not saved")
        assert [str(marks.problem) for marks in page.marks.unsaved] == [
            "The disk is full. Free some space."
        ]
        assert not page.is_saved
    page.marks.retry()
    wait_saved(qtbot, page)
    assert folder.marking().mark("both").verdict is Verdict.MET
    assert page.header.status.text() == "Saved"
    assert not page.marks.unsaved


def test_text_that_is_still_being_typed_is_kept_when_the_program_ends(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_T)
    type_text(qtbot, "Breathe first")
    page.close_down()
    assert folder.marking().next_time == "Breathe first"


def test_a_damaged_marking_is_told_and_never_overwritten(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    folder.save_marking(Marking().with_overall(3))
    path = folder.path / "markings" / "candidate-1.json"
    path.write_text("{ damaged", encoding="utf-8")
    page.open_attempt(folder, transcribe=False)
    qtbot.waitUntil(page.banner.isVisible)
    assert "cannot be understood" in page.banner.message.text()
    page.setFocus()
    press(qtbot, Key.Key_1)
    assert path.read_text(encoding="utf-8") == "{ damaged"
    other = AttemptFolder(folder.path)
    assert other.lock_marking(), "what could not be opened is not claimed"
    other.unlock_marking()


def test_the_question_mark_lists_the_keys_and_the_page_rests_meanwhile(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    press(qtbot, Key.Key_Question)
    assert page.help.isVisible()
    press(qtbot, Key.Key_1)
    assert page.marking == Marking()
    press(qtbot, Key.Key_Escape)
    assert not page.help.isVisible()
    press(qtbot, Key.Key_1)
    assert page.marking != Marking()


def test_a_button_that_has_the_keyboard_is_pressed_by_space(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    page.checklist.current.verdicts.buttons[1].setFocus()
    press(qtbot, Key.Key_Space)
    assert page.marking is not None
    assert page.marking.mark("both").verdict is Verdict.PARTLY
    assert not page.answer.playback.is_playing


def test_alt_left_and_the_arrow_lead_back(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    with qtbot.waitSignal(page.back_requested):
        press(qtbot, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(page.back_requested):
        page.header.back_button.click()


def test_everything_that_can_be_reached_has_a_name(
    qtbot: QtBot, page: MarkingPage, folder: AttemptFolder
) -> None:
    show(qtbot, page, folder)
    start = QApplication.focusWidget()
    nameless = []
    for _ in range(60):
        press(qtbot, Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        if not (widget.accessibleName() or getattr(widget, "text", str)()):
            nameless.append(widget)
        if widget is start:
            break
    assert QApplication.focusWidget() is start
    assert nameless == []
