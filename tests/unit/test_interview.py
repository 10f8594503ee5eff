"""The state machine without sleeping: examples for each rule, hypothesis for the rest."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mockinterview.core.content import Confidence, Format, Source
from mockinterview.core.interview import Interview, Stage, WrongStageError

SOURCE = Source(title="a test", confidence=Confidence.OWN)


class HandClock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def make_format(**changes: object) -> Format:
    fields: dict[str, object] = {
        "format": "test",
        "title": "Test",
        "preparation_seconds": 60,
        "answer_seconds": 300,
        "retakes": 0,
        "source": SOURCE,
    }
    return Format.model_validate(fields | changes)


def at_answer(clock: HandClock, **changes: object) -> Interview:
    interview = Interview(make_format(**changes), clock)
    interview.begin()
    interview.finish_prompt()
    if interview.stage is Stage.PREPARE:
        interview.start_answer()
    interview.recording_began()
    return interview


def test_whole_way_by_the_clock_alone() -> None:
    clock = HandClock()
    interview = Interview(make_format(), clock)
    assert interview.stage is Stage.READY
    interview.begin()
    clock.now += 500
    assert interview.tick() is Stage.LISTEN, "the prompt takes as long as it takes"
    interview.finish_prompt()
    clock.now += 59.9
    assert interview.tick() is Stage.PREPARE
    assert interview.seconds_left == pytest.approx(0.1)
    clock.now += 0.2
    assert interview.tick() is Stage.OPENING
    clock.now += 4
    assert interview.tick() is Stage.OPENING, "a slow microphone costs no answer time"
    assert interview.seconds_left == 300
    interview.recording_began()
    clock.now += 299
    assert interview.tick() is Stage.ANSWER
    assert interview.seconds_left == pytest.approx(1)
    clock.now += 1
    assert interview.tick() is Stage.SAVED


def test_no_preparation_goes_straight_to_the_answer() -> None:
    interview = Interview(make_format(preparation_seconds=0), HandClock())
    interview.begin()
    interview.finish_prompt()
    assert interview.stage is Stage.OPENING


def test_early_start_and_stop_follow_the_format() -> None:
    clock = HandClock()
    strict = Interview(make_format(early_start=False, early_stop=False), clock)
    strict.begin()
    strict.finish_prompt()
    assert not strict.can_start_early
    with pytest.raises(WrongStageError):
        strict.start_answer()
    clock.now += 60
    strict.tick()
    strict.recording_began()
    assert not strict.can_stop_early
    with pytest.raises(WrongStageError):
        strict.finish()
    free = at_answer(HandClock())
    free.finish()
    assert free.stage is Stage.SAVED


def test_without_a_limit_the_candidate_always_decides() -> None:
    clock = HandClock()
    interview = at_answer(
        clock, preparation_seconds=None, answer_seconds=None, early_start=False, early_stop=False
    )
    clock.now += 100_000
    assert interview.tick() is Stage.ANSWER
    assert interview.seconds_left is None
    assert interview.seconds_used == 100_000
    interview.finish()
    assert interview.stage is Stage.SAVED


@pytest.mark.parametrize(("retakes", "allowed"), [(0, 0), (1, 1), (3, 3)])
def test_retakes_are_counted(retakes: int, allowed: int) -> None:
    interview = at_answer(HandClock(), retakes=retakes)
    interview.finish()
    for _ in range(allowed):
        assert interview.can_retake
        interview.retake()
        interview.recording_began()
        interview.finish()
    assert not interview.can_retake
    with pytest.raises(WrongStageError):
        interview.retake()


def test_any_number_of_retakes() -> None:
    interview = at_answer(HandClock(), retakes=None)
    for _ in range(20):
        interview.finish()
        interview.retake()
        interview.recording_began()
    assert interview.takes == 21


def test_an_interruption_stops_the_clock_and_uses_no_retake() -> None:
    clock = HandClock()
    interview = at_answer(clock)
    clock.now += 100
    interview.interrupt()
    clock.now += 1000
    assert interview.tick() is Stage.INTERRUPTED
    assert interview.seconds_left == 200
    interview.resume()
    interview.recording_began()
    clock.now += 50
    assert interview.seconds_left == 150
    interview.interrupt()
    interview.resume()
    assert interview.seconds_left == 150
    assert interview.takes == 1
    interview.interrupt()
    interview.finish()
    assert interview.stage is Stage.SAVED


def test_an_interruption_costs_only_what_was_recorded() -> None:
    clock = HandClock()
    interview = at_answer(clock)
    clock.now += 100
    interview.interrupt()
    interview.count_recorded(97)
    assert interview.seconds_left == 203
    interview.resume()
    interview.interrupt()
    interview.count_recorded(0)
    assert interview.seconds_left == 203, "a microphone that does not open costs nothing"
    interview.resume()
    interview.recording_began()
    clock.now += 53
    interview.interrupt()
    interview.count_recorded(50)
    assert interview.seconds_left == 153


def test_an_interruption_gives_back_no_time_that_the_prompt_has_used() -> None:
    clock = HandClock()
    interview = Interview(make_format(preparation_seconds=0, clock_includes_prompt=True), clock)
    interview.begin()
    clock.now += 20
    interview.finish_prompt()
    interview.recording_began()
    clock.now += 10
    interview.interrupt()
    interview.count_recorded(7)
    assert interview.seconds_left == 300 - 20 - 7


def test_a_full_recorder_ends_the_answer() -> None:
    interview = at_answer(HandClock(), early_stop=False)
    interview.expire()
    assert interview.stage is Stage.SAVED


class AnyInterview(RuleBasedStateMachine):
    """Whatever a driver does in whatever order, time and promises hold."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = HandClock()
        self.interview = Interview(make_format(retakes=2), self.clock)

    @rule(seconds=st.floats(0, 400))
    def pass_time(self, seconds: float) -> None:
        self.clock.now += seconds
        self.interview.tick()

    @rule(
        step=st.sampled_from(
            [
                "begin",
                "finish_prompt",
                "start_answer",
                "recording_began",
                "interrupt",
                "resume",
                "finish",
                "retake",
                "expire",
            ]
        )
    )
    def take_a_step(self, step: str) -> None:
        before = self.interview.stage
        try:
            getattr(self.interview, step)()
        except WrongStageError:
            assert self.interview.stage is before, "a refused step changes nothing"

    @precondition(lambda self: self.interview.stage is Stage.ANSWER)
    @rule()
    def answer_time_runs_out(self) -> None:
        left = self.interview.seconds_left
        assert left is not None
        self.clock.now += left + 0.001
        assert self.interview.tick() is Stage.SAVED

    @invariant()
    def times_are_sane(self) -> None:
        left = self.interview.seconds_left
        limit = self.interview.limit_seconds
        assert left is None or (limit is not None and 0 <= left <= limit)
        assert self.interview.seconds_used >= 0

    @invariant()
    def takes_stay_within_the_format(self) -> None:
        assert self.interview.takes <= 3

    @invariant()
    def no_answer_without_a_prompt(self) -> None:
        if self.interview.stage in {Stage.ANSWER, Stage.SAVED, Stage.INTERRUPTED}:
            assert self.interview.takes >= 1


TestAnyInterview = AnyInterview.TestCase
