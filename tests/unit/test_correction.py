"""Correcting a transcript: whatever is typed, words keep their order and their times."""

from __future__ import annotations

import math
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.core.changes import ChangeKind, changes
from mockinterview.core.correction import (
    Correction,
    Edit,
    confirm_words,
    corrected_transcript,
    delete_words,
    insert_words,
    join_words,
    replace_words,
    revert_change,
    split_word,
    typed_words,
)
from mockinterview.core.history import History
from mockinterview.core.transcript import Segment, Transcript, is_uncertain
from tests.unit.correction_examples import (
    SECONDS,
    assert_in_order,
    make_transcript,
    make_word,
    some_edit,
    transcripts,
)

FIRST = (make_word("The", 1.0, 1.2), make_word("cat", 1.2, 1.6), make_word("sat.", 1.6, 2.0))
SECOND = (make_word("It", 4.0, 4.2), make_word("slept.", 4.5, 5.0))
ORIGINAL = make_transcript(FIRST, SECOND)


@pytest.fixture
def correction() -> Correction:
    return Correction.of(ORIGINAL)


def told(edit: Edit) -> list[tuple[str, float, float]]:
    return [(word.word, round(word.start, 3), round(word.end, 3)) for word in edit.after.words]


def texts(edit: Edit) -> list[str]:
    return [word.word for word in edit.after.words]


def test_a_word_typed_for_one_has_its_time_and_is_certain(correction: Correction) -> None:
    edit = replace_words(correction, 1, 1, "dog")
    assert told(edit)[:3] == [("The", 1.0, 1.2), ("dog", 1.2, 1.6), ("sat.", 1.6, 2.0)]
    assert edit.after.words[1].probability == 1.0
    assert not is_uncertain(edit.after.words[1])
    assert edit.after.segments[0].text == "The dog sat."
    assert edit.after.segments[1] is correction.segments[1], "what was not edited is the same"
    assert edit.after.made_from is ORIGINAL
    assert [edit.moved(index) for index in range(5)] == [0, None, 2, 3, 4]


def test_several_words_share_the_time_by_their_letters(correction: Correction) -> None:
    edit = replace_words(correction, 1, 1, "big dog, whoa")
    assert told(edit)[1:4] == [("big", 1.2, 1.32), ("dog,", 1.32, 1.44), ("whoa", 1.44, 1.6)]
    assert [edit.moved(index) for index in range(5)] == [0, None, 4, 5, 6]
    assert list(edit.edited) == [1, 2, 3]


def test_words_that_stay_in_a_typed_stretch_keep_their_times(correction: Correction) -> None:
    edit = replace_words(correction, 0, 4, "The dog sat. It really slept.")
    assert told(edit) == [
        ("The", 1.0, 1.2),
        ("dog", 1.2, 1.6),
        ("sat.", 1.6, 2.0),
        ("It", 4.0, 4.2),
        ("really", 4.2, 4.5),
        ("slept.", 4.5, 5.0),
    ]
    assert [word.probability for word in edit.after.words] == [0.4, 1.0, 0.4, 0.4, 1.0, 0.4]
    assert [segment.text for segment in edit.after.segments] == [
        "The dog sat.",
        "It really slept.",
    ]


def test_pauses_inside_a_retyped_stretch_are_passed_over(correction: Correction) -> None:
    edit = replace_words(correction, 2, 3, "satt itt")
    assert told(edit)[2:4] == [("satt", 1.6, 2.0), ("itt", 4.0, 4.2)], "one for one"
    edit = replace_words(correction, 2, 3, "abcd ab cdef gh")
    assert told(edit)[2:6] == [
        ("abcd", 1.6, 1.8),
        ("ab", 1.8, 1.9),
        ("cdef", 1.9, 4.1),
        ("gh", 4.1, 4.2),
    ]


