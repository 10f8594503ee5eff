"""What is heard in the pictures: human speech, rooms with noise around it, and its words."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from tests.gui.marking_attempts import make_words

from mockinterview.core.transcript import Segment, Transcript
from mockinterview.speech.protocol import Event

SPEECH: Final = Path(__file__).parents[2] / "tests" / "data" / "two_cities.flac"
QUIET_SECONDS: Final = 1.5


def recording(home: Path, name: str) -> Path:
    """A WAV of human speech under this name, whatever it ends in, in a folder of its own."""
    path = Path(tempfile.mkdtemp(dir=home)) / name
    samples, rate_hz = soundfile.read(SPEECH)
    soundfile.write(path, samples, rate_hz, format="WAV")
    return path


def no_recording(home: Path, name: str) -> Path:
    """A file that only has the name of a recording."""
    path = Path(tempfile.mkdtemp(dir=home)) / name
    path.write_bytes(b"%PDF-1.7\n")
    return path


def noisy_room(home: Path, noise_dbfs: float, gain: float = 2.5) -> Path:
    """A pause, then a sentence, in noise of this level."""
    speech, rate_hz = soundfile.read(SPEECH)
    speech = np.concatenate((np.zeros(round(QUIET_SECONDS * rate_hz)), speech * gain))
    noise = np.random.default_rng(1).standard_normal(len(speech)) * 10 ** (noise_dbfs / 20)
    path = Path(tempfile.mkdtemp(dir=home)) / "room.wav"
    soundfile.write(path, np.clip(speech + noise, -1, 1), rate_hz)
    return path


def silence(home: Path, seconds: float) -> Path:
    """Digital zeros: what a muted microphone gives."""
    path = Path(tempfile.mkdtemp(dir=home)) / "silence.wav"
    soundfile.write(path, np.zeros(round(seconds * 48_000)), 48_000)
    return path


class WrittenSpeech:
    """Stands where `SpeechProcess` stands, and writes a made-up answer as long as the sound is."""

    def warm(self) -> None:
        """Nothing is to be loaded."""

    def transcribe(self, path: Path, on_event: Callable[[Event], None] | None = None) -> Transcript:
        """As many of the words as fit."""
        del on_event
        seconds = soundfile.info(path).duration
        words = tuple(word for word in make_words() if word.end <= seconds)
        segments: tuple[Segment, ...] = ()
        if words:
            text = " ".join(word.word for word in words)
            segments = (Segment(start=words[0].start, end=words[-1].end, text=text, words=words),)
        return Transcript(
            engine="faster-whisper",
            model="base",
            audio_seconds=seconds,
            elapsed_seconds=4.0,
            segments=segments,
        )

    def follow(self, path: Path) -> None:
        """Nothing is read ahead."""

    def stop_following(self) -> None:
        """Nothing was."""

    def pause(self) -> bool:
        """Nothing is under way."""
        return False

    def cancel(self) -> bool:
        """Nothing is under way."""
        return False

    def close(self) -> None:
        """Nothing was started."""
