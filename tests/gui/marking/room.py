"""Keys and clicks on the marking page, and a speech process that the test steers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mockinterview.core.measures import Measure
from mockinterview.core.suggestion import Place
from mockinterview.core.transcript import Transcript
from mockinterview.errors import (
    MockInterviewError,
    TranscriptionCancelled,
    TranscriptionPaused,
)
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.content import Content
from mockinterview.services import Services
from mockinterview.settings import Settings
from mockinterview.speech.protocol import Loading, Progress, SegmentDone
from mockinterview.ui.marking.page import MarkingPage
from tests.gui.marking_attempts import (
    make_transcript,
)

Key = Qt.Key


SHIFT = Qt.KeyboardModifier.ShiftModifier


CONTROL = Qt.KeyboardModifier.ControlModifier


PROMPT_MILLISECONDS = 2000
"""Sooner than the player gives up a loudspeaker that asks for nothing."""


class FakeSpeech:
    """Stands for the speech process: tells what the test lets it tell."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.cancelled = threading.Event()
        self.paused = threading.Event()
        self.error: MockInterviewError | None = None
        self.transcript = make_transcript()
        self.asked: list[Path] = []

    def transcribe(
        self, path: Path, *, on_event: Callable[[object], None] | None = None
    ) -> Transcript:
        self.asked.append(path)
        assert on_event is not None
        on_event(Loading("loading the model"))
        if self.error is not None:
            raise self.error
        half = self.transcript.segments[0].model_copy(
            update={"words": self.transcript.segments[0].words[:10]}
        )
        on_event(Progress(14.0, 42.0))
        on_event(SegmentDone(half))
        while not self.may_end.wait(0.01):
            if self.cancelled.is_set():
                raise TranscriptionCancelled("The transcription was cancelled.")
            if self.paused.is_set():
                self.paused.clear()
                raise TranscriptionPaused("The transcription was put off.")
        return self.transcript

    def pause(self) -> bool:
        self.paused.set()
        return True

    def cancel(self) -> bool:
        self.cancelled.set()
        return True

    def close(self) -> None:
        self.may_end.set()


class SilentServices(Services):
    """The real services with a speech process that the test steers."""

    def __init__(self, folder: Path, content: Content) -> None:
        super().__init__(Settings(), folder / "settings.json", content)
        self.fake_speech = FakeSpeech()

    @property
    def speech(self) -> FakeSpeech:  # type: ignore[override]
        return self.fake_speech

    def measure(self, *_: object) -> Sequence[Measure]:
        """None: reading the sound takes longer than most tests."""
        return ()

    def suggest_places(self, _rubric: object, _words: object) -> dict[str, tuple[Place, ...]]:
        """None: the encoder takes longer to load than most tests."""
        return {}


def show(
    qtbot: QtBot,
    page: MarkingPage,
    folder: AttemptFolder,
    take: int | None = None,
    *,
    transcribe: bool = False,
) -> None:
    with qtbot.waitSignal(page.opened):
        page.open_attempt(folder, take, transcribe=transcribe)


def press(qtbot: QtBot, key: Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def type_text(qtbot: QtBot, text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def wait_saved(qtbot: QtBot, page: MarkingPage) -> None:
    qtbot.waitUntil(lambda: page.is_saved)


def current(page: MarkingPage) -> str:
    return page.checklist.current.entry.criterion.id


def middle_of_word(page: MarkingPage, index: int) -> QPoint:
    """Where a word stands on the transcript's viewport."""
    view = page.answer.transcript.view
    start, end = view.layout_of_words.span(index, index)
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    left = view.cursorRect(cursor)
    cursor.setPosition(end)
    return QPoint((left.left() + view.cursorRect(cursor).left()) // 2, left.center().y())