def test_fewer_words_cover_those_that_they_replace(correction: Correction) -> None:
    edit = replace_words(correction, 0, 2, "Thecatsat.")
    assert told(edit)[0] == ("Thecatsat.", 1.0, 2.0)
    edit = join_words(correction, 0, 2)
    assert told(edit)[0] == ("Thecatsat.", 1.0, 2.0)
    assert [edit.moved(index) for index in range(5)] == [None, None, None, 1, 2]


def test_an_inserted_word_takes_the_pause(correction: Correction) -> None:
    edit = insert_words(correction, 4, "then")
    assert told(edit)[4] == ("then", 4.2, 4.5)
    assert [edit.moved(index) for index in range(5)] == [0, 1, 2, 3, 5]


def test_an_inserted_word_does_not_fill_a_long_pause(correction: Correction) -> None:
    assert told(insert_words(correction, 3, "um"))[3] == ("um", 2.0, 2.3)
    assert told(insert_words(correction, 0, "Well"))[0] == ("Well", 0.4, 1.0)
    assert told(insert_words(correction, 5, "deeply"))[5] == ("deeply", 5.0, 5.9)


def test_without_a_pause_the_neighbours_give_some_of_theirs(correction: Correction) -> None:
    edit = insert_words(correction, 1, "fat")
    assert told(edit)[:4] == [
        ("The", 1.0, 1.2),
        ("fat", 1.2, 1.4),
        ("cat", 1.4, 1.6),
        ("sat.", 1.6, 2.0),
    ]
    assert [word.probability for word in edit.after.words[:3]] == [0.4, 1.0, 0.4]


def test_a_sentence_that_is_added_behind_a_sentence_begins_the_next_one(
    correction: Correction,
) -> None:
    edit = insert_words(correction, 3, "So")
    assert [segment.text for segment in edit.after.segments] == ["The cat sat.", "So It slept."]
    edit = insert_words(correction, 2, "just")
    assert edit.after.segments[0].text == "The cat just sat."


def test_deleted_words_leave_the_others_alone(correction: Correction) -> None:
    edit = delete_words(correction, 1, 3)
    assert told(edit) == [("The", 1.0, 1.2), ("slept.", 4.5, 5.0)]
    assert [edit.moved(index) for index in range(5)] == [0, None, None, None, 1]
    assert [segment.text for segment in edit.after.segments] == ["The", "slept."]
    assert (edit.after.segments[0].start, edit.after.segments[0].end) == (1.0, 1.2)
    whole = delete_words(correction, 0, 2).after
    assert whole.segments == (correction.segments[1],), "a sentence without words is gone"


def test_empty_text_deletes(correction: Correction) -> None:
    assert replace_words(correction, 1, 1, " \n\t ").after == delete_words(correction, 1, 1).after


def test_everything_can_be_deleted_and_typed_anew(correction: Correction) -> None:
    edit = delete_words(correction, 0, 4)
    assert edit.after.segments == ()
    assert edit.after.is_changed
    again = Correction.model_validate_json(edit.after.model_dump_json())
    assert again == edit.after
    typed = insert_words(again, 0, "Nothing of it.")
    assert typed.after.segments[0].text == "Nothing of it."
    assert 0 <= typed.after.words[0].start < typed.after.words[-1].end <= SECONDS


def test_a_word_is_split_and_joined_again(correction: Correction) -> None:
    edit = split_word(correction, 4, 2)
    assert told(edit)[4:] == [("sl", 4.5, 4.7), ("ept.", 4.7, 5.0)]
    assert told(join_words(edit.after, 4, 5))[4:] == [("slept.", 4.5, 5.0)]
    for at in (0, 6, 99):
        assert not split_word(correction, 4, at).is_change


def test_what_is_not_changed_is_no_change(correction: Correction) -> None:
    edit = replace_words(correction, 0, 2, "  The\tcat\nsat. ")
    assert not edit.is_change
    assert edit.after is correction
    assert not edit.after.is_changed
    assert not insert_words(correction, 2, "").is_change
    assert corrected_transcript(ORIGINAL, edit.after) == ORIGINAL


