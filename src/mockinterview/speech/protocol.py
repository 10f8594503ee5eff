"""What the parent and the speech process say to each other: small frozen values over one pipe.

The parent asks for one job at a time; the child answers until that job is done:

    Load        → Loading* Ready | Failed
    Transcribe  → (Progress | SegmentDone)* Done | Failed
    Refine      → (Progress | SegmentDone)* Done | Failed
    Shutdown    → the child ends
    (any time)  → Heartbeat every `HEARTBEAT_SECONDS` while the child is alive

These it may say at any time, also while a job runs; they are not answered:

    Follow, StopFollowing, Pause

Nothing here needs more than the standard library and the core types, so that neither side pays
for reading a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.core.transcript import Segment, Transcript
from mockinterview.core.writing import AS_HEARD, Writing

HEARTBEAT_SECONDS: Final = 1.0
"""How often a living child says so, even while the model computes."""


@dataclass(frozen=True)
class Load:
    """Find, verify and load a model.

    `engine` and `model` are what the person chose; `None` means the best there is. `writing` is
    how words and numbers are to be written down.
    """

    engine: str | None
    model: str | None
    writing: Writing = AS_HEARD


@dataclass(frozen=True)
class Transcribe:
    """Write down what is said in the sound file `path` with the model that is loaded."""

    path: Path


@dataclass(frozen=True)
class Refine:
    """Hear the doubtful stretches of the `FIRST` transcript of `path` again, thoroughly."""

    path: Path
    transcript: Transcript


@dataclass(frozen=True)
class Shutdown:
    """Finish; the child closes the pipe and ends."""


@dataclass(frozen=True)
class Follow:
    """Read ahead in the take `path`, which is being recorded; it replaces an earlier one."""

    path: Path


@dataclass(frozen=True)
class StopFollowing:
    """Read ahead no more, and forget what was read of that take."""


@dataclass(frozen=True)
class Pause:
    """End the job before this message after its present window; it fails as paused."""


Job = Load | Transcribe | Refine
"""What is answered, one at a time."""

Request = Job | Shutdown | Follow | StopFollowing | Pause


@dataclass(frozen=True)
class Loading:
    """A step of loading has begun; `step` is a short phrase for the screen."""

    step: str


@dataclass(frozen=True)
class Ready:
    """The model is loaded; `seconds` is how long that took.

    `processor` is where it runs: see `processors.Processor`.
    """

    engine: str
    model: str
    seconds: float
    processor: str = "cpu"


@dataclass(frozen=True)
class Progress:
    """`done_seconds` of `total_seconds` of the sound have been worked through."""

    done_seconds: float
    total_seconds: float

    @property
    def fraction(self) -> float:
        """0 to 1."""
        return min(1.0, self.done_seconds / self.total_seconds) if self.total_seconds else 1.0


@dataclass(frozen=True)
class SegmentDone:
    """One more stretch of the transcript, in order, final."""

    segment: Segment


@dataclass(frozen=True)
class Done:
    """The whole transcript; the answer to `Transcribe` and `Refine`."""

    transcript: Transcript


@dataclass(frozen=True)
class Failed:
    """What was asked for could not be done; the fields of a `MockInterviewError`.

    `kind` is the name of its class in `mockinterview.errors`.
    """

    kind: str
    message: str
    hint: str
    detail: str


@dataclass(frozen=True)
class Heartbeat:
    """The child is alive."""


Event = Loading | Ready | Progress | SegmentDone
"""What a person who waits may be told."""

Reply = Event | Done | Failed | Heartbeat
