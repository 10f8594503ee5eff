"""One take that is to be written down, and what is told about it on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from pathlib import Path
from typing import Protocol

from mockinterview.core.transcript import Segment, Transcript
from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.speech.protocol import Event


class Speech(Protocol):
    """What is needed of `speech.process.SpeechProcess`."""

    def warm(self) -> object:
        """Start it and load the model."""

    def transcribe(
        self, path: Path, *, on_event: Callable[[Event], None] | None = None
    ) -> Transcript:
        """Write down what is said in a file."""

    def refine(
        self,
        path: Path,
        transcript: Transcript,
        *,
        on_event: Callable[[Event], None] | None = None,
    ) -> Transcript:
        """Hear the doubtful stretches of a first transcript again."""

    def follow(self, path: Path) -> None:
        """Read ahead in a take that is being recorded."""

    def stop_following(self) -> None:
        """Read ahead no more."""

    def pause(self) -> bool:
        """Let the running job end soon; what is finished of it is kept."""

    def cancel(self) -> bool:
        """End the running job at once."""


class Urgency(IntEnum):
    """What comes first; a running job is put off for one that is more urgent."""

    AWAITED = 0
    """Somebody looks at it: the answer just finished, or one that was asked for. One at a time."""
    FRESH = 1
    """Answers of today, in the order in which they were finished."""
    SECOND_HEARING = 2
    """Doubtful stretches of what is shown already; the newest first."""
    BACKLOG = 3
    """What an earlier run of the program left, the newest first."""

    @property
    def waits_for_recording(self) -> bool:
        """Whether it has time until nothing is being recorded."""
        return self >= Urgency.SECOND_HEARING


class JobState(Enum):
    """How a job stands."""

    WAITING = auto()
    WORKING = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self not in {JobState.WAITING, JobState.WORKING}


@dataclass(frozen=True)
class Status:
    """What a job tells at one moment.

    `step` is what is done before the words come, or empty. `seconds_left` is None while nobody
    can say. `problem` is why it failed, or why the finished transcript is not on the disk yet.
    """

    state: JobState = JobState.WAITING
    step: str = ""
    done_seconds: float = 0.0
    total_seconds: float = 0.0
    seconds_left: float | None = None
    segments: tuple[Segment, ...] = ()
    transcript: Transcript | None = None
    problem: MockInterviewError | None = None


Key = tuple[str, int, bool]


@dataclass(eq=False)
class Job:
    """One hearing of one take. Whoever holds one reads `status`, which is replaced as a whole.

    `first` is the transcript of the first hearing, for a second one. `not_before` is a moment of
    the monotonic clock. `is_held_elsewhere`: another window was at it when its turn came. `ended`
    is set when it is over and what came of it is on the disk.
    """

    folder: AttemptFolder
    take_number: int
    urgency: Urgency
    first: Transcript | None = None
    is_second_hearing: bool = False
    on_event: Callable[[Event], None] | None = None
    status: Status = field(default_factory=Status)
    not_before: float = 0.0
    order: int = 0
    restarts: int = 0
    is_held_elsewhere: bool = False
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def key(self) -> Key:
        """The same for the same hearing of the same take."""
        return str(self.folder.path), self.take_number, self.is_second_hearing

    @property
    def is_quiet(self) -> bool:
        """Whether nobody asked for it, so that nobody is told when it fails."""
        return self.urgency >= Urgency.SECOND_HEARING


class Happening(Enum):
    """What a listener is told of."""

    ADVANCED = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()
    UNSAVED = auto()
    """The transcript is there, but not on the disk; it is tried again."""
    SAVED = auto()
    """What was unsaved is on the disk now."""


@dataclass(frozen=True)
class Notice:
    """That something happened to a job, and how it stood then."""

    job: Job
    happening: Happening
    status: Status


Listener = Callable[[Notice], None]
