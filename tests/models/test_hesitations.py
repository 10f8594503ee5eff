"""Both engines on human speech whose every word has a known time: hesitations and word times."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from benchmarks.timed_clips import TimedClip, matched, timed_clips

from mockinterview.core.transcript import Filler, Transcript
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.process import SpeechProcess

pytestmark = pytest.mark.models

CLIPS = {clip.path.stem: clip for clip in timed_clips()}
WITH_HESITATIONS = ("acoustic_corpus", "cold_corpus", "cold_corpus3")
NEAR_SECONDS = 0.1
RATE_HZ = 16_000


@pytest.fixture(scope="module")
def transcripts() -> dict[tuple[int, str], Transcript]:
    """What was transcribed once already, by process and clip."""
    return {}


def heard(
    speech: SpeechProcess, clip: TimedClip, kept: dict[tuple[int, str], Transcript]
) -> Transcript:
    key = (id(speech), clip.path.stem)
    if key not in kept:
        kept[key] = speech.transcribe(clip.path)
    return kept[key]


def near(fillers: tuple[Filler, ...], start: float, end: float) -> list[Filler]:
    return [
        one for one in fillers if one.start - NEAR_SECONDS < end and start < one.end + NEAR_SECONDS
    ]


def test_most_hesitations_are_found_where_they_are_and_hardly_one_elsewhere(
    speech: SpeechProcess, transcripts: dict[tuple[int, str], Transcript]
) -> None:
    there = found = false = 0
    for name in WITH_HESITATIONS:
        clip = CLIPS[name]
        fillers = heard(speech, clip, transcripts).fillers
        there += len(clip.fillers)
        found += sum(bool(near(fillers, one.start, one.end)) for one in clip.fillers)
        false += sum(
            not any(near((filler,), one.start, one.end) for one in clip.fillers)
            for filler in fillers
        )
    assert there == 14
    assert found >= 8
    assert false <= 1


def test_a_reading_has_none(
    speech: SpeechProcess, transcripts: dict[tuple[int, str], Transcript]
) -> None:
    assert heard(speech, CLIPS["two_cities"], transcripts).fillers == ()


def test_a_pause_as_long_as_a_hesitation_is_none(speech: SpeechProcess, tmp_path: Path) -> None:
    """The room goes on in the pauses; only nobody says anything in them."""
    sound = read_mono(CLIPS["two_cities"].path)
    room = sound[round(42.5 * RATE_HZ) : round(44.0 * RATE_HZ)]
    pieces = [sound[round(a * RATE_HZ) : round(b * RATE_HZ)] for a, b in ((0.5, 9.5), (9.5, 18.0))]
    path = tmp_path / "pauses.flac"
    soundfile.write(path, np.concatenate([pieces[0], room, room, pieces[1]]), RATE_HZ)
    assert speech.transcribe(path).fillers == ()


def test_words_are_timed_to_a_tenth_of_a_second(
    speech: SpeechProcess, transcripts: dict[tuple[int, str], Transcript]
) -> None:
    pairs = [
        pair
        for clip in CLIPS.values()
        for pair in matched(clip.words, list(heard(speech, clip, transcripts).words))
    ]
    assert len(pairs) > 200
    assert np.median([abs(word.start - known.start) for known, word in pairs]) < 0.08
    assert np.median([abs(word.end - known.end) for known, word in pairs]) < 0.08
    assert np.percentile([abs(word.start - known.start) for known, word in pairs], 90) < 0.3
