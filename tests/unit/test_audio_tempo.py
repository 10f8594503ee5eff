"""Stretched speech lasts as long as asked and keeps its pitch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.audio.tempo import TempoFilter

RATE_HZ = 16000
SPEECH = Path(__file__).parents[1] / "data" / "two_cities.flac"


def stretch(samples: np.ndarray, speed: float, piece: int = 1600) -> np.ndarray:
    stretcher = TempoFilter(RATE_HZ, speed)
    pieces = [
        stretcher.push(samples[start : start + piece]) for start in range(0, len(samples), piece)
    ]
    return np.concatenate([*pieces, stretcher.flush()])


def tone(hz: float, seconds: float) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)).astype(
        np.float32
    )


def strongest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * RATE_HZ / len(samples)


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("hz", [110.0, 220.0, 997.0])
def test_pitch_level_and_length(speed: float, hz: float) -> None:
    output = stretch(tone(hz, 3), speed)
    assert len(output) == round(3 * RATE_HZ / speed)
    middle = output[RATE_HZ // 4 : -RATE_HZ // 4]
    assert strongest_hz(middle) == pytest.approx(hz, rel=0.01)
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.05)


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 1.5, 2.0])
def test_a_moment_of_the_input_is_heard_at_its_moment_of_the_output(speed: float) -> None:
    samples = 0.05 * tone(200, 9)
    for second in range(1, 9):
        samples[second * RATE_HZ : second * RATE_HZ + 800] = tone(1000, 0.05)
    loud = np.flatnonzero(np.abs(stretch(samples, speed)) > 0.3)
    onsets = loud[np.flatnonzero(np.diff(loud, prepend=-RATE_HZ) > 0.2 * RATE_HZ)]
    assert onsets / RATE_HZ * speed == pytest.approx(np.arange(1, 9), abs=0.02)


def test_the_size_of_the_pieces_does_not_matter() -> None:
    samples = tone(200, 1) + tone(330, 1)
    whole = stretch(samples, 1.3, piece=len(samples))
    assert np.array_equal(stretch(samples, 1.3, piece=7), whole)


@pytest.mark.parametrize("speed", [0.5, 2.0])
@pytest.mark.parametrize("frames", [0, 1, 100, 700])
def test_very_short_sounds(speed: float, frames: int) -> None:
    assert len(stretch(np.ones(frames, dtype=np.float32), speed)) == round(frames / speed)


@pytest.mark.parametrize("speed", [0.4, 2.1])
def test_other_speeds_are_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        TempoFilter(RATE_HZ, speed)


def test_speech_keeps_its_loudness_and_stays_finite() -> None:
    samples, _ = soundfile.read(SPEECH, dtype="float32", frames=5 * 48000)
    samples = samples[::3]
    output = stretch(samples, 1.5)
    assert np.isfinite(output).all()
    loudness = np.sqrt(np.mean(samples**2))
    assert np.sqrt(np.mean(output**2)) == pytest.approx(loudness, rel=0.1)
