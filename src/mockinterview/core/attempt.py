"""An attempt: one candidate answering one question once, with the question as it was then."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import Field

from mockinterview.core.content import Format, Question, Rubric
from mockinterview.core.model import Model


class TakeState(StrEnum):
    """How a take stands."""

    RECORDING = "recording"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    RECOVERED = "recovered"


class Take(Model):
    """One recording. `file` is relative to the attempt's folder; `problem` is told to the person.

    `overflows` counts the gaps that the sound system reported while recording.
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


class Attempt(Model):
    """What `attempt.json` holds; question, mark scheme and format are copies of that day."""

    version: Literal[1] = 1
    id: str
    created: dt.datetime
    bank: str
    bank_title: str = ""
    question: Question
    rubric: Rubric
    format: Format
    origin: Literal["microphone", "sample"] = "microphone"
    notes: str = ""
    takes: tuple[Take, ...] = ()

    @property
    def latest_take(self) -> Take | None:
        """The last take with sound in it, else the last one, else None."""
        with_sound = [take for take in self.takes if take.seconds > 0]
        candidates = with_sound or list(self.takes)
        return candidates[-1] if candidates else None

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
