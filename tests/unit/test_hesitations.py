"""How many hesitations there are when a person has corrected the words."""

from __future__ import annotations

import pytest

from mockinterview.core.correction import (
    Correction,
    corrected_transcript,
    delete_words,
    insert_words,
    replace_words,
)
from mockinterview.core.hesitations import is_hesitation
from mockinterview.core.transcript import Filler
from tests.unit.correction_examples import make_transcript, make_word

WRITTEN = Filler(start=1.0, end=1.4, text="um", is_written=True)
ONLY_HEARD = Filler(start=3.2, end=3.6, text="er")
WORDS = (
    make_word("So,", 0.5, 0.9),
    make_word("um,", 1.0, 1.4),
    make_word("I", 2.0, 2.2),
    make_word("lead", 4.0, 4.4),
)
HEARD = make_transcript(WORDS).model_copy(update={"fillers": (WRITTEN, ONLY_HEARD)})


def fillers(correction: Correction) -> tuple[Filler, ...]:
    return corrected_transcript(HEARD, correction).fillers


@pytest.mark.parametrize("text", ["", "…", "a", "I", "m", "umbrella", "her", "ham", "err.or", "so"])
def test_another_word_is_none(text: str) -> None:
    assert not is_hesitation(text)


@pytest.mark.parametrize("text", ["ER", "err", "A&E", "mm", "MM", "UM", "ah", "AH", "eh"])
def test_what_may_mean_something_else_is_none(text: str) -> None:
    assert not is_hesitation(text)


def test_without_a_change_they_stay_as_they_are() -> None:
    assert fillers(Correction.of(HEARD)) == HEARD.fillers
    assert corrected_transcript(HEARD, None).fillers == HEARD.fillers


def test_one_that_is_taken_out_does_not_count() -> None:
    assert fillers(delete_words(Correction.of(HEARD), 1, 1).after) == (ONLY_HEARD,)
    assert fillers(replace_words(Correction.of(HEARD), 1, 1, "but").after) == (ONLY_HEARD,)


def test_one_that_is_spelt_otherwise_counts_once() -> None:
    assert fillers(replace_words(Correction.of(HEARD), 1, 1, "erm").after) == HEARD.fillers


def test_one_that_was_only_heard_is_written_when_it_is_typed_there() -> None:
    typed = insert_words(Correction.of(HEARD), 3, "er").after
    assert fillers(typed) == (WRITTEN, ONLY_HEARD.model_copy(update={"is_written": True}))
    assert (typed.words[3].start, typed.words[3].end) == (3.2, 3.6), "it is played where it was"
    by_typing_over = replace_words(Correction.of(HEARD), 2, 3, "I er lead").after
    assert by_typing_over.words == typed.words
    again = insert_words(typed, 4, "um").after
    assert len(fillers(again)) == 3


def test_one_that_nobody_heard_is_added_when_it_is_typed() -> None:
    typed = insert_words(Correction.of(HEARD), 4, "um.").after
    added = fillers(typed)[-1]
    assert (added.text, added.is_written, added.start) == ("um.", True, 4.4)


def test_deleting_everything_leaves_what_was_heard_only() -> None:
    assert fillers(delete_words(Correction.of(HEARD), 0, 3).after) == (ONLY_HEARD,)


def test_words_that_were_not_counted_before_are_not_counted_after_another_edit() -> None:
    heard = HEARD.model_copy(update={"fillers": ()})
    edit = replace_words(Correction.of(heard), 3, 3, "led")
    assert corrected_transcript(heard, edit.after).fillers == ()


def test_abbreviations_and_lengths_that_are_typed_are_no_hesitations() -> None:
    typed = replace_words(Correction.of(HEARD), 3, 3, "ER 5 mm").after
    assert fillers(typed) == HEARD.fillers


def test_one_that_was_counted_counts_as_long_as_its_word_stands_there() -> None:
    counted = Filler(start=1.0, end=1.4, text="mm", is_written=True)
    words = (WORDS[0], make_word("Mm,", 1.0, 1.4), *WORDS[2:])
    heard = make_transcript(words).model_copy(update={"fillers": (counted,)})
    kept = replace_words(Correction.of(heard), 3, 3, "led").after
    assert corrected_transcript(heard, kept).fillers == (counted,)
    gone = replace_words(Correction.of(heard), 1, 1, "my").after
    assert corrected_transcript(heard, gone).fillers == ()
