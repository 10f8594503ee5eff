"""What is transcribed next: urgency, then age; and how long it takes, as far as is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from mockinterview.core.lengths import about_left
from mockinterview.files.attempts import AttemptFolder
from mockinterview.transcribing.job import Job, Urgency
from mockinterview.transcribing.pace import Pace
from mockinterview.transcribing.queue import JobQueue


def job(name: str, urgency: Urgency) -> Job:
    return Job(AttemptFolder(Path(name)), 1, urgency)


def order(queue: JobQueue, *, is_recording: bool = False) -> list[str]:
    names = []
    while (found := queue.next(0.0, is_recording=is_recording)) is not None:
        names.append(found.folder.id)
    return names


def test_each_urgency_has_its_own_order() -> None:
    queue = JobQueue()
    for name, urgency in [
        ("old 1", Urgency.BACKLOG),
        ("second 1", Urgency.SECOND_HEARING),
        ("fresh 1", Urgency.FRESH),
        ("old 2", Urgency.BACKLOG),
        ("fresh 2", Urgency.FRESH),
        ("second 2", Urgency.SECOND_HEARING),
        ("awaited", Urgency.AWAITED),
    ]:
        queue.put(job(name, urgency))
    expected = ["awaited", "fresh 1", "fresh 2", "second 2", "second 1", "old 1", "old 2"]
    assert order(queue) == expected


def test_a_job_that_was_put_off_keeps_its_place() -> None:
    queue = JobQueue()
    first, second = job("first", Urgency.FRESH), job("second", Urgency.FRESH)
    queue.put(first)
    queue.put(second)
    assert queue.next(0.0, is_recording=False) is first
    queue.put(first)
    assert order(queue) == ["first", "second"]


def test_while_something_is_recorded_the_background_waits() -> None:
    queue = JobQueue()
    for urgency in Urgency:
        queue.put(job(urgency.name, urgency))
    assert order(queue, is_recording=True) == ["AWAITED", "FRESH"]
    assert order(queue) == ["SECOND_HEARING", "BACKLOG"]


def test_a_job_whose_moment_has_not_come_lets_others_pass() -> None:
    queue = JobQueue()
    later, now = job("later", Urgency.AWAITED), job("now", Urgency.BACKLOG)
    later.not_before = 5.0
    queue.put(later)
    queue.put(now)
    assert queue.next(0.0, is_recording=False) is now
    assert queue.next(0.0, is_recording=False) is None
    assert queue.next_due(is_recording=False) == 5.0
    assert queue.next(5.0, is_recording=False) is later
    assert queue.next_due(is_recording=False) is None


@pytest.mark.parametrize("waiting", Urgency)
@pytest.mark.parametrize("running", Urgency)
def test_only_what_is_more_urgent_overtakes(running: Urgency, waiting: Urgency) -> None:
    queue = JobQueue()
    queue.put(job("waiting", waiting))
    overtakes = queue.overtakes(job("running", running), 0.0, is_recording=False)
    assert overtakes == (waiting < running)


@pytest.mark.parametrize("running", Urgency)
def test_a_recording_puts_off_the_background(running: Urgency) -> None:
    is_put_off = JobQueue().overtakes(job("running", running), 0.0, is_recording=True)
    assert is_put_off == (running in {Urgency.SECOND_HEARING, Urgency.BACKLOG})


def test_nothing_is_said_of_the_time_before_anything_was_measured() -> None:
    pace = Pace(None)
    assert pace.seconds_left(0.0, 60.0, now=100.0) is None
    assert pace.seconds_left(1.0, 60.0, now=100.5) is None, "half a second is chance"
    assert pace.seconds_left(10.0, 60.0, now=105.0) == pytest.approx(25.0)
    assert pace.measured == pytest.approx(2.0)


def test_what_was_read_ahead_says_nothing_of_the_pace() -> None:
    pace = Pace(None)
    assert pace.seconds_left(50.0, 60.0, now=0.0) is None
    assert pace.seconds_left(55.0, 60.0, now=5.0) == pytest.approx(5.0)


def test_the_pace_of_earlier_jobs_serves_until_there_is_an_own_one() -> None:
    pace = Pace(4.0)
    assert pace.seconds_left(0.0, 60.0, now=0.0) == pytest.approx(15.0)
    assert pace.seconds_left(10.0, 60.0, now=10.0) == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.2, "a few seconds left"),
        (7.0, "about 5 s left"),
        (13.0, "about 15 s left"),
        (41.0, "about 40 s left"),
        (89.0, "about 90 s left"),
        (95.0, "about 2 min left"),
        (305.0, "about 5 min left"),
    ],
)
def test_the_time_left_is_told_no_more_exactly_than_it_is_known(seconds: float, told: str) -> None:
    assert about_left(seconds) == told
