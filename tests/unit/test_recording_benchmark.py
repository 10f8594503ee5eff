"""The benchmark of lost frames sees a loss of a single frame, and takes no delay for one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from benchmarks.recording import find_losses, noise_period

RATE_HZ = 44_100


def losses(path: Path, noise: np.ndarray) -> tuple[int, int, int]:
    soundfile.write(path, noise, RATE_HZ)
    found = find_losses(path)
    return found["lost_frames"], found["late_frames"], found["unknown_stretches"]


@pytest.fixture(scope="module")
def noise() -> np.ndarray:
    """Twenty seconds from somewhere in the noise."""
    return np.roll(np.tile(noise_period(RATE_HZ), 2), -12_345)[: 20 * RATE_HZ]


def test_a_whole_take_has_no_loss(tmp_path: Path, noise: np.ndarray) -> None:
    assert losses(tmp_path / "take.wav", noise) == (0, 0, 0)


@pytest.mark.parametrize("lost", [1, 290, 44_100])
def test_every_lost_frame_is_counted(tmp_path: Path, noise: np.ndarray, lost: int) -> None:
    damaged = np.delete(noise, slice(7 * RATE_HZ, 7 * RATE_HZ + lost))
    assert losses(tmp_path / "take.wav", damaged)[0] == lost


def test_a_late_player_is_not_the_recorders_loss(tmp_path: Path, noise: np.ndarray) -> None:
    late = np.insert(noise, 7 * RATE_HZ, np.zeros(500))
    assert losses(tmp_path / "take.wav", late)[:2] == (0, 500)
