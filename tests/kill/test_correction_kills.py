"""Corrections are being saved when the program is killed: the last one told as saved is there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mockinterview.core.attempt import Take
from mockinterview.files.attempts import AttemptFolder, Library
from tests.unit.test_attempts import MOMENT, make_attempt
from tests.unit.test_corrected_files import heard

KILLS = 8
ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import itertools, sys
from pathlib import Path
from mockinterview.core.correction import Correction, replace_words
from mockinterview.files.attempts import AttemptFolder

folder = AttemptFolder(Path(sys.argv[1]))
correction = folder.correction(1) or Correction.of(folder.transcript(1))
for number in itertools.count(int(sys.argv[2])):
    correction = replace_words(correction, 1, 1, f"w{number}").after
    folder.save_correction(1, correction)
    print(number, flush=True)
"""


@pytest.mark.process
def test_whatever_moment_it_is_killed_at_no_saved_correction_is_lost(tmp_path: Path) -> None:
    folder = Library(tmp_path / "library").create(make_attempt())
    take = Take(number=1, file="takes/take-1.wav", started=MOMENT, seconds=1.0)
    folder.save(folder.load().with_take(take))
    original = heard(*(f"word{number}" for number in range(4)))
    folder.save_transcript(1, original)
    chance, newest = random.Random(20261127), 0
    for _ in range(KILLS):
        newest = killed(folder, newest + 1, chance.uniform(0.0, 0.15))
        correction = folder.correction(1)
        assert correction is not None
        saved = int(correction.words[1].word.removeprefix("w"))
        assert saved in {newest, newest + 1}, "the last one told, or the one under way"
        newest = saved
    assert folder.transcript(1) == original
    assert newest > KILLS, "more was saved than the children that did it"


def killed(folder: AttemptFolder, first: int, seconds: float) -> int:
    """Let a child save corrections from a number on, and kill it. Returns: the last one told."""
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
