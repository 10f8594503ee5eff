"""The outline shows every peak in its place; levels are right at both ends."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.audio import waveform
from mockinterview.errors import AudioFileError


def test_each_peak_is_in_its_bucket(tmp_path: Path) -> None:
    samples = np.zeros((200_000, 2))
    samples[5, 1] = -0.5
    samples[100_000, 0] = 0.25
    samples[199_999, 0] = -1.0
    soundfile.write(tmp_path / "a.flac", samples, 48000)
    outline = waveform.peaks(tmp_path / "a.flac", 10)
    assert outline == pytest.approx([0.5, 0, 0, 0, 0, 0.25, 0, 0, 0, 1.0], abs=1e-4)


def test_more_buckets_than_frames_leave_no_holes(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.array([0.5, 0.25]), 48000)
    assert waveform.peaks(tmp_path / "a.wav", 5) == [0.5, 0.5, 0.5, 0.25, 0.25]


def test_an_empty_file_is_flat(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(0), 48000)
    assert waveform.peaks(tmp_path / "a.wav", 3) == [0, 0, 0]


def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("not sound")
    with pytest.raises(AudioFileError, match=r"a\.wav is not a sound file"):
        waveform.peaks(tmp_path / "a.wav", 3)


@pytest.mark.parametrize(
    ("peak", "level"), [(1, 0), (0.5, -6.02), (0.1, -20), (1e-9, -96), (0, -96)]
)
def test_levels(peak: float, level: float) -> None:
    assert waveform.dbfs(peak) == pytest.approx(level, abs=0.01)
