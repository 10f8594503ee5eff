"""The row under the waveform: nothing in it is ever cut off for want of room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mockinterview.ui.marking.player_bar import PlayerBar
from mockinterview.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

WIDEST, NARROWEST = 700, 240


@pytest.fixture
def column(qtbot: QtBot) -> QWidget:
    """Around the bar, which as a window of its own would never be narrower than its row."""
    column = QWidget()
    qtbot.addWidget(column)
    column.resize(WIDEST, 60)
    return column


@pytest.fixture
def bar(column: QWidget, theme: Theme) -> PlayerBar:
    bar = PlayerBar(theme)
    bar.setParent(column)
    bar.set_length(754)
    bar.resize(WIDEST, 40)
    column.show()
    return bar


def is_whole(widget: QWidget) -> bool:
    return widget.isHidden() or widget.width() >= widget.minimumSizeHint().width()


@pytest.mark.parametrize("width", range(NARROWEST, 601, 20))
def test_whatever_is_shown_is_shown_whole(bar: PlayerBar, qtbot: QtBot, width: int) -> None:
    bar.resize(width, 40)
    parts = [bar.play_button, bar.position_label, bar.length_label, bar.back_button]
    parts += [bar.on_button, bar.loop_button, bar.slower_button, bar.speed_label, bar.faster_button]
    qtbot.waitUntil(lambda: all(is_whole(part) for part in parts), timeout=2000)
    assert bar.faster_button.geometry().right() < width


def test_the_key_goes_first_then_the_steps_then_the_length(bar: PlayerBar) -> None:
    assert bar.play_button.key == "Space"
    seen = []
    for width in range(WIDEST, NARROWEST - 1, -10):
        bar.resize(width, 40)
        shown = (
            bar.play_button.key,
            bar.loop_button.isVisible(),
            bar.length_label.isVisible(),
        )
        if shown not in seen:
            seen.append(shown)

    assert seen == [
        ("Space", True, True),
        ("", True, True),
        ("", False, True),
        ("", False, False),
    ]


def test_a_longer_take_needs_more_room(bar: PlayerBar) -> None:
    widths = range(WIDEST, NARROWEST - 1, -1)
    fitting = next(width for width in widths if not _has_key(bar, width)) + 1
    assert _has_key(bar, fitting)

    bar.set_length(36000)

    assert bar.play_button.key == ""


def _has_key(bar: PlayerBar, width: int) -> bool:
    bar.resize(width, 40)
    return bar.play_button.key == "Space"


def test_in_a_window_of_1440_pixels_the_steps_have_room(bar: PlayerBar) -> None:
    bar.set_length(44)
    bar.resize(407, 40)  # the column's width there

    assert bar.on_button.isVisible()
    assert bar.length_label.isVisible()
