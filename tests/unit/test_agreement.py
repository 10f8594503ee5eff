"""Markings side by side, over many answers, and who is stricter."""

from __future__ import annotations

import pytest

from mockinterview.core.agreement import (
    Relation,
    latest_of_each,
    marker_name,
    relation,
    side_by_side,
)
from mockinterview.core.agreement_over_answers import MarkedAnswer, advice, over_answers
from mockinterview.core.coverage import CriterionGroup
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.strictness import steps_stricter, strictness
from tests.marked_examples import (
    CANNOT_TELL,
    MET,
    NOT_MET,
    PARTLY,
    make_criterion,
    make_rubric,
    marked,
)

SCHEME = make_rubric("a", "b", "no-c")
SUBJECT = CriterionGroup(id="reflection", title="reflection", criteria=("scheme/a", "scheme/no-c"))


@pytest.mark.parametrize(
    ("yours", "theirs", "wanted"),
    [
        (MET, MET, Relation.SAME),
        (NOT_MET, NOT_MET, Relation.SAME),
        (MET, NOT_MET, Relation.ONLY_YOU),
        (PARTLY, NOT_MET, Relation.ONLY_YOU),
        (NOT_MET, PARTLY, Relation.ONLY_THEY),
        (MET, PARTLY, Relation.DEGREE),
        (CANNOT_TELL, MET, Relation.CANNOT_TELL),
        (CANNOT_TELL, CANNOT_TELL, Relation.CANNOT_TELL),
        (None, MET, Relation.NOT_MARKED),
        (CANNOT_TELL, None, Relation.NOT_MARKED),
    ],
)
def test_how_two_verdicts_stand(
    yours: Verdict | None, theirs: Verdict | None, wanted: Relation
) -> None:
    assert relation(yours, theirs) is wanted


def test_both_clips_stand_beside_each_other_and_the_convention_is_told() -> None:
    scheme = make_rubric("a", "b", "d", "e", "no-c")
    mine = Evidence(take=1, start=1, end=2)
    hers = Evidence(take=1, start=5, end=8)
    yours = marked(a=MET, b=MET, d=CANNOT_TELL, no_c=NOT_MET).with_evidence("a", mine)
    theirs = marked("tutor", a=MET, b=PARTLY, d=MET, no_c=MET).with_evidence("a", hers)
    pair = side_by_side(yours, theirs, scheme)
    assert [row.criterion.id for row in pair.rows] == ["a", "b", "d", "e", "no-c"]
    assert (pair.rows[0].yours.evidence, pair.rows[0].theirs.evidence) == ((mine,), (hers,))
    assert (pair.agreed, pair.compared) == (1, 3)
    assert pair.sentence == (
        "Agreed on 1 of 3 criteria that both could judge; 1 differ only in degree;"
        " 1 could not be told; 1 not marked by both."
    )
    assert pair.rows[-1].sentence == "They saw it and you did not."


def test_without_a_common_verdict_no_count_is_told() -> None:
    pair = side_by_side(marked(a=MET), marked("tutor", b=MET), SCHEME)
    assert pair.sentence == "There is no criterion that both gave a verdict on."


def test_of_each_marker_the_last_pass_counts_and_the_candidate_comes_first() -> None:
    first = marked(a=MET)
    second = first.model_copy(update={"pass_number": 2})
    tutor = marked("tutor", "Dr Finch", a=MET)
    unnamed = marked("tutor", "Candidate", a=MET)
    found = latest_of_each([tutor, second, first, Marking(), unnamed])
    assert list(found) == ["Candidate", "Dr Finch", "Tutor"]
    assert found["Candidate"] is second
    assert marker_name(unnamed) == "Tutor"


def answers(*verdicts: tuple[Verdict, Verdict]) -> list[MarkedAnswer]:
    return [
        MarkedAnswer(
            f"attempt-{place}",
            SCHEME,
            {"Candidate": marked(a=yours), "Tutor": marked("tutor", a=theirs)},
        )
        for place, (yours, theirs) in enumerate(verdicts)
    ]


def test_two_markers_have_cohens_kappa_with_n_and_interval() -> None:
    found = over_answers(answers(*[(MET, MET), (NOT_MET, NOT_MET), (MET, NOT_MET)] * 8))
    assert found.markers == ("Candidate", "Tutor")
    kappa, alpha = found.criteria[0].figures
    assert (kappa.name, kappa.answers) == ("Cohen’s kappa", 24)
    # Agreed 2/3, by chance 4/9: 0.4 by hand.
    assert kappa.value == pytest.approx(0.4)
    assert kappa.low is not None
    assert kappa.high is not None
    assert kappa.low < 0.4 < kappa.high
    assert alpha.name == "Krippendorff’s alpha"
    assert found.criteria[1].figures[0].remark.startswith("Only 0 answers")
    assert found.together[0].value == pytest.approx(0.4)


