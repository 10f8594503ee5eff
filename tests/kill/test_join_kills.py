"""Processes really killed while the parts of an answer become one take: every part is there."""

from __future__ import annotations

import itertools
import multiprocessing
import signal
import sys
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from mockinterview.audio.joining import join_left_parts
from mockinterview.files.attempts import AttemptFolder, Library
from tests.kill.life import DEFECT, JOINED, Told
from tests.kill.trial import CHILD_MODULE, READY_SECONDS, run_child
from tests.unit.test_joining import RATE_HZ, answered, sound_files, sound_of

FEWEST_STEPS: Final = 6
"""The claim, the sound, its rename, the attempt and its rename, and a spare one."""

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="forks, and SIGKILL, are not on Windows"),
]


def killed_before(step: int, folder: AttemptFolder) -> bool:
    """Let a child join, and end it before its n-th step on the disk; whether it came so far."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([CHILD_MODULE])
    receiving, sending = context.Pipe(duplex=False)
    arguments = ("join", folder.path, Path(), sending, step)
    child = context.Process(target=run_child, args=arguments, daemon=True)
    child.start()
    sending.close()
    told: list[Told] = []
    try:
        while (JOINED, None) not in told and receiving.poll(READY_SECONDS):
            told.append(receiving.recv())
    except EOFError:
        pass
    finally:
        child.kill()
        child.join()
        receiving.close()
    assert child.exitcode == -signal.SIGKILL
    assert not [value for what, value in told if what == DEFECT]
    return (JOINED, None) not in told


def test_killed_before_each_step_of_joining_no_part_is_lost(tmp_path: Path) -> None:
    steps = 0
    for step in itertools.count(1):
        library = Library(tmp_path / str(step))
        folder = answered(library, (0.5, RATE_HZ), (0.25, RATE_HZ), (0.75, RATE_HZ))
        before = folder.load().takes
        parts = [sound_of(folder, number) for number in (1, 2, 3)]
        was_killed = killed_before(step, folder)
        library.recover()
        attempt = folder.load()
        assert attempt.takes[:3] == before, f"step {step}"
        assert all(np.array_equal(sound_of(folder, n), parts[n - 1]) for n in (1, 2, 3))
        names = [Path(take.file).name for take in attempt.takes]
        assert sound_files(folder) == sorted(names), f"step {step}: something was left over"
        join_left_parts(folder)
        assert np.array_equal(sound_of(folder, 4), np.concatenate(parts)), f"step {step}"
        assert len(sound_files(folder)) == len(folder.load().takes) == 4
        if not was_killed:
            break
        steps = step
    assert steps >= FEWEST_STEPS
