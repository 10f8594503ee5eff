"""All measures of a take together: complete, in words, and honest about what is not known."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.core.content import Measure as InformingMeasure
from mockinterview.core.measures import Measure, MeasureName
from mockinterview.core.transcript import TimeSpan
from mockinterview.errors import AudioFileError
from mockinterview.measures.definitions import DEFINITIONS
from mockinterview.measures.informal import informal_list
from mockinterview.measures.take import TakeWords, measure_take, measures_of
from tests.unit.measuring.signals import noise, scan, silence, spoken, voice

DOCUMENT = Path(__file__).parents[3] / "docs" / "measures.md"
GRADES = {"good", "bad", "poor", "excellent", "too", "should", "must", "score", "grade"}


def by_name(measures: list[Measure]) -> dict[MeasureName, Measure]:
    return {measure.name: measure for measure in measures}


def answer() -> list[np.ndarray]:
    room = noise(14, -60)
    sound = np.concatenate([silence(1), voice(5, -22), silence(2), voice(5, -22), silence(1)])
    return [room + sound]


def test_every_measure_is_told_once_and_in_order() -> None:
    words = TakeWords(spoken("So, um, I " + "led " * 20, start=1, words_per_minute=150))
    told = measures_of(scan(*answer()), words, allowed_seconds=20, informal=informal_list())
    assert [measure.name for measure in told] == list(MeasureName)
    found = by_name(told)
    assert found[MeasureName.PAUSES].value == "1 pause over 1 s"
    assert found[MeasureName.FILLERS].value == "at least 1 hesitation"
    assert found[MeasureName.TIME_USED].value == "70% of the time: 0:14 of 0:20"
    assert found[MeasureName.ROOM_NOISE].value == "room noise −60 dBFS"
    assert found[MeasureName.CLIPPING].value == "no clipping"
    assert found[MeasureName.FIRST_WORD].figures["seconds"] == pytest.approx(1, abs=0.05)


def test_without_words_the_sound_is_measured() -> None:
    found = by_name(measures_of(scan(*answer()), None))
    unknown = {name for name, measure in found.items() if not measure.is_known}
    assert {MeasureName.PACE, MeasureName.FILLERS, MeasureName.INFORMAL_WORDS} <= unknown
    assert {MeasureName.PAUSES, MeasureName.LOUDNESS, MeasureName.ROOM_NOISE}.isdisjoint(unknown)
    assert "without a transcript" in found[MeasureName.PACE].value


def test_a_silent_take_says_so_and_makes_nothing_up() -> None:
    found = by_name(measures_of(scan(silence(10)), TakeWords(())))
    for name in (MeasureName.PAUSES, MeasureName.FIRST_WORD, MeasureName.LONG_SILENCES):
        assert found[name].value == "No voice was heard"
        assert not found[name].places
    assert not found[MeasureName.LOUDNESS].is_known


def test_a_voice_that_was_not_understood_is_no_silence() -> None:
    sound = scan(noise(12, -60) + np.concatenate([voice(3, -22), silence(6), voice(3, -22)]))
    silent = by_name(measures_of(sound, TakeWords(())))[MeasureName.LONG_SILENCES]
    assert silent.figures["count"] == 1
    unheard = (TimeSpan(start=4, end=7),)
    told = by_name(measures_of(sound, TakeWords((), unheard=unheard)))[MeasureName.LONG_SILENCES]
    assert told.figures["count"] == 0


def test_no_measure_grades() -> None:
    texts = [
        text
        for about in DEFINITIONS.values()
        for text in (about.title, about.definition, about.ordinary)
    ] + [measure.value for measure in measures_of(scan(*answer()), None)]
    for text in texts:
        assert not GRADES & set(text.casefold().replace(",", " ").split()), text


def test_what_informs_criteria_is_measured() -> None:
    assert {each.value for each in InformingMeasure} <= {each.value for each in MeasureName}


def test_every_definition_stands_in_the_documentation() -> None:
    text = " ".join(DOCUMENT.read_text(encoding="utf-8").split())
    for about in DEFINITIONS.values():
        for part in (about.title, about.definition, about.ordinary, about.source.title):
            assert part in text, part


def test_a_file_is_measured_whatever_its_rate_and_channels(tmp_path: Path) -> None:
    sound = np.repeat(np.concatenate(answer()), 3)  # at 48 kHz
    soundfile.write(tmp_path / "take.flac", np.stack((sound, sound), axis=1), 48_000)
    found = by_name(measure_take(tmp_path / "take.flac", None))
    assert found[MeasureName.FIRST_WORD].figures["seconds"] == pytest.approx(1, abs=0.05)


def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match="There is no sound file"):
        measure_take(tmp_path / "none.wav", None)
    (tmp_path / "text.wav").write_text("no sound")
    with pytest.raises(AudioFileError, match="cannot be read as sound"):
        measure_take(tmp_path / "text.wav", None)
    soundfile.write(tmp_path / "empty.wav", np.zeros(0), 16_000)
    with pytest.raises(AudioFileError, match="holds no sound"):
        measure_take(tmp_path / "empty.wav", None)


@pytest.mark.slow
def test_five_minutes_take_little_time(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "take.wav", np.tile(np.concatenate(answer()), 22), 16_000)
    started = time.process_time()
    measure_take(tmp_path / "take.wav", None)
    assert time.process_time() - started < 6
