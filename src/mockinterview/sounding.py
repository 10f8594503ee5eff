"""The devices that the person chose, for window and terminal."""

from __future__ import annotations

from pathlib import Path

from mockinterview.audio.devices import find_input, find_output, list_outputs
from mockinterview.audio.listening import Listener
from mockinterview.audio.player import Player
from mockinterview.audio.recorder import Recorder
from mockinterview.audio.streams import microphone
from mockinterview.audio.volume import gain_of
from mockinterview.audio.worker import AudioExecutor
from mockinterview.session import Input
from mockinterview.settings import Settings


class Sounding:
    """Opens what the settings name; every call of PortAudio belongs on the executor `audio`."""

    settings: Settings

    def __init__(self) -> None:
        self.audio = AudioExecutor()

    def wake_sound(self) -> None:
        """Start PortAudio ahead of need: it takes a second on some systems. Does not wait."""
        self.audio.submit(list_outputs)

    def gain(self) -> float:
        """How loud the program plays at this moment, 0 to 1. From any thread."""
        return gain_of(self.settings.volume_percent)

    def new_player(self, path: Path) -> Player:
        """A player of this file on the chosen loudspeaker; call it on the audio executor.

        Raises:
            AudioError: sound is not available.
        """
        return Player(
            path,
            find_device=lambda: find_output(self.settings.output_device),
            gain=self.gain,
        )

    def open_input(self, path: Path, limit_seconds: float | None) -> Input:
        """A recorder on the chosen microphone; call it on the audio executor.

        Raises:
            AudioError: there is no microphone at all.
        """
        device = find_input(self.settings.input_device)
        recorder = Recorder(path, microphone(device), max_seconds=limit_seconds)
        return Input(recorder, device.name)

    def new_listener(self) -> Listener:
        """What tells the level of the chosen microphone; call it on the audio executor.

        Raises:
            AudioError: there is no microphone at all.
        """
        device = find_input(self.settings.input_device)
        return Listener(device.name, microphone(device))
