"""Where the column is low, what stands beneath the transcript is folded away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mockinterview.ui.marking.beneath import FOLD, UNFOLD, Beneath
from mockinterview.ui.theme import Theme

HIGH, LOW = 2000, 100


@pytest.fixture
def stage(qtbot: QtBot) -> QWidget:
    stage = QWidget()
    stage.resize(600, 600)
    qtbot.addWidget(stage)
    return stage


@pytest.fixture
def last(stage: QWidget) -> QLabel:
    return QLabel("Your notes", stage)


@pytest.fixture
def beneath(stage: QWidget, theme: Theme, last: QLabel) -> Beneath:
    made = Beneath(theme, last)
    made.setParent(stage)
    made.resize(500, 500)
    stage.show()
    return made


def test_where_there_is_room_everything_is_shown(beneath: Beneath, last: QLabel) -> None:
    beneath.set_room(HIGH)
    assert last.isVisible()
    assert not beneath.fold_button.isVisible()


def test_in_little_room_it_is_folded_until_it_is_wanted(beneath: Beneath, last: QLabel) -> None:
    beneath.set_room(LOW)
    assert not last.isVisible()
    assert beneath.fold_button.text() == UNFOLD
    beneath.fold_button.click()
    assert last.isVisible()
    assert beneath.takes_room
    assert beneath.fold_button.text() == FOLD
    beneath.fold_button.click()
    assert beneath.is_folded


def test_what_is_asked_for_is_unfolded(beneath: Beneath, last: QLabel) -> None:
    beneath.set_room(LOW)
    beneath.unfold()
    beneath.unfold()
    assert last.isVisible()


def test_what_is_added_stands_above_the_last(qtbot: QtBot, beneath: Beneath, last: QLabel) -> None:
    added = QLabel("Structure")
    beneath.add(added)
    beneath.set_room(HIGH)
    qtbot.waitUntil(lambda: added.y() < last.y())
