"""Evidence follows the words that it cites, and stays where it is when others are corrected."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mockinterview.core.cited_words import (
    cited_again,
    marking_cited_again,
    moved_evidence,
    moved_marking,
)
from mockinterview.core.correction import (
    Correction,
    Edit,
    delete_words,
    insert_words,
    join_words,
    replace_words,
)
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.transcript import Transcript
from tests.unit.correction_examples import make_transcript, make_word, some_edit, transcripts

WORDS = (
    make_word("I", 0.0, 0.2),
    make_word("would", 0.2, 0.6),
    make_word("rather", 0.6, 1.0),
    make_word("lead", 2.0, 2.4),
    make_word("than", 2.4, 2.6),
    make_word("follow.", 2.6, 3.0),
)


@pytest.fixture
def correction() -> Correction:
    return Correction.of(make_transcript(WORDS))


def cite(correction: Correction, first: int, last: int) -> Evidence:
    words = correction.words[first : last + 1]
    said = " ".join(word.word for word in words)
    return Evidence(take=1, start=words[0].start, end=words[-1].end, words=said)


def assert_cites(evidence: Evidence, edit: Edit, first: int, last: int) -> None:
    assert evidence == cite(edit.after, first, last)


def test_evidence_elsewhere_is_the_very_same(correction: Correction) -> None:
    evidence = cite(correction, 1, 2)
    for edit in (
        replace_words(correction, 3, 3, "steer it"),
        delete_words(correction, 3, 5),
        insert_words(correction, 5, "to"),
        insert_words(correction, 3, "always"),
        replace_words(correction, 0, 0, "We"),
    ):
        assert moved_evidence(evidence, edit) is evidence


def test_evidence_that_cites_an_edited_word_has_its_new_words(correction: Correction) -> None:
    evidence = cite(correction, 2, 3)
    edit = replace_words(correction, 3, 3, "feed them")
    moved = moved_evidence(evidence, edit)
    assert (moved.start, moved.end, moved.words) == (0.6, 2.4, "rather feed them")
    edit = join_words(edit.after, 3, 4)
    assert moved_evidence(moved, edit).words == "rather feedthem"


def test_a_word_that_is_put_between_cited_ones_is_cited(correction: Correction) -> None:
    evidence = cite(correction, 1, 2)
    edit = insert_words(correction, 2, "much")
    assert_cites(moved_evidence(evidence, edit), edit, 1, 3)


@pytest.mark.parametrize("at", [1, 3])
def test_a_word_that_is_put_at_the_edge_is_not_cited(correction: Correction, at: int) -> None:
    edit = insert_words(correction, at, "really")
    first = 2 if at == 1 else 1
    evidence = moved_evidence(cite(correction, 1, 2), edit)
    assert evidence.words == "would rather"
    assert_cites(evidence, edit, first, first + 1)


def test_a_stretch_that_only_partly_is_cited_is_cited_by_time(correction: Correction) -> None:
    evidence = cite(correction, 1, 2)
    edit = replace_words(correction, 2, 3, "aaaa bb cccc dd")
    assert moved_evidence(evidence, edit).words.split()[:2] == ["would", "aaaa"]


def test_deleted_words_leave_the_sound(correction: Correction) -> None:
    evidence = cite(correction, 1, 2)
    partly = moved_evidence(evidence, delete_words(correction, 2, 2))
    assert (partly.start, partly.end, partly.words) == (0.2, 1.0, "would")
    edit = delete_words(correction, 1, 2)
    gone = moved_evidence(evidence, edit)
    assert (gone.start, gone.end, gone.words) == (0.2, 1.0, "")
    again = insert_words(edit.after, 1, "could")
    assert moved_evidence(gone, again).words == "could"


def test_everything_may_be_deleted(correction: Correction) -> None:
    evidence = cite(correction, 0, 5)
    gone = moved_evidence(evidence, delete_words(correction, 0, 5))
    assert gone == evidence.model_copy(update={"words": ""})


def test_ends_that_a_person_chose_stay(correction: Correction) -> None:
    evidence = Evidence(take=1, start=0.15, end=1.5, words="would rather")
    moved = moved_evidence(evidence, replace_words(correction, 1, 1, "should"))
    assert (moved.start, moved.end, moved.words) == (0.15, 1.5, "should rather")


def test_a_word_that_is_put_into_the_sound_that_a_person_chose_is_cited(
    correction: Correction,
) -> None:
    evidence = Evidence(take=1, start=0.2, end=1.5, words="would rather")
    edit = insert_words(correction, 3, "well")
    assert (edit.after.words[3].start, edit.after.words[3].end) == (1.0, 1.6)
    moved = moved_evidence(evidence, edit)
    assert (moved.start, moved.end, moved.words) == (0.2, 1.6, "would rather well")


def test_cited_sound_without_words_stays(correction: Correction) -> None:
    evidence = Evidence(take=1, start=0.1, end=0.9)
    assert moved_evidence(evidence, replace_words(correction, 1, 1, "should")) is evidence


def test_all_marks_on_the_take_follow_and_no_others(correction: Correction) -> None:
    evidence = cite(correction, 3, 3)
    other = evidence.model_copy(update={"take": 2})
    marking = (
        Marking()
        .with_verdict("a", Verdict.MET)
        .with_evidence("a", evidence)
        .with_evidence("b", other)
    )
    edit = replace_words(correction, 3, 3, "read")
    moved = moved_marking(marking, 1, edit)
    assert moved.mark("a").evidence[0].words == "read"
    assert moved.mark("a").verdict is Verdict.MET
    assert moved.mark("b") is marking.mark("b")
    assert moved_marking(marking, 3, edit) is marking
    assert marking_cited_again(moved, 1, correction.words) == marking


@pytest.mark.slow
@given(transcript=transcripts(least_word_seconds=0.2), data=st.data())
def test_evidence_can_always_be_kept_and_cites_what_is_said_in_it(
    transcript: Transcript, data: st.DataObject
) -> None:
    correction = Correction.of(transcript)
    words = correction.words
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    evidence = cite(correction, first, data.draw(st.integers(first, len(words) - 1)))
    for _ in range(4):
        edit = some_edit(data, correction)
        evidence = moved_evidence(evidence, edit)
        correction = edit.after
        assert Evidence.model_validate_json(evidence.model_dump_json()) == evidence
        assert evidence.end <= correction.seconds
        if any(word.end - word.start < 0.11 for word in correction.words):
            break  # a word shorter than a clip may be: its clip has a neighbour in it
        assert cited_again(evidence, correction.words) == evidence
