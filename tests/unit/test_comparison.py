"""Two attempts at one question: what changed, and what cannot be compared is told."""

from __future__ import annotations

import pytest

from mockinterview.core.comparison import Change, Side, change_of, compare, scheme_remark
from mockinterview.core.content import Criterion, CriterionKind
from mockinterview.core.marking import Evidence, Verdict
from mockinterview.core.measures import Measure, MeasureName
from tests.marked_examples import (
    CANNOT_TELL,
    MET,
    NOT_MET,
    PARTLY,
    made_attempt,
    make_criterion,
    make_question,
    make_rubric,
    marked,
)

QUESTION = make_question("why")
OLD = made_attempt(1, QUESTION, make_rubric("a", "b", "old", "no-c"))
NEW = made_attempt(8, QUESTION, make_rubric("a", "b", "new", "no-c"))


def measure(name: MeasureName, value: str) -> Measure:
    return Measure(name=name, title=name.value, value=value, definition="d", ordinary="o")


@pytest.mark.parametrize(
    ("name", "before", "after", "change"),
    [
        ("a", NOT_MET, PARTLY, Change.BETTER),
        ("a", MET, PARTLY, Change.WORSE),
        ("a", MET, MET, Change.SAME),
        ("no-c", MET, NOT_MET, Change.BETTER),
        ("no-c", NOT_MET, PARTLY, Change.WORSE),
        ("a", CANNOT_TELL, MET, Change.CANNOT_TELL),
        ("a", None, MET, Change.NOT_MARKED),
    ],
)
def test_what_became_of_a_criterion(
    name: str, before: Verdict | None, after: Verdict | None, change: Change
) -> None:
    assert change_of(make_criterion(name), before, after) is change


def test_the_older_attempt_stands_first_whichever_is_named_first() -> None:
    clip = Evidence(take=1, start=1, end=2)
    old = Side(OLD, marked(a=NOT_MET, b=MET, old=MET, no_c=MET), text="One two three.")
    new_marks = marked(a=MET, b=PARTLY, new=MET, no_c=NOT_MET).with_evidence("a", clip)
    found = compare(Side(NEW, new_marks, text="One two."), old)
    assert found == compare(old, Side(NEW, new_marks, text="One two."))
    assert found.before.attempt is OLD
    assert [(one.criterion.id, one.change) for one in found.criteria] == [
        ("a", Change.BETTER),
        ("b", Change.WORSE),
        ("new", Change.ONLY_AFTER),
        ("no-c", Change.BETTER),
        ("old", Change.ONLY_BEFORE),
    ]
    assert (found.criteria[0].before.evidence, found.criteria[0].after.evidence) == ((), (clip,))
    assert (found.words_before, found.words_after) == (3, 2)
    assert found.sentence == "Better on 2, the same on 0, worse on 1."
    assert found.scheme_remark == "The mark scheme has changed between them: 1 new, 1 gone."


def test_measures_stand_side_by_side_and_gaps_stay_gaps() -> None:
    pace, old_pace = (measure(MeasureName.PACE, value) for value in ("150", "180"))
    pauses = measure(MeasureName.PAUSES, "3")
    found = compare(Side(OLD, marked(), (old_pace,)), Side(NEW, marked(), (pauses, pace)))
    assert [(one.name, one.before, one.after) for one in found.measures] == [
        (MeasureName.PACE, old_pace, pace),
        (MeasureName.PAUSES, None, pauses),
    ]
    assert found.sentence == "No criterion was judged in both."


def test_a_criterion_that_turned_into_a_pitfall_is_neither_better_nor_worse() -> None:
    turned = Criterion(id="a", kind=CriterionKind.PITFALL, text="Says a.")
    scheme = make_rubric("a").model_copy(update={"criteria": (turned,)})
    new = made_attempt(9, QUESTION, scheme)
    (one,) = compare(
        Side(OLD.model_copy(update={"rubric": make_rubric("a")}), marked(a=MET)),
        Side(new, marked(a=NOT_MET)),
    ).criteria
    assert (one.change, one.is_reworded) == (Change.CANNOT_TELL, True)


def test_what_differs_in_two_schemes_is_told() -> None:
    one = make_rubric("a", "b")
    assert scheme_remark(one, one) == ""
    other = one.model_copy(
        update={"criteria": (make_criterion("a", "Says it well."), one.criteria[1])}
    )
    assert scheme_remark(one, other) == "The mark scheme has changed between them: 1 changed."
    assert "different schemes, “Scheme” and “Other”" in scheme_remark(
        one, make_rubric("a", rubric="other")
    )


def test_a_moment_without_time_zone_can_be_put_in_order() -> None:
    naive = OLD.model_copy(update={"created": OLD.created.replace(tzinfo=None)})
    assert compare(Side(NEW, marked()), Side(naive, marked())).before.attempt is naive


def test_different_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="why is not other"):
        compare(
            Side(OLD, marked()),
            Side(made_attempt(2, make_question("other"), make_rubric("a")), marked()),
        )
