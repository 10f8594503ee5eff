"""Three seconds into the microphone and back out of the loudspeaker, with the level in words."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.audio.recorder import Recorder, RecorderState, TakeResult
from mockinterview.audio.waveform import dbfs
from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.meter import LevelMeter

if TYPE_CHECKING:
    from mockinterview.session import Input

logger = logging.getLogger(__name__)

TEST_SECONDS: Final = 3.0
_POLL_MILLISECONDS: Final = 50
_QUIET_DBFS: Final = -40.0
_LOUD_DBFS: Final = -1.0
"""Peaks below the one are hard to understand afterwards; peaks above the other are cut off."""


class MicrophoneTest(QWidget):
    """Records three seconds beside the library, tells how loud they were, plays them back."""

    failed = Signal(object)
    finished = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._services = services
        self._tasks = tasks
        self._folder: Path | None = None
        self._recorder: Recorder | None = None
        self.playback = Playback(services.new_player, services.audio, tasks, self)
        self.playback.failed.connect(self.failed)
        self.test = KeyButton(theme, "Test the microphone", icon="mic-line")
        self.play = KeyButton(theme, "Play it back", icon="play-fill")
        self.meter = LevelMeter(theme)
        self.words = Label("", "meta")
        self.test.clicked.connect(self.start)
        self.play.clicked.connect(lambda: self.playback.play_from(0.0))
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MILLISECONDS)
        self._timer.timeout.connect(self._poll)
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.test)
        row.addWidget(self.play)
        row.addWidget(self.meter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(row)
        column.addWidget(self.words)
        self.play.hide()
        self.words.hide()

    def start(self) -> None:
        """Record three seconds."""
        self.discard()
        self._folder = Path(tempfile.mkdtemp(prefix="mockinterview-test-"))
        path = self._folder / "test.wav"
        self.test.setEnabled(False)
        self.play.hide()
        self.meter.reset()
        self._say("Opening the microphone …")

        def open_input() -> Input:
            """On the audio executor."""
            opened = self._services.open_input(path, TEST_SECONDS)
            opened.recorder.start()
            return opened

        self._tasks.follow(self._services.audio.submit(open_input), self._listen, self._fail)

    def discard(self) -> None:
        """Throw the test recording away."""
        self._timer.stop()
        self.playback.close()
        if self._recorder is not None:
            self._services.audio.submit(self._recorder.stop)
            self._recorder = None
        if self._folder is not None:
            folder, self._folder = self._folder, None
            # After the stop above, so that nothing is still being written there.
            self._services.audio.submit(lambda: shutil.rmtree(folder, ignore_errors=True))
        self.test.setEnabled(True)

    def _listen(self, opened: Input) -> None:
        self._recorder = opened.recorder
        self._say(f"Say a sentence. {opened.device} is listening …")
        self._timer.start()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.show()
        announce(self, words)

    def _poll(self) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        health = recorder.health()
        self.meter.show_level(health.level_dbfs)
        if health.state is RecorderState.ENDED:
            self._timer.stop()
            self._recorder = None
            self._tasks.follow(self._services.audio.submit(recorder.stop), self._finish, self._fail)

    def _finish(self, result: TakeResult) -> None:
        self.test.setEnabled(True)
        self.meter.reset()
        if result.fault is not None:
            self._fail(result.fault)
            return
        self._say(_loudness_words(result.peak))
        self.playback.open(result.path)
        self.play.show()
        self.finished.emit()

    def _fail(self, error: MockInterviewError) -> None:
        self.test.setEnabled(True)
        self._say(error.message)
        self.failed.emit(error)


def _loudness_words(peak: float) -> str:
    """What the loudest moment (0 to 1) means."""
    loudest = dbfs(peak)
    if peak == 0:
        return "No sound at all. The microphone may be muted or unplugged."
    if loudest < _QUIET_DBFS:
        return "Very quiet. Come closer to the microphone, or turn it up."
    if loudest > _LOUD_DBFS:
        return "Too loud: parts are cut off. Move back a little, or turn the microphone down."
    return "Good: you can be heard."
