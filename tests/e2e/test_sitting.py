"""The Imperial sitting in the real window: four questions by real keys into a real microphone."""

from __future__ import annotations

import time

import pytest

from tests.e2e.candidate import FOUR, Candidate
from tests.rig.waiting import wait_for

pytestmark = [pytest.mark.screen, pytest.mark.sound]


def test_the_imperial_sitting_with_the_keyboard_alone(candidate: Candidate) -> None:
    candidate.start_sitting()
    for place, name in enumerate(FOUR):
        attempt = candidate.wait_for_question(place)
        assert name in attempt.name
        began = candidate.start_answer(attempt)
        time.sleep(3)
        answered_seconds = time.monotonic() - began
        take = candidate.finish_answer(attempt)
        assert take["seconds"] == pytest.approx(answered_seconds, abs=0.3)
        candidate.program.press("Return")
    wait_for(lambda: candidate.sitting()["state"] == "finished", "the end of the sitting")
    candidate.program.wait_for_window("Answers")
    time.sleep(1)  # the answers are read in the background
    candidate.open_marking()
    candidate.program.press("1")
    first = candidate.attempts()[0]
    wait_for(lambda: candidate.marking(first)["marks"], "the first mark")


def test_a_killed_program_goes_on_with_the_sitting_where_it_was(candidate: Candidate) -> None:
    candidate.start_sitting()
    attempt = candidate.wait_for_question(0)
    began = candidate.start_answer(attempt)
    time.sleep(3)
    said_seconds = time.monotonic() - began
    candidate.program.process.kill()
    candidate.program.process.wait()
    candidate.program.start()
    candidate.open()
    wait_for(lambda: candidate.takes(attempt)[0]["state"] == "recovered", "the recovered take")
    assert candidate.takes(attempt)[0]["seconds"] > said_seconds - 0.5
    candidate.program.press("ctrl+t")
    candidate.program.wait_for_window("Sitting")
