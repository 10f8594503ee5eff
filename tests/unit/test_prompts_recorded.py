"""Every shipped question is recorded, says what its bank says now, and sounds as it should."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from mockinterview import paths
from mockinterview.files.content import load_content
from tests.loudness import integrated_loudness_lufs

pytestmark = pytest.mark.slow

AUDIO = paths.content_folder() / "questions" / "audio"
LOUDNESS_LUFS = (-24.0, -22.0)
SILENCE_SECONDS = (0.2, 0.5)
SILENCE_DBFS = -60.0
PEAK_DBFS = -2.9
"""The tool holds peaks at -3 dBFS; the rest is rounding."""
FLAT_SAMPLES = 4
"""So many samples in a row at the very peak are the flat top of a clipped wave."""
SECONDS_PER_WORD = (0.2, 0.7)
"""From 300 words a minute to 86: outside it, words are missing or a voice has stumbled."""


@dataclass(frozen=True)
class Spoken:
    """One file, and the words that it should say."""

    path: Path
    text: str
    samples: NDArray[np.float64]

    @property
    def seconds(self) -> float:
        return len(self.samples) / 24_000


def text_sha256(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def find_stale(texts: dict[str, str], recordings: dict[str, Any]) -> list[str]:
    """The files whose recorded words are not, or are no longer, the words of the YAML files."""
    return [
        audio
        for audio, text in texts.items()
        if recordings.get(audio, {}).get("text_sha256") != text_sha256(text)
    ]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The words that each file should say, by its path under `questions`."""
    content = load_content([paths.content_folder()])
    assert content.problems == []
    prompts = {question.audio or "": question.prompt for _, question in content.questions}
    assert "" not in prompts, "every shipped question names its recording"
    samples = {sample.audio: sample.text for sample in content.samples.values()}
    return prompts | samples


@pytest.fixture(scope="module")
def recordings() -> dict[str, Any]:
    known: dict[str, Any] = json.loads((AUDIO / "prompts.json").read_text("utf-8"))["recordings"]
    return known


@pytest.fixture(scope="module")
def spoken(texts: dict[str, str]) -> list[Spoken]:
    files = []
    for audio, text in texts.items():
        path = AUDIO.parent / audio
        samples, rate_hz = soundfile.read(path, dtype="float64", always_2d=True)
        assert (rate_hz, samples.shape[1]) == (24_000, 1), path.name
        assert soundfile.info(path).subtype == "PCM_16", path.name
        files.append(Spoken(path, text, samples[:, 0]))
    return files


def test_every_prompt_has_a_file_of_its_own_name(texts: dict[str, str]) -> None:
    content = load_content([paths.content_folder()])
    questions = [question for _, question in content.questions]
    assert [question.audio for question in questions] == [
        f"audio/{question.id}.flac" for question in questions
    ]
    assert {f"audio/{path.name}" for path in AUDIO.glob("*.flac")} == set(texts), "no stray files"


def test_no_edited_prompt_keeps_its_old_sound(
    texts: dict[str, str], recordings: dict[str, Any]
) -> None:
    assert find_stale(texts, recordings) == [], "run tools/render_speech.py"
    assert set(recordings) == set(texts)


def test_an_edited_prompt_is_found(texts: dict[str, str], recordings: dict[str, Any]) -> None:
    audio, text = next(iter(texts.items()))
    assert find_stale(texts | {audio: text.replace(" ", "\n  ", 1)}, recordings) == []
    assert find_stale(texts | {audio: text.replace("?", "!")}, recordings) == [audio]
    assert find_stale(texts, {}) == list(texts)


def test_every_file_is_the_one_that_was_rendered(recordings: dict[str, Any]) -> None:
    for audio, recording in recordings.items():
        sound = (AUDIO.parent / audio).read_bytes()
        assert hashlib.sha256(sound).hexdigest() == recording["sound_sha256"], audio
        assert set(recording) == {"text_sha256", "sound_sha256", "voice", "speed", "date"}


def test_loudness(spoken: list[Spoken]) -> None:
    lowest, highest = LOUDNESS_LUFS
    measured = {one.path.name: integrated_loudness_lufs(one.samples, 24_000) for one in spoken}
    assert {name: lufs for name, lufs in measured.items() if not lowest <= lufs <= highest} == {}


def test_nothing_clips(spoken: list[Spoken]) -> None:
    for one in spoken:
        size = np.abs(one.samples)
        assert 20 * np.log10(size.max()) <= PEAK_DBFS, one.path.name
        assert longest_run(size >= size.max() * 0.999) < FLAT_SAMPLES, one.path.name


def test_silence_at_both_ends(spoken: list[Spoken]) -> None:
    shortest, longest = SILENCE_SECONDS
    for one in spoken:
        heard = np.flatnonzero(np.abs(one.samples) > 10 ** (SILENCE_DBFS / 20)) / 24_000
        assert shortest <= heard[0] <= longest, one.path.name
        assert shortest <= one.seconds - heard[-1] <= longest, one.path.name


def test_the_pace_is_that_of_a_person(spoken: list[Spoken]) -> None:
    fastest, slowest = SECONDS_PER_WORD
    for one in spoken:
        assert fastest <= one.seconds / len(one.text.split()) <= slowest, one.path.name


def test_the_measures_find_what_they_look_for() -> None:
    sine = np.sin(2 * np.pi * 997 * np.arange(20 * 48_000) / 48_000)
    assert integrated_loudness_lufs(sine, 48_000) == pytest.approx(-3.01, abs=0.02)
    among_silence = np.concatenate([np.zeros(480_000), 0.1 * sine, np.zeros(480_000)])
    assert integrated_loudness_lufs(among_silence, 48_000) == pytest.approx(-23.01, abs=0.1)
    clipped = np.abs(np.clip(1.2 * sine, -1, 1))
    assert longest_run(clipped >= clipped.max() * 0.999) >= FLAT_SAMPLES


def longest_run(marked: NDArray[np.bool_]) -> int:
    """How many true values stand together at most."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(np.int8), [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))