def test_three_markers_have_fleiss_kappa_of_answers_that_all_judged() -> None:
    many = [
        MarkedAnswer(
            str(place),
            SCHEME,
            {
                "Candidate": marked(a=MET if place % 2 else NOT_MET),
                "One": marked("tutor", a=MET if place % 2 else NOT_MET),
                "Two": marked("tutor", a=CANNOT_TELL if place < 5 else MET),
            },
        )
        for place in range(20)
    ]
    kappa, alpha = over_answers(many).criteria[0].figures
    assert (kappa.name, kappa.answers, alpha.answers) == ("Fleiss’ kappa", 15, 20)


def test_one_marker_agrees_with_nobody() -> None:
    alone = [MarkedAnswer("1", SCHEME, {"Candidate": marked(a=MET)})] * 20
    found = over_answers(alone)
    assert found.together == ()
    assert found.criteria[0].advice.startswith("Ticked each time in 20 answers")


def test_another_wording_is_counted() -> None:
    many = answers(*[(MET, NOT_MET)] * 10)
    other = SCHEME.model_copy(update={"criteria": (make_criterion("a", "Says another thing."),)})
    many.append(MarkedAnswer("new", other, many[0].markings))
    found = over_answers(many).criteria[0]
    assert (found.wordings, found.criterion.text) == (2, "Says another thing.")


def test_the_same_id_in_another_scheme_is_another_criterion() -> None:
    many = answers(*[(MET, MET)] * 3)
    many.append(MarkedAnswer("x", make_rubric("a", rubric="other"), many[0].markings))
    found = over_answers(many)
    assert [(one.rubric, one.criterion.id) for one in found.criteria] == [
        *(("scheme", name) for name in ("a", "b", "no-c")),
        ("other", "a"),
    ]


def test_what_never_or_always_is_ticked_is_told_to_the_author() -> None:
    trait, pitfall = make_criterion("a"), make_criterion("no-c")
    assert advice(trait, {NOT_MET: 20}, 10, 10).startswith("Never ticked in 10 answers: it may be")
    assert "nobody fell into it" in advice(pitfall, {NOT_MET: 20}, 10, 10)
    assert advice(trait, {MET: 9, PARTLY: 1}, 10, 10).startswith("Ticked each time in 10 answers")
    assert advice(trait, {CANNOT_TELL: 10}, 0, 10).startswith("In 10 answers nobody could tell")
    assert advice(trait, {MET: 1, NOT_MET: 9}, 10, 10) == ""
    assert advice(trait, {NOT_MET: 9, CANNOT_TELL: 9}, 9, 18) == ""


@pytest.mark.parametrize(
    ("name", "yours", "theirs", "steps"),
    [("a", NOT_MET, MET, 2), ("a", MET, PARTLY, -1), ("no-c", MET, NOT_MET, 2)],
)
def test_to_see_a_pitfall_and_to_miss_a_trait_is_strict(
    name: str, yours: Verdict, theirs: Verdict, steps: int
) -> None:
    assert steps_stricter(make_criterion(name), yours, theirs) == steps


def test_strictness_is_said_when_the_interval_leaves_no_doubt() -> None:
    strict = answers(*[(NOT_MET, MET), (PARTLY, MET), (MET, MET)] * 6)
    found = strictness(strict, "Candidate", "Tutor", SUBJECT)
    assert found.sentence == "You are stricter than your tutor on reflection."
    assert found.estimate.answers == 18
    assert found.estimate.value == pytest.approx(1)
    turned = strictness(strict, "Tutor", "Candidate", SUBJECT, their_name="the candidate")
    assert turned.sentence == "You are more generous than the candidate on reflection."
    assert turned.estimate.value == pytest.approx(-1)


def test_strictness_is_not_said_in_doubt_or_of_few() -> None:
    doubtful = answers(*[(NOT_MET, MET), (MET, NOT_MET)] * 10)
    found = strictness(doubtful, "Candidate", "Tutor", SUBJECT)
    assert (found.sentence, found.estimate.value) == ("", 0)
    few = strictness(answers(*[(NOT_MET, MET)] * 9), "Candidate", "Tutor", SUBJECT)
    assert (few.sentence, few.estimate.value) == ("", None)
    untold = answers(*[(CANNOT_TELL, MET)] * 20)
    assert strictness(untold, "Candidate", "Tutor", SUBJECT).estimate.answers == 0
