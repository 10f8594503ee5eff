"""Time in which nobody could speak is given back once, and not when it was recorded after all."""

from __future__ import annotations

import pytest

from mockinterview.sleep_watch import SleepWatch
from tests.unit.test_interview import HandClock

TICK = 0.05


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def watch(clock: HandClock) -> SleepWatch:
    watch = SleepWatch(clock)
    watch.begin()
    watch.begin_take()
    return watch


def speak(watch: SleepWatch, clock: HandClock, heard: float, seconds: float) -> tuple[float, float]:
    """So many seconds of looks with sound; how much was given back, and what is heard by then."""
    given = 0.0
    for _ in range(round(seconds / TICK)):
        clock.now += TICK
        heard += TICK
        given += watch.look(heard)
    return given, heard


def test_sleep_is_given_back_once_and_told(watch: SleepWatch, clock: HandClock) -> None:
    given, heard = speak(watch, clock, 0.0, 3.0)
    assert given == 0
    clock.now += 5.0
    assert watch.look(heard) == pytest.approx(5.0)
    assert speak(watch, clock, heard, 10.0)[0] == 0
    assert watch.remark == "The computer slept for 5 s; the clock waited for it."


def test_a_slow_moment_of_the_window_is_no_sleep(watch: SleepWatch, clock: HandClock) -> None:
    clock.now += 5.0
    assert watch.look(4.9) == 0
    assert watch.remark == ""


@pytest.mark.parametrize("pieces", [1, 20])
def test_sound_that_comes_after_all_takes_the_time_back(
    watch: SleepWatch, clock: HandClock, pieces: int
) -> None:
    """A sound server that went on recording while the program was stopped: its five seconds count,
    and the recorder ends with them, so the clock must not show five seconds more."""
    _, heard = speak(watch, clock, 0.0, 3.0)
    clock.now += 5.0
    given = watch.look(heard)
    for _ in range(pieces):
        clock.now += TICK
        heard += TICK + 5.0 / pieces
        given += watch.look(heard)
    assert given == pytest.approx(0.0, abs=1.0)
    given += speak(watch, clock, heard, 5.0)[0]
    assert given == pytest.approx(0.0, abs=1.0)
    assert watch.remark == ""


def test_sleep_while_nothing_is_recorded_is_given_back_and_not_told(
    watch: SleepWatch, clock: HandClock
) -> None:
    clock.now += 5.0
    assert watch.look(None) == 5.0
    assert watch.remark == ""
