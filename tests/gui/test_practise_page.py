"""Choosing a question: search, filters, keys, formats, what the library says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.attempt import TakeState
from mockinterview.core.content import Format
from mockinterview.files.problems import Problem
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.library_entries import add_attempt, mark

pytestmark = pytest.mark.slow


def prompts(window: MainWindow) -> list[str]:
    return [row.question.prompt for row in window.pages.practise.list.rows_model.rows]


def test_all_questions_are_listed_as_new(window: MainWindow, services: PlayedServices) -> None:
    rows = window.pages.practise.list.rows_model.rows
    number = len(list(services.content.questions))
    assert number >= 40
    assert len(rows) == number
    assert {row.attempts for row in rows} == {"new"}
    assert window.pages.practise.search.placeholderText() == f"Search {number} questions"


def test_imperial_stands_first_and_every_bank_can_be_chosen(window: MainWindow) -> None:
    page = window.pages.practise
    banks = list(dict.fromkeys(row.bank.bank for row in page.list.rows_model.rows))
    assert banks[0] == "imperial-asynchronous"
    assert banks[1:] == sorted(banks[1:])
    assert [page.bank.itemData(index) for index in range(page.bank.count())] == [None, *banks]
    page.bank.setCurrentText("Ethics")
    assert {row.bank.bank for row in page.list.rows_model.rows} == {"ethics"}
    assert page.list.row is not None
    assert page.list.row.bank.bank == "ethics"


def test_ctrl_f_searches(window: MainWindow) -> None:
    page = window.pages.practise
    QTest.keyClicks(page.search, "zebra")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "leader")
    assert "Are you a leader or a follower?" in prompts(window)


def test_search_and_theme_narrow_the_list(window: MainWindow) -> None:
    QTest.keyClicks(window.pages.practise.search, "doctor DUTIES")
    assert prompts(window) == ["What are the duties of a doctor?"]
    window.pages.practise.search.clear()
    window.pages.practise.theme_choice.setCurrentText("Resilience")
    assert prompts(window) == ["Define resilience. Are you a resilient person?"]


def test_a_search_without_result_says_so_and_cannot_start(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClicks(window.pages.practise.search, "zebra")
    assert window.pages.practise.nothing.isVisible()
    assert not window.pages.practise.card.start.isEnabled()
    with qtbot.assertNotEmitted(window.pages.practise.start_wanted):
        QTest.keyClick(window.pages.practise.search, Qt.Key.Key_Return)


def test_down_and_enter_start_the_question(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.practise
    page.start_wanted.disconnect()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    chosen = prompts(window)[1]
    assert page.card.prompt.text() == chosen
    with qtbot.waitSignal(page.start_wanted) as started:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    bank, question, rules = started.args
    assert question.prompt == chosen
    assert bank.bank == "imperial-asynchronous"
    assert isinstance(rules, Format)
    assert rules.format == "imperial-2023"


def test_the_card_tells_criteria_clock_and_source(window: MainWindow) -> None:
    card = window.pages.practise.card
    assert "criteria" in card.facts.text()
    assert "model answer 1:" in card.facts.text()
    choice = card.format
    assert choice.clock.text() == "1 min to prepare, 5 min to answer, one take."
    assert not choice.extra.isVisible()
    assert choice.source.text().startswith("Third-party source, 2023: ")
    assert "not published" in choice.source.text()
    assert "Third-party" in choice.choice.accessibleDescription()


def test_a_chosen_format_is_kept_and_told(window: MainWindow, services: PlayedServices) -> None:
    card = window.pages.practise.card
    box = card.format.choice
    box.setCurrentIndex(box.findData("sammi-4"))
    assert services.written_settings.format == "sammi-4"
    assert card.format.clock.text() == (
        "No time to prepare, 4 min to answer, one take. The question is shown once it has been"
        " played. Playing it uses up answer time."
    )
    assert card.format.source.text().startswith("Official source, 2025: ")
    box.setCurrentIndex(box.findData("imperial-2023"))
    assert services.written_settings.format is None


def test_extra_time_is_told(window: MainWindow, services: PlayedServices) -> None:
    services.change_settings(extra_time_percent=25)
    window.pages.practise.refresh()
    choice = window.pages.practise.card.format
    assert choice.clock.text() == "1 min 15 s to prepare, 6 min 15 s to answer, one take."
    assert choice.extra.text() == (
        "25 % extra time: 1 min becomes 1 min 15 s, 5 min becomes 6 min 15 s."
    )
    rules = window.pages.practise.card.rules
    assert rules is not None
    assert rules.answer_seconds == 375


def test_attempts_marks_and_next_time_come_from_the_library(
    make_window: MakeWindow, services: PlayedServices
) -> None:
    mark(add_attempt(services), 3, "I end on medicine.")
    add_attempt(services, day=1)
    add_attempt(services, "duties-of-a-doctor")
    window = make_window()
    rows = {row.question.id: row for row in window.pages.practise.list.rows_model.rows}
    assert rows["leader-or-follower"].attempts == "2 attempts"
    assert rows["leader-or-follower"].marks == "3 of 8 met"
    assert rows["duties-of-a-doctor"].attempts == "1 attempt"
    assert rows["duties-of-a-doctor"].marks == "not marked"
    assert rows["define-resilience"].attempts == "new"
    ids = list(rows)
    page = window.pages.practise
    page.list.setCurrentIndex(page.list.rows_model.index(ids.index("leader-or-follower")))
    assert page.reminder.text() == "Last time you wrote: “I end on medicine.”"


def test_files_that_cannot_be_used_are_told_once(
    make_window: MakeWindow, services: PlayedServices
) -> None:
    services.content.problems.append(
        Problem(Path("mine.yaml"), 12, 5, "unknown-key", "“promt” is unknown.")
    )
    banner = make_window().pages.practise.content_banner
    assert banner.isVisible()
    assert "1 question file" in banner.message.text()
    assert not banner.detail.isVisible()
    banner.details_button.click()
    assert banner.detail.isVisible()
    assert "mine.yaml:12:5" in banner.detail.text()


def test_a_recovered_take_is_told_and_gone_on_with(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices
) -> None:
    folder = add_attempt(services, state=TakeState.RECORDING)
    window = make_window()
    banner = window.pages.practise.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.message.text().startswith("An answer was recovered")
    assert "Are you a leader or a follower?" in banner.hint.text()
    take = folder.load().takes[0]
    assert take.state is TakeState.RECOVERED
    assert take.seconds > 0.9
    banner.action_button.click()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.pages.interview)
    card = window.pages.interview.interruption
    qtbot.waitUntil(card.isVisible)
    assert card.message.text() == "The program ended in the middle of this answer."
    assert card.kept.text().startswith("0:01 was recorded and is kept.")
    card.finish.click()
    qtbot.waitUntil(lambda: window.pages.interview.status.state.text() == "Saved")
    with qtbot.waitSignal(window.pages.marking.opened):
        QTest.keyClick(window.pages.interview, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.pages.marking


def test_the_sample_answer_needs_no_microphone(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.pages.marking.opened, timeout=8000):
        window.pages.practise.card.sample.click()
        assert not window.pages.practise.card.sample.isEnabled()
    assert window.pages.currentWidget() is window.pages.marking
    assert window.pages.practise.card.sample.isEnabled()
    qtbot.waitUntil(lambda: len(window.keeper.records.attempts) == 1)
    assert window.keeper.records.attempts[0].origin == "sample"
