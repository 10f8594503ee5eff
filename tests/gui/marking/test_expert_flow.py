"""The shipped sample answer is marked whole: by keyboard, by mouse, and it outlives a kill."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mockinterview.core.content import CriterionKind
from mockinterview.core.marking import verdict_word
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.verdicts import VERDICT_KEYS
from tests.gui.marking.expert import (
    DECISION_SECONDS,
    DECISIONS,
    FLOW,
    KEY_SECONDS,
    expected,
    make_sample,
    places,
    press_all,
)
from tests.gui.marking.room import SilentServices, middle_of_word, show, wait_saved

pytestmark = [pytest.mark.qt_log_ignore("does not support propagateSizeHints"), pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]
MOST_KEYS = 60
MOST_SECONDS = 60.0
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sample(services: SilentServices, library: Library) -> AttemptFolder:
    services.change_settings(library=library.folder)
    return make_sample(services)


def assert_shown(page: MarkingPage, folder: AttemptFolder) -> None:
    """The page shows every verdict and citation of the expert."""
    marking = expected(folder)
    assert page.marking == marking
    for row in page.checklist.rows:
        criterion, mark = row.entry.criterion, marking.mark(row.entry.criterion.id)
        assert mark.verdict is not None
        assert row.badge.word == verdict_word(mark.verdict, criterion.kind)
        assert [chip.evidence for chip in row.chips] == list(mark.evidence)
    checked = [dot.value for dot in page.overall.dots if dot.isChecked()]
    assert checked == [2]


def test_an_expert_marks_it_with_the_keyboard_in_less_than_sixty_keys_and_seconds(
    qtbot: QtBot, page: MarkingPage, sample: AttemptFolder
) -> None:
    show(qtbot, page, sample)
    assert len(page.checklist.rows) >= 8
    press_all()
    wait_saved(qtbot, page)
    assert sample.marking() == expected(sample)
    assert_shown(page, sample)
    assert sum(len(mark.evidence) for mark in expected(sample).marks.values()) == 4
    assert len(FLOW) <= MOST_KEYS
    assert len(FLOW) * KEY_SECONDS + DECISIONS * DECISION_SECONDS < MOST_SECONDS


def test_it_is_marked_with_the_mouse_alone_and_reopened_unchanged(
    qtbot: QtBot,
    page: MarkingPage,
    sample: AttemptFolder,
    new_page: Callable[[], MarkingPage],
) -> None:
    page.resize(1500, 1800)
    show(qtbot, page, sample)
    view = page.answer.transcript.view
    words = view.layout_of_words.words
    wanted = expected(sample)
    for row in page.checklist.rows:
        criterion = row.entry.criterion
        if row is not page.checklist.current:
            click(row, QPoint(row.width() // 3, 8))
            assert row is page.checklist.current
        for name, first, last in places(tuple(words)):
            if name == criterion.id:
                drag_words(page, first, last)
                click(row.cite_button)
        verdict = wanted.mark(criterion.id).verdict
        digit = next(digit for digit, each in VERDICT_KEYS.items() if each is verdict)
        click(row.verdicts.buttons[digit - 1])
    click(page.overall.dots[1])
    wait_saved(qtbot, page)
    assert sample.marking() == wanted
    page.close_down()
    again = new_page()
    show(qtbot, again, sample)
    assert_shown(again, sample)
    again.close_down()


@pytest.mark.process
def test_what_was_marked_is_there_after_the_program_was_killed(
    qtbot: QtBot, page: MarkingPage, sample: AttemptFolder
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.marking.expert", str(sample.path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    told = child.stdout.readline()
    child.kill()
    child.stdout.close()
    child.wait()
    assert told == "saved\n"
    assert child.returncode < 0, "it was the kill that ended it"
    show(qtbot, page, sample)
    assert_shown(page, sample)
    assert page.desk is not None, "the claim of the dead program is taken over"


def click(widget: QWidget, place: QPoint | None = None) -> None:
    QTest.mouseClick(widget, LEFT, pos=place or widget.rect().center())
    QApplication.processEvents()


def drag_words(page: MarkingPage, first: int, last: int) -> None:
    """Choose words as a person does who sees them."""
    viewport = page.answer.transcript.view.viewport()
    start, end = middle_of_word(page, first), middle_of_word(page, last)
    assert viewport.rect().contains(start)
    assert viewport.rect().contains(end)
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, pos=end)


def test_pitfalls_come_last_so_that_the_order_of_the_keys_is_that_of_the_page(
    qtbot: QtBot, page: MarkingPage, sample: AttemptFolder
) -> None:
    show(qtbot, page, sample)
    kinds = [row.entry.criterion.kind for row in page.checklist.rows]
    assert kinds == sorted(kinds, key=lambda kind: kind is CriterionKind.PITFALL)
