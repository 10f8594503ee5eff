"""The system's own voice speaks as loud as the person has set it."""

from __future__ import annotations

from typing import Any

from PySide6.QtTextToSpeech import QTextToSpeech

from mockinterview.ui.voice import VoicePrompt


class PlayedEngine(QTextToSpeech):
    """Notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__("mock")
        self.asked: list[Any] = []

    def setVolume(self, volume: float) -> None:  # noqa: N802  (Qt's name)
        self.asked.append(volume)

    def say(self, text: str) -> None:
        self.asked.append(text)


def test_the_volume_is_set_before_it_speaks(qapp: object) -> None:
    engine = PlayedEngine()
    VoicePrompt(engine, "Are you a leader?", gain=lambda: 0.25).start()
    assert engine.asked == [0.25, "Are you a leader?"]
