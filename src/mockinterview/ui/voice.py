"""The system's own voice, for questions without a recorded prompt."""

from __future__ import annotations

import ctypes
import logging
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from mockinterview.core.content import Bank, Question
from mockinterview.core.interview import Clock
from mockinterview.prompts import Prompt, SilentPrompt

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

logger = logging.getLogger(__name__)

_SILENT_ENGINE = "mock"
"""Qt's engine for tests: always ready, never heard."""

_START_LIMIT_SECONDS = 4.0
"""A voice that has not begun by then is given up; the question is shown to be read instead."""


class SystemVoice(QObject):
    """A voice of this computer, if it has one: give `prompt` to `Services.voice`.

    Args:
        parent: owns it.
        gain: tells how loud, 0 to 1, whenever it begins to speak.
    """

    def __init__(
        self, parent: QObject | None = None, gain: Callable[[], float] = lambda: 1.0
    ) -> None:
        super().__init__(parent)
        self._gain = gain
        self.engine = _ready_engine(self)
        if self.engine is not None:
            _choose_british(self.engine)

    def prompt(self, _bank: Bank, question: Question) -> Prompt | None:
        """The question in this voice; None when this computer has none. From any thread."""
        if self.engine is None:
            return None
        return VoicePrompt(self.engine, question.prompt, gain=self._gain)


class VoicePrompt:
    """A prompt read by the system's voice; its methods belong on the GUI thread."""

    def __init__(
        self,
        engine: QTextToSpeech,
        text: str,
        clock: Clock = time.monotonic,
        gain: Callable[[], float] = lambda: 1.0,
    ) -> None:
        self._engine = engine
        self._gain = gain
        self._text = text
        self._clock = clock
        self._silent = SilentPrompt(text, clock)
        self._started = float("inf")
        self._has_spoken = False
        self._is_stopped = False
        self._is_silent = False

    def start(self) -> None:
        """Begin to speak."""
        self._started = self._clock()
        self._engine.setVolume(self._gain())
        self._engine.say(self._text)

    def stop(self) -> None:
        """Fall silent."""
        self._is_stopped = True
        self._engine.stop()

    @property
    def is_finished(self) -> bool:
        """Whether the last word has been spoken, or the time to read it instead is over."""
        if self._is_stopped:
            return True
        if self._is_silent:
            return self._silent.is_finished
        states = type(self._engine).State
        state = self._engine.state()
        if state in {states.Speaking, states.Synthesizing}:
            self._has_spoken = True
            return False
        if self._has_spoken and state is states.Ready:
            return True
        if state is states.Error or self._clock() - self._started > _START_LIMIT_SECONDS:
            logger.warning("the system's voice fails: %s", self._engine.errorString())
            self._is_silent = True
            self._silent.start()
        return False


def _ready_engine(parent: QObject) -> QTextToSpeech | None:
    """The first real engine that works."""
    if sys.platform.startswith("linux") and not _has_speech_dispatcher():
        return None
    from PySide6.QtTextToSpeech import QTextToSpeech

    for name in QTextToSpeech.availableEngines():
        if name == _SILENT_ENGINE:
            continue
        engine = QTextToSpeech(name, parent)
        if engine.state() is QTextToSpeech.State.Ready:
            return engine
        logger.info("speech engine %s is not usable: %s", name, engine.errorString())
        engine.deleteLater()
    return None


def _has_speech_dispatcher() -> bool:
    """Whether the library is there that Qt's only real engine on Linux needs.

    Qt lists that engine all the same, and says on the error stream that it cannot be loaded.
    """
    try:
        ctypes.CDLL("libspeechd.so.2")
    except OSError:
        return False
    return True


def _choose_british(engine: QTextToSpeech) -> None:
    """Take a British voice where there is one, else any English one, else leave it."""
    wanted = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    locales = engine.availableLocales()
    english = [each for each in locales if each.language() is QLocale.Language.English]
    british = [each for each in english if each.territory() is wanted.territory()]
    best = next(iter((*british, *english)), None)
    if best is not None:
        engine.setLocale(best)
