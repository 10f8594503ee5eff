"""Any sound file becomes one channel at 16 kHz, or a sentence that says what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.errors import AudioFileError
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import MODEL_RATE_HZ


def tone(seconds: float, rate_hz: int, hz: float = 440.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3"])
@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_formats_and_rates(suffix: str, rate_hz: int, tmp_path: Path) -> None:
    path = tmp_path / f"tone.{suffix}"
    soundfile.write(path, tone(2.0, rate_hz), rate_hz)
    samples = read_mono(path)
    assert samples.dtype == np.float32
    assert samples.size == pytest.approx(2.0 * MODEL_RATE_HZ, abs=0.1 * MODEL_RATE_HZ)
    middle = samples[MODEL_RATE_HZ // 2 :][:MODEL_RATE_HZ]
    assert np.argmax(np.abs(np.fft.rfft(middle))) == 440
    assert np.max(np.abs(middle)) == pytest.approx(0.5, abs=0.03)


def test_long_file_is_read_in_blocks_without_seams(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(20.0, 44_100), 44_100)
    samples = read_mono(path)
    assert samples.size == 20 * MODEL_RATE_HZ
    assert np.max(np.abs(samples - tone(20.0, MODEL_RATE_HZ))[100:-100]) < 1e-3


def test_channels_are_averaged(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    left, right = np.full(16_000, 0.5), np.full(16_000, -0.1)
    soundfile.write(path, np.stack([left, right], axis=1), 16_000, subtype="FLOAT")
    assert np.allclose(read_mono(path), 0.2)


RECORD_AND_DIE = """
import os, signal, sys
import numpy, soundfile
recording = soundfile.SoundFile(sys.argv[1], "w", 16_000, 1, "PCM_16")
recording.write(numpy.full(48_000, 0.1))
recording.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_recording_of_a_killed_program_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "killed.wav"
    subprocess.run([sys.executable, "-c", RECORD_AND_DIE, path], check=False)
    assert path.read_bytes()[40:44] == bytes(4), "the header says that there is nothing"
    assert read_mono(path).size == 48_000


def test_numbers_that_are_none_become_silence(tmp_path: Path) -> None:
    path = tmp_path / "damaged.wav"
    samples = np.full(16_000, 0.25, dtype=np.float32)
    samples[5000] = np.nan
    soundfile.write(path, samples, 16_000, subtype="FLOAT")
    assert np.isfinite(read_mono(path)).all()


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match="There is no sound file"):
        read_mono(tmp_path / "absent.wav")


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not sound at all" * 100])
def test_file_that_is_no_sound(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_bytes(content)
    with pytest.raises(AudioFileError, match="cannot be read as sound"):
        read_mono(path)


def test_file_without_a_sample(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    soundfile.write(path, np.zeros(0), 48_000)
    with pytest.raises(AudioFileError, match="holds no sound"):
        read_mono(path)
