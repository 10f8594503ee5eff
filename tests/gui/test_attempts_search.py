"""Finding attempts: typed, chosen and ordered, and opened where the words stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.files.attempts import AttemptFolder
from mockinterview.index.places import HIT_START
from mockinterview.ui.attempts.page import AttemptsPage
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.library_entries import add_attempt, mark
from tests.gui.marking_attempts import make_attempt

pytestmark = pytest.mark.slow


@pytest.fixture
def said(services: PlayedServices) -> AttemptFolder:
    """The oldest attempt of three; the only one with words, and marked."""
    folder = make_attempt(services.library, content=services.content)
    mark(folder, 2)
    add_attempt(services, "define-resilience", day=1)
    add_attempt(services, "duties-of-a-doctor", day=2)
    return folder


@pytest.fixture
def page(said: AttemptFolder, make_window: MakeWindow) -> AttemptsPage:
    window = make_window()
    window.show_page("attempts")
    return window.pages.attempts


def names(page: AttemptsPage) -> list[str]:
    return [row.name for row in page.model.rows]


def search(qtbot: QtBot, page: AttemptsPage, words: str) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.search.hasFocus()
    QTest.keyClicks(page.filters.search, words)
    qtbot.waitUntil(lambda: page.summary.text().endswith("Esc shows all again."))


def test_a_word_that_was_said_is_found_shown_and_opened_there(
    qtbot: QtBot, page: AttemptsPage, said: AttemptFolder
) -> None:
    search(qtbot, page, "cadet")
    assert names(page) == [said.id]
    assert page.summary.text().startswith("1 of 3 attempts.")
    qtbot.waitUntil(lambda: f"{HIT_START}cadets" in page.model.rows[0].snippet)
    index = page.model.index(0, 1)
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Found: " in told
    assert HIT_START not in told
    window = page.window()
    assert isinstance(window, MainWindow)
    with qtbot.waitSignal(window.pages.marking.opened):
        QTest.keyClick(page.filters.search, Qt.Key.Key_Return)
    transcript = window.pages.marking.answer.transcript
    assert transcript.find_bar.isVisible()
    first, last = transcript.finder.places[0]
    assert transcript.view.layout_of_words.plain(first, last) == "cadets"


def test_nothing_fits_and_escape_shows_all_again(qtbot: QtBot, page: AttemptsPage) -> None:
    everything = names(page)
    search(qtbot, page, "helicopter")
    assert page.nothing.isVisible()
    assert page.nothing.text() == "Nothing fits “helicopter”."
    assert not page.table.isVisible()
    assert not page.open_button.isVisible()
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert names(page) == everything
    assert page.table.hasFocus()
    assert page.filters.search.text() == ""
    assert not page.filters.clear_button.isEnabled()


def test_choices_narrow_the_list_and_stay_while_it_is_read_anew(
    qtbot: QtBot, page: AttemptsPage, said: AttemptFolder, services: PlayedServices
) -> None:
    marks = page.filters.marks
    marks.setCurrentIndex(marks.findText("Marked"))
    qtbot.waitUntil(lambda: names(page) == [said.id])
    marks.setCurrentIndex(marks.findText("Not marked"))
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    add_attempt(services, "why-imperial", day=3)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.keeper.refresh()
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert marks.currentText() == "Not marked"
    themes = page.filters.theme_choice
    themes.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(names(page)) == 1)
    assert page.model.rows[0].record is not None
    assert page.model.rows[0].record.theme == themes.currentText()


def test_the_heads_of_columns_order_the_list(qtbot: QtBot, page: AttemptsPage) -> None:
    newest_first = names(page)
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(0)
    qtbot.waitUntil(lambda: names(page) == newest_first[::-1])
    assert page.filters.order.currentText() == "Oldest first"
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "Date ↑"
    header.sectionClicked.emit(1)
    qtbot.waitUntil(lambda: page.filters.order.currentText() == "By question")
    assert page.model.headerData(1, Qt.Orientation.Horizontal) == "Question ↑"
    qtbot.waitUntil(lambda: names(page) == by_prompt(page))
    header.sectionClicked.emit(3)
    qtbot.waitUntil(lambda: page.filters.order.currentText() == "Longest first")
    header.sectionClicked.emit(3)
    qtbot.waitUntil(lambda: page.filters.order.currentText() == "Shortest first")
    header.sectionClicked.emit(4)
    assert page.filters.order.currentText() == "Shortest first", "not by the transcript"


def by_prompt(page: AttemptsPage) -> list[str]:
    rows = sorted(page.model.rows, key=lambda row: row.cells[1])
    return [row.name for row in rows]


def test_what_cannot_be_read_is_hidden_only_while_something_is_looked_for(
    qtbot: QtBot, said: AttemptFolder, services: PlayedServices, make_window: MakeWindow
) -> None:
    damaged = services.library.folder / "2026-01-05-101500-duties-of-a-doctor"
    damaged.mkdir()
    (damaged / "attempt.json").write_text("{", encoding="utf-8")
    window = make_window()
    window.show_page("attempts")
    page = window.pages.attempts
    assert names(page)[-1] == damaged.name
    search(qtbot, page, "the")
    assert damaged.name not in names(page)


def test_rows_out_of_sight_cost_nothing_until_they_are_seen(
    qtbot: QtBot, page: AttemptsPage
) -> None:
    record = page.model.rows[0].record
    assert record is not None
    page.model.show([record] * 2000, {})
    page.table.fit_rows()
    assert sum("cells" in vars(row) for row in page.model.rows) < 1000
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: "cells" in vars(page.model.rows[-1]))
