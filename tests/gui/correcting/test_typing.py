"""The words of a transcript corrected in place, by real keys."""

from __future__ import annotations

import statistics
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.logging import _QtMessageCapture
from pytestqt.qtbot import QtBot

from mockinterview.core.marking import Marking, Verdict
from mockinterview.settings import Theme as ThemeChoice
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.correcting.room import CADETS, CONTROL, ORIGINAL, SHIFT, Key, Marker, replaced
from tests.gui.marking_attempts import ANSWER, make_attempt, make_transcript

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]


def test_a_double_click_and_typing_correct_a_word_and_enter_keeps_it(marker: Marker) -> None:
    viewport = marker.panel.view.viewport()
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=marker.point(CADETS))
    field = marker.panel.editor.field
    assert field.hasFocus()
    assert field.accessibleName() == "Correct “cadets”"
    assert field.accessibleDescription().startswith("The program was unsure of “cadets”: 31%.")
    marker.type("candidates")
    assert field.geometry().contains(marker.point(CADETS))
    marker.press(Key.Key_Return)
    assert not field.isVisible()
    expected = replaced(CADETS, CADETS, "candidates")
    assert marker.words == expected
    assert marker.written() == expected
    assert marker.folder.transcript(1) == make_transcript(), "the original stays"
    assert marker.panel.view.hasFocus()


def test_a_corrected_word_keeps_its_time_and_is_certain(marker: Marker) -> None:
    before = list(make_transcript().words)[CADETS]
    marker.correct(CADETS, "candidates")
    after = marker.panel.view.layout_of_words.words[CADETS]
    assert (after.start, after.end) == (before.start, before.end)
    assert after.probability == 1.0


def test_the_keys_of_the_mark_scheme_are_letters_while_words_are_typed(marker: Marker) -> None:
    marker.correct(CADETS, "e 1 n 4 t d ?")
    assert marker.words[CADETS : CADETS + 7] == ["e", "1", "n", "4", "t", "d", "?"]
    assert marker.page.marking == Marking()
    assert not marker.page.help.isVisible()


def test_f2_corrects_the_word_that_was_clicked_last(marker: Marker) -> None:
    QTest.mouseClick(marker.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=marker.point(6))
    marker.press(Key.Key_F2)
    marker.type("guide")
    marker.press(Key.Key_Return)
    assert marker.words == replaced(6, 6, "guide")


def test_escape_gives_up_this_edit_alone(marker: Marker) -> None:
    marker.correct(0, "Well")
    marker.panel.view.choose(1, 1)
    marker.press(Key.Key_C)
    marker.type("nonsense")
    marker.press(Key.Key_Escape)
    assert not marker.panel.editor.field.isVisible()
    assert marker.words == replaced(0, 0, "Well")


def test_a_click_elsewhere_keeps_what_was_typed(marker: Marker) -> None:
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.type("candidates")
    QTest.mouseClick(marker.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=marker.point(2))
    assert marker.words == replaced(CADETS, CADETS, "candidates")
    assert not marker.panel.editor.field.isVisible()


def test_what_is_being_typed_can_be_undone_by_the_button(marker: Marker) -> None:
    button = marker.page.header.undo_button
    marker.page.corrector.begin(CADETS, CADETS)
    assert not button.isEnabled()
    marker.type("candidates")
    marker.qtbot.waitUntil(button.isEnabled)
    button.click()
    assert marker.words == ORIGINAL
    assert not marker.panel.editor.field.isVisible()
    marker.page.header.redo_button.click()
    assert marker.words == replaced(CADETS, CADETS, "candidates")
    marker.page.corrector.begin(0, 0)
    marker.type("Well")
    marker.press(Key.Key_Escape)
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words == ORIGINAL


@pytest.mark.parametrize("how", ["verdict", "undo", "leave", "close"])
def test_what_is_being_typed_is_kept_whatever_is_done_next(marker: Marker, how: str) -> None:
    marker.correct(0, "Well")
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.type("candidates")
    if how == "verdict":
        marker.page.checklist.current.verdicts.buttons[0].click()
        assert marker.page.marking is not None
        assert marker.page.marking.mark("both").verdict is Verdict.MET
    elif how == "undo":
        marker.page.header.undo_button.click()
        assert marker.words == replaced(0, 0, "Well"), "what was typed was done last"
        marker.page.header.redo_button.click()
    elif how == "leave":
        marker.window.show_page("practise")
    else:
        marker.page.close_down()
    assert marker.written()[CADETS] == "candidates"


def test_tab_goes_on_to_the_next_word_and_back(marker: Marker) -> None:
    marker.panel.view.choose(0, 0)
    marker.press(Key.Key_C)
    for text in ("Well then", "I'd", "argue"):
        marker.type(text)
        marker.press(Key.Key_Tab)
    marker.press(Key.Key_Backtab, SHIFT)
    marker.type("claim")
    marker.press(Key.Key_Return)
    assert marker.words[:5] == ["Well", "then", "I'd", "claim", "I'm"]


