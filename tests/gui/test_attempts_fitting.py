"""The list of attempts where room is short: the question has its width, the choices their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tools.screenshots.classes import NOW

from mockinterview.index.record import AttemptRecord
from mockinterview.pack.received import Receipt, save_receipt
from mockinterview.ui import tokens
from mockinterview.ui.attempts.filters import AttemptFilters
from mockinterview.ui.attempts.page import AttemptsPage
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import Choice
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.library_entries import add_attempt

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("does not support")]

DATE, QUESTION, TAKES, LENGTH, TRANSCRIPT, MARKS = range(6)
WHOSE = "Maximiliana Featherstonehaugh-Cholmondeley of Ünn Öther 日本"
LEAST_WIDTH = 260


@pytest.fixture
def page(make_window: MakeWindow, services: PlayedServices) -> AttemptsPage:
    """Two answers of a candidate with a long name, brought in from recordings."""
    for day in range(2):
        folder = add_attempt(services, "leading-a-team", day=day)
        folder.change(lambda attempt: attempt.model_copy(update={"origin": "import"}))
        receipt = Receipt(
            key=str(day), candidate=WHOSE, content="", sound="flac", packed=NOW, arrived=NOW
        )
        save_receipt(folder, receipt)
    window = make_window()
    window.show_page("attempts")
    return window.pages.attempts


@pytest.mark.parametrize("width", [tokens.WINDOW_WIDTH, 1250, 1440, 1920])
def test_the_question_has_room_to_be_read(qtbot: QtBot, page: AttemptsPage, width: int) -> None:
    page.window().resize(width, 900)
    table = page.table
    qtbot.waitUntil(lambda: page.width() > width - 200)
    qtbot.waitUntil(lambda: table.columnWidth(QUESTION) >= LEAST_WIDTH)
    shown = [column for column in range(6) if not table.isColumnHidden(column)]
    assert sum(table.columnWidth(column) for column in shown) == table.viewport().width()
    small = table.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: table.rowHeight(0) < 7 * small)


def test_what_has_no_column_is_told_beneath_the_question(qtbot: QtBot, page: AttemptsPage) -> None:
    table = page.table
    index = page.model.index(0, QUESTION)
    page.window().resize(tokens.WINDOW_WIDTH, 900)
    qtbot.waitUntil(lambda: table.isColumnHidden(TRANSCRIPT))
    assert table.isColumnHidden(TAKES)
    assert table.isColumnHidden(LENGTH)
    told = f"0:01 · no transcript · imported · from {WHOSE}"
    assert page.model.rows[0].remarks == told
    assert told in index.data(Qt.ItemDataRole.AccessibleTextRole)
    beneath = table.rowHeight(0)
    page.window().resize(1920, 900)
    qtbot.waitUntil(lambda: not table.isColumnHidden(TRANSCRIPT))
    assert told not in index.data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.waitUntil(lambda: table.rowHeight(0) <= beneath)


def test_only_the_attempt_that_came_back_is_chosen(qtbot: QtBot, page: AttemptsPage) -> None:
    names = [row.name for row in page.model.rows]
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.model.rows) == 1 and page.banner.isVisible())
    # Held down, as a person does until the row is there.
    QTest.keyPress(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.model.rows) == 2 and page.banner.isHidden())
    qtbot.waitUntil(page.table.hasFocus)
    assert [record.id for record in page.table.chosen] == names[:1]
    QTest.keyRelease(page.table, Qt.Key.Key_Z)


def record(number: int) -> AttemptRecord:
    """One of a tutor's library of several banks, themes and markers."""
    return AttemptRecord(
        path=Path(str(number)), created=NOW, bank=f"bank-{number}",
        bank_title=f"A bank with a title of some length, the {number}th", question_id="one",
        prompt="Why?", theme=f"Theme {number}", rubric="one", origin="import", candidate="Ann",
        sitting="", takes=1, answers=1, seconds=1.0, length="0:01", transcript="no transcript",
        marks="not marked", met="not marked", share=0.0, markers=(f"Marker {number}",),
        next_time="", is_recovered=False, has_sound=True, is_cut_off=False, is_binned=False,
        has_bin=False,
    )  # fmt: skip


@pytest.mark.parametrize("width", [880, 944, 1200, 1300, 1780])
def test_the_words_of_every_choice_are_whole(qtbot: QtBot, theme: Theme, width: int) -> None:
    filters = AttemptFilters(theme, QWidget())
    qtbot.addWidget(filters)
    filters.show_choices([record(number) for number in range(3)])
    filters.resize(width, 100)
    filters.show()
    QTest.qWait(0)
    filters.resize(width, filters.heightForWidth(width))
    QTest.qWait(0)
    choices = filters.findChildren(Choice)
    assert len(choices) == 6
    for choice in choices:
        assert choice.isVisible()
        room = choice.width() - tokens.SPACE_12 - tokens.SPACE_32 - tokens.SPACE_4
        assert choice.fontMetrics().horizontalAdvance(choice.currentText()) <= room
        assert choice.visibleRegion().boundingRect() == choice.rect()
    assert filters.search.width() >= 200


def test_tab_goes_through_the_choices_as_one_reads(qtbot: QtBot, theme: Theme) -> None:
    filters = AttemptFilters(theme, QWidget())
    qtbot.addWidget(filters)
    filters.show_choices([record(number) for number in range(3)])
    for width, after_search in ((1780, filters.bank), (900, filters.order)):
        filters.resize(width, 140)
        filters.show()
        QTest.qWait(0)
        one = filters.search.nextInFocusChain()
        assert one is after_search
