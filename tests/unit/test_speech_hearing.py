"""What one window becomes, and what is heard again because it was lost in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.speech import hearing
from mockinterview.speech.decoding import DECODING, READING_AHEAD, Decoding
from mockinterview.speech.engines import HeardSegment, WeightsFormat
from mockinterview.speech.hearing import hear_window, unheard, with_others_between
from mockinterview.speech.silence import band_levels_dbfs, voiced_spans
from mockinterview.speech.take_hearing import TakeHearing
from mockinterview.speech.transcription import transcribe_with
from mockinterview.speech.windows import Span
from tests.unit import speech_sounds as sounds

RATE_HZ = sounds.RATE_HZ
LOOP = 15.0
Answer = Callable[[float], list[HeardSegment]]


def heard(text: str, start: float, end: float, compression: float = 1.2) -> HeardSegment:
    return HeardSegment(segment(text, start, end), 0.0, -0.2, compression)


def segment(text: str, start: float, end: float) -> Segment:
    parts = text.split()
    step = (end - start) / len(parts)
    words = tuple(
        Word(word=part, start=start + i * step, end=start + (i + 1) * step, probability=0.9)
        for i, part in enumerate(parts)
    )
    return Segment(start=start, end=end, text=text, words=words)


class AnsweringEngine:
    """Answers by the length of what it hears, and remembers it."""

    weights_format: WeightsFormat | None = None

    def __init__(self, answer: Answer) -> None:
        self.lengths: list[float] = []
        self._answer = answer

    def load(self, weights: object) -> None:
        """Nothing to load."""

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        self.lengths.append(round(samples.size / RATE_HZ, 1))
        return self._answer(samples.size / RATE_HZ)

    def detect_language(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        return None


@pytest.fixture
def take() -> NDArray[np.float32]:
    """Two sentences of 5 s with a pause of 2 s between them."""
    pause = sounds.silence(2.0)
    return np.concatenate([pause, sounds.babble(5.0), pause, sounds.babble(5.0), pause])


@pytest.fixture(params=[True])
def clear(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the second opinion hears a voice."""
    monkeypatch.setattr(hearing, "has_clear_voice", lambda *_: request.param)
    return bool(request.param)


def hear(
    take: NDArray[np.float32], answer: Answer, decoding: Decoding = DECODING
) -> tuple[hearing.HeardWindow, AnsweringEngine]:
    spans = voiced_spans(band_levels_dbfs(take), take.size / RATE_HZ)
    engine = AnsweringEngine(answer)
    window = Span(spans[0].start, spans[-1].end)
    return hear_window(engine, take, window, spans, decoding), engine


def loop_when_long(seconds: float) -> list[HeardSegment]:
    if seconds > 8:
        return [heard("no " * 20, 0.0, seconds, LOOP)]
    return [heard("what was said", 0.0, seconds)]


@pytest.mark.usefixtures("clear")
def test_sentences_that_a_loop_swallowed_are_heard_by_themselves(
    take: NDArray[np.float32],
) -> None:
    window, engine = hear(take, loop_when_long)
    assert [one.text for one in window.segments] == ["what was said", "what was said"]
    assert len(engine.lengths) == 3
    assert max(engine.lengths[1:]) < 6
    assert not window.is_doubtful


@pytest.mark.usefixtures("clear")
def test_a_loop_that_stays_one_is_left_out_after_few_tries(take: NDArray[np.float32]) -> None:
    window, engine = hear(take, lambda seconds: [heard("no " * 20, 0.0, seconds, LOOP)])
    assert window.segments == ()
    assert window.is_doubtful
    assert len(engine.lengths) <= 7


@pytest.mark.usefixtures("clear")
def test_a_sentence_that_was_passed_over_is_put_where_it_was_said(
    take: NDArray[np.float32],
) -> None:
    def answer(seconds: float) -> list[HeardSegment]:
        return [heard("first part" if seconds > 8 else "second part", 0.3, 5.0)]

    window, _ = hear(take, answer)
    assert [one.text for one in window.segments] == ["first part", "second part"]
    assert window.segments[1].start > 8


@pytest.mark.parametrize("clear", [False], indirect=True)
@pytest.mark.usefixtures("clear")
def test_without_a_clear_voice_nothing_is_heard_again(take: NDArray[np.float32]) -> None:
    window, engine = hear(take, loop_when_long)
    assert window.segments == ()
    assert window.is_doubtful
    assert len(engine.lengths) == 1


@pytest.mark.usefixtures("clear")
def test_while_somebody_waits_it_is_doubted_and_heard_later(take: NDArray[np.float32]) -> None:
    window, engine = hear(take, loop_when_long, READING_AHEAD)
    assert window.is_doubtful
    assert len(engine.lengths) == 2, "the whole encoder had a try, nothing else"


def test_what_nobody_wrote_down_is_found_between_words_and_at_the_ends() -> None:
    spans = [Span(0.0, 4.0), Span(5.0, 9.0), Span(10.0, 11.0)]
    window = Span(0.0, 11.0)
    assert unheard([], window, spans) == [Span(0.0, 11.0)]
    assert unheard([segment("a b", 0.0, 4.0)], window, spans) == [Span(5.0, 11.0)]
    parted = [segment("a b", 0.0, 4.5), segment("c", 9.5, 11.0)]
    assert unheard(parted, window, spans) == [Span(5.0, 9.0)]
    assert unheard([segment("a b c", 0.0, 11.0)], window, spans) == []


def test_others_part_the_segment_that_they_stand_in() -> None:
    around = Segment(
        start=0.0,
        end=9.0,
        text="one two",
        words=(
            Word(word="one", start=0.0, end=1.0, probability=0.9),
            Word(word="two", start=8.0, end=9.0, probability=0.9),
        ),
    )
    between = segment("in between", 3.0, 5.0)
    together = with_others_between([around], [between])
    assert [one.text for one in together] == ["one", "in between", "two"]
    assert [(one.start, one.end) for one in together] == [(0.0, 1.0), (3.0, 5.0), (8.0, 9.0)]


def test_a_voice_without_words_is_told_in_the_transcript(
    take: NDArray[np.float32], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "has_clear_voice", lambda *_: True)
    engine = AnsweringEngine(lambda seconds: [heard("no " * 20, 0.0, seconds, LOOP)])
    path = sounds.write(tmp_path / "take-1.wav", take)

    def write_down() -> Transcript:
        return transcribe_with(
            engine, TakeHearing(path), engine_name="", model_name="", on_event=lambda _: None
        )

    (stretch,) = write_down().unheard
    assert stretch.start == pytest.approx(2.0, abs=0.5)
    assert stretch.end == pytest.approx(14.0, abs=0.5)
    monkeypatch.setattr(hearing, "has_clear_voice", lambda *_: False)
    assert write_down().unheard == ()
