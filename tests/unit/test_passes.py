"""The second pass begins with the first, and what moved is told."""

from __future__ import annotations

from mockinterview.core.content import Category, Criterion, CriterionKind, Rubric
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.passes import cite_the_same, moved, reworked, second_pass


def rubric() -> Rubric:
    criteria = tuple(
        Criterion(
            id=name, kind=CriterionKind.POSITIVE, category=Category.CONTENT, text=f"Says {name}."
        )
        for name in ("first", "second", "third")
    )
    return Rubric(rubric="scheme", version=1, title="Scheme", criteria=criteria)


def test_the_second_pass_begins_with_the_first() -> None:
    first = (
        Marking(is_blind=True)
        .with_verdict("first", Verdict.MET)
        .with_evidence("first", Evidence(take=1, start=1, end=2))
        .with_overall(3)
    )
    second = second_pass(first)
    assert (second.pass_number, first.pass_number) == (2, 1)
    assert second.marks == first.marks
    assert second.overall == 3
    assert moved(first, second, rubric()) == []


def test_what_moved_stands_in_the_order_of_the_scheme() -> None:
    first = Marking().with_verdict("second", Verdict.MET).with_verdict("third", Verdict.PARTLY)
    second = (
        second_pass(first)
        .with_verdict("second", None)
        .with_verdict("first", Verdict.NOT_MET)
        .with_note("third", "a note moves nothing")
    )
    found = moved(first, second, rubric())
    assert [(each.criterion.id, each.before, each.after) for each in found] == [
        ("first", None, Verdict.NOT_MET),
        ("second", Verdict.MET, None),
    ]


def test_another_note_or_citation_is_told_apart_from_another_verdict() -> None:
    cited = Evidence(take=1, start=1, end=3, words="I led")
    first = (
        Marking()
        .with_verdict("first", Verdict.MET)
        .with_evidence("second", cited)
        .with_note("third", "Say when")
    )
    second = second_pass(first)
    assert reworked(first, second, rubric()) == []
    trimmed = second.with_trimmed("second", 0, Evidence(take=1, start=1.5, end=3))
    assert reworked(first, trimmed, rubric()) == [], "the same place"
    changed = second.with_verdict("first", Verdict.PARTLY).with_note("first", "New")
    changed = changed.without_evidence("second", 0).with_note("third", "Say where")
    assert [one.id for one in reworked(first, changed, rubric())] == ["second", "third"]
    added = second.with_evidence("second", Evidence(take=2, start=1, end=3))
    assert [one.id for one in reworked(first, added, rubric())] == ["second"]
    assert not cite_the_same(first.mark("second"), added.mark("second"))
