"""Loudness, noise, clipping: tones, noise and steps whose figures are known beforehand."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.measures.loudness import (
    clipped_places,
    integrated_loudness,
    loudness_range,
)
from mockinterview.measures.room import (
    interruptions,
    room_noise_dbfs,
    signal_to_noise_decibels,
)
from mockinterview.measures.voice_activity import activity
from tests.unit.measuring.signals import Sound, noise, scan, silence, tone, voice


def loudness_of(*parts: Sound, rate_hz: int = 48_000) -> float:
    found = integrated_loudness(scan(*parts, rate_hz=rate_hz).loud_powers)
    assert found is not None
    return found


def peak_for(lufs: float) -> float:
    """Of a sine of 1 kHz in one channel: BS.1770 gives a full-scale one -3.01 LUFS."""
    return float(10 ** ((lufs + 3.01) / 20))


@pytest.mark.parametrize("lufs", [-23.0, -33.0, -40.0])
@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_a_tone_has_its_loudness(lufs: float, rate_hz: int) -> None:
    sound = tone(20, peak_for(lufs), rate_hz=rate_hz)
    assert loudness_of(sound, rate_hz=rate_hz) == pytest.approx(lufs, abs=0.1)


def test_what_is_far_quieter_is_left_out() -> None:
    """As in the third case of EBU Tech 3341: 10 s at -36, 60 s at -23, 10 s at -36."""
    quiet, loud = peak_for(-36), peak_for(-23)
    parts = [tone(10, quiet, rate_hz=16_000), tone(60, loud, rate_hz=16_000)]
    assert loudness_of(*parts, parts[0], rate_hz=16_000) == pytest.approx(-23.0, abs=0.1)


def test_silence_around_it_changes_nothing() -> None:
    sound = tone(5, 0.1)
    alone = loudness_of(sound, rate_hz=16_000)
    assert loudness_of(silence(5), sound, silence(9), rate_hz=16_000) == pytest.approx(
        alone, abs=0.3
    )


def test_it_is_what_the_library_measures_of_the_whole() -> None:
    sound = np.concatenate([noise(6, -30), voice(9, -22), noise(4, -45)])
    whole = pyloudnorm.Meter(16_000).integrated_loudness(sound.astype(float))
    assert loudness_of(sound, rate_hz=16_000) == pytest.approx(whole, abs=0.05)


def test_nothing_to_hear_has_no_loudness() -> None:
    assert integrated_loudness(scan(silence(5)).loud_powers) is None
    assert integrated_loudness(scan(tone(0.2, 0.5)).loud_powers) is None
    assert loudness_range(scan(tone(2, 0.5)).loud_powers) is None


def test_the_range_from_quiet_to_loud() -> None:
    """As in the first case of EBU Tech 3342: 20 s at -20, 20 s at -30 are 10 LU apart."""
    found = loudness_range(scan(tone(20, peak_for(-20)), tone(20, peak_for(-30))).loud_powers)
    assert found == pytest.approx(10, abs=1)
    steady = loudness_range(scan(tone(20, 0.1)).loud_powers)
    assert steady == pytest.approx(0, abs=0.1)


@settings(max_examples=15, deadline=None)
@given(gain=st.floats(-30, 10))
def test_a_gain_moves_the_loudness_by_itself_and_neither_range_nor_snr(gain: float) -> None:
    factor = np.float32(10 ** (gain / 20))
    parts = [noise(2, -60), voice(3, -30), noise(2, -60, seed=4), voice(3, -24)]
    before, after = scan(*parts), scan(*(part * factor for part in parts))
    one, other = integrated_loudness(before.loud_powers), integrated_loudness(after.loud_powers)
    assert one is not None
    assert other is not None
    assert other - one == pytest.approx(gain, abs=0.1)
    ratios = [signal_to_noise_decibels(each, activity(each)) for each in (before, after)]
    assert ratios[0] == pytest.approx(ratios[1], abs=0.2)


@pytest.mark.parametrize("decibels", [10.0, 20.0, 30.0, 45.0])
def test_a_voice_in_noise_has_its_ratio(decibels: float) -> None:
    """Noise goes on beneath the voice and is no part of it."""
    floor = noise(12, -26 - decibels)
    speech = np.concatenate([silence(2), voice(3, -26), silence(2), voice(3, -26), silence(2)])
    found = scan(floor + speech)
    assert signal_to_noise_decibels(found, activity(found)) == pytest.approx(decibels, abs=1)


@pytest.mark.parametrize("dbfs", [-70.0, -55.0, -40.0])
def test_a_room_has_its_level(dbfs: float) -> None:
    speech = np.concatenate([silence(2), voice(3, -20), silence(2), voice(3, -20), silence(2)])
    found = scan(noise(12, dbfs) + speech)
    assert room_noise_dbfs(found, activity(found)) == pytest.approx(dbfs, abs=0.5)


def test_a_bang_is_no_room() -> None:
    """The usual moment counts, not the mean."""
    sound = np.concatenate([noise(3, -60), voice(3, -20), noise(3, -60)])
    bang = sound.copy()
    bang[16_000:16_800] += noise(0.05, -15)
    levels = [room_noise_dbfs(found, activity(found)) for found in (scan(sound), scan(bang))]
    assert levels[0] == pytest.approx(levels[1], abs=0.3)


def test_without_silence_nothing_is_told_of_the_room() -> None:
    found = scan(noise(0.4, -60), voice(2, -20))
    assert room_noise_dbfs(found, activity(found)) is None
    assert signal_to_noise_decibels(found, activity(found)) is None


def test_digital_silence_is_the_floor() -> None:
    faint = noise(0.3, -95)  # a breath that a gate let through
    for behind in (silence(2), np.concatenate([silence(1), faint, silence(1)])):
        found = scan(silence(2), voice(2, -20), behind)
        assert room_noise_dbfs(found, activity(found)) == pytest.approx(-120)
        assert signal_to_noise_decibels(found, activity(found)) is None


def test_clipping_is_found_where_it_is_and_once() -> None:
    clean = tone(1, 0.9)
    cut = np.clip(tone(0.1, 3.0), -1, 1)
    found = scan(clean, cut, clean, cut, block=1000)
    places = clipped_places(found.clipped)
    assert [round(start, 1) for start, _ in places] == [1.0, 2.1]
    assert all(end - start == pytest.approx(0.1, abs=0.01) for start, end in places)
    assert scan(clean).clipped == ()


def test_a_peak_that_touches_full_scale_is_no_clipping() -> None:
    sound = silence(1)
    sound[500:502] = 1.0
    assert scan(sound).clipped == ()
    sound[900:903] = -1.0
    assert len(scan(sound).clipped) == 1


def test_a_run_across_two_blocks_is_one() -> None:
    sound = silence(0.2)
    sound[998:1002] = 1.0
    assert len(scan(sound, block=1000).clipped) == 1


def test_what_is_no_number_is_silence() -> None:
    sound = voice(2, -20)
    sound[100:200] = np.nan
    sound[300] = np.inf
    found = scan(sound)
    assert np.isfinite(found.powers).all()
    assert found.seconds == pytest.approx(2)


def test_without_a_model_for_voices_nothing_interrupts_that_could_be_told() -> None:
    found = scan(noise(2, -60), voice(2, -20))
    assert interruptions(found, activity(found)) is None


@pytest.mark.parametrize("seconds", [0.02, 0.05, 0.1, 0.21])
def test_of_a_moment_of_sound_nothing_is_told_and_nothing_fails(seconds: float) -> None:
    sound = scan(voice(seconds, -20), rate_hz=16_000)
    heard = activity(sound)
    assert signal_to_noise_decibels(sound, heard) is None
    assert room_noise_dbfs(sound, heard) is None
