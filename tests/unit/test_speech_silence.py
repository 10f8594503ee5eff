"""Where somebody speaks, what is refused as invented, and where a take is cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from mockinterview.core.transcript import Segment, Word
from mockinterview.speech import silence
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.engines import HeardSegment
from mockinterview.speech.silence import (
    HOP_SECONDS,
    band_levels_dbfs,
    has_clear_voice,
    voiced_spans,
    was_spoken,
)
from mockinterview.speech.windows import LONGEST_WINDOW_SECONDS, Span, cut_windows
from tests.unit import speech_sounds as sounds
from tests.unit.speech_sounds import Samples

TWO_CITIES = Path(__file__).parents[1] / "data" / "two_cities.flac"


def spans_of(samples: Samples) -> tuple[Span, ...]:
    return voiced_spans(band_levels_dbfs(samples), samples.size / sounds.RATE_HZ)


@pytest.mark.parametrize(
    "samples",
    [
        sounds.silence(60.0),
        sounds.pink_noise(60.0, -65.0),
        sounds.pink_noise(60.0, -40.0),
        sounds.hum(60.0, -20.0),
        sounds.hum(20.0, -40.0) + sounds.pink_noise(20.0, -60.0),
        sounds.silence(0.01),
    ],
    ids=["silence", "quiet room", "loud room", "hum", "hum in a room", "almost nothing"],
)
def test_nobody_speaks(samples: Samples) -> None:
    assert spans_of(samples) == ()


@pytest.mark.parametrize("gain_db", [0, -15, -30])
def test_human_speech_is_found_however_quiet(gain_db: int) -> None:
    speech = read_mono(TWO_CITIES) * np.float32(10 ** (gain_db / 20))
    spans = spans_of(speech)
    assert sum(span.end - span.start for span in spans) > 35
    assert spans[0].start < 1.0
    assert spans[-1].end > 41.0


def test_speech_is_found_where_it_is() -> None:
    room = sounds.pink_noise(30.0, -60.0)
    room[10 * sounds.RATE_HZ :][: 4 * sounds.RATE_HZ] += sounds.babble(4.0, -30.0)
    (span,) = spans_of(room)
    assert span.start == pytest.approx(10.0, abs=0.4)
    assert span.end == pytest.approx(14.0, abs=0.4)


def test_level_of_a_full_scale_tone_is_that_of_a_sine() -> None:
    times = np.arange(sounds.RATE_HZ) / sounds.RATE_HZ
    tone = np.sin(2 * np.pi * 1000 * times).astype(np.float32)
    assert np.median(band_levels_dbfs(tone)) == pytest.approx(-3.0, abs=0.2)


def heard(start: float, end: float, probability: float, no_speech: float) -> HeardSegment:
    word = Word(word="You", start=start, end=end, probability=probability)
    return HeardSegment(Segment(start=start, end=end, text="You", words=(word,)), no_speech)


SPEECH = (Span(5.0, 8.0),)


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        (heard(5.0, 7.5, 0.9, 0.1), True),
        (heard(20.0, 22.0, 0.9, 0.1), False),  # outside all speech
        (heard(7.5, 10.0, 0.2, 0.1), False),  # mostly outside, and unsure
        (heard(7.5, 10.0, 0.9, 0.1), True),  # mostly outside, but sure
        (heard(5.0, 7.5, 0.2, 0.1), True),  # mumbled, but somebody is speaking
    ],
)
def test_invented_words_are_refused(segment: HeardSegment, expected: bool) -> None:
    assert was_spoken(segment, SPEECH, sounds.silence(30.0)) is expected


def test_doubt_of_the_model_needs_a_second_opinion() -> None:
    doubted = heard(5.0, 8.0, 0.9, 0.95)
    noise = sounds.pink_noise(10.0, -30.0)
    assert was_spoken(doubted, SPEECH, noise) is False
    assert was_spoken(doubted, SPEECH, read_mono(TWO_CITIES)[: 10 * sounds.RATE_HZ]) is True


def test_improbable_words_need_a_clearer_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "_voice_probability", lambda *_: 0.74)
    doubted = heard(5.0, 8.0, 0.7, 0.61)
    sound = sounds.silence(10.0)
    assert was_spoken(replace(doubted, mean_log_probability=-0.4), SPEECH, sound) is True
    assert was_spoken(replace(doubted, mean_log_probability=-0.78), SPEECH, sound) is False


def test_a_window_that_is_not_doubted_needs_no_opinion() -> None:
    noise = sounds.pink_noise(10.0, -30.0)
    assert was_spoken(heard(5.0, 8.0, 0.7, 0.45), SPEECH, noise) is True
    assert was_spoken(heard(5.0, 8.0, 0.7, 0.55), SPEECH, noise) is False


def test_doubt_of_the_model_decides_alone_without_silero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    speech = read_mono(TWO_CITIES)
    assert was_spoken(heard(5.0, 8.0, 0.9, 0.95), SPEECH, speech) is False
    likely = heard(5.0, 8.0, 0.9, 0.6)
    assert was_spoken(likely, SPEECH, speech) is True
    assert was_spoken(replace(likely, mean_log_probability=-0.8), SPEECH, speech) is False
    assert has_clear_voice(SPEECH[0], speech) is False


LEVELS = np.full(10_000, -30.0)


def test_windows_join_speech_over_short_pauses() -> None:
    spans = (Span(1.0, 9.0), Span(10.0, 20.0), Span(21.0, 29.5), Span(31.0, 33.0))
    windows = cut_windows(spans, LEVELS, HOP_SECONDS)
    assert windows == (Span(1.0, 29.5), Span(31.0, 33.0))


def test_windows_leave_out_long_silences() -> None:
    spans = (Span(1.0, 3.0), Span(9.0, 11.0))
    assert cut_windows(spans, LEVELS, HOP_SECONDS) == spans


def test_speech_without_a_pause_is_cut_at_its_quietest() -> None:
    levels = LEVELS.copy()
    levels[2490:2510] = -60.0
    windows = cut_windows((Span(0.0, 70.0),), levels, HOP_SECONDS)
    assert windows[0].end == pytest.approx(25.0, abs=0.01)
    assert all(window.end - window.start <= LONGEST_WINDOW_SECONDS for window in windows)
    assert windows[0].start == 0.0
    assert windows[-1].end == 70.0
    assert all(a.end == b.start for a, b in pairwise(windows))


def test_no_speech_makes_no_window() -> None:
    assert cut_windows((), LEVELS, HOP_SECONDS) == ()
