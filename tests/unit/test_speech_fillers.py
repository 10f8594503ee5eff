"""Hesitations: where they may be, when they are believed, and when they are not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from mockinterview.core.transcript import Filler, Segment, Word
from mockinterview.speech.fillers import (
    MOST_QUESTIONS_A_MINUTE,
    find_fillers,
    is_filler,
    likely_filler,
    suspicious_places,
)
from mockinterview.speech.guessing import QUESTIONS_AT_ONCE, Guess, Question, likeliest
from mockinterview.speech.pitch import is_voiced
from mockinterview.speech.windows import Span
from tests.unit import speech_sounds as sounds
from tests.unit.fake_engines import EchoEngine
from tests.unit.speech_sounds import RATE_HZ, Samples

SURE_UM: list[Guess] = [((",", 0.7), (" um", 0.1)), ((" um", 0.8), (" the", 0.1))]
NO_FILLER: list[Guess] = [((" the", 0.9), (" um", 0.01))]


class GuessingEngine(EchoEngine):
    """Always guesses the same."""

    def __init__(self, guesses: list[Guess]) -> None:
        self.guesses = guesses
        self.asked: list[Question] = []

    def guess_next(self, questions: Sequence[Question], hints: str) -> list[list[Guess]]:
        assert 0 < len(questions) <= QUESTIONS_AT_ONCE
        self.asked += questions
        return [self.guesses for _ in questions]


def vowel(seconds: float, dbfs: float = -20.0) -> Samples:
    """A steady voice of 120 Hz."""
    moments = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * 120 * k * moments) / k for k in range(1, 20))
    return np.asarray(tone / np.max(np.abs(tone)) * 10 ** (dbfs / 20), dtype=np.float32)


def take(*voices: tuple[float, float], seconds: float = 10.0) -> Samples:
    """A quiet room with a voice at these times."""
    sound = sounds.pink_noise(seconds, -70.0)
    for start, end in voices:
        piece = vowel(end - start)
        sound[round(start * RATE_HZ) :][: piece.size] += piece
    return sound


def segment(*words: tuple[str, float, float]) -> Segment:
    made = tuple(Word(word=w, start=a, end=b, probability=0.9) for w, a, b in words)
    return Segment(start=made[0].start, end=made[-1].end, text="", words=made)


TWO_WORDS = segment(("I", 1.2, 1.5), ("think", 4.0, 4.5))
UM_BETWEEN = take((1.2, 1.5), (2.5, 3.0), (4.0, 4.5))


@pytest.mark.parametrize("word", ["um", "Um,", "uh", "Uhm…", "er.", "Erm,", "Hmm.", "mm", "ummmmm"])
def test_hesitations(word: str) -> None:
    assert is_filler(word)


@pytest.mark.parametrize(
    "word", ["am", "her", "-er", "ER.", "uh-huh", "hum", "m", "summer", "", "like", "a"]
)
def test_words_that_are_none(word: str) -> None:
    assert not is_filler(word)


def test_a_voice_between_two_words_that_the_model_hears_as_one_is_found_where_it_is() -> None:
    engine = GuessingEngine(SURE_UM)
    (filler,) = find_fillers(engine, UM_BETWEEN, [TWO_WORDS])
    assert (filler.text, filler.is_written) == ("um", False)
    assert filler.start == pytest.approx(2.5, abs=0.05)
    assert filler.end == pytest.approx(3.0, abs=0.05)


def test_the_model_is_asked_with_the_words_before_that_place() -> None:
    engine = GuessingEngine(SURE_UM)
    find_fillers(engine, UM_BETWEEN, [TWO_WORDS])
    (question,) = engine.asked
    assert question.beginning == "I"
    assert 2.0 < question.samples.size / RATE_HZ < 5.0


def test_a_voice_in_which_the_model_hears_none_is_no_hesitation() -> None:
    assert find_fillers(GuessingEngine(NO_FILLER), UM_BETWEEN, [TWO_WORDS]) == ()


def test_a_silent_pause_is_never_asked_about_however_sure_the_model_would_be() -> None:
    engine = GuessingEngine(SURE_UM)
    assert find_fillers(engine, take((1.2, 1.5), (4.0, 4.5)), [TWO_WORDS]) == ()
    assert engine.asked == []


def test_a_breath_needs_a_model_that_is_very_sure() -> None:
    breath = take((1.2, 1.5), (4.0, 4.5))
    breath[round(2.5 * RATE_HZ) :][: RATE_HZ // 2] += sounds.pink_noise(0.5, -30.0)
    fairly: list[Guess] = [((" um", 0.2), (" the", 0.5))]
    assert find_fillers(GuessingEngine(fairly), breath, [TWO_WORDS]) == ()
    assert len(find_fillers(GuessingEngine(fairly), UM_BETWEEN, [TWO_WORDS])) == 1
    assert len(find_fillers(GuessingEngine(SURE_UM), breath, [TWO_WORDS])) == 1


def test_one_under_a_word_that_is_drawn_out() -> None:
    words = segment(("that", 0.5, 1.0), ("and", 1.0, 2.6), ("so", 2.6, 3.0))
    filler, *_ = find_fillers(GuessingEngine(SURE_UM), take((0.5, 3.0)), [words])
    assert 1.0 <= filler.start < filler.end <= 2.6


def test_fluent_speech_is_not_asked_about() -> None:
    words = segment(*((f"word{n}", n * 0.4, n * 0.4 + 0.4) for n in range(20)))
    engine = GuessingEngine(SURE_UM)
    assert find_fillers(engine, take((0.0, 8.0)), [words]) == ()
    assert engine.asked == []


def test_what_the_model_printed_itself_counts_once_and_is_not_asked_about_again() -> None:
    words = segment(("I", 1.2, 1.5), ("Um,", 2.4, 3.1), ("think", 4.0, 4.5))
    engine = GuessingEngine(SURE_UM)
    assert find_fillers(engine, UM_BETWEEN, [words]) == (
        Filler(start=2.4, end=3.1, text="um", is_written=True),
    )
    assert engine.asked == []


def test_an_engine_that_cannot_guess_finds_those_among_the_words() -> None:
    words = segment(("Er", 1.0, 1.5), ("think", 4.0, 4.5))
    assert [filler.text for filler in find_fillers(EchoEngine(), UM_BETWEEN, [words])] == ["er"]


def test_no_words_no_hesitations() -> None:
    engine = GuessingEngine(SURE_UM)
    assert find_fillers(engine, UM_BETWEEN, []) == ()
    assert engine.asked == []


def test_questions_are_bounded_and_the_most_promising_places_come_first() -> None:
    starts = np.arange(0.5, 59.0, 1.0)
    sound = take(*((s, s + 0.2) for s in starts), *((s + 0.4, s + 0.7) for s in starts), seconds=60)
    words = segment(*(("I", float(s), float(s) + 0.2) for s in starts))
    engine = GuessingEngine(SURE_UM)
    found = find_fillers(engine, sound, [words])
    assert len(engine.asked) == MOST_QUESTIONS_A_MINUTE == len(found)
    assert [filler.start for filler in found] == sorted(filler.start for filler in found)


def test_somebody_who_does_not_hesitate_is_asked_about_once() -> None:
    starts = np.arange(0.5, 59.0, 1.0)
    sound = take(*((s, s + 0.2) for s in starts), *((s + 0.4, s + 0.7) for s in starts), seconds=60)
    words = segment(*(("I", float(s), float(s) + 0.2) for s in starts))
    engine = GuessingEngine(NO_FILLER)
    assert find_fillers(engine, sound, [words]) == ()
    assert len(engine.asked) == QUESTIONS_AT_ONCE


def test_work_can_be_interrupted_between_questions() -> None:
    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    with pytest.raises(StopError):
        find_fillers(GuessingEngine(SURE_UM), UM_BETWEEN, [TWO_WORDS], stop)


def test_a_gap_is_more_promising_than_a_drawn_word() -> None:
    words = segment(("I", 0.5, 1.0), ("think", 1.5, 4.0)).words
    places = suspicious_places(words, [Span(4.0, 9.0)], 9.0)
    by_promise = sorted(places, key=lambda place: -place.promise)
    assert not by_promise[0].is_under_word
    assert any(place.is_under_word for place in places)


@pytest.mark.parametrize(
    ("guesses", "text", "probability"),
    [
        ([((" um", 0.5), (" Uh", 0.2))], "um", 0.7),
        ([((",", 0.6), (" um", 0.1)), ((" uh", 0.5), (" um", 0.1))], "uh", 0.46),
        ([((" the", 0.6), (" um", 0.1)), ((" uh", 0.9),)], "um", 0.1),  # a word is between
        ([((" the", 0.6), (" a", 0.1))], "", 0.0),
    ],
)
def test_how_likely_a_hesitation_is(guesses: list[Guess], text: str, probability: float) -> None:
    best, chance = likely_filler(guesses)
    assert best == text
    assert chance == pytest.approx(probability)


def test_the_likeliest_pieces_come_first_and_their_probabilities_are_those_of_all() -> None:
    places, probabilities = likeliest(np.log(np.array([0.1, 0.6, 0.3])) + 7.0)
    assert places.tolist() == [1, 2, 0]
    assert probabilities == pytest.approx([0.6, 0.3, 0.1])


def test_a_voice_has_a_pitch() -> None:
    assert is_voiced(vowel(1.0), 0.2, 0.6)
    assert is_voiced(vowel(1.0, dbfs=-60.0), 0.0, 1.0)


def test_noise_and_nothing_have_none() -> None:
    assert not is_voiced(sounds.pink_noise(1.0, -30.0), 0.2, 0.6)
    assert not is_voiced(sounds.silence(1.0), 0.0, 1.0)
    assert not is_voiced(vowel(1.0), 0.5, 0.51)
