"""The test sound, and how much of it is found again: in noise, in rooms, under speech."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.audio import faults
from mockinterview.audio.check.chime import RATE_HZ, SECONDS, chime, tones, write_chime
from mockinterview.audio.check.echo import Echo, Leak, check_echo_file, find_echo
from mockinterview.audio.check.findings import Grade, describe_echo

pytestmark = pytest.mark.slow

BEGINS_SECONDS = 0.5
SPEECH, SPEECH_RATE_HZ = soundfile.read(
    Path(__file__).parents[1] / "data" / "two_cities.flac", dtype="float32"
)


def room(
    decibels: float | None,
    noise_dbfs: float,
    *,
    delay_seconds: float = 0.3,
    rate_hz: int = RATE_HZ,
    response: np.ndarray | None = None,
) -> np.ndarray:
    """Three seconds of noise into which the chime comes back this much weaker."""
    chance = np.random.default_rng(3)
    heard = chance.standard_normal(3 * rate_hz) * 10 ** (noise_dbfs / 20)
    if decibels is not None:
        sound = chime(rate_hz) if response is None else convolve(chime(rate_hz), response)
        first = round((BEGINS_SECONDS + delay_seconds) * rate_hz)
        sound = sound[: len(heard) - first]
        heard[first : first + len(sound)] += sound * 10 ** (decibels / 20)
    return heard.astype(np.float32)


def convolve(sound: np.ndarray, response: np.ndarray) -> np.ndarray:
    size = len(sound) + len(response) - 1
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)


def find(heard: np.ndarray, rate_hz: int = RATE_HZ) -> Echo:
    return find_echo(heard, rate_hz, BEGINS_SECONDS)


def test_the_chime_is_short_and_begins_and_ends_in_silence() -> None:
    sound = chime()
    assert len(sound) == round(SECONDS * RATE_HZ)
    assert np.abs(sound).max() == pytest.approx(0.4, abs=0.001)
    assert abs(sound[0]) < 1e-6
    assert abs(sound[-1]) < 1e-4
    assert np.abs(np.diff(sound)).max() < 0.1, "no click"


def test_the_chime_is_the_sum_of_its_tones() -> None:
    assert np.allclose(sum(tone.real for tone in tones(RATE_HZ)), chime(), atol=1e-6)


def test_the_chime_is_written(tmp_path: Path) -> None:
    path = tmp_path / "chime.wav"
    write_chime(path)
    samples, rate_hz = soundfile.read(path, dtype="float32")
    assert rate_hz == RATE_HZ
    assert np.allclose(samples, chime(), atol=1e-4)


@pytest.mark.parametrize(
    ("rate_hz", "delay_seconds"), [(16_000, 0.5), (44_100, 0.12), (48_000, 0.0)]
)
@pytest.mark.parametrize(
    ("decibels", "noise_dbfs"), [(-6, -25), (-20, -30), (-30, -40), (-40, -45), (-46, -60)]
)
def test_a_known_leak_is_right_to_one_decibel(
    decibels: float, noise_dbfs: float, delay_seconds: float, rate_hz: int
) -> None:
    heard = room(decibels, noise_dbfs, delay_seconds=delay_seconds, rate_hz=rate_hz)
    echo = find(heard, rate_hz)
    assert echo.leak is Leak.HEARD
    assert echo.decibels == pytest.approx(decibels, abs=1.0)


@pytest.mark.parametrize("noise_dbfs", [-90, -60, -45])
def test_without_a_leak_there_is_none(noise_dbfs: float) -> None:
    echo = find(room(None, noise_dbfs))
    assert echo.leak is Leak.NONE
    assert echo.decibels < -50


def test_a_leak_that_nobody_hears_is_none() -> None:
    assert find(room(-58, -80)).leak is Leak.NONE


def test_in_a_loud_room_nothing_can_be_told() -> None:
    assert find(room(None, -20)).leak is Leak.UNCLEAR
    assert find(room(-45, -20)).leak is Leak.UNCLEAR


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("reverberation_seconds", [0.2, 0.4, 0.8])
def test_the_leak_of_a_room_is_right_to_three_decibels(
    reverberation_seconds: float, seed: int
) -> None:
    """A direct sound and as much again from the walls: it changes every tone's phase."""
    chance = np.random.default_rng(seed)
    times = np.arange(round(reverberation_seconds * RATE_HZ)) / RATE_HZ
    walls = chance.standard_normal(len(times)) * 10 ** (-3 * times / reverberation_seconds)
    response = walls / math.sqrt(2 * float((walls**2).sum()))
    response[0] += math.sqrt(0.5)
    wet = convolve(chime(), response)
    truth = -20 + 10 * math.log10(float((wet**2).sum()) / float((chime() ** 2).sum()))
    echo = find(room(-20, -60, response=response))
    assert echo.leak is Leak.HEARD
    assert echo.decibels == pytest.approx(truth, abs=3.0)


def test_a_reversed_loudspeaker_is_heard_as_well() -> None:
    echo = find(room(-20, -60, response=np.array([-1.0])))
    assert echo.leak is Leak.HEARD
    assert echo.decibels == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize("begins", range(0, 40, 4))
def test_speech_is_not_taken_for_the_chime(begins: int) -> None:
    stretch = SPEECH[begins * SPEECH_RATE_HZ :][: 3 * SPEECH_RATE_HZ]
    assert find(room(None, -70) + stretch).leak is not Leak.HEARD
    echo = find(room(-15, -70) + stretch)
    assert echo.leak is Leak.HEARD
    assert echo.decibels == pytest.approx(-15, abs=1.5)


def test_a_recording_that_ends_early_breaks_nothing() -> None:
    heard = room(None, -70)
    assert find(heard[: round(0.7 * RATE_HZ)]).leak is Leak.NONE
    assert find(heard[: round(0.2 * RATE_HZ)]).leak is Leak.SILENT


def test_digital_silence_tells_nothing() -> None:
    assert find(np.zeros(2 * RATE_HZ, dtype=np.float32)).leak is Leak.SILENT
    assert find(np.zeros(0, dtype=np.float32)).leak is Leak.SILENT


def test_a_microphone_that_shuts_the_noise_out_has_no_leak() -> None:
    heard = room(None, -60)
    heard[round(BEGINS_SECONDS * RATE_HZ) :] = 0
    assert find(heard).leak is Leak.NONE


def test_a_file_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "heard.wav"
    soundfile.write(path, room(-20, -60), RATE_HZ)
    assert check_echo_file(path, BEGINS_SECONDS).decibels == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize(
    ("echo", "grade", "sentence", "figure"),
    [
        (
            Echo(Leak.HEARD, -23.4, 0.9),
            Grade.FAIR,
            "Your loudspeakers can be heard in the microphone.",
            "echo −23 dB",
        ),
        (
            Echo(Leak.NONE, -80, 0),
            Grade.GOOD,
            "The loudspeakers cannot be heard in the microphone.",
            "echo under −50 dB",
        ),
        (
            Echo(Leak.UNCLEAR, -30, 0.1),
            Grade.FAIR,
            "It was too loud here to tell whether the microphone hears the loudspeakers.",
            "",
        ),
        (Echo(Leak.SILENT, -96, 0), Grade.BAD, faults.SILENT_SENTENCE, "digital silence"),
    ],
)
def test_the_echo_in_words(echo: Echo, grade: Grade, sentence: str, figure: str) -> None:
    found = describe_echo(echo)
    assert (found.grade, found.sentence, found.figure) == (grade, sentence, figure)
    assert bool(found.advice) is (grade is not Grade.GOOD)
