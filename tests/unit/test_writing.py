"""The spelling and the numbers that were chosen, from the settings to the transcript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.core.writing import AS_HEARD, Numbers, Spelling, Writing
from mockinterview.files.collection import Content
from mockinterview.services import Services
from mockinterview.settings import Settings, load_settings, save_settings
from mockinterview.speech.chosen_writing import ChosenWriting, writing_as_chosen
from mockinterview.speech.decoding import DECODING, Decoding, as_segment, figure_tokens
from mockinterview.speech.engines import HeardSegment, WeightsFormat
from mockinterview.speech.process import SpeechProcess
from tests.unit import speech_sounds as sounds

SECOND = np.zeros(16_000, dtype=np.float32)


class AmericanEngine:
    """Hears “color 12” in every window, or “color twelve” where figures are not allowed."""

    weights_format: WeightsFormat | None = None

    def __init__(self) -> None:
        self.decodings: list[Decoding] = []

    def load(self, weights: Path | None) -> None:
        pass

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        self.decodings.append(decoding)
        said = ("the", "color", "12" if decoding.has_figures else "twelve")
        words = tuple(
            Word(word=text, start=number * 0.2, end=number * 0.2 + 0.1, probability=0.9)
            for number, text in enumerate(said)
        )
        return [HeardSegment(Segment(start=0, end=0.7, text=" ".join(said), words=words), 0.1)]

    def detect_language(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        return ("fr", 0.9)


@pytest.mark.parametrize(
    ("writing", "expected"),
    [
        (AS_HEARD, "the color 12"),
        (Writing(spelling=Spelling.BRITISH), "the colour 12"),
        (Writing(numbers=Numbers.WORDS), "the color twelve"),
        (Writing(spelling=Spelling.BRITISH, numbers=Numbers.WORDS), "the colour twelve"),
    ],
)
def test_an_engine_writes_as_was_chosen(writing: Writing, expected: str) -> None:
    engine = writing_as_chosen(AmericanEngine(), writing)
    (heard,) = engine.transcribe(SECOND)
    assert heard.segment.text == expected
    assert " ".join(word.word for word in heard.segment.words) == expected
    assert heard.no_speech_probability == 0.1


def test_how_a_window_is_heard_stays_as_it_was_asked() -> None:
    american = AmericanEngine()
    asked = Decoding(temperatures=(0.0,), hints="Um")
    ChosenWriting(american, Writing(numbers=Numbers.WORDS)).transcribe(SECOND, asked)
    ChosenWriting(american, Writing(spelling=Spelling.BRITISH)).transcribe(SECOND, asked)
    assert american.decodings == [
        Decoding(temperatures=(0.0,), hints="Um", has_figures=False),
        asked,
    ]
    assert ChosenWriting(american, AS_HEARD).detect_language(SECOND) == ("fr", 0.9)


def test_what_else_an_engine_can_do_is_not_hidden() -> None:
    class Guessing(AmericanEngine):
        def guess_next(self, questions: list[str], hints: str) -> list[str]:
            return [*questions, hints]

    british = Writing(spelling=Spelling.BRITISH)
    engine: Any = writing_as_chosen(Guessing(), british)
    assert engine.guess_next(["a"], "b") == ["a", "b"]
    assert not hasattr(writing_as_chosen(AmericanEngine(), british), "guess_next")


@pytest.mark.slow
def test_the_process_writes_so_and_the_transcript_says_it(tmp_path: Path) -> None:
    take = sounds.write(tmp_path / "take.wav", sounds.babble(2.0))
    writing = Writing(spelling=Spelling.BRITISH, numbers=Numbers.WORDS)
    with SpeechProcess(f"{__name__}:AmericanEngine", writing=writing) as speech:
        transcript = speech.transcribe(take)
    assert transcript.text == "the colour twelve"
    assert transcript.writing == writing


def test_tokens_with_a_digit_are_told_apart() -> None:
    texts = (" the", "1", " 20", "twelve", " 4th", "%", "²")
    figures = figure_tokens(texts.__getitem__, len(texts))
    assert figures == (1, 2, 4, 6)
    assert Decoding().suppressed_tokens(figures) == [-1]
    assert Decoding(has_figures=False).suppressed_tokens(figures) == [-1, 1, 2, 4, 6]


def test_a_full_stop_alone_is_no_word() -> None:
    assert as_segment([(" .", 0.0, 0.4, 0.6), (" .", 0.5, 0.9, 0.6)]) is None
    kept = as_segment([(" Yes", 0.0, 0.4, 0.6), (" –", 0.5, 0.5, 0.6)])
    assert kept is not None
    assert kept.text == "Yes –"


def test_british_spelling_is_the_default_and_both_are_kept(tmp_path: Path) -> None:
    assert Settings().writing == Writing(spelling=Spelling.BRITISH, numbers=Numbers.AS_HEARD)
    path = tmp_path / "settings.json"
    save_settings(Settings(spelling=Spelling.AS_HEARD, numbers=Numbers.WORDS), path)
    assert load_settings(path).writing == Writing(numbers=Numbers.WORDS)


def test_an_older_transcript_says_that_nothing_was_chosen() -> None:
    older = '{"engine": "e", "model": "m", "audio_seconds": 1, "elapsed_seconds": 1}'
    assert Transcript.model_validate_json(older).writing == AS_HEARD


def test_another_wording_takes_another_speech_process(tmp_path: Path) -> None:
    services = Services(Settings(library=tmp_path), tmp_path / "settings.json", Content())
    try:
        before = services.speech
        assert services.speech is before
        services.change_settings(numbers=Numbers.WORDS)
        assert services.speech is not before
    finally:
        services.close()
