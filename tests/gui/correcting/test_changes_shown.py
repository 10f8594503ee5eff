"""What a person changed is shown, counted and given back."""

from __future__ import annotations

import pytest

from tests.gui.correcting.room import CADETS, CONTROL, ORIGINAL, Key, Marker, replaced

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]


def test_enter_on_an_uncertain_word_says_that_it_is_right(marker: Marker) -> None:
    assert marker.line.startswith("1 uncertain word")
    marker.press(Key.Key_F8)
    assert marker.panel.view.chosen == (CADETS, CADETS)
    marker.press(Key.Key_Return)
    marker.qtbot.waitUntil(lambda: marker.page.answer.playback.is_playing)
    marker.press(Key.Key_Space)
    marker.press(Key.Key_C)
    marker.press(Key.Key_Return)
    assert marker.words == ORIGINAL
    assert "uncertain" not in marker.line
    marker.press(Key.Key_F8)
    assert marker.page.header.status.text() == "No word is uncertain."
    marker.press(Key.Key_Z, CONTROL)
    assert "1 uncertain word" in marker.line


def test_changes_are_shown_counted_and_given_back(marker: Marker) -> None:
    marker.correct(67, "", 68)
    marker.correct(CADETS, "sea candidates")
    assert "planned" in marker.shown
    marker.press(Key.Key_D)
    bar = marker.panel.changes_bar
    assert bar.isVisible()
    assert bar.count.text() == "4 words changed"
    assert "eleven cadets sea candidates on" in marker.shown
    assert "alright, um," in marker.shown
    assert marker.words == [
        *ORIGINAL[:CADETS],
        "sea",
        "candidates",
        *ORIGINAL[CADETS + 1 : 67],
        *ORIGINAL[69:],
    ]
    assert bar.change.text() == "1 of 2: “cadets” became “sea candidates”"
    bar.on_button.click()
    assert bar.change.text() == "2 of 2: “alright, um,” was taken out"
    bar.revert_button.click()
    assert marker.words == replaced(CADETS, CADETS, "sea", "candidates")
    bar.revert_button.click()
    assert marker.words == ORIGINAL
    assert bar.count.text() == "No word was changed"
    marker.press(Key.Key_D)
    assert not bar.isVisible()
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words == replaced(CADETS, CADETS, "sea", "candidates")


def test_all_changes_are_given_back_as_one_step(marker: Marker) -> None:
    marker.panel.view.choose(24, 26)
    marker.press(Key.Key_E)
    marker.correct(CADETS, "candidates")
    marker.correct(0, "Well")
    marker.page.corrector.revert_all()
    assert marker.words == ORIGINAL
    (chip,) = marker.page.checklist.current.chips
    assert chip.evidence.words == "eleven cadets on"
    marker.saved()
    assert marker.folder.correction(1) is None
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words[0] == "Well"
    assert marker.words[CADETS] == "candidates"


def test_when_every_word_is_deleted_all_can_be_put_back(marker: Marker) -> None:
    marker.panel.view.setFocus()
    marker.press(Key.Key_A, CONTROL)
    marker.press(Key.Key_Delete)
    assert marker.panel.message_title.text() == "Every word was deleted"
    marker.saved()
    correction = marker.folder.correction(1)
    assert correction is not None
    assert correction.words == ()
    marker.panel.ask_button.click()
    assert marker.words == ORIGINAL
    marker.saved()
    assert marker.folder.correction(1) is None


def test_the_menu_of_a_word_corrects_it(marker: Marker) -> None:
    view = marker.panel.view
    view.menu_asked.emit(CADETS, view.viewport().mapToGlobal(marker.point(CADETS)))
    menu = marker.page.menus.opened
    assert menu is not None
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts == [
        "Play from “cadets”", "Copy", "Correct “cadets”", "Delete “cadets”", "“cadets” is right"
    ]  # fmt: skip
    menu.actions()[3].trigger()
    menu.close()
    assert marker.panel.editor.words == (CADETS, CADETS)


def test_the_menu_puts_a_word_back(marker: Marker) -> None:
    marker.correct(CADETS, "candidates")
    view = marker.panel.view
    view.menu_asked.emit(CADETS, view.viewport().mapToGlobal(marker.point(CADETS)))
    menu = marker.page.menus.opened
    assert menu is not None
    (back,) = [action for action in menu.actions() if action.text() == "Put “cadets” back"]
    back.trigger()
    menu.close()
    assert marker.words == ORIGINAL


def test_the_menu_puts_several_changes_back_as_one_step(marker: Marker) -> None:
    marker.correct(CADETS, "sea candidates")
    marker.correct(22, "")
    corrected = marker.words
    view = marker.panel.view
    view.choose(20, 28)
    view.menu_asked.emit(22, view.viewport().mapToGlobal(marker.point(22)))
    menu = marker.page.menus.opened
    assert menu is not None
    (back,) = [action for action in menu.actions() if action.text() == "Put these words back"]
    back.trigger()
    menu.close()
    assert marker.words == ORIGINAL
    marker.press(Key.Key_Z, CONTROL)
    assert marker.words == corrected
