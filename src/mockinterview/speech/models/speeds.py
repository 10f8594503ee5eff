"""How fast each model is on this machine: measured, and remembered in a small file.

A figure holds for one engine of one version, one model and one machine; of all else nothing is
known. It comes from a measurement that the person asked for (the shipped sample answer), or else
from the first take that was transcribed.
"""

from __future__ import annotations

import contextlib
import json
import platform
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from mockinterview.core.transcript import Transcript, TranscriptStage
from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.speech.engines import engine_with_version
from mockinterview.speech.models.weights import models_folder
from mockinterview.speech.process import EventHandler, SpeechProcess
from mockinterview.speech.threads import sensible_threads

SHORTEST_SECONDS: Final = 20.0
"""A shorter take costs a whole window all the same, and says little."""

LEAST_SPEECH: Final = 0.5
"""The share of a take in which somebody has to speak: silence costs nothing."""


@dataclass(frozen=True)
class Speed:
    """How long some speech took.

    Attributes:
        engine: with its version.
        model: its name, or the path of one's own.
        machine: what computed.
        processor: `cpu` or `cuda`.
        audio_seconds: the length of the sound.
        elapsed_seconds: how long it took, with the model loaded.
        is_sample: whether it was the shipped sample, which makes figures comparable.
    """

    engine: str
    model: str
    machine: str
    processor: str
    audio_seconds: float
    elapsed_seconds: float
    is_sample: bool

    @property
    def seconds_a_minute(self) -> float:
        """How long a minute of speech takes."""
        return 60 * self.elapsed_seconds / self.audio_seconds


class SpeedMemory:
    """The figures, in one JSON file; one that cannot be understood counts as empty."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or models_folder() / "speeds.json"

    def find(self, engine: str, model: str) -> Speed | None:
        """The figure for this engine, by its bare name, and model on this machine."""
        versioned, machine = engine_with_version(engine), this_machine()
        for speed in self._read():
            if (speed.engine, speed.model, speed.machine) == (versioned, model, machine):
                return speed
        return None

    def remember(self, speed: Speed) -> None:
        """Keep a figure in the place of an earlier one for the same."""
        others = [each for each in self._read() if _key(each) != _key(speed)]
        text = json.dumps([asdict(each) for each in (*others, speed)], indent=1)
        # Not being able to remember costs a measurement, nothing else.
        with contextlib.suppress(LibraryError):
            atomic.write_text(self._path, text + "\n")

    def _read(self) -> list[Speed]:
        try:
            return [
                speed
                for entry in json.loads(self._path.read_text(encoding="utf-8"))
                if (speed := Speed(**entry)).audio_seconds > 0
            ]
        except (OSError, ValueError, TypeError):
            return []


class SpeedMeasurement:
    """One measurement with the real engine in a process of its own; `cancel` from any thread.

    Args:
        engine: its name.
        model: a name, or the path of one's own.
        sample: the shipped sample answer.
    """

    def __init__(self, engine: str, model: str, sample: Path) -> None:
        self._model = model
        self._sample = sample
        self._speech = SpeechProcess(engine, model)

    def run(self, on_event: EventHandler | None = None) -> Speed:
        """Load, listen, and remember the figure. Takes from seconds to minutes.

        Raises:
            TranscriptionCancelled: `cancel` was called.
            SpeechError: it does not work.
        """
        with self._speech as speech:
            ready = speech.warm(on_event=on_event)
            transcript = speech.transcribe(self._sample, on_event=on_event)
        speed = _speed_of(transcript, ready.processor, is_sample=True)
        if Path(self._model).is_absolute():
            speed = replace(speed, model=self._model)
        SpeedMemory().remember(speed)
        return speed

    def cancel(self) -> None:
        """End it."""
        self._speech.close()


def note_use(transcript: Transcript, processor: str) -> None:
    """Remember how fast a take was transcribed, where nothing better is known."""
    spoken = sum(segment.end - segment.start for segment in transcript.segments)
    is_telling = (
        transcript.stage is TranscriptStage.WHOLE
        and transcript.audio_seconds >= SHORTEST_SECONDS
        and spoken >= LEAST_SPEECH * transcript.audio_seconds
    )
    if is_telling and SpeedMemory().find(transcript.engine, transcript.model) is None:
        SpeedMemory().remember(_speed_of(transcript, processor, is_sample=False))


def this_machine() -> str:
    """The processor and how many threads are used, as figures are kept apart by."""
    name = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    return f"{name}, {sensible_threads()} threads"


def _speed_of(transcript: Transcript, processor: str, *, is_sample: bool) -> Speed:
    return Speed(
        engine=engine_with_version(transcript.engine),
        model=transcript.model,
        machine=this_machine(),
        processor=processor,
        audio_seconds=transcript.audio_seconds,
        elapsed_seconds=transcript.elapsed_seconds,
        is_sample=is_sample,
    )


def _key(speed: Speed) -> tuple[str, str, str]:
    return (speed.engine, speed.model, speed.machine)
