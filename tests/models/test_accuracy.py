"""Both engines on real weights: the same words, and none where nobody speaks."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from benchmarks.calibration.degrading import CONDITIONS

from mockinterview import paths
from mockinterview.core.writing import Numbers, Spelling, Writing
from mockinterview.files.content import load_content
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.process import SpeechProcess
from tests.non_speech import LEVELS_DBFS, NON_SPEECH
from tests.unit import speech_sounds as sounds
from tests.word_error_rate import word_error_rate

pytestmark = [pytest.mark.models, pytest.mark.timeout(900)]

TWO_CITIES = Path(__file__).parents[1] / "data" / "two_cities.flac"
REFERENCE = TWO_CITIES.with_suffix(".txt").read_text(encoding="utf-8")


def sample() -> Path:
    """The sample answer that comes with the program."""
    content = load_content([paths.content_folder()])
    return content.sample_file(content.samples["leader-or-follower-middling"])


def test_no_word_is_invented_where_nobody_speaks(speech: SpeechProcess, tmp_path: Path) -> None:
    invented = {}
    for sound, level in zip(NON_SPEECH, itertools.cycle(LEVELS_DBFS), strict=False):
        path = sounds.write(tmp_path / "sound.wav", sound.samples(level))
        if text := speech.transcribe(path).text:
            invented[sound.name, level] = text
    assert invented == {}


def test_engines_write_the_same_words(faster: SpeechProcess, original: SpeechProcess) -> None:
    for path in (TWO_CITIES, sample()):
        one, other = faster.transcribe(path).text, original.transcribe(path).text
        assert len(one.split()) > 100
        assert word_error_rate(one, other) < 0.03, path.name


@pytest.mark.parametrize("condition", list(CONDITIONS))
def test_poor_recordings_are_written_down(
    faster: SpeechProcess, tmp_path: Path, condition: str
) -> None:
    """What keeps inventions out lets faint, narrow and noisy speech pass."""
    take = sounds.write(tmp_path / "take.wav", CONDITIONS[condition](read_mono(TWO_CITIES)))
    assert word_error_rate(REFERENCE, faster.transcribe(take).text) < 0.10


@pytest.mark.parametrize("engine", ["faster-whisper", "openai-whisper"])
def test_numbers_are_written_as_they_were_said(engine: str, faster: SpeechProcess) -> None:
    prompt = paths.content_folder() / "questions" / "audio" / "vaccine-without-parent.flac"
    assert "14" in faster.transcribe(prompt).text
    writing = Writing(spelling=Spelling.BRITISH, numbers=Numbers.WORDS)
    with SpeechProcess(engine, "base", writing=writing) as speech:
        in_words = speech.transcribe(prompt)
    assert in_words.text.startswith("A fourteen")
    assert not any(sign.isdigit() for sign in in_words.text)
    assert in_words.writing == writing
