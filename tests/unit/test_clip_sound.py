"""Clips for reports: MP3 of the right length and pitch, cut from the right place."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.audio.clip_sound import AROUND_SECONDS, MOST_HZ, cut_mp3
from mockinterview.errors import AudioFileError
from tests.made_recordings import PITCH_HZ, SECONDS, pitch_of, tone, write_sound

HIGHER: float = 2.0


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 96_000])
def test_a_clip_has_a_little_sound_around_it(rate_hz: int, tmp_path: Path) -> None:
    take = write_sound(tmp_path / "take-1.wav", tone(rate_hz=rate_hz), samplerate=rate_hz)
    cut = cut_mp3(take, 1.0, 1.6)
    samples, written_hz = soundfile.read(io.BytesIO(cut.content))
    assert written_hz <= MOST_HZ
    assert samples.ndim == 1
    assert cut.seconds == pytest.approx(0.6 + 2 * AROUND_SECONDS, abs=0.002)
    assert len(samples) / written_hz == pytest.approx(cut.seconds, abs=0.002)
    assert pitch_of(samples, written_hz) == pytest.approx(PITCH_HZ, abs=2)


def test_it_is_cut_from_the_place_that_was_asked_for(tmp_path: Path) -> None:
    rate_hz = 24_000
    times = np.arange(rate_hz) / rate_hz
    low, high = (np.sin(2 * np.pi * hz * times) * 0.3 for hz in (PITCH_HZ, PITCH_HZ * HIGHER))
    both = np.column_stack([np.concatenate([low, low, high, high])] * 2).astype(np.float32)
    take = write_sound(tmp_path / "take-1.flac", both, samplerate=rate_hz)
    for start, wanted in ((0.5, PITCH_HZ), (2.5, PITCH_HZ * HIGHER)):
        samples, written_hz = soundfile.read(io.BytesIO(cut_mp3(take, start, start + 1).content))
        assert pitch_of(samples, written_hz) == pytest.approx(wanted, abs=2)


def test_at_both_ends_and_as_a_whole_there_is_nothing_around(tmp_path: Path) -> None:
    take = write_sound(tmp_path / "take-1.wav")
    assert cut_mp3(take).seconds == pytest.approx(SECONDS, abs=0.002)
    assert cut_mp3(take, 0.0, 0.5).seconds == pytest.approx(0.5 + AROUND_SECONDS, abs=0.002)
    assert cut_mp3(take, 2.5, 9.0).seconds == pytest.approx(0.5 + AROUND_SECONDS, abs=0.002)


def test_where_there_is_no_sound_there_is_no_clip(tmp_path: Path) -> None:
    take = write_sound(tmp_path / "take-1.wav")
    with pytest.raises(AudioFileError, match="no sound in that stretch"):
        cut_mp3(take, 60.0, 61.0)
    with pytest.raises(AudioFileError, match="There is no sound file"):
        cut_mp3(tmp_path / "gone.wav", 0, 1)
