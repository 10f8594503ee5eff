"""A take that grows is read as it would be read whole, and taken for no other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.files.wav import WavWriter
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.growing_sound import GrowingSound
from mockinterview.speech.silence import band_levels_dbfs
from tests.unit import speech_sounds as sounds


def pieces(samples: sounds.Samples, seconds: float, rate_hz: int) -> list[bytes]:
    whole = np.round(samples * 32767).astype("<i2")
    step = round(seconds * rate_hz)
    return [whole[first : first + step].tobytes() for first in range(0, whole.size, step)]


@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_read_in_pieces_it_is_the_same(rate_hz: int, tmp_path: Path) -> None:
    path = tmp_path / "take-1.wav"
    writer = WavWriter(path, rate_hz)
    sound = GrowingSound(path)
    for piece in pieces(sounds.babble(7.3), 0.37, rate_hz):
        writer.write(piece)
        sound.read_on()
        assert abs(sound.levels.size - sound.samples.size // 160) <= 4
    early = sound.levels[:-20]
    writer.close()
    assert sound.finish()
    whole = read_mono(path)
    assert sound.samples.size == whole.size
    np.testing.assert_allclose(sound.samples, whole, atol=1e-4)
    np.testing.assert_allclose(early, band_levels_dbfs(whole)[: early.size], atol=0.5)


def test_compressed_under_its_new_name_it_is_the_same_take(tmp_path: Path) -> None:
    path = sounds.write(tmp_path / "take-1.wav", sounds.babble(3.0))
    sound = GrowingSound(path)
    sound.read_on()
    samples, rate_hz = soundfile.read(path, dtype="int16")
    soundfile.write(path.with_suffix(".flac"), samples, rate_hz, subtype="PCM_16")
    path.unlink()
    assert sound.finish()


@pytest.mark.parametrize(
    "other",
    [sounds.babble(3.0, seed=5), sounds.babble(1.0), sounds.silence(4.0)],
    ids=["other sound", "shorter", "silence"],
)
def test_another_file_of_the_same_name_is_noticed(other: sounds.Samples, tmp_path: Path) -> None:
    path = sounds.write(tmp_path / "take-1.wav", sounds.babble(3.0))
    sound = GrowingSound(path)
    sound.read_on()
    sounds.write(path, other)
    assert not sound.finish()


def test_numbers_that_are_none_are_silence(tmp_path: Path) -> None:
    samples = sounds.babble(2.0)
    samples[1000:1100] = np.nan
    path = tmp_path / "take-1.wav"
    soundfile.write(path, samples, sounds.RATE_HZ, subtype="FLOAT")
    sound = GrowingSound(path)
    sound.read_on()
    assert sound.finish()
    assert np.isfinite(sound.samples).all()
    assert np.isfinite(sound.levels).all()


def test_never_read_it_is_nothing(tmp_path: Path) -> None:
    path = sounds.write(tmp_path / "take-1.wav", sounds.babble(1.0))
    assert not GrowingSound(path).finish()
