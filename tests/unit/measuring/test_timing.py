"""Pauses, first word, time used, pace: sounds and words put at known places."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockinterview.measures.pace import pace
from mockinterview.measures.pauses import long_silences, pauses
from mockinterview.measures.room import interruptions
from mockinterview.measures.scanning import LEVEL_SECONDS, SoundScan
from mockinterview.measures.timing import spoke_on, time_used
from mockinterview.measures.voice_activity import Activity, activity
from tests.unit.measuring.signals import Sound, joined, noise, scan, silence, spoken, voice

HEARING_SECONDS = 0.03
"""What the smoothing of levels may move an edge by."""


def in_a_room(*parts: Sound) -> SoundScan:
    sound = np.concatenate(parts)
    return scan(sound + noise(len(sound) / 16_000, -65))


def test_pauses_are_counted_by_class_and_the_long_ones_have_places() -> None:
    speech = voice(1, -20)
    found = pauses(
        activity(
            in_a_room(
                *(silence(0.5), speech, silence(0.15), speech, silence(0.5), speech),
                *(silence(0.6), speech, silence(2.0), speech, silence(0.5)),
            )
        )
    )
    assert (found.brief, found.medium, len(found.long), found.count) == (1, 2, 1, 4)
    start, end = found.long[0]
    assert end - start == pytest.approx(2.0, abs=2 * HEARING_SECONDS)
    assert start == pytest.approx(5.75, abs=HEARING_SECONDS)
    assert found.seconds == pytest.approx(3.25, abs=8 * HEARING_SECONDS)


def test_silence_before_and_behind_is_no_pause() -> None:
    assert pauses(activity(in_a_room(silence(3), voice(1, -20), silence(3)))).count == 0


SENTENCES = (voice(1, -20), silence(0.5), voice(1.5, -24), silence(1.4), voice(1, -20))


@settings(max_examples=15, deadline=None)
@given(later=st.floats(0.2, 4))
def test_what_begins_later_is_found_later_and_is_the_same(later: float) -> None:
    """All pauses move together; the room is there from the beginning."""
    before = activity(in_a_room(silence(1), *SENTENCES, silence(1)))
    after = activity(in_a_room(silence(1 + later), *SENTENCES, silence(1)))
    assert len(after.speech) == len(before.speech)
    for one, other in zip(before.speech, after.speech, strict=True):
        assert other == pytest.approx((one[0] + later, one[1] + later), abs=HEARING_SECONDS)


@settings(max_examples=8, deadline=None)
@given(times=st.integers(2, 4))
def test_an_answer_said_again_has_its_pauses_again(times: int) -> None:
    once = pauses(activity(in_a_room(silence(1), *SENTENCES, silence(1))))
    again = pauses(activity(in_a_room(*(silence(1), *SENTENCES, silence(1)) * times)))
    assert again.medium == times * once.medium
    assert len(again.long) == times * len(once.long) + (times - 1)


def test_the_first_voice_is_found() -> None:
    heard = activity(in_a_room(silence(1.7), voice(2, -20), silence(1)))
    assert heard.start == pytest.approx(1.7, abs=HEARING_SECONDS)
    assert heard.end == pytest.approx(3.7, abs=HEARING_SECONDS)


def test_nobody_speaks_in_a_quiet_room() -> None:
    heard = activity(in_a_room(silence(5)))
    assert (heard.speech, heard.start, heard.end) == ((), None, None)
    assert long_silences(heard) == ()
    assert spoke_on(heard, 5) is None


def test_long_silences_lie_between_before_and_behind() -> None:
    speech = voice(1, -20)
    heard = activity(in_a_room(silence(4), speech, silence(3.5), speech, silence(2), speech))
    found = long_silences(heard)
    assert [round(end - start, 1) for start, end in found] == [4.0, 3.5]
    heard = activity(in_a_room(silence(1), speech, silence(5)))
    assert [round(start) for start, _ in long_silences(heard)] == [2]


def test_time_used() -> None:
    assert time_used(150, 300) == pytest.approx(0.5)
    assert time_used(300.02, 300) == 1
    assert time_used(150, None) is None


def test_whether_the_clock_cut_somebody_off() -> None:
    def heard(end: float, seconds: float = 60) -> Activity:
        return Activity(seconds, ((1.0, end),), (), has_model=False)

    assert spoke_on(heard(59.9), 60) is True
    assert spoke_on(heard(58.0), 60) is False
    assert spoke_on(heard(49.9, seconds=50), 60) is None, "it ended before the time"
    assert spoke_on(heard(59.9), None) is None


def test_words_a_minute_with_and_without_pauses() -> None:
    """Thirty words in 10 s, 5 s of silence, thirty words in 10 s."""
    text = " ".join(["word"] * 30)
    words = joined(spoken(text, words_per_minute=180), spoken(text, start=15, words_per_minute=180))
    heard = Activity(25, ((0, 10), (15, 25)), (), has_model=False)
    found = pace(words, heard)
    assert found is not None
    assert found.with_pauses == pytest.approx(60 / 25 * 60)
    assert found.without_pauses == pytest.approx(180)


def test_um_is_no_word_of_the_pace() -> None:
    words = spoken("one two um three four five um six seven eight nine ten")
    found = pace(words)
    assert found is not None
    assert found.with_pauses == pytest.approx(10 / 6 * 60)
    assert found.without_pauses is None
    assert pace(spoken("too few words to tell anything um um um um")) is None


def test_where_the_pace_changes_is_told() -> None:
    text = " ".join(["word"] * 12)
    usual = [spoken(text, start=6 * n, words_per_minute=120) for n in range(4)]
    fast = spoken(text, start=24, words_per_minute=240)
    slow = spoken(text, start=27, words_per_minute=60)
    found = pace(joined(*usual, fast, slow))
    assert found is not None
    assert [span for span, _ in found.faster] == [pytest.approx((24, 27))]
    assert [span for span, _ in found.slower] == [pytest.approx((27, 39))]
    assert found.faster[0][1] == pytest.approx(240)
    assert pace(joined(*usual)) == dataclasses.replace(found, with_pauses=120, faster=(), slower=())


def test_a_sound_that_is_no_voice_interrupts_and_is_no_speech() -> None:
    """What a model says of each moment is made up here; the levels are real."""
    made = in_a_room(silence(1), voice(2, -20), silence(1), voice(0.5, -18), silence(1))
    moments = np.arange(len(made.powers)) * LEVEL_SECONDS
    heard = dataclasses.replace(made, voices=np.where(moments < 3.5, 0.9, 0.1))
    found = activity(heard)
    assert [round(start) for start, _ in found.speech] == [1]
    places = interruptions(heard, found)
    assert places is not None
    assert [(round(start, 1), round(end, 1)) for start, end in places] == [(4.0, 4.5)]


def test_a_faint_or_short_sound_interrupts_nobody() -> None:
    made = in_a_room(silence(1), voice(2, -20), silence(1), voice(0.5, -45), silence(1))
    moments = np.arange(len(made.powers)) * LEVEL_SECONDS
    heard = dataclasses.replace(made, voices=np.where(moments < 3.5, 0.9, 0.1))
    assert interruptions(heard, activity(heard)) == ()
