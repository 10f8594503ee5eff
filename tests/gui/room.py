"""A person before the window, with devices that the test plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mockinterview.core.interview import Stage
from mockinterview.session import InterviewSession
from mockinterview.ui.interview import InterviewPage
from mockinterview.ui.window import MainWindow
from tests.fakes import FakeSound, FakeStream

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.gui.conftest import PlayedServices

PATIENCE_MILLISECONDS = 20_000
"""For what takes a moment, even when the machine is busy with something else."""
SPEECH = np.resize(np.array([0, 8000, 0, -8000], dtype=np.int16), 4800)
ROOM_SECONDS = 0.1
Key = Qt.Key


class Room:
    """A person before the window."""

    def __init__(
        self, qtbot: QtBot, window: MainWindow, services: PlayedServices, sound: FakeSound
    ) -> None:
        self.qtbot = qtbot
        self.window = window
        self.services = services
        self.sound = sound
        self.microphones_heard = 0

    @property
    def microphones(self) -> list[FakeStream]:
        """The streams that were opened to record, not those that play."""
        return [stream for stream in self.sound.streams if stream.arguments["device"] < 2]

    @property
    def page(self) -> InterviewPage:
        return self.window.pages.interview

    @property
    def session(self) -> InterviewSession:
        assert self.page.session is not None
        return self.page.session

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        focused = self.window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MILLISECONDS)

    def wait_for(self, stage: Stage) -> None:
        self.wait(lambda: self.page.session is not None and self.session.stage is stage)

    def start(self, **changes: object) -> None:
        """Begin, in the bank's format with these changes, and listen."""
        bank, question = self.services.content.question("leader-or-follower")
        rules = self.services.format_for(bank, question).model_copy(update=changes)
        session = self.services.new_session(bank, question, rules)
        self.window.show_page("interview")
        self.page.open(session)

    def answer(self, **changes: object) -> None:
        """Get as far as the answer, with sound coming in."""
        self.start(**changes)
        self.press(Key.Key_Space)
        self.wait_for(Stage.PREPARE)
        self.press(Key.Key_Space)
        self.speak()

    def speak(self) -> None:
        """Say something into a microphone that has just been opened, and wait for the clock."""
        self.wait(lambda: len(self.microphones) > self.microphones_heard)
        self.microphones_heard = len(self.microphones)
        self.wait(lambda: self.microphones[-1].active)
        self.microphones[-1].hear(SPEECH)
        self.wait_for(Stage.ANSWER)
        self.microphones[-1].hear(SPEECH)
