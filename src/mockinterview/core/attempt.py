"""An attempt: one candidate answering one question once, with the question as it was then."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import Field

from mockinterview.core.content import Format, Question, Rubric
from mockinterview.core.model import Model

Origin = Literal["microphone", "sample", "import"]
"""Where the sound of an attempt comes from."""


class TakeState(StrEnum):
    """How a take stands."""

    RECORDING = "recording"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    RECOVERED = "recovered"


class Take(Model):
    """One recording. `file` is relative to the attempt's folder; `problem` is told to the person.

    `overflows` counts the gaps that the sound system reported while recording. `wall_seconds` is
    how long the recording took by the computer's clock, from the first sound to the end (0: not
    known). `continues` is the number of the take before, when this one goes on with the same answer
    after an interruption. `binned` is when the take was put into the bin; `is_removed` says that
    its sound and words were then removed for good, and only its number is left.
    """

    number: int = Field(ge=1)
    file: str
    started: dt.datetime
    state: TakeState = TakeState.RECORDING
    seconds: float = Field(default=0, ge=0)
    rate_hz: int = Field(default=0, ge=0)
    device: str = ""
    overflows: int = Field(default=0, ge=0)
    problem: str = ""
    wall_seconds: float = Field(default=0, ge=0)
    continues: int | None = Field(default=None, ge=1)
    binned: dt.datetime | None = None
    is_removed: bool = False


class NoteLine(Model):
    """A line of the notes; `seconds` is how long after the first one it was last written to."""

    seconds: float = Field(ge=0)
    text: str


class Attempt(Model):
    """What `attempt.json` holds; question, mark scheme and format are copies of that day.

    `chosen_take` is the take that the person chose to count. `sitting` is the id of the sitting
    that the attempt belongs to, or empty. `source_file` is the name of an imported file. `binned`
    is when the whole attempt was put into the bin.
    """

    version: Literal[1] = 1
    id: str
    created: dt.datetime
    bank: str
    bank_title: str = ""
    question: Question
    rubric: Rubric
    format: Format
    origin: Origin = "microphone"
    source_file: str = ""
    sitting: str = ""
    notes: str = ""
    note_lines: tuple[NoteLine, ...] = ()
    takes: tuple[Take, ...] = ()
    chosen_take: int | None = None
    binned: dt.datetime | None = None

    @property
    def binned_takes(self) -> tuple[Take, ...]:
        """The takes that are in the bin and can be taken out of it."""
        return tuple(take for take in self.takes if take.binned and not take.is_removed)

    @property
    def kept_takes(self) -> tuple[Take, ...]:
        """The takes that are not in the bin."""
        return tuple(take for take in self.takes if take.binned is None)

    @property
    def latest_take(self) -> Take | None:
        """The last kept take with sound in it, else the last kept one, else None."""
        with_sound = [take for take in self.kept_takes if take.seconds > 0]
        candidates = with_sound or list(self.kept_takes)
        return candidates[-1] if candidates else None

    @property
    def counting_take(self) -> Take | None:
        """The take that counts: the chosen one while it is kept, else the latest."""
        chosen = (take for take in self.kept_takes if take.number == self.chosen_take)
        return next(chosen, self.latest_take)

    @property
    def answered_seconds(self) -> float:
        """How much was recorded of the last answer: its last take and those that it continues."""
        by_number = {take.number: take for take in self.takes}
        take = self.takes[-1] if self.takes else None
        seconds = 0.0
        while take is not None:
            seconds += take.seconds
            earlier = take.continues
            # Only ever backwards, so that a damaged file cannot lead in a circle.
            take = by_number.get(earlier) if earlier and earlier < take.number else None
        return seconds

    def take(self, number: int) -> Take:
        """The take with this number.

        Raises:
            KeyError: there is none.
        """
        for take in self.takes:
            if take.number == number:
                return take
        raise KeyError(number)

    def with_take(self, take: Take) -> Attempt:
        """The same attempt with this take added, or in the place of the one of its number."""
        others = [other for other in self.takes if other.number != take.number]
        ordered = sorted((*others, take), key=lambda item: item.number)
        return self.model_copy(update={"takes": tuple(ordered)})

    def with_notes(self, notes: str) -> Attempt:
        """The same attempt with the notes made while preparing."""
        return self.model_copy(update={"notes": notes})
