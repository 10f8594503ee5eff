"""What is played for words that are cited."""

from __future__ import annotations

import pytest

from mockinterview.core.audible import audible_filler, audible_words
from mockinterview.core.transcript import Filler, Word


def word(start: float, end: float) -> Word:
    return Word(word="word", start=start, end=end, probability=1.0)


WORDS = (word(0.5, 0.9), word(1.0, 1.4), word(1.4, 1.8), word(2.8, 3.2))


def test_words_in_a_long_pause_are_heard_with_some_of_it() -> None:
    assert audible_words(2.8, 3.2, WORDS) == pytest.approx((2.67, 3.37))


def test_never_more_than_half_of_a_short_pause() -> None:
    start, end = audible_words(1.0, 1.4, WORDS)
    assert start == pytest.approx(1.0 - 0.03 - 0.05)
    assert end == pytest.approx(1.4 + 0.02)


def test_nothing_is_played_from_before_the_beginning() -> None:
    assert audible_words(0.02, 0.3, [word(0.02, 0.3)])[0] == 0.0


def test_without_other_words_there_is_room() -> None:
    assert audible_words(1.0, 2.0, []) == pytest.approx((0.87, 2.17))


def test_a_hesitation_is_heard_to_its_end() -> None:
    assert audible_filler(Filler(start=1.0, end=1.3)) == pytest.approx((1.0, 1.5))
