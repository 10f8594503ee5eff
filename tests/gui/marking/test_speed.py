"""A long answer costs the page little more than a short one: bounds are ratios, and generous."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.files.attempts import Library
from mockinterview.files.content import Content
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking.room import show
from tests.gui.marking_attempts import ANSWER, make_attempt

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHORT, LONG = 2, 40
"""How often the answer is said: a minute and a half, half an hour."""
MOST_TIMES_SLOWER = 8.0
"""Twenty times the words; with work for every word at every step it would be twenty."""


def seconds_of(act: Callable[[int], object]) -> float:
    """The best of a few rounds of ten steps: what else the machine does is not counted."""
    rounds = []
    for number in range(6):
        begun = time.perf_counter()
        for step in range(10):
            act(10 * number + step)
            QApplication.processEvents()
        rounds.append(time.perf_counter() - begun)
    return min(rounds)


def follow(page: MarkingPage) -> Callable[[int], object]:
    return lambda step: page.answer._move(1.0 + 0.3 * step)


def select(page: MarkingPage) -> Callable[[int], object]:
    page.answer.transcript.view.choose(10, 12)
    return lambda _: page.answer.extend_choice(1)


@pytest.mark.slow
@pytest.mark.parametrize("action", [follow, select])
def test_half_an_hour_is_followed_and_selected_as_smoothly(
    qtbot: QtBot,
    page: MarkingPage,
    library: Library,
    shipped_content: Content,
    action: Callable[[MarkingPage], Callable[[int], object]],
) -> None:
    needed = []
    for times in (SHORT, LONG):
        folder = make_attempt(library, text=" ".join([ANSWER] * times), content=shipped_content)
        show(qtbot, page, folder)
        needed.append(seconds_of(action(page)))
    assert needed[1] < MOST_TIMES_SLOWER * needed[0]
