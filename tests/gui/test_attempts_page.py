"""The list of attempts: what it says, and that the keyboard opens one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.attempt import TakeState
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.sittings import Sittings
from mockinterview.services import Services
from mockinterview.session import InterviewSession
from mockinterview.ui.window import MainWindow
from tests.gui.conftest import MakeWindow, PlayedServices
from tests.gui.library_entries import add_attempt, mark


def cells(window: MainWindow) -> list[tuple[str, ...]]:
    return [row.cells for row in window.pages.attempts.model.rows]


def test_the_empty_page_offers_to_practise(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.pages.currentWidget() is window.pages.attempts
    assert window.pages.attempts.empty.isVisible()
    assert not window.pages.attempts.table.isVisible()
    window.pages.attempts.empty.button.click()
    assert window.pages.currentWidget() is window.pages.practise


@pytest.mark.slow
def test_newest_first_with_marks_and_what_is_odd(
    make_window: MakeWindow, services: PlayedServices
) -> None:
    mark(add_attempt(services), 3)
    add_attempt(services, "define-resilience", day=1, state=TakeState.RECOVERED)
    damaged = services.library.folder / "2026-01-05-101500-duties-of-a-doctor"
    damaged.mkdir()
    (damaged / "attempt.json").write_text("{", encoding="utf-8")
    newest, oldest, unreadable = cells(make_window())
    assert newest[0] == "25 Nov 2026, 19:40"
    assert newest[4:] == ("no transcript · recovered", "not marked")
    assert oldest[1:] == (
        *("Are you a leader or a follower?", "1", "0:01", "no transcript"),
        "3 of 5 content · 0 of 3 communication",
    )
    assert unreadable[0] == "Cannot be read"
    assert "2026-01-05-101500-duties-of-a-doctor" in unreadable[1]


@pytest.mark.slow
def test_enter_opens_the_attempt_and_back_returns(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices
) -> None:
    add_attempt(services)
    window = make_window()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.pages.attempts.table.hasFocus()
    with qtbot.waitSignal(window.pages.marking.opened):
        QTest.keyClick(window.pages.attempts.table, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.pages.marking
    window.pages.marking.back_requested.emit()
    assert window.pages.currentWidget() is window.pages.attempts


@pytest.mark.slow
def test_each_of_several_recovered_answers_can_be_gone_on_with(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices
) -> None:
    older = add_attempt(services, state=TakeState.RECORDING)
    newer = add_attempt(services, "define-resilience", day=1, state=TakeState.RECORDING)
    add_attempt(services, "duties-of-a-doctor", day=2)
    window = make_window()
    banner = window.pages.practise.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.message.text().startswith("2 answers were recovered")
    assert banner.hint.text().startswith(f"“{newer.load().question.prompt}”, and 1 other:")
    banner.action_button.click()
    page = window.pages.attempts
    assert window.pages.currentWidget() is page
    page.table.selectRow(0)
    assert not page.go_on_button.isVisible(), "this one had ended"
    for row, folder in ((1, newer), (2, older)):
        window.show_page("attempts")
        page.table.selectRow(row)
        assert page.go_on_button.isVisible()
        QTest.keyClick(page.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        interview = window.pages.interview
        qtbot.waitUntil(interview.interruption.isVisible)
        assert interview.session is not None
        assert interview.session.folder.path == folder.path
        interview.close_session()


@pytest.mark.slow
def test_an_answer_recovered_at_an_earlier_start_can_still_be_gone_on_with(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices
) -> None:
    folder = add_attempt(services, state=TakeState.RECOVERED)
    window = make_window()
    assert not window.pages.practise.banner.isVisible()
    window.show_page("attempts")
    window.pages.attempts.go_on_button.click()
    qtbot.waitUntil(window.pages.interview.interruption.isVisible)
    session = window.pages.interview.session
    assert session is not None
    assert session.folder.path == folder.path


@pytest.mark.slow
def test_an_answer_whose_time_is_used_up_is_not_gone_on_with(
    make_window: MakeWindow, services: PlayedServices
) -> None:
    folder = add_attempt(services, state=TakeState.RECOVERED)
    attempt = folder.load()
    used_up = attempt.take(1).model_copy(update={"seconds": attempt.format.answer_seconds})
    folder.save(attempt.with_take(used_up))
    window = make_window()
    window.show_page("attempts")
    assert window.pages.attempts.open_button.isVisible()
    assert not window.pages.attempts.go_on_button.isVisible()


@pytest.mark.slow
def test_a_fault_of_the_disk_on_going_on_is_told_and_tried_again(
    qtbot: QtBot,
    make_window: MakeWindow,
    services: PlayedServices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_attempt(services, state=TakeState.RECOVERED)
    window = make_window()
    window.show_page("attempts")
    page = window.pages.attempts

    def refuse(_services: PlayedServices, _folder: AttemptFolder) -> InterviewSession:
        raise LibraryError("The disk does not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(Services, "continued_session", refuse)
        page.go_on_button.click()
        qtbot.waitUntil(page.banner.isVisible)
    assert window.pages.currentWidget() is page
    assert page.banner.message.text() == "The disk does not answer."
    page.banner.action_button.click()
    qtbot.waitUntil(window.pages.interview.interruption.isVisible)
    assert not page.banner.isVisible()


@pytest.mark.slow
def test_a_sitting_that_may_not_be_taken_up_does_not_offer_its_cut_off_answer(
    qtbot: QtBot, make_window: MakeWindow, services: PlayedServices
) -> None:
    answered = add_attempt(services)
    folder = add_attempt(services, "define-resilience", day=1, state=TakeState.RECOVERED)
    rules = services.content.formats["sammi-4"]
    assert not rules.resumable
    questions = [services.content.question(each.load().question.id) for each in (answered, folder)]
    store = Sittings(services.library)
    sitting = store.create("By chance", rules, questions)
    sitting = sitting.with_entry(0, attempt=answered.id, is_answered=True)
    store.save(sitting.with_entry(1, attempt=folder.id))
    for each in (answered, folder):
        each.save(each.load().model_copy(update={"sitting": sitting.id}))
    window = make_window()
    window.show_page("attempts")
    page = window.pages.attempts
    assert page.table.row is not None
    assert page.table.row.cells[1] == folder.load().question.prompt
    assert not page.go_on_button.isVisible()
    page.continue_wanted.emit(folder)  # as the banner after a crash does
    qtbot.waitUntil(page.banner.isVisible)
    assert "does not let it be gone on with" in page.banner.message.text()
