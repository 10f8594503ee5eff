"""The head start on real weights: nearly the same words, most of them before Stop."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from mockinterview.core.transcript import Transcript, TranscriptStage
from mockinterview.files.wav import WavWriter
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import MODEL_RATE_HZ
from mockinterview.speech.process import SpeechProcess
from tests.models.test_transcription import REFERENCE, TWO_CITIES
from tests.word_error_rate import word_error_rate

pytestmark = pytest.mark.models

BLOCK_SECONDS = 0.5
SPEED = 4.0
"""Times as fast as it was spoken; the child may fall behind a little, which costs no words."""


def recorded(path: Path, samples: np.ndarray) -> None:
    whole = np.round(samples * 32767).astype("<i2")
    block = round(BLOCK_SECONDS * MODEL_RATE_HZ)
    writer = WavWriter(path, MODEL_RATE_HZ)
    for first in range(0, whole.size, block):
        writer.write(whole[first : first + block].tobytes())
        time.sleep(BLOCK_SECONDS / SPEED)
    writer.close()


def heard_ahead(speech: SpeechProcess, path: Path) -> Transcript:
    speech.warm()
    speech.follow(path)
    recorded(path, read_mono(TWO_CITIES))
    return speech.transcribe(path)


def test_what_was_read_ahead_is_nearly_what_is_heard_afterwards(
    speech: SpeechProcess, tmp_path: Path
) -> None:
    path = tmp_path / "take-1.wav"
    first = heard_ahead(speech, path)
    assert first.stage is TranscriptStage.FIRST
    refined = speech.refine(path, first)
    assert refined.stage is TranscriptStage.REFINED
    whole = speech.transcribe(path)
    assert whole.stage is TranscriptStage.WHOLE
    rates = [word_error_rate(REFERENCE, one.text) for one in (first, refined, whole)]
    assert rates[0] <= rates[2] + 0.03
    assert rates[1] <= rates[2] + 0.02  # two words of 119
    words = list(first.words)
    assert all(0 <= word.start <= word.end <= first.audio_seconds for word in words)


def test_english_is_not_taken_for_another_language(speech: SpeechProcess, tmp_path: Path) -> None:
    assert heard_ahead(speech, tmp_path / "take-1.wav").heard_language == ""
    assert speech.transcribe(TWO_CITIES).heard_language == ""


def test_noise_that_rises_and_falls_gives_no_words_ahead(
    speech: SpeechProcess, tmp_path: Path
) -> None:
    noise = np.random.default_rng(4).standard_normal(40 * MODEL_RATE_HZ)
    swell = 1 + 0.9 * np.sin(2 * np.pi * 0.3 * np.arange(noise.size) / MODEL_RATE_HZ)
    path = tmp_path / "take-1.wav"
    speech.warm()
    speech.follow(path)
    recorded(path, (0.01 * noise * swell).astype(np.float32))
    assert speech.transcribe(path).text == ""
