"""The diary beside other pages: while preparing an answer, and what was told in one."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.diary import Entry
from mockinterview.core.interview import Stage
from mockinterview.files.diary import Diary
from mockinterview.ui.diary.feature import ToldFeature
from mockinterview.ui.diary.fitting_card import FittingCard
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import PlayedServices
from tests.gui.marking_attempts import make_attempt
from tests.gui.room import Key, Room

pytestmark = [pytest.mark.qt_log_ignore("does not support"), pytest.mark.slow]

CONTROL = Qt.KeyboardModifier.ControlModifier
NOW = dt.datetime(2026, 7, 14, 10, 15, tzinfo=dt.UTC)


@pytest.fixture
def diary(services: PlayedServices) -> Diary:
    """One entry that fits the question about leading."""
    diary = Diary(services.library.folder)
    tags = ("leader-and-follower/leading-example",)
    diary.create(Entry(created=NOW, title="Cadets", take_away="Ask first.", tags=tags))
    return diary


def test_what_fits_is_one_key_away_and_nothing_reaches_the_notes(room: Room, diary: Diary) -> None:
    assert len(diary.listing().entries) == 1
    room.start(preparation_seconds=60)
    room.press(Key.Key_Space)
    room.wait_for(Stage.PREPARE)
    room.wait(room.page.diary_button.isVisible)
    card = room.page.findChild(FittingCard)
    assert isinstance(card, FittingCard)
    room.press(Key.Key_D, CONTROL)
    assert card.isVisible()
    assert card.list.hasFocus()
    assert "a criterion of this question" in card.fits[0].reason
    assert "Ask first." in card.text.toPlainText()
    assert not card.geometry().intersects(room.page.status.geometry())
    QTest.keyClicks(room.window.focusWidget(), "x y")
    room.press(Key.Key_Escape)
    assert card.isHidden()
    assert room.page.leaving.isHidden()
    assert room.page.notes.field.toPlainText() == ""
    assert room.session.stage is Stage.PREPARE
    room.press(Key.Key_D, CONTROL)
    room.session.start_answer()
    room.speak()
    assert card.isHidden()
    assert room.page.diary_button.isHidden()
    room.press(Key.Key_D, CONTROL)
    assert card.isHidden()
    assert room.page.hasFocus()


def test_what_was_told_is_ticked_while_marking_and_kept_with_the_entry(
    qtbot: QtBot, window: MainWindow, services: PlayedServices, diary: Diary
) -> None:
    folder = make_attempt(services.library, content=services.content)
    page = window.pages.marking
    with qtbot.waitSignal(page.opened):
        window.open_attempt(folder)
    (rows,) = [one.rows for one in page.features if isinstance(one, ToldFeature)]
    qtbot.waitUntil(lambda: len(rows.boxes) == 1)
    assert not rows.boxes[0].isChecked()
    rows.boxes[0].click()
    qtbot.waitUntil(lambda: diary.listing().entries[0].is_told_in(folder.id))
    qtbot.waitUntil(lambda: len(rows.boxes) == 1 and rows.boxes[0].isChecked())
    rows.boxes[0].click()
    qtbot.waitUntil(lambda: not diary.listing().entries[0].told)
