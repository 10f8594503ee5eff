"""The figures of a test recording, on sound whose level, noise, hum and clipping are known."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockinterview.audio import faults
from mockinterview.audio.check import levels
from mockinterview.audio.check.echo import Echo, Leak
from mockinterview.audio.check.figures import SoundCheck, check_file, check_samples
from mockinterview.audio.check.findings import Finding, Grade, Kind, describe, describe_all
from mockinterview.audio.check.hum import find_hum
from mockinterview.errors import AudioFileError

RATE_HZ = 48_000
QUIET_SECONDS = 1.5
SPEECH, SPEECH_RATE_HZ = soundfile.read(
    Path(__file__).parents[1] / "data" / "two_cities.flac", dtype="float32"
)
"""A man who reads, in a quiet room: a voice with pauses, 44 seconds."""


def noise(dbfs: float, seconds: float, rate_hz: int = RATE_HZ, seed: int = 7) -> np.ndarray:
    """White noise of this RMS level."""
    chance = np.random.default_rng(seed)
    sound = chance.standard_normal(round(seconds * rate_hz)) * 10 ** (dbfs / 20)
    return sound.astype(np.float32)


def tone(hz: float, dbfs: float, seconds: float, rate_hz: int = RATE_HZ) -> np.ndarray:
    """A sine of this RMS level."""
    times = np.arange(round(seconds * rate_hz)) / rate_hz
    sound = math.sqrt(2) * 10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * times)
    return sound.astype(np.float32)


def voice(begins: float, seconds: float = 3.0, dbfs: float = -28.0) -> np.ndarray:
    """A stretch of the reader, brought to this active level."""
    first = round(begins * SPEECH_RATE_HZ)
    stretch = SPEECH[first : first + round(seconds * SPEECH_RATE_HZ)]
    active = levels.active_power(levels.frame_powers(stretch, SPEECH_RATE_HZ), 0.0)
    return np.asarray(stretch * 10 ** (dbfs / 20) / math.sqrt(active), dtype=np.float32)


def recording(speaking: np.ndarray, quiet: np.ndarray | None = None) -> np.ndarray:
    """A pause, then this."""
    silence = np.zeros(round(QUIET_SECONDS * RATE_HZ), dtype=np.float32)
    return np.concatenate((silence if quiet is None else quiet, speaking))


def check(samples: np.ndarray) -> SoundCheck:
    return check_samples(samples, RATE_HZ, QUIET_SECONDS)


def finding(found: SoundCheck, kind: Kind) -> Finding:
    return next(each for each in describe(found) if each.kind is kind)


@pytest.mark.parametrize("dbfs", [-60.0, -33.0, -12.0, -4.0])
def test_a_tone_has_the_level_that_it_was_given(dbfs: float) -> None:
    found = check(recording(tone(440, dbfs, 3.0)))
    assert found.speech_dbfs == pytest.approx(dbfs, abs=0.05)
    assert found.peak_dbfs == pytest.approx(dbfs + 3.01, abs=0.05)


@pytest.mark.parametrize("rate_hz", [8000, 16_000, 44_100, 96_000])
def test_levels_do_not_depend_on_the_rate(rate_hz: int) -> None:
    samples = np.concatenate(
        (noise(-62, 1.5, rate_hz), tone(440, -20, 3, rate_hz) + noise(-62, 3, rate_hz, 8))
    )
    found = check_samples(samples, rate_hz, QUIET_SECONDS)
    assert found.background_dbfs == pytest.approx(-62, abs=0.5)
    assert found.speech_dbfs == pytest.approx(-20, abs=0.1)
    assert found.signal_to_noise_decibels == pytest.approx(42, abs=0.5)


@pytest.mark.parametrize("begins", [2.0, 10.0, 20.0, 30.0])
@pytest.mark.parametrize("ratio", [12.0, 18.0, 30.0, 45.0])
def test_speech_in_noise_has_the_ratio_that_it_was_given(begins: float, ratio: float) -> None:
    samples = recording(voice(begins)) + noise(-28 - ratio, 4.5)
    found = check(samples)
    assert found.background_dbfs == pytest.approx(-28 - ratio, abs=0.3)
    assert found.signal_to_noise_decibels == pytest.approx(ratio, abs=1.5)


def test_whoever_begins_too_early_is_measured_between_the_words() -> None:
    found = check(voice(2.0, 4.5) + noise(-40, 4.5))
    assert found.background_dbfs == pytest.approx(-40, abs=1)
    assert found.speech_dbfs == pytest.approx(-28, abs=1)


def test_a_click_in_the_pause_is_no_background() -> None:
    quiet = noise(-60, QUIET_SECONDS)
    quiet[round(0.1 * RATE_HZ)] = 0.9
    quiet[RATE_HZ : RATE_HZ + 400] += tone(900, -10, 400 / RATE_HZ)
    found = check(recording(voice(2.0) + noise(-60, 3.0, seed=9), quiet))
    assert found.background_dbfs == pytest.approx(-60, abs=0.5)


def test_an_offset_and_a_slow_swing_are_not_heard() -> None:
    offset = np.float32(0.2) + tone(3.0, -25, 4.5)
    samples = recording(voice(2.0)) + noise(-60, 4.5) + offset
    found = check(samples)
    assert found.background_dbfs == pytest.approx(-60, abs=0.5)
    assert found.speech_dbfs == pytest.approx(-28, abs=0.5)


def test_noise_on_one_side_alone_counts_by_its_swing_not_its_offset() -> None:
    one_sided = np.abs(noise(-50, 4.5))
    found = check(recording(voice(2.0)) + one_sided)
    # The standard deviation of a half-normal distribution: sqrt(1 - 2/pi) of the normal one's.
    assert found.background_dbfs == pytest.approx(-50 + 10 * math.log10(1 - 2 / math.pi), abs=0.3)


def test_noise_without_a_voice_is_no_voice() -> None:
    found = check(noise(-40, 4.5))
    assert found.speech_dbfs is None
    assert found.signal_to_noise_decibels is None
    level = finding(found, Kind.LEVEL)
    assert level.grade is Grade.BAD
    assert level.sentence == "No voice was heard above the background."
    assert finding(found, Kind.BACKGROUND).figure == "noise −40 dBFS"


def test_speech_that_is_cut_off_is_told() -> None:
    loud = np.clip(voice(2.0) * 30, -1, 1)
    found = check(recording(loud) + 0)
    expected = 100 * float((np.abs(loud) >= 1).sum()) / (4.5 * RATE_HZ)
    assert found.clipped_percent == pytest.approx(expected, rel=0.15)
    assert finding(found, Kind.LEVEL).sentence == "Too loud: the loudest moments are cut off."
    assert finding(found, Kind.LEVEL).grade is Grade.BAD


def test_a_peak_at_full_scale_is_not_cut_off() -> None:
    samples = recording(voice(2.0))
    samples[RATE_HZ * 2 : RATE_HZ * 2 + 2] = 1.0
    found = check(samples)
    assert found.clipped_percent == 0
    assert finding(found, Kind.LEVEL).sentence.startswith("Loud: a little more")


def test_cut_off_on_one_side_counts() -> None:
    samples = np.zeros(1000, dtype=np.float32)
    samples[100:110] = 1.0
    samples[200:203] = -1.0
    samples[300:302] = -1.0
    samples[400:404] = (1.0, -1.0, 1.0, -1.0)
    assert levels.clipped_share(samples) == pytest.approx(13 / 1000)


def test_digital_silence_is_a_question_of_permission() -> None:
    found = check(np.zeros(round(4.5 * RATE_HZ), dtype=np.float32))
    assert found.is_silent
    assert found.hum is None
    [only] = describe(found)
    assert only.sentence == faults.SILENT_SENTENCE
    assert only.grade is Grade.BAD
    assert only.figure == "digital silence"


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.3, 1.6])
def test_a_short_recording_has_no_voice_and_breaks_nothing(seconds: float) -> None:
    found = check(tone(440, -20, seconds))
    assert found.seconds == pytest.approx(seconds, abs=0.001)
    assert found.speech_dbfs is None
    assert len(describe(found)) in {1, 3}


def test_what_is_no_number_is_silence() -> None:
    samples = recording(voice(2.0)) + noise(-60, 4.5)
    clean = check(samples)
    samples[5000:5010] = np.nan
    samples[RATE_HZ * 3] = np.inf
    found = check(samples)
    assert found.speech_dbfs == pytest.approx(clean.speech_dbfs, abs=0.1)
    assert found.background_dbfs == pytest.approx(clean.background_dbfs, abs=0.1)
    assert found.peak_dbfs == 0


@pytest.mark.parametrize(
    ("dbfs", "grade", "words"),
    [
        (-50.0, Grade.FAIR, "Too quiet"),
        (-42.0, Grade.FAIR, "Too quiet"),
        (-39.0, Grade.GOOD, "Good level"),
        (-24.0, Grade.GOOD, "Good level"),
    ],
)
def test_the_level_in_words(dbfs: float, grade: Grade, words: str) -> None:
    level = finding(check(recording(voice(2.0, dbfs=dbfs))), Kind.LEVEL)
    assert (level.grade, level.sentence.startswith(words)) == (grade, True)
    assert level.figure.startswith(f"voice −{-dbfs:.0f} dBFS, peak −")
    assert bool(level.advice) is (grade is not Grade.GOOD)


@pytest.mark.parametrize(
    ("ratio", "grade", "words"),
    [
        (35.0, Grade.GOOD, "Quiet room"),
        (17.5, Grade.FAIR, "Some background noise"),
        (11.0, Grade.BAD, "Noisy"),
    ],
)
def test_the_background_in_words(ratio: float, grade: Grade, words: str) -> None:
    samples = recording(voice(20.0)) + noise(-28 - ratio, 4.5)
    background = finding(check(samples), Kind.BACKGROUND)
    assert (background.grade, background.sentence.startswith(words)) == (grade, True)
    assert background.figure.startswith("noise −")
    assert background.figure.endswith(" dB under your voice")


@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
@pytest.mark.parametrize("mains_hz", [50, 60])
@pytest.mark.parametrize("dbfs", [-30.0, -50.0, -62.0])
def test_hum_is_found_with_its_level(mains_hz: int, dbfs: float, rate_hz: int) -> None:
    seconds = 1.2
    partials = ((1, 0.8), (2, 0.4), (3, math.sqrt(0.2)))
    hum = sum(share * tone(mains_hz * n * 1.002, dbfs, seconds, rate_hz) for n, share in partials)
    found = find_hum(hum + noise(-60, seconds, rate_hz), rate_hz)
    assert found is not None
    assert found.mains_hz == mains_hz
    assert found.dbfs == pytest.approx(dbfs, abs=1.0)


def test_a_pure_tone_of_the_mains_is_hum_and_a_neighbouring_one_is_not() -> None:
    assert find_hum(tone(50, -50, 1.2) + noise(-60, 1.2), RATE_HZ) is not None
    for hz in (43.0, 55.0, 73.0, 440.0):
        assert find_hum(tone(hz, -50, 1.2) + noise(-60, 1.2), RATE_HZ) is None


@pytest.mark.slow
def test_noise_is_no_hum() -> None:
    rate_hz = 8000
    for seed in range(300):
        assert find_hum(noise(-50, 1.2, rate_hz, seed), rate_hz) is None


@pytest.mark.slow
def test_a_mans_voice_is_no_hum() -> None:
    length = round(1.2 * SPEECH_RATE_HZ)
    places = range(0, len(SPEECH) - length, round(0.1 * SPEECH_RATE_HZ))
    assert len(places) > 400
    for first in places:
        assert find_hum(SPEECH[first : first + length], SPEECH_RATE_HZ) is None


def test_too_little_sound_tells_no_hum() -> None:
    assert find_hum(tone(50, -30, 0.5), RATE_HZ) is None


@pytest.mark.parametrize(("dbfs", "is_told"), [(-50.0, True), (-72.0, False), (-85.0, False)])
def test_hum_is_told_when_it_can_be_heard(dbfs: float, is_told: bool) -> None:
    hum = tone(50, dbfs, 4.5) * np.float32(0.9) + tone(150, dbfs, 4.5) * np.float32(0.44)
    hummed = finding(check(recording(voice(2.0)) + noise(-60, 4.5) + hum), Kind.HUM)
    assert (hummed.grade is Grade.FAIR) is is_told
    expected = "The mains can be heard as a hum." if is_told else "No hum from the mains."
    assert hummed.sentence == expected
    assert hummed.figure == (f"50 Hz at −{-dbfs:.0f} dBFS" if is_told else "")


def test_a_file_is_measured_and_a_broken_one_told(tmp_path: Path) -> None:
    path = tmp_path / "test.wav"
    soundfile.write(path, recording(voice(2.0)) + noise(-60, 4.5), RATE_HZ)
    assert check_file(path, QUIET_SECONDS).speech_dbfs == pytest.approx(-28, abs=0.2)
    path.write_bytes(b"RIFF")
    with pytest.raises(AudioFileError):
        check_file(path, QUIET_SECONDS)


def test_a_silent_microphone_is_told_once() -> None:
    silent = check(np.zeros(round(3 * RATE_HZ), dtype=np.float32))
    heard = check(recording(tone(440, -20, 3.0)))
    unheard = Echo(Leak.SILENT, -96.0, 0.0)
    assert [each.sentence for each in describe_all(silent, unheard)] == [faults.SILENT_SENTENCE]
    assert describe_all(silent, None) == describe(silent)
    assert [each.kind for each in describe_all(heard, unheard)][-1] is Kind.ECHO
    assert [each.kind for each in describe_all(silent, Echo(Leak.HEARD, -20.0, 1.0))][
        -1
    ] is Kind.ECHO
