"""The head start by the letter: what is heard when, what is doubted, what is heard again."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from mockinterview.core.transcript import Segment, Transcript, TranscriptStage, Word
from mockinterview.errors import AudioFileError, TranscriptionPaused
from mockinterview.files.wav import WavWriter
from mockinterview.speech.closing import ENOUGH_SECONDS, LONGEST_SECONDS
from mockinterview.speech.decoding import DECODING, LAST_WORDS, Decoding
from mockinterview.speech.engines import HeardSegment, WeightsFormat
from mockinterview.speech.protocol import Progress, SegmentDone
from mockinterview.speech.reading_ahead import ReadingAhead
from mockinterview.speech.refining import refine_with
from mockinterview.speech.take_hearing import TakeHearing
from mockinterview.speech.transcription import transcribe_with
from tests.unit import speech_sounds as sounds

RATE_HZ = sounds.RATE_HZ
Answer = Callable[[int, float, Decoding], list[HeardSegment]]


def words(
    text: str, seconds: float, log_probability: float = -0.2, compression: float = 1.2
) -> list[HeardSegment]:
    """A segment that fills a window evenly."""
    parts = text.split()
    step = seconds / max(1, len(parts))
    made = tuple(
        Word(word=part, start=i * step, end=(i + 1) * step, probability=0.9)
        for i, part in enumerate(parts)
    )
    segment = Segment(start=0.0, end=seconds, text=text, words=made)
    return [HeardSegment(segment, 0.0, log_probability, compression)] if parts else []


def eight_words(number: int, seconds: float, decoding: Decoding) -> list[HeardSegment]:
    return words(" ".join(f"w{number}" for _ in range(8)), seconds)


class ListeningEngine:
    """Remembers what it was asked to hear, and answers as the test wants."""

    weights_format: WeightsFormat | None = None

    def __init__(self, answer: Answer = eight_words) -> None:
        self.asked: list[tuple[float, Decoding]] = []
        self.language: tuple[str, float] | None = ("en", 0.99)
        self.languages_asked = 0
        self._answer = answer

    def load(self, weights: Path | None) -> None:
        raise NotImplementedError

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        seconds = samples.size / RATE_HZ
        self.asked.append((seconds, decoding))
        return self._answer(len(self.asked), seconds, decoding)

    def detect_language(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        self.languages_asked += 1
        return self.language


class Take:
    """A take that is recorded while it is read ahead."""

    def __init__(self, folder: Path, engine: ListeningEngine) -> None:
        self.path = folder / "take-1.wav"
        self.engine = engine
        self.hearing = TakeHearing(self.path)
        self.ahead = ReadingAhead(self.hearing, engine)
        self._writer = WavWriter(self.path, RATE_HZ)

    def record(self, samples: NDArray[np.float32], step_seconds: float = 0.25) -> None:
        step = round(step_seconds * RATE_HZ)
        whole = np.round(samples * 32767).astype("<i2")
        for first in range(0, whole.size, step):
            self._writer.write(whole[first : first + step].tobytes())
            while self.ahead.step():
                pass

    def stop(self) -> None:
        self._writer.close()

    def transcribe(self, **options: Callable[[], None]) -> Transcript:
        return transcribe_with(
            self.engine,
            self.hearing,
            engine_name="listening",
            model_name="none",
            on_event=lambda _: None,
            ahead=self.ahead,
            **options,
        )


def sentences(*seconds: float, pause: float = 0.8) -> NDArray[np.float32]:
    parts = []
    for number, length in enumerate(seconds):
        parts += [sounds.babble(length, seed=number), sounds.silence(pause)]
    return np.concatenate(parts)


@pytest.fixture
def take(tmp_path: Path) -> Take:
    return Take(tmp_path, ListeningEngine())


def test_what_is_finished_is_heard_before_stop_and_only_the_rest_after_it(take: Take) -> None:
    take.record(sentences(*[5.0] * 8))
    before = len(take.engine.asked)
    assert before >= 3
    assert all(seconds <= LONGEST_SECONDS + 1 for seconds, _ in take.engine.asked)
    assert all(decoding.temperatures == (0.0,) for _, decoding in take.engine.asked)
    take.stop()
    transcript = take.transcribe()
    assert len(take.engine.asked) <= before + 1
    assert sum(s for s, _ in take.engine.asked[before:]) <= ENOUGH_SECONDS + 1
    assert transcript.stage is TranscriptStage.FIRST
    assert transcript.doubtful == ()
    assert {word.word for word in transcript.words} == {
        f"w{number}" for number in range(1, len(take.engine.asked) + 1)
    }


def test_all_of_it_is_heard_once(take: Take) -> None:
    take.record(sentences(*[5.0] * 8))
    take.stop()
    take.transcribe()
    spans = [window.span for window in take.hearing.windows]
    assert spans[0].start == pytest.approx(0.0, abs=0.3)
    for before, after in itertools.pairwise(spans):
        assert 0.0 <= after.start - before.end <= 1.0
    assert spans[-1].end == pytest.approx(45.85, abs=0.2)


def test_a_silence_before_stop_leaves_nothing_to_wait_for(take: Take) -> None:
    take.record(np.concatenate([sounds.babble(6.0), sounds.silence(1.2)]))
    assert len(take.engine.asked) == 1
    take.stop()
    assert take.transcribe().text == " ".join(["w1"] * 8)
    assert len(take.engine.asked) == 1


def test_who_goes_on_after_a_silence_is_heard_whole(take: Take) -> None:
    take.record(np.concatenate([sounds.babble(3.0), sounds.silence(1.2), sounds.babble(3.0)]))
    take.stop()
    assert take.transcribe().text == " ".join(["w2"] * 8)
    assert take.engine.asked[-1][0] == pytest.approx(7.0, abs=0.5)


@pytest.mark.slow
def test_hearing_in_vain_is_limited(take: Take) -> None:
    take.record(sentences(*[2.0] * 30, pause=1.1))
    take.stop()
    take.transcribe()
    heard = sum(seconds for seconds, _ in take.engine.asked)
    assert heard < 1.3 * 93 + 10


def test_a_short_take_that_was_followed_is_heard_as_quickly(take: Take) -> None:
    take.record(sounds.babble(4.0))
    assert take.engine.asked == []
    take.stop()
    transcript = take.transcribe()
    assert transcript.stage is TranscriptStage.FIRST
    ((seconds, decoding),) = take.engine.asked
    assert replace(decoding, most_tokens=None) == LAST_WORDS
    assert decoding.most_tokens == pytest.approx(16 + 8 * seconds, abs=1)


def test_a_computer_that_cannot_keep_up_hears_the_rest_afterwards(take: Take) -> None:
    """Read ahead once at the beginning, then not again until the answer is over."""
    take.record(sentences(5.0, 5.0, 5.0))
    before = len(take.engine.asked)
    whole = np.round(sentences(*[5.0] * 10) * 32767).astype("<i2")
    take._writer.write(whole.tobytes())
    take.stop()
    events: list[Progress] = []
    transcript = transcribe_with(
        take.engine,
        take.hearing,
        engine_name="",
        model_name="",
        on_event=lambda event: events.append(event) if isinstance(event, Progress) else None,
        ahead=take.ahead,
    )
    rest = take.engine.asked[before:]
    assert all(replace(decoding, most_tokens=None) == DECODING for _, decoding in rest)
    assert max(seconds for seconds, _ in rest) > 20
    assert 0.1 < events[0].fraction < 0.4
    assert events[-1].fraction == 1.0
    assert transcript.stage is TranscriptStage.FIRST


def test_speech_without_a_pause_is_doubted_at_the_cut(tmp_path: Path) -> None:
    take = Take(tmp_path, ListeningEngine())
    steady = np.asarray(0.1 * np.random.default_rng(1).standard_normal(RATE_HZ * 30), np.float32)
    take.record(np.concatenate([sounds.silence(5.0), steady]))
    take.stop()
    (stretch,) = take.transcribe().doubtful
    assert stretch.end - stretch.start > 25


@pytest.mark.parametrize(
    ("log_probability", "text"),
    [(-0.9, "these words are mumbled"), (-0.2, "too many " * 60)],
    ids=["unsure", "more than anybody says"],
)
def test_what_may_be_wrong_is_kept_and_heard_again(
    log_probability: float, text: str, tmp_path: Path
) -> None:
    def answer(number: int, seconds: float, decoding: Decoding) -> list[HeardSegment]:
        return words(text, seconds, log_probability) if number == 1 else words("again", seconds)

    take = Take(tmp_path, ListeningEngine(answer))
    take.record(sentences(5.0, 5.0, 5.0, 5.0))
    take.stop()
    first = take.transcribe()
    assert text.split(maxsplit=1)[0] in first.text
    assert len(first.doubtful) == 1
    again = refine_with(take.engine, take.path, first, on_event=lambda _: None)
    assert again.stage is TranscriptStage.REFINED
    assert again.doubtful == ()
    assert text.split(maxsplit=1)[0] not in again.text
    assert again.segments[1:] == first.segments[1:]
    assert replace(take.engine.asked[-1][1], most_tokens=None) == DECODING


def test_a_loop_is_tried_once_more_and_never_kept(tmp_path: Path) -> None:
    def answer(number: int, seconds: float, decoding: Decoding) -> list[HeardSegment]:
        if decoding.is_padded:
            return words("as it should be", seconds)
        return words("round and round " * 5, seconds, compression=5.0)

    take = Take(tmp_path, ListeningEngine(answer))
    take.record(sentences(5.0, 5.0, 5.0))
    take.stop()
    transcript = take.transcribe()
    assert "round" not in transcript.text
    assert "as it should be" in transcript.text


def test_a_loop_that_stays_one_is_left_out_and_doubted(tmp_path: Path) -> None:
    def answer(number: int, seconds: float, decoding: Decoding) -> list[HeardSegment]:
        if len(decoding.temperatures) == 1:
            return words("round and round " * 5, seconds, compression=5.0)
        return words("found", seconds)

    take = Take(tmp_path, ListeningEngine(answer))
    take.record(sentences(5.0, 5.0, 5.0))
    take.stop()
    first = take.transcribe()
    assert first.text == ""
    assert first.doubtful
    again = refine_with(take.engine, take.path, first, on_event=lambda _: None)
    assert set(again.text.split()) == {"found"}


def test_a_voice_without_words_is_doubted(tmp_path: Path) -> None:
    def answer(number: int, seconds: float, decoding: Decoding) -> list[HeardSegment]:
        return words("only the beginning", 2.0)

    take = Take(tmp_path, ListeningEngine(answer))
    take.record(sentences(5.0, 5.0, 5.0))
    take.stop()
    assert take.transcribe().doubtful


@pytest.mark.slow
@pytest.mark.parametrize(
    "sound",
    [sounds.silence(120.0), sounds.pink_noise(1800.0, -45.0), sounds.hum(120.0, -30.0)],
    ids=["silence", "half an hour of noise", "hum"],
)
def test_nothing_is_asked_where_nobody_speaks(sound: NDArray[np.float32], take: Take) -> None:
    take.record(sound, step_seconds=15.0)
    take.stop()
    assert take.transcribe().text == ""
    assert take.engine.asked == []


def test_another_file_of_that_name_is_heard_from_the_beginning(take: Take) -> None:
    take.record(sentences(5.0, 5.0, 5.0))
    before = len(take.engine.asked)
    assert before
    take.stop()
    sounds.write(take.path, sounds.babble(20.0, seed=9))
    transcript = take.transcribe()
    assert transcript.stage is TranscriptStage.WHOLE
    assert [word.word for word in transcript.words] == [f"w{before + 1}"] * 8


def test_what_was_compressed_meanwhile_is_the_same_take(take: Take) -> None:
    take.record(sentences(5.0, 5.0, 5.0))
    take.stop()
    samples, rate_hz = soundfile.read(take.path, dtype="int16")
    soundfile.write(take.path.with_suffix(".flac"), samples, rate_hz, subtype="PCM_16")
    take.path.unlink()
    assert take.transcribe().stage is TranscriptStage.FIRST


def test_a_take_that_is_gone_is_told(take: Take) -> None:
    take.record(sentences(5.0, 5.0, 5.0))
    take.stop()
    take.path.unlink()
    with pytest.raises(AudioFileError, match="no sound file"):
        take.transcribe()


def test_a_paused_take_is_gone_on_with(tmp_path: Path) -> None:
    engine = ListeningEngine()
    path = sounds.write(tmp_path / "take-1.wav", sentences(*[5.0] * 16))
    hearing = TakeHearing(path)

    def pause() -> None:
        if len(engine.asked) == 2:
            raise TranscriptionPaused("The transcription was put off.")

    def transcribe(between: Callable[[], None], told: list[str]) -> Transcript:
        return transcribe_with(
            engine,
            hearing,
            engine_name="",
            model_name="",
            on_event=lambda e: told.append(e.segment.text) if isinstance(e, SegmentDone) else None,
            between_windows=between,
        )

    first: list[str] = []
    with pytest.raises(TranscriptionPaused):
        transcribe(pause, first)
    assert len(first) == 2
    told: list[str] = []
    transcript = transcribe(lambda: None, told)
    assert told[:2] == first
    assert [segment.text for segment in transcript.segments] == told
    assert transcript.stage is TranscriptStage.WHOLE
    assert len({word.word for word in transcript.words}) == len(engine.asked) == len(told)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("found", "told"),
    [(("fr", 0.97), "fr"), (("fr", 0.6), ""), (("en", 0.99), ""), (None, "")],
)
def test_another_language_is_noticed_once_and_only_if_sure(
    found: tuple[str, float] | None, told: str, take: Take
) -> None:
    take.engine.language = found
    take.record(sentences(*[5.0] * 8))
    take.stop()
    assert take.transcribe().heard_language == told
    assert take.engine.languages_asked == 1
