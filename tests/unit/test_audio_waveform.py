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


@pytest.mark.parametrize(
    ("frames", "buckets"), [(1, 1), (7, 3), (100_003, 800), (799, 800), (5, 9)]
)
@pytest.mark.parametrize("channels", [1, 3])
def test_it_finds_what_looking_at_every_sample_finds(
    tmp_path: Path, frames: int, buckets: int, channels: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waveform, "BLOCK_FRAMES", 997)
    samples = np.random.default_rng(frames).integers(-32768, 32767, (frames, channels), np.int16)
    path = tmp_path / "noise.wav"
    soundfile.write(path, samples, 8000)
    loud = np.abs(samples.astype(np.int32)).max(axis=1)
    parts = min(frames, buckets)
    places = np.arange(frames) * parts // frames
    expected = [loud[places == part].max() / 32768 for part in range(parts)]
    expected = [expected[number * parts // buckets] for number in range(buckets)]
    assert waveform.peaks(path, buckets) == expected


def test_the_outline_is_kept_and_read_again(tmp_path: Path) -> None:
    path, kept = tmp_path / "take-1.flac", tmp_path / "outlines" / "take-1.npy"
    soundfile.write(path, np.linspace(-0.9, 0.9, 8000), 8000)
    found = waveform.outline(path, kept)
    assert kept.is_file()
    path.unlink()
    assert waveform.outline(path, kept) == pytest.approx(found, abs=1e-6)
    kept.write_bytes(b"damaged")
    with pytest.raises(AudioFileError):
        waveform.outline(path, kept)


def test_the_outline_of_an_attempt_that_is_gone_does_not_make_its_folder_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was removed, or the library moved, while the sound was read."""
    attempt, moved = tmp_path / "attempt", tmp_path / "moved"
    attempt.mkdir()
    soundfile.write(attempt / "take-1.wav", np.full(2000, 0.5), 48000)
    peaks = waveform.peaks

    def move_meanwhile(path: Path, buckets: int) -> list[float]:
        found = peaks(path, buckets)
        attempt.rename(moved)
        return found

    monkeypatch.setattr(waveform, "peaks", move_meanwhile)
    kept = attempt / "outlines" / "take-1.npy"
    assert max(waveform.outline(attempt / "take-1.wav", kept)) == pytest.approx(0.5, abs=1e-3)
    assert not attempt.exists()


def test_an_outline_that_cannot_be_kept_is_drawn_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "take-1.flac"
    soundfile.write(path, np.linspace(-0.9, 0.9, 8000), 8000)
    (tmp_path / "outlines").write_text("a file in the way")
    assert max(waveform.outline(path, tmp_path / "outlines" / "take-1.npy")) > 0.89