def test_a_word_can_be_said_to_be_right(correction: Correction) -> None:
    edit = confirm_words(correction, 1, 1)
    assert [word.probability for word in edit.after.words[:3]] == [0.4, 1.0, 0.4]
    assert edit.after.segments[0].text == "The cat sat."
    assert edit.is_change
    assert changes(correction.words, edit.after.words)[0].kind is ChangeKind.EQUAL


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't  well-known", ["don't", "well-known"]),
        ("naïve café 你好 🙂", ["naïve", "café", "你好", "🙂"]),
        ("one\r\ntwo\tthree\u00a0four\u2028five", ["one", "two", "three", "four", "five"]),
        ("nul\0bell\x07", ["nul", "bell"]),
        ("half \ud83d word\udc00", ["half", "word"]),
        ("\u200b \ufeff\u200f", []),
        ("cafe\u0301", ["caf\u00e9"]),
        ("…", ["…"]),
        ("", []),
    ],
)
def test_what_is_typed_or_pasted_becomes_words(text: str, words: list[str]) -> None:
    assert typed_words(text) == words
    correction = Correction.of(ORIGINAL)
    edit = insert_words(correction, 0, text)
    assert edit.inserted == len(words)
    assert Correction.model_validate_json(edit.after.model_dump_json()) == edit.after


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (0, 5), (3, 2), (5, 5)])
def test_words_that_are_not_there_are_refused(
    correction: Correction, first: int, last: int
) -> None:
    with pytest.raises(IndexError):
        replace_words(correction, first, last, "x")
    with pytest.raises(IndexError):
        join_words(correction, first, last)
    with pytest.raises(IndexError):
        insert_words(correction, 6, "x")


def test_a_long_pasted_text_is_parted_into_sentences_and_takes_no_time(
    correction: Correction,
) -> None:
    text = "This is a sentence, is it not? " * 2000
    began = time.perf_counter()
    edit = insert_words(correction, 2, text)
    assert time.perf_counter() - began < 2
    assert edit.inserted == 14_000
    assert_in_order(edit.after)
    assert len(edit.after.segments) > 2000
    assert max(len(segment.words) for segment in edit.after.segments) < 20
    again = replace_words(edit.after, 0, 14_000, text.replace("sentence", "line"))
    assert_in_order(again.after)


def test_one_edit_in_ten_thousand_words_is_quick() -> None:
    words = tuple(make_word(f"w{index}", index, index + 0.9) for index in range(10_000))
    correction = Correction.of(make_transcript(words, seconds=10_000))
    began = time.perf_counter()
    edit = replace_words(correction, 5_000, 5_000, "hello")
    assert time.perf_counter() - began < 0.2, "measured: 0.003 s"
    assert edit.after.words[5_000].word == "hello"


def test_times_that_are_out_of_order_are_set_right() -> None:
    words = (
        make_word("a", 1.0, 3.0),
        make_word("b", 2.0, 2.5),
        make_word("c", 9.0, 12.0),
        make_word("d", math.inf, math.inf),
    )
    correction = Correction.of(make_transcript(words))
    assert [(word.start, word.end) for word in correction.words] == [
        (1.0, 3.0),
        (3.0, 3.0),
        (9.0, 10.0),
        (10.0, 10.0),
    ]
    edit = replace_words(correction, 1, 1, "bee")
    assert_in_order(edit.after)
    assert edit.after.words[1].start < edit.after.words[1].end, "what is typed can be heard"
    edit = insert_words(correction, 4, "e f")
    assert_in_order(edit.after)
    assert all(word.start < word.end for word in edit.after.words[4:])


def test_a_segment_without_words_gets_those_of_its_text() -> None:
    transcript = ORIGINAL.model_copy(
        update={"segments": (Segment(start=1, end=2, text=" Ab  cd"), ORIGINAL.segments[1])}
    )
    correction = Correction.of(transcript)
    assert [(word.word, word.start, word.end) for word in correction.words[:2]] == [
        ("Ab", 1.0, 1.5),
        ("cd", 1.5, 2.0),
    ]


