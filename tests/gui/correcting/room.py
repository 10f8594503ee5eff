"""A person who corrects a transcript before the marking page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.transcript_panel import TranscriptPanel
from mockinterview.ui.window import MainWindow
from tests.gui.marking_attempts import make_transcript

Key = Qt.Key


SHIFT = Qt.KeyboardModifier.ShiftModifier


CONTROL = Qt.KeyboardModifier.ControlModifier


CADETS = 25
"""The word that the model doubted."""


class Marker:
    """A person before the marking page."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: AttemptFolder) -> None:
        self.qtbot = qtbot
        self.window = window
        self.folder = folder
        self.page: MarkingPage = window.pages.marking
        self.open()

    def open(self, take: int | None = None) -> None:
        with self.qtbot.waitSignal(self.page.opened):
            self.window.open_attempt(AttemptFolder(self.folder.path), take)

    @property
    def panel(self) -> TranscriptPanel:
        return self.page.answer.transcript

    @property
    def words(self) -> list[str]:
        return [word.word for word in self.panel.view.layout_of_words.words]

    @property
    def shown(self) -> str:
        """All the text of the document, pauses and numbers too."""
        return str(self.panel.view.document().toRawText())

    @property
    def line(self) -> str:
        """What the head tells of the transcript."""
        return str(self.panel.head.line.accessibleName())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def correct(self, first: int, text: str, last: int | None = None) -> None:
        """Choose words with the keyboard's choice, then correct them."""
        self.panel.view.choose(first, first if last is None else last)
        self.press(Key.Key_C)
        assert QApplication.focusWidget() is self.panel.editor.field
        self.type(text) if text else self.press(Key.Key_Backspace)
        self.press(Key.Key_Return)

    def point(self, word: int) -> QPoint:
        area, _ = self.panel.view.area_of(word, word)
        return QPoint(area.center().x(), area.center().y())

    def saved(self) -> None:
        self.qtbot.waitUntil(lambda: self.page.is_saved)

    def written(self, take: int = 1) -> list[str]:
        self.saved()
        correction = self.folder.correction(take)
        return [word.word for word in correction.words] if correction else []


ORIGINAL = [word.word for word in make_transcript().words]


def replaced(first: int, last: int, *texts: str) -> list[str]:
    return [*ORIGINAL[:first], *texts, *ORIGINAL[last + 1 :]]
