"""A speech process at the word of the test; it raises exactly what the real one raises.

`test_played_speech.py` holds both to the same rules.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from mockinterview.core.transcript import Segment, Transcript, TranscriptStage
from mockinterview.errors import (
    MockInterviewError,
    SpeechProcessError,
    TranscriptionCancelled,
    TranscriptionPaused,
)
from mockinterview.speech.protocol import Event, Loading, Progress, SegmentDone

FIRST = TranscriptStage.FIRST
PATIENCE_SECONDS = 10.0


def crash() -> SpeechProcessError:
    """What a killed child leads to."""
    return SpeechProcessError(
        "Transcription stopped unexpectedly.",
        "The recording is safe. Try again; if it happens again, choose a smaller model"
        " or another engine in Settings.",
        "killed by SIGKILL",
    )


def words(text: str, stage: TranscriptStage = TranscriptStage.WHOLE) -> Transcript:
    return Transcript(
        stage=stage,
        engine="played",
        model="none",
        audio_seconds=2,
        elapsed_seconds=1,
        segments=(Segment(start=0, end=1, text=text),) if text else (),
    )


class PlayedSpeech:
    """Stands where `SpeechProcess` stands. Jobs end at once, unless `holds` is set.

    `asked` names the jobs in the order in which they began: the attempt's id, with “again” behind
    it for a second hearing. `errors` are raised by the next jobs, one each.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.errors: list[MockInterviewError] = []
        self.stage = TranscriptStage.WHOLE
        self.text = "So I would say both."
        self.heard: Transcript | None = None
        self.refined: Transcript | None = None
        self.language = ""
        self.holds = False
        self.warmed = 0
        self.followed: list[Path] = []
        self.stopped = 0
        self.before_end: Callable[[], object] | None = None
        self._may_end = threading.Event()
        self._paused = threading.Event()
        self._cancelled = threading.Event()
        self._runs = threading.Lock()

    # What the service calls

    def warm(self) -> None:
        with self._runs:
            self.warmed += 1
            self._raise_error()

    def transcribe(
        self, path: Path, *, on_event: Callable[[Event], None] | None = None
    ) -> Transcript:
        heard = self._do(path.parents[1].name, on_event or _ignore)
        return heard.model_copy(update={"heard_language": self.language})

    def refine(
        self,
        path: Path,
        transcript: Transcript,
        *,
        on_event: Callable[[Event], None] | None = None,
    ) -> Transcript:
        self._do(f"{path.parents[1].name} again", on_event or _ignore)
        assert transcript.stage is FIRST
        again = self.refined or words(f"{transcript.text} Refined.")
        return again.model_copy(update={"stage": TranscriptStage.REFINED})

    def follow(self, path: Path) -> None:
        self.followed.append(path)

    def stop_following(self) -> None:
        self.stopped += 1

    def pause(self) -> bool:
        if not self._runs.locked():
            return False
        self._paused.set()
        return True

    def cancel(self) -> bool:
        if not self._runs.locked():
            return False
        self._cancelled.set()
        return True

    def close(self) -> None:
        self.cancel()

    # What the test calls

    def let_one_end(self) -> None:
        self._may_end.set()

    def let_all_end(self) -> None:
        self.holds = False
        self._may_end.set()

    def _do(self, name: str, tell: Callable[[Event], None]) -> Transcript:
        with self._runs:
            self._paused.clear()
            self._cancelled.clear()
            self.asked.append(name)
            tell(Loading("Loading the model"))
            self._raise_error()
            tell(Progress(0.0, 2.0))
            self._wait(tell)
            if self.before_end is not None:
                self.before_end()
            tell(Progress(2.0, 2.0))
            return (self.heard or words(self.text)).model_copy(update={"stage": self.stage})

    def _wait(self, tell: Callable[[Event], None]) -> None:
        if not self.holds:
            return
        tell(SegmentDone(Segment(start=0, end=1, text="So")))
        waited = 0.0
        while not self._may_end.wait(0.005):
            waited += 0.005
            assert waited < PATIENCE_SECONDS, "the test let no job end"
            if self._cancelled.is_set():
                raise TranscriptionCancelled(
                    "The transcription was cancelled.", "The recording is kept."
                )
            if self._paused.is_set():
                raise TranscriptionPaused("The transcription was put off.")
        self._may_end.clear()

    def _raise_error(self) -> None:
        if self.errors:
            raise self.errors.pop(0)


def _ignore(_: Event) -> None:
    return