def test_a_change_is_taken_back_with_its_times(correction: Correction) -> None:
    edit = insert_words(correction, 1, "fat")
    edit = delete_words(edit.after, 3, 3)
    edit = replace_words(edit.after, 4, 4, "snored loudly.")
    for _ in range(3):
        differing = [
            change
            for change in changes(correction.words, edit.after.words)
            if change.kind is not ChangeKind.EQUAL
        ]
        edit = revert_change(edit.after, differing[-1])
        assert_in_order(edit.after)
    assert edit.after.words == correction.words
    assert not edit.after.is_changed


def test_undo_and_redo_have_no_limit(correction: Correction) -> None:
    history = History(correction)
    for number in range(500):
        history.change(replace_words(history.present, 1, 1, f"w{number}").after)
    assert not history.change(history.present), "no change, no step"
    while history.can_undo:
        assert history.undo()
    assert history.present is correction
    assert not history.undo()
    for _ in range(500):
        assert history.redo()
    assert history.present.words[1].word == "w499"
    assert not history.redo()


@pytest.mark.slow
@given(transcript=transcripts(), data=st.data())
def test_no_row_of_edits_brings_words_out_of_order(
    transcript: Transcript, data: st.DataObject
) -> None:
    correction = Correction.of(transcript)
    for _ in range(data.draw(st.integers(1, 6))):
        before = correction.words
        edit = some_edit(data, correction)
        correction = edit.after
        assert_in_order(correction)
        assert Correction.model_validate_json(correction.model_dump_json()) == correction
        after = correction.words
        assert len(after) == len(before) - edit.removed + edit.inserted
        if edit.removed == 0 and transcript.audio_seconds > 0.001:
            put = [after[index] for index in edit.edited]
            typed = [word for word in put if word.probability == 1]  # the others are put back
            assert all(word.start < word.end for word in typed)
        for index, word in enumerate(before):
            moved = edit.moved(index)
            assert moved is None or after[moved].word == word.word
        text = " ".join(word.word for word in after)
        assert corrected_transcript(transcript, correction).text == text


@pytest.mark.slow
@given(transcript=transcripts(), data=st.data())
def test_only_the_edited_stretch_has_other_times(
    transcript: Transcript, data: st.DataObject
) -> None:
    correction = Correction.of(transcript)
    count = len(correction.words)
    if not count:
        return
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, count - 1))
    texts_there = [word.word for word in correction.words[first : last + 1]]
    if any(word.end - word.start < 0.001 for word in correction.words[first : last + 1]):
        return
    typed = data.draw(st.lists(st.sampled_from(["xx", "y", "z.", *texts_there]), max_size=30))
    if {"xx", "y", "z."}.isdisjoint(typed):
        typed = ["xx", *typed]
    edit = replace_words(correction, first, last, " ".join(typed))
    for index, word in enumerate(correction.words):
        moved = edit.moved(index)
        if moved is not None and not set(typed) & set(texts_there):
            assert edit.after.words[moved] == word
    put = [edit.after.words[index] for index in edit.edited]
    assert [word.word for word in put] == typed
    assert all(word.start < word.end for word in put)


@pytest.mark.slow
@given(transcript=transcripts(), data=st.data())
def test_changes_are_both_texts(transcript: Transcript, data: st.DataObject) -> None:
    original = Correction.of(transcript)
    corrected = original
    for _ in range(3):
        corrected = some_edit(data, corrected).after
    before = [word.word for word in original.words]
    after = [word.word for word in corrected.words]
    found = changes(original.words, corrected.words)
    assert [text for change in found for text in change.original_text.split()] == before
    assert [text for change in found for text in change.corrected_text.split()] == after
    assert [index for change in found for index in change.original] == list(range(len(before)))
    assert [index for change in found for index in change.corrected] == list(range(len(after)))
    for change in found:
        is_same = change.original_text == change.corrected_text
        assert is_same == (change.kind is ChangeKind.EQUAL)
    for one, other in pairwise(found):
        assert (one.kind is ChangeKind.EQUAL) != (other.kind is ChangeKind.EQUAL)
