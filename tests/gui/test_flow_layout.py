"""Widgets that flow in lines: where the next line begins, and how high they stand in theirs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mockinterview.ui.widgets.flow import FlowLayout

pytestmark = pytest.mark.qt_log_ignore("does not support")

GAP = 8


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    return holder


def flowing(holder: QWidget, *sizes: tuple[int, int]) -> tuple[FlowLayout, list[QWidget]]:
    flow = FlowLayout(holder, gap=GAP)
    widgets = [QWidget() for _ in sizes]
    for widget, size in zip(widgets, sizes, strict=True):
        widget.setFixedSize(*size)
        flow.addWidget(widget)
    holder.show()
    return flow, widgets


def test_what_has_no_room_goes_on_in_the_next_line(holder: QWidget) -> None:
    flow, (one, two, three) = flowing(holder, (100, 40), (100, 20), (100, 20))
    flow.setGeometry(QRect(0, 0, 2 * 100 + GAP, 200))
    assert (one.x(), one.y()) == (0, 0)
    assert (two.x(), two.y()) == (100 + GAP, 10), "in the middle of its line"
    assert (three.x(), three.y()) == (0, 40 + GAP)
    assert flow.heightForWidth(2 * 100 + GAP) == 40 + GAP + 20
    assert flow.heightForWidth(1000) == 40


def test_what_is_hidden_takes_no_room(holder: QWidget) -> None:
    flow, (one, two) = flowing(holder, (100, 40), (100, 20))
    one.hide()
    flow.setGeometry(QRect(0, 0, 100, 200))
    assert (two.x(), two.y()) == (0, 0)
    two.hide()
    assert flow.heightForWidth(100) == 0
