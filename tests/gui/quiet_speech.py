"""A speech process without a model: it answers at once what it is told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mockinterview.core.transcript import Segment, Transcript, TranscriptStage
from mockinterview.errors import ModelMissingError
from mockinterview.speech.protocol import Event, Progress


class QuietSpeech:
    """Stands where `SpeechProcess` stands; `text` None means that there is no model."""

    def __init__(self) -> None:
        self.text: str | None = "I can do both."
        self.asked: list[Path] = []
        self.warmed = 0
        self.followed: list[Path] = []
        self.stage = TranscriptStage.WHOLE

    def warm(self) -> None:
        self.warmed += 1
        self._need_model()

    def transcribe(self, path: Path, on_event: Callable[[Event], None] | None = None) -> Transcript:
        self.asked.append(path)
        self._need_model()
        if on_event is not None:
            on_event(Progress(0.5, 1.0))
        segments = (Segment(start=0, end=1, text=self.text),) if self.text else ()
        return Transcript(
            stage=self.stage,
            engine="quiet",
            model="none",
            audio_seconds=1,
            elapsed_seconds=0,
            segments=segments,
        )

    def refine(
        self,
        path: Path,
        transcript: Transcript,
        on_event: Callable[[Event], None] | None = None,
    ) -> Transcript:
        return transcript.model_copy(update={"stage": TranscriptStage.REFINED})

    def follow(self, path: Path) -> None:
        self.followed.append(path)

    def stop_following(self) -> None:
        return

    def pause(self) -> bool:
        return False

    def cancel(self) -> bool:
        return False

    def close(self) -> None:
        return

    def _need_model(self) -> None:
        if self.text is None:
            raise ModelMissingError("There is no speech model on this computer.", "Fetch one.")
