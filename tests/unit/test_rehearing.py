"""A correction upon a better hearing: whatever that heard, what a person touched stays theirs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockinterview.core.changes import runs
from mockinterview.core.correction import (
    Correction,
    confirm_words,
    corrected_transcript,
    delete_words,
    insert_words,
    replace_words,
)
from mockinterview.core.rehearing import heard_again
from mockinterview.core.transcript import Transcript, TranscriptStage, Word
from mockinterview.core.transcript_formats import exported
from tests.unit.correction_examples import (
    assert_in_order,
    make_transcript,
    make_word,
    some_edit,
    transcripts,
)


def at_stage(transcript: Transcript, stage: TranscriptStage) -> Transcript:
    return transcript.model_copy(update={"stage": stage})


def heard(
    text: str, stage: TranscriptStage = TranscriptStage.FIRST, seconds_a_word: float = 0.5
) -> Transcript:
    words = tuple(
        make_word(word, index * seconds_a_word, (index + 0.9) * seconds_a_word)
        for index, word in enumerate(text.split())
    )
    return at_stage(make_transcript(words), stage)


def refined(text: str, seconds_a_word: float = 0.5) -> Transcript:
    return heard(text, TranscriptStage.REFINED, seconds_a_word)


FIRST = heard("I went to sent john ambulance and helped")
REFINED = refined("I went to St John Ambulance, and helped.")


def said(correction: Correction) -> str:
    return " ".join(word.word for word in correction.words)


def test_the_refined_words_are_taken_where_nothing_was_touched() -> None:
    corrected = replace_words(Correction.of(FIRST), 7, 7, "assisted.").after
    again = heard_again(corrected, REFINED)
    assert said(again) == "I went to St John Ambulance, and assisted."
    assert again.made_from is REFINED
    told = exported(corrected_transcript(REFINED, again), is_corrected=True)
    assert (told.stage, told.text) == (TranscriptStage.REFINED, said(again))


def test_the_persons_words_win_where_both_differ() -> None:
    corrected = replace_words(Correction.of(FIRST), 3, 3, "Saint").after
    assert said(heard_again(corrected, REFINED)) == "I went to Saint John Ambulance, and helped."


def test_what_was_taken_out_or_said_to_be_right_stays_so() -> None:
    corrected = delete_words(Correction.of(FIRST), 6, 7).after
    corrected = confirm_words(corrected, 4, 4).after
    again = heard_again(corrected, REFINED)
    assert said(again) == "I went to St john Ambulance,"
    assert again.words[4].probability == 1


def test_what_was_put_in_where_something_was_missed_is_not_there_twice() -> None:
    first = heard("we sent went")
    corrected = replace_words(Correction.of(first), 1, 1, "sent John").after
    first_words = corrected.words
    words = (
        make_word("We", 0, 0.4),
        make_word("St", 0.5, 0.65),
        make_word("John", first_words[2].start, first_words[2].end),
        make_word("went", 1, 1.4),
    )
    again = heard_again(corrected, at_stage(make_transcript(words), TranscriptStage.REFINED))
    assert said(again) == "We St John went"


def test_words_that_only_the_better_hearing_has_come_beside_a_correction() -> None:
    first = at_stage(
        make_transcript((make_word("So", 0, 0.4), make_word("ended", 6, 6.5))),
        TranscriptStage.FIRST,
    )
    corrected = replace_words(Correction.of(first), 1, 1, "it ended").after
    words = (
        *(make_word("So", 0, 0.4), make_word("we", 2, 2.4), make_word("talked", 2.5, 3)),
        make_word("ended", 6, 6.5),
    )
    again = heard_again(corrected, at_stage(make_transcript(words), TranscriptStage.REFINED))
    assert said(again) in {"So we talked it ended", "So it we talked ended"}
    assert {"we", "talked"} <= {word.word for word in again.words}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (TranscriptStage.FIRST, TranscriptStage.FIRST),
        (TranscriptStage.REFINED, TranscriptStage.REFINED),
        (TranscriptStage.WHOLE, TranscriptStage.WHOLE),
    ],
)
def test_where_nothing_better_was_heard_it_is_the_same_and_tells_the_truth(
    before: TranscriptStage, now: TranscriptStage
) -> None:
    corrected = replace_words(Correction.of(heard("a b", before)), 0, 0, "x").after
    other = heard("c d", now)
    assert heard_again(corrected, other) is corrected
    assert corrected_transcript(other, corrected).stage is before


def touched_texts(correction: Correction) -> list[str]:
    """What the person put there, in order."""
    before = [word.word for word in correction.original_words]
    after = [word.word for word in correction.words]
    return [
        after[index]
        for is_equal, _, added in runs(before, after)
        if not is_equal
        for index in added
    ]


def is_within(wanted: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether these words are there in this order."""
    left = iter(texts)
    return all(word in left for word in wanted)