def test_a_space_splits_and_a_deleted_space_joins(marker: Marker) -> None:
    words = marker.panel.view.layout_of_words.words
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.press(Key.Key_Home)
    for _ in range(3):
        marker.press(Key.Key_Right)
    marker.press(Key.Key_Space)
    marker.press(Key.Key_Return)
    assert marker.words == replaced(CADETS, CADETS, "cad", "ets")
    marker.panel.view.choose(CADETS + 1, CADETS + 1)
    marker.press(Key.Key_C)
    marker.press(Key.Key_Home)
    marker.press(Key.Key_Backspace)
    assert marker.panel.editor.words == (CADETS, CADETS + 1)
    marker.press(Key.Key_Return)
    assert marker.words == ORIGINAL
    after = marker.panel.view.layout_of_words.words
    assert (after[CADETS].start, after[CADETS].end) == (words[CADETS].start, words[CADETS].end)


def test_delete_at_the_end_of_the_field_joins_the_next_word(marker: Marker) -> None:
    marker.panel.view.choose(17, 17)
    marker.press(Key.Key_C)
    marker.press(Key.Key_End)
    marker.press(Key.Key_Delete)
    marker.press(Key.Key_Return)
    assert marker.words == replaced(17, 18, "StJohn")


def test_nothing_typed_deletes_and_words_at_the_ends_insert(marker: Marker) -> None:
    marker.correct(68, "")
    assert marker.words == replaced(68, 68)
    marker.panel.view.choose(6, 6)
    marker.press(Key.Key_C)
    marker.press(Key.Key_End)
    marker.type(" others")
    marker.press(Key.Key_Home)
    marker.type("always ")
    marker.press(Key.Key_Return)
    assert marker.words[5:10] == ["to", "always", "lead", "others", "or"]


def test_delete_takes_the_chosen_words_out(marker: Marker) -> None:
    marker.panel.view.setFocus()
    marker.panel.view.choose(67, 68)
    marker.press(Key.Key_Delete)
    assert marker.words == replaced(67, 68)
    assert marker.panel.view.chosen is None


def test_a_stretch_over_several_lines_is_corrected_as_one(marker: Marker) -> None:
    marker.panel.view.choose(14, 60)
    marker.press(Key.Key_C)
    field = marker.panel.editor.field
    assert field.text == " ".join(ORIGINAL[14:61])
    assert field.height() > 3 * field.fontMetrics().height()
    marker.press(Key.Key_Right)
    marker.type(" once")
    marker.press(Key.Key_Return)
    assert marker.words == replaced(60, 60, "look", "once")


def test_pasted_lines_become_words(marker: Marker) -> None:
    QGuiApplication.clipboard().setText("sea\n\tcadets,\r\n twelve")
    marker.panel.view.choose(CADETS, CADETS)
    marker.press(Key.Key_C)
    marker.press(Key.Key_V, CONTROL)
    marker.press(Key.Key_Return)
    assert marker.words == replaced(CADETS, CADETS, "sea", "cadets,", "twelve")


def test_the_field_stays_in_sight_however_much_is_typed_and_wherever_one_scrolls(
    marker: Marker,
) -> None:
    view, field = marker.panel.view, marker.panel.editor.field
    marker.page.corrector.begin(len(ORIGINAL) - 1, len(ORIGINAL) - 1)
    marker.type("a word " * 60)
    assert view.viewport().rect().contains(field.geometry())
    assert field.viewport().rect().contains(field.cursorRect())
    marker.press(Key.Key_Escape)
    marker.page.corrector.begin(2, 2)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.viewport().rect().contains(field.geometry())


HALF_AN_HOUR = " ".join([ANSWER] * 47)
"""5,029 words."""


def test_typing_in_half_an_hour_of_words_is_not_felt(
    qtbot: QtBot, services: PlayedServices, make_window: MakeWindow
) -> None:
    folder = make_attempt(services.library, content=services.content, text=HALF_AN_HOUR)
    marker = Marker(qtbot, make_window(), folder)
    marker.page.corrector.begin(2500, 2520)
    field, spent = marker.panel.editor.field, []
    for letter in "some more words, typed in the middle of it":
        begun = time.thread_time()
        QTest.keyClicks(field, letter)
        QApplication.processEvents()
        spent.append(time.thread_time() - begun)
    assert statistics.median(spent) < 0.016
    begun = time.thread_time()
    marker.press(Key.Key_Return)
    assert time.thread_time() - begun < 0.5, "some 60 ms on the machine it was written on"
    assert marker.words[2500] == "some"


def test_other_colours_while_words_are_in_the_field_move_it_along(
    marker: Marker, qtlog: _QtMessageCapture
) -> None:
    """Words are not looked for in a text that is just being written anew."""
    marker.panel.editor.begin(60, 61)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        marker.page.theme.choose(choice)
    told = [record.message for record in qtlog.records]
    assert not [message for message in told if message and "out of range" in message]
