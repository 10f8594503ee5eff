"""The list of attempts: what it says, and that the keyboard opens one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.attempt import TakeState
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