@pytest.mark.slow
@given(first=transcripts(), again=transcripts(), data=st.data())
def test_nothing_that_was_typed_is_lost_or_out_of_order(
    first: Transcript, again: Transcript, data: st.DataObject
) -> None:
    correction = Correction.of(at_stage(first, TranscriptStage.FIRST))
    for _ in range(data.draw(st.integers(1, 4))):
        correction = some_edit(data, correction).after
    better = at_stage(again, TranscriptStage.REFINED)
    seconds = max(first.audio_seconds, again.audio_seconds)
    merged = heard_again(correction, better.model_copy(update={"audio_seconds": seconds}))
    assert_in_order(merged)
    assert is_within(touched_texts(correction), [word.word for word in merged.words])
    assert heard_again(merged, better) is merged


@pytest.mark.slow
@given(first=transcripts(), data=st.data())
def test_the_same_words_again_change_nothing_of_a_correction(
    first: Transcript, data: st.DataObject
) -> None:
    correction = Correction.of(at_stage(first, TranscriptStage.FIRST))
    for _ in range(data.draw(st.integers(0, 4))):
        correction = some_edit(data, correction).after
    merged = heard_again(correction, at_stage(first, TranscriptStage.REFINED))
    assert said(merged) == said(correction)


@pytest.mark.slow
@given(first=transcripts(), again=transcripts())
def test_without_a_change_it_is_the_better_hearing(first: Transcript, again: Transcript) -> None:
    better = at_stage(again, TranscriptStage.REFINED)
    merged = heard_again(Correction.of(at_stage(first, TranscriptStage.FIRST)), better)
    assert merged.words == Correction.of(better).words


def test_an_insertion_keeps_its_place_between_the_same_words() -> None:
    corrected = insert_words(Correction.of(FIRST), 7, "I").after
    later = refined("I went to St John Ambulance, and helped.", seconds_a_word=0.6)
    assert said(heard_again(corrected, later)) == "I went to St John Ambulance, and I helped."


def test_an_hour_goes_over_quickly() -> None:
    import time

    texts = [f"w{index % 800}" for index in range(9000)]

    def long(stage: TranscriptStage, every: int) -> Transcript:
        words = tuple(
            Word(
                word=f"{text}," if index % every == 0 else text,
                start=index * 0.4,
                end=index * 0.4 + 0.3,
                probability=0.5,
            )
            for index, text in enumerate(texts)
        )
        return at_stage(make_transcript(words, seconds=3600), stage)

    correction = Correction.of(long(TranscriptStage.FIRST, 7))
    for index in range(0, 8000, 400):
        correction = replace_words(correction, index, index, "typed here").after
    better = long(TranscriptStage.REFINED, 5)
    began = time.process_time()
    merged = heard_again(correction, better)
    assert time.process_time() - began < 1.0
    assert sum(word.word == "typed" for word in merged.words) == 20
