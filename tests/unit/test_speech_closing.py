"""Where a stretch of a growing take is closed: at a pause, in time, and honestly without one."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mockinterview.speech.closing import (
    ENOUGH_SECONDS,
    LONGEST_SECONDS,
    SHORTEST_SECONDS,
    Closing,
    next_closing,
)
from mockinterview.speech.windows import Span

HOP = 0.01
THRESHOLD = -50.0


def levels_of(spans: list[Span], total: float) -> NDArray[np.float64]:
    levels = np.full(round(total / HOP), -90.0)
    for span in spans:
        levels[round(span.start / HOP) : round(span.end / HOP)] = -20.0
    return levels


def closing(spans: list[Span], total: float) -> Closing | None:
    return next_closing(spans, levels_of(spans, total), THRESHOLD, HOP, total)


def test_nothing_is_closed_while_little_was_said() -> None:
    assert closing([], 30.0) is None
    assert closing([Span(1.0, 1.0 + ENOUGH_SECONDS - 1)], ENOUGH_SECONDS + 0.1) is None


def test_it_is_closed_at_a_pause_as_soon_as_there_is_enough() -> None:
    spans = [Span(0.5, 4.0), Span(4.6, 10.0), Span(10.8, 16.0)]
    assert closing(spans, 16.0) == Closing(Span(0.5, 10.0), is_clean=True)


def test_no_pause_is_taken_too_early() -> None:
    spans = [Span(0.0, 3.0), Span(4.4, 16.0)]
    assert closing(spans, 16.0) is None


def test_the_longest_pause_is_taken_and_the_later_of_two_like_ones() -> None:
    alike = [Span(0.0, 8.2), Span(8.6, 11.0), Span(11.6, 16.0)]
    assert closing(alike, 16.0) == Closing(Span(0.0, 11.0), is_clean=True)
    unlike = [Span(0.0, 8.2), Span(9.5, 11.0), Span(11.6, 16.0)]
    assert closing(unlike, 16.0) == Closing(Span(0.0, 8.2), is_clean=True)


def test_a_silence_closes_what_is_long_enough_at_once() -> None:
    long = [Span(0.0, SHORTEST_SECONDS + 0.5)]
    assert closing(long, SHORTEST_SECONDS + 2.1) == Closing(long[0], is_clean=True)
    assert closing(long, SHORTEST_SECONDS + 1.5) is None
    short = [Span(0.0, 2.0)]
    assert closing(short, 4.0) is None
    assert closing(short, 7.2) == Closing(short[0], is_clean=True)


def test_where_nobody_pauses_the_cut_is_made_at_the_quietest_moment_and_is_not_clean() -> None:
    spans = [Span(0.0, 30.0)]
    levels = levels_of(spans, 30.0)
    levels[round(11.9 / HOP) : round(12.1 / HOP)] = -30.0
    total = LONGEST_SECONDS - 1
    assert next_closing([Span(0.0, total)], levels, THRESHOLD, HOP, total) is None
    made = next_closing(spans, levels, THRESHOLD, HOP, 30.0)
    assert made is not None
    assert made.span.end == pytest.approx(12.0, abs=0.05)
    assert not made.is_clean


def test_a_breath_between_two_words_is_clean_enough() -> None:
    spans = [Span(0.0, 30.0)]
    levels = levels_of(spans, 30.0)
    levels[round(11.9 / HOP) : round(12.2 / HOP)] = -80.0
    made = next_closing(spans, levels, THRESHOLD, HOP, 30.0)
    assert made is not None
    assert made.is_clean
