"""Processes really killed (SIGKILL) at random moments: no sound, no mark, no library is lost."""

from __future__ import annotations

import itertools
import os
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from tests.kill.life import Outcome
from tests.kill.trial import Killing, plan

KILLS: Final = 210
AT_ONCE: Final = 6
FEWEST_STEPS: Final = {"save": 15, "compress": 8, "mark": 3}
"""So many at least: fewer would mean that they are not seen any more."""

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="forks, and SIGKILL, are not on Windows"),
]


@pytest.mark.timeout(600)
def test_whatever_moment_it_is_killed_at_nothing_is_lost(tmp_path: Path) -> None:
    seed = int(os.environ.get("KILL_SEED", random.randrange(10**6)))
    killing = Killing(tmp_path, seed)
    with ThreadPoolExecutor(AT_ONCE) as executor:
        outcomes = list(executor.map(lambda trial: killing.try_once(*trial), plan(KILLS)))
    assert len(outcomes) >= 200
    problems = [_told(outcome) for outcome in outcomes if outcome.problems]
    assert not problems, f"KILL_SEED={seed} chooses the same moments again: {problems}"
    assert any(outcome.marks_told for outcome in outcomes)
    assert sum(outcome.spoken_seconds > 0.5 for outcome in outcomes) > 40


@pytest.mark.parametrize("state", ["save", "compress", "mark"])
def test_killed_before_each_step_on_the_disk_nothing_is_lost(tmp_path: Path, state: str) -> None:
    killing = Killing(tmp_path, seed=1)
    steps = 0
    for step in itertools.count(1):
        outcome, was_reached = killing.try_step(state, step)
        assert not outcome.problems, f"step {step}: {_told(outcome)}"
        if not was_reached:
            break
        steps = step
    assert steps >= FEWEST_STEPS[state]


def _told(outcome: Outcome) -> str:
    problems = "; ".join(outcome.problems)
    return f"{outcome.state} {outcome.number} ({outcome.step}): {problems}"
