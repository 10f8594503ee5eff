"""How the sheet is opened and gone through by keys, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.pack.contents import AttemptInPack
from mockinterview.pack.reading import inspect
from mockinterview.ui.packing.sheet import PackSheet
from mockinterview.ui.window import MainWindow

PACK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Dialog:
    """What is chosen in the system's dialog, and the names that it was asked with."""

    def __init__(self, target: Path) -> None:
        self.target: Path | str = target
        self.proposed: list[str] = []

    def choose(self, _page: object, _title: str, proposed: str, *_: object) -> tuple[str, str]:
        self.proposed.append(Path(proposed).name)
        return str(self.target), "Mock Interview pack (*.mockinterview)"


def press(window: MainWindow, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def write_words(window: MainWindow, words: str) -> None:
    QTest.keyClicks(window.focusWidget(), words)


def ask(qtbot: QtBot, window: MainWindow) -> PackSheet:
    """The sheet, opened by its key on the marking page."""
    press(window, Qt.Key.Key_R, PACK)
    sheet = window.pages.marking.sharing.pack.sheet
    qtbot.waitUntil(sheet.isVisible)
    return sheet


def ask_for_rows(qtbot: QtBot, window: MainWindow, *rows: int) -> PackSheet:
    """The sheet, opened by its key on the list with these rows chosen."""
    window.show_page("attempts")
    page = window.pages.attempts
    page.table.selectRow(rows[0])
    for _ in rows[1:]:
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window, Qt.Key.Key_R, PACK)
    qtbot.waitUntil(page.packing.sheet.isVisible)
    return page.packing.sheet


def tab_to(window: MainWindow, widget: object) -> None:
    for _ in range(40):
        if window.focusWidget() is widget:
            return
        press(window, Qt.Key.Key_Tab)
    pytest.fail("Tab does not come to it")


def choose_sound(window: MainWindow, sheet: PackSheet, kind: str) -> None:
    """Tab comes to the chosen one, the arrows go on from there."""
    tab_to(window, sheet.sound.buttons[0])
    while sheet.sound.value != kind:
        press(window, Qt.Key.Key_Right)


def written(qtbot: QtBot, banner: Any, target: Path) -> list[AttemptInPack]:
    """What is in the pack, when it is told that it is written."""
    words = f"The pack was exported as {target.name}."
    qtbot.waitUntil(lambda: banner.isVisible() and banner.message.text() == words)
    return list(inspect(target).attempts)
