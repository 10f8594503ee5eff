"""Both engines on real weights: the same words, in time, and none where nobody speaks."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from mockinterview.core.transcript import Transcript
from mockinterview.errors import SpeechProcessError
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.process import SpeechProcess
from mockinterview.speech.protocol import Event, Progress, SegmentDone
from tests.unit import speech_sounds as sounds
from tests.word_error_rate import word_error_rate

pytestmark = pytest.mark.models

DATA = Path(__file__).parents[1] / "data"
TWO_CITIES = DATA / "two_cities.flac"
REFERENCE = (DATA / "two_cities.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def read_by_faster(faster: SpeechProcess) -> Transcript:
    return faster.transcribe(TWO_CITIES)


@pytest.fixture(scope="session")
def read_by_original(original: SpeechProcess) -> Transcript:
    return original.transcribe(TWO_CITIES)


@pytest.fixture(params=["read_by_faster", "read_by_original"])
def transcript(request: pytest.FixtureRequest) -> Transcript:
    value: Transcript = request.getfixturevalue(request.param)
    return value


def test_human_speech_is_written_down(transcript: Transcript) -> None:
    assert word_error_rate(REFERENCE, transcript.text) < 0.10
    assert transcript.model == "base"
    assert transcript.language == "en"


def test_words_run_forwards_inside_the_take(transcript: Transcript) -> None:
    words = list(transcript.words)
    assert len(words) > 100
    for word in words:
        assert 0 <= word.start <= word.end <= transcript.audio_seconds
        assert word.word == word.word.strip() != ""
    for before, after in itertools.pairwise(words):
        assert before.end <= after.start + 0.01
    assert np.mean([word.probability for word in words]) > 0.8


def test_words_are_timed_where_they_are_said(transcript: Transcript) -> None:
    first, last = next(transcript.words), list(transcript.words)[-1]
    assert first.start == pytest.approx(0.9, abs=0.4)
    assert last.end == pytest.approx(41.5, abs=0.6)
    assert "worst of times" in transcript.words_between(2.2, 4.8)


def test_silence_room_and_hum_give_no_words(speech: SpeechProcess, tmp_path: Path) -> None:
    for name, samples in {
        "silence": sounds.silence(60.0),
        "quiet room": sounds.pink_noise(60.0, -65.0),
        "hum": sounds.hum(60.0, -25.0),
    }.items():
        path = sounds.write(tmp_path / f"{name}.wav", samples)
        assert speech.transcribe(path).segments == (), name


def test_noise_that_rises_and_falls_gives_no_words(faster: SpeechProcess, tmp_path: Path) -> None:
    """A fan that swells passes the level test; the model invents, and is not believed."""
    fan = sounds.pink_noise(30.0, -40.0)
    swell = 1 + 0.9 * np.sin(2 * np.pi * 0.3 * np.arange(fan.size) / sounds.RATE_HZ)
    path = sounds.write(tmp_path / "fan.wav", (fan * swell).astype(np.float32))
    assert faster.transcribe(path).text == ""


def test_quiet_speech_is_written_down(faster: SpeechProcess, tmp_path: Path) -> None:
    quiet = read_mono(TWO_CITIES) * np.float32(10 ** (-30 / 20))
    path = sounds.write(tmp_path / "quiet.wav", quiet)
    assert word_error_rate(REFERENCE, faster.transcribe(path).text) < 0.10


def test_long_pause_is_left_out(faster: SpeechProcess, tmp_path: Path) -> None:
    speech = read_mono(TWO_CITIES)[: 8 * sounds.RATE_HZ]
    pause = sounds.silence(25.0)
    take = np.concatenate([speech, pause, speech]) + sounds.pink_noise(41.0, -65.0)
    transcript = faster.transcribe(sounds.write(tmp_path / "pause.wav", take))
    assert transcript.words_between(8.5, 33.0) == ""
    assert transcript.text.lower().count("best of times") == 2


def test_progress_and_segments_come_while_it_works(faster: SpeechProcess) -> None:
    events: list[Event] = []
    transcript = faster.transcribe(TWO_CITIES, on_event=events.append)
    fractions = [event.fraction for event in events if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert any(0.2 < fraction < 0.9 for fraction in fractions)
    told = tuple(event.segment for event in events if isinstance(event, SegmentDone))
    assert told == transcript.segments


def test_child_killed_in_the_middle_costs_one_job(faster: SpeechProcess) -> None:
    def kill(event: Event) -> None:
        if isinstance(event, SegmentDone):
            assert faster._child is not None
            os.kill(faster._child._process.pid or 0, signal.SIGKILL)

    with pytest.raises(SpeechProcessError) as caught:
        faster.transcribe(TWO_CITIES, on_event=kill)
    assert "SIGKILL" in caught.value.detail
    assert word_error_rate(REFERENCE, faster.transcribe(TWO_CITIES).text) < 0.10


@pytest.mark.parametrize("engine", ["faster-whisper", "openai-whisper"])
def test_killing_the_child_leaves_no_complaint(engine: str) -> None:
    """Nothing on standard error of the program, which may be a terminal, and nothing behind."""
    program = (
        "import sys; from pathlib import Path; from mockinterview.speech.process import *\n"
        "from mockinterview.errors import TranscriptionCancelled\n"
        "from mockinterview.speech.protocol import SegmentDone\n"
        "speech = SpeechProcess(sys.argv[1], 'tiny.en')\n"
        "tell = lambda event: isinstance(event, SegmentDone) and speech.cancel()\n"
        "try: speech.transcribe(Path(sys.argv[2]), on_event=tell)\n"
        "except TranscriptionCancelled: print('cancelled')\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, engine, TWO_CITIES],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (result.stdout, result.stderr) == ("cancelled\n", "")


def test_checkpoint_serves_faster_whisper_too(
    original: SpeechProcess, model_cache: Path, tmp_path: Path
) -> None:
    """A `.pt` file, as a download brings it, is converted and says the same."""
    original.warm()
    (checkpoint,) = (model_cache / "converted").glob("base-*/base.pt")
    mine = tmp_path / "base.pt"
    shutil.copyfile(checkpoint, mine)
    with SpeechProcess("faster-whisper", str(mine)) as speech:
        assert word_error_rate(REFERENCE, speech.transcribe(TWO_CITIES).text) < 0.10


def test_small_english_model_in_both_engines(tmp_path: Path) -> None:
    short = sounds.write(tmp_path / "short.wav", read_mono(TWO_CITIES)[: 8 * sounds.RATE_HZ])
    expected = " ".join(REFERENCE.split()[:24])
    for engine in ("faster-whisper", "openai-whisper"):
        with SpeechProcess(engine, "tiny.en") as speech:
            assert word_error_rate(expected, speech.transcribe(short).text) < 0.15
