"""An attempt: one candidate answering one question once, with the question as it was then."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal

from pydantic import Field

from mockinterview.core.content import Format, Question, Rubric
from mockinterview.core.model import Model, Moment

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
    after an interruption. `parts` are the numbers of the takes that this one was joined from, in
    order; they stay, and count no more while this one is kept. `binned` is when the take was put
    into the bin; `is_removed` says that its sound and words were then removed for good, and only
    its number is left.
    """

    number: int = Field(ge=1)
    file: str
    started: Moment
    state: TakeState = TakeState.RECORDING
    seconds: float = Field(default=0, ge=0)
    rate_hz: int = Field(default=0, ge=0)
    device: str = ""
    overflows: int = Field(default=0, ge=0)
    problem: str = ""
    wall_seconds: float = Field(default=0, ge=0)
    continues: int | None = Field(default=None, ge=1)
    parts: tuple[int, ...] = ()
    binned: Moment | None = None
    is_removed: bool = False


class NoteLine(Model):
    """A line of the notes; `seconds`: when it was last written to, since preparation began."""

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
    created: Moment
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
    binned: Moment | None = None

    @property
    def binned_takes(self) -> tuple[Take, ...]:
        """The takes that are in the bin and can be taken out of it."""
        return tuple(take for take in self.takes if take.binned and not take.is_removed)

    @property
    def kept_takes(self) -> tuple[Take, ...]:
        """The takes that are not in the bin."""
        return tuple(take for take in self.takes if take.binned is None)

    @property
    def answers(self) -> tuple[Take, ...]:
        """The kept takes that count as answers, oldest first: no parts, and nothing empty.

        While nothing at all was recorded, the empty takes are all there is.
        """
        whole = [take for take in self.kept_takes if self.joined_from(take) is None]
        # A joined answer is as old as its last part, even where a retake was made before joining.
        whole.sort(key=lambda take: take.parts[-1] if take.parts else take.number)
        return tuple(take for take in whole if take.seconds > 0) or tuple(whole)

    @property
    def latest_take(self) -> Take | None:
        """The last answer with sound in it, else the last kept take, else None."""
        return self.answers[-1] if self.answers else None

    @property
    def counting_take(self) -> Take | None:
        """The take that counts: the chosen one while it is an answer, else the latest."""
        chosen = (take for take in self.answers if take.number == self.chosen_take)
        return next(chosen, self.latest_take)

    @property
    def recorded(self) -> tuple[Take, ...]:
        """The takes as they were recorded, without those joined from them."""
        return tuple(take for take in self.takes if not take.parts)

    @property
    def last_parts(self) -> tuple[Take, ...]:
        """What was recorded of the last answer: its last take and those that it continues."""
        return self.parts_up_to(self.recorded[-1]) if self.recorded else ()

    @property
    def answered_seconds(self) -> float:
        """How much was recorded of the last answer."""
        return sum(take.seconds for take in self.last_parts)

    @property
    def unjoined_parts(self) -> tuple[Take, ...]:
        """The parts of the first answer that is finished, was interrupted and is not joined yet."""
        for last in self.recorded:
            parts = self.parts_up_to(last)
            is_kept = all(part.binned is None for part in parts)
            is_due = last.state is TakeState.FINISHED and not self._was_joined(last)
            if is_due and is_kept and _has_several(parts):
                return parts
        return ()

    def joined_from(self, part: Take) -> Take | None:
        """The kept take that was joined from this one and others; None: it is no part."""
        joined = (take for take in self.kept_takes if part.number in take.parts)
        return next(joined, None)

    def parts_up_to(self, last: Take) -> tuple[Take, ...]:
        """A take and those that it continues, in order."""
        by_number = {take.number: take for take in self.takes}
        parts = [last]
        while (earlier := by_number.get(parts[0].continues or 0)) is not None:
            if earlier.number >= parts[0].number:
                break  # only ever backwards, so that a damaged file cannot lead in a circle
            parts.insert(0, earlier)
        return tuple(parts)

    def ended(self) -> Attempt:
        """The same attempt when the person has ended an answer that had been interrupted."""
        parts = self.last_parts
        if not _has_several(parts):
            return self
        return self.with_take(parts[-1].model_copy(update={"state": TakeState.FINISHED}))

    def _was_joined(self, part: Take) -> bool:
        """Also when what it was joined into is in the bin: it is not made anew."""
        return any(part.number in take.parts for take in self.takes)

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


def _has_several(parts: Sequence[Take]) -> bool:
    """Whether more than one of them holds sound: others need not be joined."""
    return sum(part.seconds > 0 for part in parts) > 1
