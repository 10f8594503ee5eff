"""Where the column is low, what stands beneath the transcript is folded away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mockinterview.ui.marking.beneath import FOLD, UNFOLD, Beneath
from mockinterview.ui.theme import Theme

HIGH, LOW = 2000, 100


@pytest.fixture
def last(qtbot: QtBot) -> QLabel:
    return QLabel("Your notes")


@pytest.fixture
def beneath(qtbot: QtBot, theme: Theme, last: QLabel) -> Beneath:
    stage = QWidget()
    qtbot.addWidget(stage)
    made = Beneath(theme, last)
    made.setParent(stage)
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


def test_what_is_added_stands_above_the_last(beneath: Beneath, last: QLabel) -> None:
    added = QLabel("Structure")
    beneath.add(added)
    beneath.set_room(HIGH)
    beneath.adjustSize()
    assert added.y() < last.y()
