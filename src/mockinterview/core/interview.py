"""The interview as a state machine: listen, prepare, answer, saved, on a clock that is handed in.

It knows no sound and no screen. Its driver tells it what happened (the prompt ended, the first
sound arrived, the microphone went away, the computer slept) and calls `tick` often; it tells the
stage and the time left. Nothing in it sleeps.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from mockinterview.core.content import Format

Clock = Callable[[], float]
"""Seconds from any fixed moment, never going back: `time.monotonic` in the program."""


COUNTDOWN_SECONDS: Final = 3.0
"""3, 2, 1, where the format counts down."""
LEAST_ANSWER_SECONDS: Final = 10.0
"""What a prompt that uses up answer time leaves at least, however long it is."""


class Stage(StrEnum):
    """Where the candidate is."""

    READY = "ready"
    LISTEN = "listen"
    PREPARE = "prepare"
    COUNTDOWN = "countdown"
    OPENING = "opening"
    ANSWER = "answer"
    INTERRUPTED = "interrupted"
    SAVED = "saved"
    LEFT = "left"


class WrongStageError(RuntimeError):
    """The driver asked for a step that this stage does not have: a defect of the driver."""


class Interview:
    """One question from the prompt to the saved take.

    ready → listen → prepare → countdown → opening (microphone) → answer → saved (→ opening for a
    retake); preparation and countdown only where the format has them.
    An interruption leads from opening or answer to interrupted, and from there to opening
    (another device; the clock goes on behind the sound that was recorded) or to saved. An answer
    that a crash cut off begins as interrupted, one that had ended as saved.
    """

    def __init__(self, rules: Format, clock: Clock) -> None:
        self._rules = rules
        self._clock = clock
        self._stage = Stage.READY
        self._entered = clock()
        self._answered_before = 0.0
        self._before_part = 0.0
        self._prompt_used = 0.0
        self._takes = 0

    @property
    def rules(self) -> Format:
        """The format that the clock follows."""
        return self._rules

    @property
    def stage(self) -> Stage:
        """Where the candidate is now."""
        return self._stage

    @property
    def takes(self) -> int:
        """How many answers were begun (parts of an interrupted answer are one)."""
        return self._takes

    @property
    def seconds_in_stage(self) -> float:
        """How long this stage has lasted."""
        return max(0.0, self._clock() - self._entered)

    @property
    def limit_seconds(self) -> float | None:
        """How long this stage may last in all; None when it has no clock."""
        if self._stage is Stage.PREPARE:
            return self._rules.preparation_seconds
        if self._stage is Stage.COUNTDOWN:
            return COUNTDOWN_SECONDS
        if self._stage in {Stage.OPENING, Stage.ANSWER, Stage.INTERRUPTED}:
            return self._rules.answer_seconds
        return None

    @property
    def seconds_left(self) -> float | None:
        """Time left on this stage's clock, never below zero; None when it has no clock."""
        limit = self.limit_seconds
        if limit is None:
            return None
        return max(0.0, limit - self.seconds_used)

    @property
    def seconds_used(self) -> float:
        """Time used on this stage's clock; an interrupted answer goes on behind its sound."""
        if self._stage is Stage.ANSWER:
            return self._answered_before + self.seconds_in_stage
        if self._stage in {Stage.OPENING, Stage.INTERRUPTED}:
            return self._answered_before
        return self.seconds_in_stage

    @property
    def can_start_early(self) -> bool:
        """Whether the candidate may begin to answer now."""
        return self._stage is Stage.PREPARE and (
            self._rules.early_start or self._rules.preparation_seconds is None
        )

    @property
    def can_stop_early(self) -> bool:
        """Whether the candidate may end the answer now."""
        return self._stage is Stage.ANSWER and (
            self._rules.early_stop or self._rules.answer_seconds is None
        )

    @property
    def can_retake(self) -> bool:
        """Whether one more answer is allowed."""
        return self._stage is Stage.SAVED and self._rules.allows_another_take(self._takes)

    def begin(self) -> None:
        """Start with the prompt."""
        self._need(Stage.READY)
        self._enter(Stage.LISTEN)

    def begin_again(self, answered_seconds: float, takes: int) -> None:
        """Take up an answer that the end of the program cut off, as if it was interrupted.

        Args:
            answered_seconds: the answer time that was used.
            takes: how many answers were begun, this one included.
        """
        self._need(Stage.READY)
        self._takes = takes
        self._enter(Stage.INTERRUPTED)
        self._answered_before = answered_seconds

    def begin_saved(self, takes: int) -> None:
        """Take up an answer that had ended, before the person said what comes after it.

        Args:
            takes: how many answers were begun, this one included.
        """
        self._need(Stage.READY)
        self._takes = takes
        self._enter(Stage.SAVED)

    def hold(self, seconds: float) -> None:
        """Give time back that nobody could use: the computer was asleep; less than 0 takes it."""
        if self._stage not in {Stage.OPENING, Stage.INTERRUPTED}:
            self._entered = min(self._clock(), self._entered + seconds)

    def finish_prompt(self) -> None:
        """The prompt has been heard (or shown); a format without preparation goes on to answer."""
        self._need(Stage.LISTEN)
        if self._rules.clock_includes_prompt:
            self._prompt_used = self.seconds_in_stage
        if self._rules.preparation_seconds == 0:
            self._open_answer()
        else:
            self._enter(Stage.PREPARE)

    def start_answer(self) -> None:
        """The candidate starts before the preparation ends.

        Raises:
            WrongStageError: the stage or the format does not allow it.
        """
        if not self.can_start_early:
            raise WrongStageError(self._stage)
        self._open_answer()

    def recording_began(self) -> None:
        """The first sound is here: the answer's clock starts (or goes on)."""
        self._need(Stage.OPENING)
        self._enter(Stage.ANSWER)

    def interrupt(self) -> None:
        """The microphone failed: the clock stops, what there is stays.

        `count_recorded` sets the clock when it is known what there is.
        """
        self._need(Stage.OPENING, Stage.ANSWER)
        used, self._before_part = self.seconds_used, self._answered_before
        self._enter(Stage.INTERRUPTED)
        self._answered_before = used

    def count_recorded(self, seconds: float) -> None:
        """Of the part that was interrupted only its sound has used answer time.

        A microphone that gave nothing before its loss was seen costs no time.

        Args:
            seconds: how much of the part was recorded.
        """
        self._need(Stage.INTERRUPTED)
        self._answered_before = self._before_part + seconds

    def resume(self) -> None:
        """Go on with the same answer on another device."""
        self._need(Stage.INTERRUPTED)
        self._enter(Stage.OPENING)

    def finish(self) -> None:
        """The candidate ends the answer.

        Raises:
            WrongStageError: the stage or the format does not allow it.
        """
        if self._stage is not Stage.INTERRUPTED and not self.can_stop_early:
            raise WrongStageError(self._stage)
        self._enter(Stage.SAVED)

    def expire(self) -> None:
        """The recorder holds all the sound that the clock allows: the answer ends by itself."""
        self._need(Stage.ANSWER)
        self._enter(Stage.SAVED)

    def retake(self) -> None:
        """Answer once more.

        Raises:
            WrongStageError: the format allows no further take.
        """
        if not self.can_retake:
            raise WrongStageError(self._stage)
        self._open_answer()

    def leave(self) -> None:
        """Give up; allowed at any moment."""
        self._enter(Stage.LEFT)

    def tick(self) -> Stage:
        """Let time do its work: preparation and answer end by themselves. Returns the stage."""
        if self.seconds_left == 0:
            if self._stage is Stage.PREPARE:
                self._open_answer()
            elif self._stage is Stage.COUNTDOWN:
                self._enter(Stage.OPENING)
            elif self._stage is Stage.ANSWER:
                self._enter(Stage.SAVED)
        return self._stage

    def _open_answer(self) -> None:
        self._takes += 1
        limit = self._rules.answer_seconds
        most = 0.0 if limit is None else max(0.0, limit - LEAST_ANSWER_SECONDS)
        self._answered_before = min(self._prompt_used, most)
        self._prompt_used = 0.0  # a further take has the whole time: the prompt is not played again
        self._enter(Stage.COUNTDOWN if self._rules.countdown else Stage.OPENING)

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self._entered = self._clock()

    def _need(self, *stages: Stage) -> None:
        if self._stage not in stages:
            raise WrongStageError(self._stage)
