"""Word times on sounds whose truth is known: later than the model says, never inside a pause."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from mockinterview.core.transcript import Segment, Word
from mockinterview.speech.silence import band_levels_dbfs
from mockinterview.speech.windows import Span
from mockinterview.speech.word_times import (
    ATTENTION_AHEAD_SECONDS,
    settle,
    settle_words,
    silences_around,
    silent_stretches,
)
from tests.unit import speech_sounds as sounds
from tests.unit.speech_sounds import RATE_HZ, Samples


def bursts(*spans: tuple[float, float], seconds: float = 10.0) -> Samples:
    """Noise in the speech band at these times, in a quiet room."""
    sound = sounds.pink_noise(seconds, -70.0)
    for start, end in spans:
        first, last = round(start * RATE_HZ), round(end * RATE_HZ)
        sound[first:last] += sounds.pink_noise(end - start, -25.0, seed=3)
    return sound


def said(*words: tuple[float, float]) -> list[Word]:
    return [Word(word="so", start=start, end=end, probability=0.9) for start, end in words]


def times(words: list[Word]) -> list[tuple[float, float]]:
    return [(word.start, word.end) for word in words]


def test_silences_are_found_where_they_are() -> None:
    silences = silent_stretches(band_levels_dbfs(bursts((2.0, 3.0), (4.0, 6.0))))
    assert [silence.end for silence in silences][:2] == pytest.approx([2.0, 4.0], abs=0.04)
    assert [silence.start for silence in silences][1:] == pytest.approx([3.0, 6.0], abs=0.04)


def test_silences_around_a_window_are_in_the_time_of_the_take() -> None:
    sound = bursts((30.0, 31.0), (32.0, 33.0), seconds=60.0)
    silences = silences_around(sound, Span(29.5, 33.5))
    assert silences[0].start == pytest.approx(19.5, abs=0.1)
    assert silences[0].end == pytest.approx(30.0, abs=0.04)


def test_inside_speech_a_word_is_later_by_what_attention_runs_ahead() -> None:
    words = settle_words(said((1.0, 1.4), (1.4, 1.9)), [], 9.0)
    later = [(1.0, 1.4), (1.4, 1.9)]
    for (start, end), (before_start, before_end) in zip(times(words), later, strict=True):
        assert start == pytest.approx(before_start + ATTENTION_AHEAD_SECONDS)
        assert end == pytest.approx(before_end + ATTENTION_AHEAD_SECONDS)


def test_a_word_that_begins_in_the_pause_before_it_begins_behind_the_pause() -> None:
    (word,) = settle_words(said((2.3, 3.6)), [Span(2.0, 3.0)], 9.0)
    assert times([word]) == [(3.0, 3.65)]


def test_a_word_that_lasts_into_a_long_pause_ends_before_it() -> None:
    (word,) = settle_words(said((1.0, 2.2)), [Span(1.6, 2.8)], 9.0)
    assert times([word]) == [(1.05, 1.6)]


def test_the_closed_stop_in_a_word_is_no_pause() -> None:
    words = said((1.0, 1.8))
    assert settle_words(words, [Span(1.3, 1.4)], 9.0) == settle_words(words, [], 9.0)


def test_a_word_that_is_all_in_silence_stays_and_has_a_length() -> None:
    (word,) = settle_words(said((2.2, 2.4)), [Span(1.0, 5.0)], 9.0)
    assert word.start < word.end
    assert word.start == pytest.approx(2.25)


def test_no_word_goes_beyond_the_window() -> None:
    words = settle_words(said((8.5, 8.98), (8.98, 9.0)), [], 9.0)
    assert all(word.start <= word.end <= 9.0 for word in words)


def test_words_always_run_forwards() -> None:
    random = np.random.default_rng(5)
    for _ in range(300):
        edges = np.sort(random.uniform(0, 8, 20)).round(2)
        pauses = np.sort(random.uniform(0, 8, 8)).round(2)
        silences = [Span(float(a), float(b)) for a, b in pauses.reshape(-1, 2)]
        given = said(*((float(a), float(b)) for a, b in edges.reshape(-1, 2)))
        words = settle_words(given, silences, 8.0)
        assert len(words) == len(given)
        for word in words:
            assert 0 <= word.start <= word.end <= 8.0
        for before, after in itertools.pairwise(words):
            assert before.end <= after.start


def test_segments_keep_their_words_and_take_over_their_times() -> None:
    one, two = said((1.0, 1.5)), said((2.0, 2.5), (2.5, 3.0))
    segments = [
        Segment(start=1.0, end=1.5, text="so", words=tuple(one)),
        Segment(start=2.0, end=3.0, text="so so", words=tuple(two)),
    ]
    settled = settle(segments, [], 9.0)
    assert [segment.text for segment in settled] == ["so", "so so"]
    assert [len(segment.words) for segment in settled] == [1, 2]
    assert (settled[1].start, settled[1].end) == (settled[1].words[0].start, 3.05)
