"""Both passes are being saved when the program is killed: neither is lost, and they go together."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mockinterview.files.attempts import AttemptFolder, Library
from tests.unit.test_attempts import make_attempt

KILLS = 8
ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import itertools, sys
from pathlib import Path
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.work import Work, WorkWriter

folder = AttemptFolder(Path(sys.argv[1]))
first = folder.marking() if folder.has_second_pass() else None
work = Work(folder.newest_marking(), first=first)
writer = WorkWriter(folder, work)
for number in itertools.count(int(sys.argv[2])):
    first = Work(folder.marking())
    writer.save(first)  # undo takes a second pass back
    first = first.with_marking(first.marking.with_next_time(f"{number}"))
    writer.save(first)
    second = first.with_second_pass()
    writer.save(second)
    writer.save(second.with_marking(second.marking.with_overall(5)))
    print(number, flush=True)
"""


@pytest.mark.process
def test_whatever_moment_it_is_killed_at_both_passes_are_whole(tmp_path: Path) -> None:
    folder = Library(tmp_path / "library").create(make_attempt())
    chance, newest = random.Random(20261127), 0
    for _ in range(KILLS):
        newest = killed(folder, newest + 1, chance.uniform(0.0, 0.15))
        first = folder.marking()
        saved = int(first.next_time)
        assert saved in {newest, newest + 1}, "the last one told, or the one under way"
        assert (first.pass_number, first.overall) == (1, None), "the second never changes the first"
        if folder.has_second_pass():
            second = folder.newest_marking()
            assert second.pass_number == 2
            assert second.next_time == first.next_time, "it began with this first pass"
        newest = saved
    assert newest > KILLS, "more was saved than the children that did it"


def killed(folder: AttemptFolder, first: int, seconds: float) -> int:
    """Let a child mark from a number on, and kill it. Returns: the last number told."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder.path), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    told = [child.stdout.readline()]
    time.sleep(seconds)
    child.kill()
    told += child.stdout.readlines()
    child.stdout.close()
    child.wait()
    return int([line for line in told if line.endswith("\n")][-1])
