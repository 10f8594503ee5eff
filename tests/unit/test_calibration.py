"""Which printed words are taken for right, and what underlining is measured to do."""

from __future__ import annotations

import re

import numpy as np
import pytest
from benchmarks.calibration.degrading import in_noise, quiet
from benchmarks.calibration.drawing import reliability_svg
from benchmarks.calibration.judging import (
    expected_calibration_error,
    judged_words,
    reliability,
    underlinings,
)
from PySide6.QtSvg import QSvgRenderer

from mockinterview.core.transcript import Segment, Transcript, Word


def printed(*words: tuple[str, float]) -> Transcript:
    made = tuple(
        Word(word=text, start=number, end=number + 0.5, probability=probability)
        for number, (text, probability) in enumerate(words)
    )
    text = " ".join(word.word for word in made)
    segment = Segment(start=0, end=len(made), text=text, words=made)
    return Transcript(
        engine="e", model="m", audio_seconds=9, elapsed_seconds=1, segments=(segment,)
    )


@pytest.mark.slow
def test_each_printed_word_is_right_or_wrong() -> None:
    transcript = printed(("It's", 0.9), ("the", 0.8), ("best", 0.7), ("um", 0.6), ("thyme", 0.2))
    assert judged_words(transcript, "It is the best of time") == [
        (0.9, True),
        (0.8, True),
        (0.7, True),
        (0.2, False),
    ]
    assert judged_words(transcript, "") == [(0.9, False), (0.8, False), (0.7, False), (0.2, False)]
    assert judged_words(printed(), "nothing was heard") == []


def test_reliability_and_underlining_are_counted() -> None:
    judged = [(0.95, True)] * 9 + [(0.95, False)] + [(0.25, False)] * 3 + [(0.25, True)]
    low, high = reliability(judged)
    assert (low.words, low.probability, low.share_right) == (4, 0.25, 0.25)
    assert (high.words, high.share_right) == (10, 0.9)
    assert high.probability == pytest.approx(0.95)
    assert expected_calibration_error(judged) == pytest.approx(10 / 14 * 0.05)
    (half,) = underlinings(judged, [0.5])
    assert half.share_of_words == pytest.approx(4 / 14)
    assert (half.precision, half.recall) == (0.75, 0.75)


def test_the_curve_is_a_picture_that_can_be_read() -> None:
    judged = [(0.95, True)] * 9 + [(0.25, False)]
    picture = reliability_svg({"one": judged, "other": judged}, 0.5)
    assert QSvgRenderer(picture.encode()).isValid()
    for name in ("one", "other", "underlined, below 0.5"):
        assert f">{name}</text>" in picture
    assert len(re.findall("<circle ", picture)) == 4


def test_recordings_are_made_worse_by_what_is_said() -> None:
    tone = np.sin(np.arange(48_000) * 0.3).astype(np.float32) * np.float32(0.1)
    noise = in_noise(tone, 10.0) - tone
    ratio = 10 * np.log10(np.mean(tone**2) / np.mean(noise**2))
    assert ratio == pytest.approx(10.0, abs=0.1)
    assert np.abs(quiet(tone)).max() == pytest.approx(0.1 * 10**-1.5, rel=0.01)
