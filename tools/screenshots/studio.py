"""The window with a library of its own, and the means to bring it into a state."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest

from mockinterview import paths, suggest
from mockinterview.audio import faults
from mockinterview.audio.file_source import file_source
from mockinterview.audio.listening import Listener
from mockinterview.audio.recorder import Recorder
from mockinterview.core.interview import Stage
from mockinterview.core.marking import Verdict
from mockinterview.files.content import load_content
from mockinterview.sample import record_sample
from mockinterview.services import Services
from mockinterview.session import Input
from mockinterview.settings import Settings
from mockinterview.settings import Theme as ThemeChoice
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.window import MainWindow

from .sounds import SPEECH, WrittenSpeech

WAIT_SECONDS = 60.0
"""For what takes a moment, even when the machine is busy with something else."""
ACTIVE_MILLISECONDS = 2000
"""Some desktops do not let a window come to the front by itself; its focus is not drawn then."""


_SUGGESTER = suggest.new_suggester()
"""One for all pictures: it takes seconds to load."""


class StudioServices(Services):
    """The real services but for the microphone and the speech process."""

    def __init__(self, home: Path, colours: ThemeChoice) -> None:
        self.heard: Path | None = SPEECH
        self.microphone = "Built-in Audio"
        self.written_speech = WrittenSpeech()
        super().__init__(
            Settings(library=home / "library", own_content=home / "Own questions", theme=colours),
            home / "settings.json",
            load_content([paths.content_folder()]),
        )
        self._suggester = _SUGGESTER

    @property
    def speech(self) -> WrittenSpeech:  # type: ignore[override]
        """Words that cost no time."""
        return self.written_speech

    def open_input(self, path: Path, limit_seconds: float | None) -> Input:
        """What is heard in the place of the microphone; None is a computer without one."""
        if self.heard is None:
            raise faults.no_device("input", "Error querying device -1")
        recorder = Recorder(path, file_source(self.heard), max_seconds=limit_seconds)
        return Input(recorder, self.microphone)

    def new_listener(self) -> Listener:
        """The level of the same."""
        if self.heard is None:
            raise faults.no_device("input", "Error querying device -1")
        return Listener(self.microphone, file_source(self.heard))


class Studio:
    """One window; `close` it when its picture is taken."""

    def __init__(
        self, home: Path, theme: Theme, colours: ThemeChoice, size: tuple[int, int]
    ) -> None:
        self.home = home
        self.services = StudioServices(home, colours)
        self.tasks = Tasks(self.services.work)
        self.window = MainWindow(self.services, theme, self.tasks)
        self.pages = self.window.pages
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        try:
            QTest.qWaitForWindowActive(self.window, ACTIVE_MILLISECONDS)
            self.wait(lambda: self.window.keeper.is_read)
        except TimeoutError:
            self.close()
            raise

    def close(self) -> None:
        """End the window and all that it has begun, at once and for good."""
        try:
            self.window.shut_down()
        finally:
            self.services.close()
            # An event loop runs again for the next picture. What still waits to be delivered here
            # would ask for work that nobody does any more.
            shiboken6.delete(self.tasks)
            shiboken6.delete(self.window)

    def wait(self, condition: Callable[[], object], seconds: float = WAIT_SECONDS) -> None:
        """Let the program run until the condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited {seconds:.0f} s in vain at {place_of(condition)}")
            self.rest(0.02)

    def wait_for_page(self, name: str) -> None:
        """Let the program run until this page is in front."""
        self.wait(lambda: self.pages.shows(name))

    def rest(self, seconds: float) -> None:
        """Let the program run. (`QTest.qWait` would keep Python's lock from the other threads.)"""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        # Not the application's, which has none while the window is not active.
        QTest.keyClick(self.window.focusWidget() or self.window, key)

    def until(self, stage: Stage) -> None:
        """Wait for a stage of the interview, and a moment for the level to rise."""
        session = self.pages.interview.session
        if session is None:
            raise RuntimeError("no interview is held")
        self.wait(lambda: session.stage is stage)
        self.rest(1.3)

    def refresh(self) -> None:
        """Read the library again and wait for it."""
        read: list[bool] = []
        self.window.keeper.refresh(lambda: read.append(True))
        self.wait(lambda: read)

    def choose(self, question_id: str) -> None:
        """Make this question current on the Practise page."""
        rows = self.pages.practise.list.rows_model
        ids = [row.question.id for row in rows.rows]
        self.pages.practise.list.setCurrentIndex(rows.index(ids.index(question_id)))

    def make_attempts(self) -> None:
        """A few attempts, one of them marked, and one that cannot be read."""
        for sample in list(self.services.content.samples.values()) * 3:
            folder = record_sample(self.services, sample)
        marking = folder.marking()
        for number, criterion in enumerate(folder.load().rubric.criteria[:7]):
            marking = marking.with_verdict(criterion.id, list(Verdict)[number % 3])
        folder.save_marking(
            marking.with_next_time("I say what I learnt about following, and end on medicine.")
        )
        damaged = self.services.library.folder / "2026-01-05-101500-duties-of-a-doctor"
        damaged.mkdir()
        (damaged / "attempt.json").write_text("{", encoding="utf-8")
        self.refresh()


def dragged(path: Path) -> QDragEnterEvent:
    """This file comes over the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDragEnterEvent(
        QPoint(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.mime = mime  # type: ignore[attr-defined]  # the event itself does not keep it alive
    return event


def place_of(condition: Callable[[], object]) -> str:
    """File and line of a condition, to find it by."""
    code = getattr(condition, "__code__", None)
    return f"{Path(code.co_filename).name}:{code.co_firstlineno}" if code else repr(condition)
