"""Marks: counted apart, cited once, undone in order."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from mockinterview.core.comments import Comment, comments_of
from mockinterview.core.content import Category, CriterionKind, Rubric, StarrRole
from mockinterview.core.history import History
from mockinterview.core.marking import (
    Evidence,
    Marking,
    Verdict,
    verdict_word,
)
from mockinterview.core.structure import Part

RUBRIC = Rubric.model_validate(
    {
        "rubric": "test",
        "version": 1,
        "title": "Test",
        "criteria": [
            {"id": "a", "kind": "positive", "category": "content", "text": "A"},
            {"id": "b", "kind": "positive", "category": "content", "text": "B"},
            {"id": "c", "kind": "positive", "category": "communication", "text": "C"},
            {"id": "p", "kind": "pitfall", "category": "content", "text": "P"},
        ],
    }
)


def test_content_and_communication_are_counted_apart() -> None:
    marking = (
        Marking()
        .with_verdict("a", Verdict.MET)
        .with_verdict("b", Verdict.PARTLY)
        .with_verdict("c", Verdict.MET)
        .with_verdict("p", Verdict.NOT_MET)
    )
    content = marking.count(RUBRIC, Category.CONTENT)
    assert (content.met, content.marked, content.total) == (1, 2, 2)
    communication = marking.count(RUBRIC, Category.COMMUNICATION)
    assert (communication.met, communication.total) == (1, 1)
    pitfalls = marking.count_pitfalls(RUBRIC)
    assert (pitfalls.met, pitfalls.marked, pitfalls.total) == (0, 1, 1)


def test_words_for_a_pitfall_differ() -> None:
    assert verdict_word(Verdict.MET, CriterionKind.PITFALL) == "Seen"
    assert verdict_word(Verdict.NOT_MET, CriterionKind.PITFALL) == "Avoided"
    assert verdict_word(Verdict.MET, CriterionKind.POSITIVE) == "Met"


def test_the_same_span_is_cited_once_and_kept_in_order() -> None:
    late = Evidence(take=1, start=5, end=6, words="later")
    early = Evidence(take=1, start=1, end=2, words="first")
    marking = Marking().with_evidence("a", late).with_evidence("a", early)
    assert marking.with_evidence("a", late.model_copy(update={"words": "x"})) is marking
    assert marking.mark("a").evidence == (early, late)
    assert marking.without_evidence("a", 0).mark("a").evidence == (late,)


def test_evidence_must_last() -> None:
    with pytest.raises(ValidationError):
        Evidence(take=1, start=2, end=2)


def test_taking_everything_back_leaves_a_blank_marking() -> None:
    marking = Marking().with_verdict("a", Verdict.MET).with_note("a", "good")
    assert not marking.is_blank
    assert marking.with_verdict("a", None).with_note("a", "").is_blank


def test_a_marking_survives_its_file() -> None:
    marking = (
        Marking()
        .with_verdict("a", Verdict.CANNOT_TELL)
        .with_evidence("a", Evidence(take=2, start=0.5, end=1.25, words="so"))
        .with_overall(4)
        .with_next_time("Slower.")
    )
    assert Marking.model_validate_json(marking.model_dump_json()) == marking


def test_what_is_amended_is_so_in_every_step() -> None:
    history = History(1)
    history.change(2)
    history.change(3)
    history.undo()
    assert history.amend(lambda value: value * 10)
    assert history.present == 20
    assert history.redo()
    assert history.present == 30
    assert history.undo()
    assert history.undo()
    assert history.present == 10
    assert not history.amend(lambda value: value)


def test_undo_and_redo_across_kinds_of_change() -> None:
    history = History(Marking())
    assert not history.undo()
    history.change(history.present.with_verdict("a", Verdict.MET))
    history.change(history.present.with_note("b", "hm"))
    history.change(history.present.with_overall(3))
    assert not history.change(history.present), "no change, no step"
    assert history.undo()
    assert history.undo()
    assert history.present.mark("a").verdict is Verdict.MET
    assert history.present.mark("b").note == ""
    assert history.redo()
    assert history.present.mark("b").note == "hm"
    history.change(history.present.with_next_time("breathe"))
    assert not history.can_redo
    assert history.present.overall is None


def test_a_citation_gets_other_ends() -> None:
    long, short = Evidence(take=1, start=1, end=9), Evidence(take=1, start=2, end=4)
    other = Evidence(take=1, start=3, end=5)
    marking = Marking().with_evidence("a", long).with_evidence("a", other)
    assert marking.with_trimmed("a", 0, short).mark("a").evidence == (short, other)


def test_planned_lines_are_ticked_and_not() -> None:
    marking = Marking().with_note_said(2, is_said=True).with_note_said(0, is_said=True)
    assert marking.said_notes == (0, 2)
    assert not marking.is_blank
    assert marking.with_note_said(2, is_said=False).said_notes == (0,)
    assert marking.with_note_said(0, is_said=True) == marking


def test_the_steps_of_the_story_belong_to_the_marks() -> None:
    part = Part(take=1, start=0, end=9, role=StarrRole.ACTION)
    marking = Marking().with_part(part)
    assert not marking.is_blank
    assert Marking.model_validate_json(marking.model_dump_json()) == marking
    assert marking.without_stretch(1, 0, 9).is_blank


def test_comments_are_kept_in_order_one_at_a_place() -> None:
    late = Comment(take=1, start=8, end=9, text="Slower here.")
    early = Comment(take=1, start=2, end=4, text="  Well put.  ")
    marking = Marking().with_comment(late).with_comment(early)
    assert [comment.text for comment in marking.comments] == ["Well put.", "Slower here."]
    again = marking.with_comment(late.model_copy(update={"text": "Much slower."}))
    assert [comment.text for comment in again.comments] == ["Well put.", "Much slower."]
    assert not marking.is_blank
    assert marking.without_comment(early.place).without_comment(late.place).is_blank
    elsewhere = Comment(take=2, start=2, end=4, text="Here, too.")
    assert comments_of(marking.with_comment(elsewhere).comments, 2) == [elsewhere]


def test_a_comment_must_last_and_say_something() -> None:
    with pytest.raises(ValidationError, match="end after it starts"):
        Comment(take=1, start=3, end=3, text="Here.")
    with pytest.raises(ValidationError, match="at least 1 character"):
        Comment(take=1, start=3, end=4, text="  ")


def test_marks_of_before_there_were_comments_are_read() -> None:
    old = json.loads(Marking().with_overall(3).model_dump_json())
    del old["comments"]
    assert Marking.model_validate(old).with_overall(None).is_blank
