"""What verdicts come to: weights, halves, rounding, and when nothing is said."""

from __future__ import annotations

import pytest

from mockinterview.core.content import Category, Criterion, CriterionKind, MarkSplit, Rubric
from mockinterview.core.marking import Marking, Verdict
from mockinterview.core.weighing import marks_in_words, share

CONTENT = Category.CONTENT


def rubric(*weights: float, split: bool = True) -> Rubric:
    criteria = tuple(
        Criterion(
            id=f"c{number}",
            kind=CriterionKind.POSITIVE,
            category=CONTENT,
            text="Says it.",
            weight=weight,
        )
        for number, weight in enumerate(weights)
    )
    marks = MarkSplit(content=6, communication=4) if split else None
    return Rubric(rubric="scheme", version=1, title="Scheme", criteria=criteria, marks=marks)


def marking(*verdicts: Verdict | None) -> Marking:
    made = Marking()
    for number, verdict in enumerate(verdicts):
        made = made.with_verdict(f"c{number}", verdict)
    return made


MET, PARTLY, NOT_MET = Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ((MET, MET, MET), "6 of 6"),
        ((MET, PARTLY, NOT_MET), "3 of 6"),
        ((MET, MET, NOT_MET), "4 of 6"),
        ((PARTLY, NOT_MET, NOT_MET), "1 of 6"),
        ((NOT_MET, NOT_MET, NOT_MET), "0 of 6"),
        ((MET, MET, None), ""),
        ((MET, MET, Verdict.CANNOT_TELL), ""),
    ],
)
def test_marks_of_three_equal_criteria(verdicts: tuple[Verdict | None, ...], words: str) -> None:
    assert marks_in_words(marking(*verdicts), rubric(1, 1, 1), CONTENT) == words


def test_what_is_rounded_is_about() -> None:
    assert marks_in_words(
        marking(MET, MET, MET, PARTLY, NOT_MET), rubric(1, 1, 1, 1, 1), CONTENT
    ) == ("about 4 of 6")


def test_weights_count() -> None:
    assert share(marking(MET, NOT_MET), rubric(2, 1), CONTENT) == pytest.approx(2 / 3)
    assert marks_in_words(marking(MET, NOT_MET), rubric(2, 1), CONTENT) == "4 of 6"


def test_a_scheme_without_a_split_and_an_empty_category_say_nothing() -> None:
    assert marks_in_words(marking(MET), rubric(1, split=False), CONTENT) == ""
    assert marks_in_words(marking(MET), rubric(1), Category.COMMUNICATION) == ""
