"""A candidate's own marks beside those of a tutor: how far they agreed, answer by answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mockinterview.core.agreement import side_by_side
from mockinterview.core.agreement_figures import Estimate
from mockinterview.core.agreement_over_answers import MarkedAnswer, over_answers
from mockinterview.core.coverage import CriterionGroup
from mockinterview.core.strictness import Strictness, strictness

CANDIDATE = "Candidate"


@dataclass(frozen=True)
class AgreementPoint:
    """In one answer: so many verdicts were the very same, of those that both could give."""

    when: dt.datetime
    attempt: str
    agreed: int
    compared: int


@dataclass(frozen=True)
class TutorAgreement:
    """The candidate and one tutor: each answer, oldest first; figures over all; who is stricter.

    A figure without a value says in its remark why none is told.
    """

    tutor: str
    points: tuple[AgreementPoint, ...]
    figures: tuple[Estimate, ...]
    strictness: tuple[Strictness, ...]

    @property
    def agreed(self) -> int:
        """Verdicts that were the very same, in all answers."""
        return sum(point.agreed for point in self.points)

    @property
    def compared(self) -> int:
        """Verdicts that both could give, in all answers."""
        return sum(point.compared for point in self.points)


def agreement_with_tutors(
    answers: Sequence[tuple[dt.datetime, MarkedAnswer]], subjects: Sequence[CriterionGroup]
) -> list[TutorAgreement]:
    """The candidate beside each tutor who judged any of these; most answers first.

    Takes seconds where there are hundreds of answers: for an executor.
    """
    both: dict[str, list[tuple[dt.datetime, MarkedAnswer]]] = {}
    for when, answer in sorted(answers, key=lambda one: (one[0], one[1].attempt)):
        if CANDIDATE not in answer.markings:
            continue
        for name in answer.markings:
            if name != CANDIDATE:
                both.setdefault(name, []).append((when, answer))
    found = [_with_tutor(name, each, subjects) for name, each in both.items()]
    return sorted((one for one in found if one.compared), key=lambda one: -len(one.points))


def _with_tutor(
    tutor: str,
    answers: Sequence[tuple[dt.datetime, MarkedAnswer]],
    subjects: Sequence[CriterionGroup],
) -> TutorAgreement:
    points = []
    for when, answer in answers:
        pair = side_by_side(answer.markings[CANDIDATE], answer.markings[tutor], answer.rubric)
        if pair.compared:
            points.append(AgreementPoint(when, answer.attempt, pair.agreed, pair.compared))
    marked = [answer for _, answer in answers]
    return TutorAgreement(
        tutor=tutor,
        points=tuple(points),
        figures=over_answers(marked, (CANDIDATE, tutor)).together,
        strictness=tuple(
            strictness(marked, CANDIDATE, tutor, subject, their_name=tutor) for subject in subjects
        ),
    )
