"""The button that lets a question be heard as the candidate hears it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.core.content import Bank, Question
from mockinterview.prompts import Prompt
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

_LOOK_MILLISECONDS = 100


class PromptPlayer(QWidget):
    """Play and stop, and whose voice it is."""

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._shown: tuple[Bank, Question] | None = None
        self._prompt: Prompt | None = None
        self.button = KeyButton(theme, "Play the question", icon="volume-up-line")
        self.button.clicked.connect(self._press)
        self.voice = Label("", "meta")
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.button)
        row.addWidget(self.voice, 1)

    @property
    def is_playing(self) -> bool:
        """Whether a question is being put."""
        return self._prompt is not None

    def show_question(self, bank: Bank, question: Question) -> None:
        """Offer this question; one that is being heard ends, unless it is the same."""
        if self._shown is not None and self._shown[1] != question:
            self.stop()
        self._shown = bank, question
        has_voice = self._services.voice is not None
        if self._services.content.prompt_file(bank, question) is not None:
            self.voice.setText("A recording.")
        elif has_voice and self._services.voice and self._services.voice(bank, question):
            self.voice.setText("No recording: read by this computer's own voice.")
        else:
            self.voice.setText("No recording and no voice here: candidates read the question.")
            self.button.setEnabled(False)
            return
        self.button.setEnabled(True)

    def stop(self) -> None:
        """Fall silent."""
        self._timer.stop()
        if self._prompt is not None:
            self._prompt.stop()
            self._prompt = None
        self.button.setText("Play the question")
        self.button.set_icon("volume-up-line")

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the button any more."""
        super().hideEvent(event)
        self.stop()

    def _press(self) -> None:
        if self._prompt is not None or self._shown is None:
            self.stop()
            return
        self._prompt = self._services.prompt_for(*self._shown)
        self._prompt.start()
        self.button.setText("Stop")
        self.button.set_icon("stop-line")
        self._timer.start()

    def _look(self) -> None:
        if self._prompt is not None and self._prompt.is_finished:
            self.stop()
