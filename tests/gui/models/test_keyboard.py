"""The models in Settings by keyboard, and as a screen reader tells them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mockinterview.ui.models.row import ModelRow
from mockinterview.ui.models.section import SpeechSection
from mockinterview.ui.window import MainWindow
from tests.gui.models.room import (
    Look,
    made,
    make_current,
    settle,
)
from tests.unit.model_cache import fetched
from tests.unit.model_site import Site

pytestmark = pytest.mark.slow

Key = Qt.Key


def test_up_and_down_go_through_the_models(section: Look, cache: Path) -> None:
    fetched(cache)
    found = section()
    small, medium = found.rows
    small.setFocus()
    assert [row.is_current for row in found.rows] == [True, False]
    QTest.keyClick(small, Key.Key_Down)
    assert medium.hasFocus()
    assert [row.is_current for row in found.rows] == [False, True]
    assert medium.buttons.isVisible()
    assert not small.buttons.isVisible()
    QTest.keyClick(medium, Key.Key_Down)
    assert medium.hasFocus()
    QTest.keyClick(medium, Key.Key_Up)
    assert small.hasFocus()
    QTest.keyClick(small, Key.Key_Tab)
    assert small.open_button.hasFocus()
    QTest.mouseClick(medium, Qt.MouseButton.LeftButton)
    assert [row.is_current for row in found.rows] == [False, True]


def test_the_page_follows_the_keyboard(
    qtbot: QtBot, section: Look, cache: Path, window: MainWindow
) -> None:
    fetched(cache)
    window.resize(1100, 700)
    found = section()
    small, medium = found.rows
    area = window.pages.settings.area
    area.verticalScrollBar().setValue(0)
    small.setFocus()
    QTest.keyClick(small, Key.Key_Down)

    def is_in_view() -> bool:
        top = medium.mapTo(area.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + medium.height() <= area.viewport().height()

    qtbot.waitUntil(is_in_view)


def test_a_screen_reader_is_told_all_of_it(section: Look, cache: Path) -> None:
    fetched(cache)
    row = section().row("small")
    assert row.accessibleName() == "Small · In use · 1 KB"
    assert row.accessibleDescription() == (
        "A note. Not verified yet · Speed not measured yet. 4.0 of 100 words wrong on people"
    )


def tab_to(row: ModelRow, button: QPushButton) -> None:
    """Go there as a person does, from the row on."""
    row.setFocus()
    for _ in range(8):
        if button.hasFocus():
            return
        focused = row.window().focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {button.text()}")


def press_space(found: SpeechSection) -> None:
    focused = found.window().focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Space)


def test_the_keyboard_stays_with_a_model_that_is_fetched(
    qtbot: QtBot, section: Look, site: Site
) -> None:
    site.stall_after = 300_000
    found = section()
    row = make_current(found.row("small"))
    tab_to(row, row.fetch_button)
    press_space(found)
    assert row.cancel_button.hasFocus()
    qtbot.waitUntil(lambda: "300 KB" in row.words.text())
    press_space(found)
    assert row.words.text() == "Cancelling …"
    assert row.hasFocus(), "there is nothing to press while it ends"
    settle(qtbot, found)
    assert row.fetch_button.hasFocus()
    site.stall_after = None
    press_space(found)
    assert row.cancel_button.hasFocus()
    settle(qtbot, found)
    assert not row.fetch_button.isVisible()
    assert row.measure_button.hasFocus(), "the first thing that can be done now"


@pytest.mark.usefixtures("_measured")
def test_the_keyboard_is_back_at_what_it_pressed(qtbot: QtBot, section: Look, cache: Path) -> None:
    fetched(cache)
    found = section()
    row = found.row("small")
    tab_to(row, row.measure_button)
    press_space(found)
    assert row.cancel_button.hasFocus()
    qtbot.waitUntil(lambda: bool(made))
    made[0].may_end.set()
    settle(qtbot, found)
    assert row.measure_button.hasFocus()
    tab_to(row, row.verify_button)
    press_space(found)
    assert row.hasFocus(), "it cannot be cancelled"
    settle(qtbot, found)
    assert row.verify_button.hasFocus()


@pytest.mark.usefixtures("_measured")
def test_whoever_went_on_meanwhile_is_not_called_back(
    qtbot: QtBot, section: Look, cache: Path
) -> None:
    fetched(cache)
    found = section()
    row, other = found.rows
    tab_to(row, row.measure_button)
    press_space(found)
    qtbot.waitUntil(lambda: bool(made))
    other.setFocus()
    made[0].may_end.set()
    settle(qtbot, found)
    assert other.hasFocus()


def test_a_model_is_chosen_by_keyboard(qtbot: QtBot, section: Look, cache: Path) -> None:
    fetched(cache)
    fetched(cache, b"more", "medium.pt")
    found = section()
    row = make_current(found.row("medium"))
    tab_to(row, row.use_button)
    press_space(found)
    qtbot.waitUntil(lambda: row.entry.is_chosen)
    assert row.measure_button.hasFocus()


def test_the_keyboard_is_back_after_the_question_before_a_deletion(
    qtbot: QtBot, section: Look, cache: Path, window: MainWindow
) -> None:
    fetched(cache)
    fetched(cache, b"more", "medium.pt")
    found = section()
    row = make_current(found.row("medium"))
    sheet = window.pages.settings.deletion
    tab_to(row, row.delete_button)
    press_space(found)
    assert sheet.keep.hasFocus()
    QTest.keyClick(sheet.keep, Key.Key_Escape)
    assert row.delete_button.hasFocus()
    press_space(found)
    QTest.keyClick(sheet.keep, Key.Key_R)
    settle(qtbot, found)
    assert not row.delete_button.isVisible()
    assert row.fetch_button.hasFocus()
