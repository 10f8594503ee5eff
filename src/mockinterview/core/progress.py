"""What was practised, over time: criteria, themes, what is covered and what has waited longest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Category, Criterion, Question
from mockinterview.core.coverage import Coverage, CriterionGroup
from mockinterview.core.marking import Count, Marking, Verdict


@dataclass(frozen=True)
class Practised:
    """One attempt with sound in it and the candidate's newest marks, which may be blank."""

    attempt: Attempt
    marking: Marking

    @property
    def when(self) -> dt.datetime:
        """When the attempt was made; UTC where its file tells no time zone."""
        return made_at(self.attempt)


@dataclass(frozen=True)
class CriterionPoint:
    """A verdict at a moment."""

    when: dt.datetime
    attempt: str
    verdict: Verdict


@dataclass(frozen=True)
class CriterionProgress:
    """A criterion of one scheme over time, in its newest wording; points oldest first."""

    rubric: str
    criterion: Criterion
    points: tuple[CriterionPoint, ...]


@dataclass(frozen=True)
class ThemePoint:
    """How many content criteria were met in an answer, of those that were marked."""

    when: dt.datetime
    attempt: str
    content: Count


@dataclass(frozen=True)
class ThemeProgress:
    """A theme: its answers, marked or not, when the last was made, and marked ones over time.

    `is_named` says that it is one of the themes that the interview is known to have.
    """

    theme: str
    is_named: bool
    answers: int
    last: dt.datetime | None
    points: tuple[ThemePoint, ...]


@dataclass(frozen=True)
class DomainProgress:
    """A domain: criteria that belong to it, how many were ever judged, and last found met."""

    domain: CriterionGroup
    judged: int
    met: int

    @property
    def total(self) -> int:
        """How many criteria of the mark schemes belong to it."""
        return len(self.domain.criteria)


@dataclass(frozen=True)
class Waiting:
    """A question and when it was last answered; None: never."""

    question: Question
    last: dt.datetime | None


def made_at(attempt: Attempt) -> dt.datetime:
    """When an attempt was made, so that all can be put in order."""
    made = attempt.created
    return made if made.tzinfo is not None else made.replace(tzinfo=dt.UTC)


def in_order(practised: Sequence[Practised]) -> list[Practised]:
    """Oldest first, those of one moment by their id."""
    return sorted(practised, key=lambda one: (one.when, one.attempt.id))


def criteria_over_time(practised: Sequence[Practised]) -> list[CriterionProgress]:
    """Every criterion that was ever judged; “can't tell” is a point, too."""
    criteria: dict[tuple[str, str], Criterion] = {}
    points: dict[tuple[str, str], list[CriterionPoint]] = {}
    for one in in_order(practised):
        for criterion in one.attempt.rubric.criteria:
            verdict = one.marking.mark(criterion.id).verdict
            if verdict is None:
                continue
            key = (one.attempt.rubric.rubric, criterion.id)
            criteria[key] = criterion
            points.setdefault(key, []).append(CriterionPoint(one.when, one.attempt.id, verdict))
    return [
        CriterionProgress(rubric, criteria[rubric, name], tuple(found))
        for (rubric, name), found in points.items()
    ]


def themes_over_time(practised: Sequence[Practised], coverage: Coverage) -> list[ThemeProgress]:
    """The named themes in their order, practised or not, then others as they were practised."""
    answers: dict[str, list[Practised]] = {theme: [] for theme in coverage.themes}
    for one in in_order(practised):
        answers.setdefault(one.attempt.question.theme, []).append(one)
    return [
        ThemeProgress(
            theme=theme,
            is_named=theme in coverage.themes,
            answers=len(found),
            last=found[-1].when if found else None,
            points=tuple(point for one in found if (point := _theme_point(one)) is not None),
        )
        for theme, found in answers.items()
    ]


def domains_covered(
    criteria: Sequence[CriterionProgress], coverage: Coverage
) -> list[DomainProgress]:
    """Each domain; a criterion counts as met by its last verdict other than “can't tell”."""
    last = {
        f"{one.rubric}/{one.criterion.id}": told[-1]
        for one in criteria
        if (told := [p.verdict for p in one.points if p.verdict is not Verdict.CANNOT_TELL])
    }
    return [
        DomainProgress(
            domain=domain,
            judged=sum(name in last for name in domain.criteria),
            met=sum(last.get(name) is Verdict.MET for name in domain.criteria),
        )
        for domain in coverage.domains
    ]


def longest_waiting(practised: Sequence[Practised], questions: Sequence[Question]) -> list[Waiting]:
    """All questions, never answered ones first in the order of the banks, then the oldest."""
    last = {one.attempt.question.id: one.when for one in in_order(practised)}
    waiting = [Waiting(question, last.get(question.id)) for question in questions]
    beginning = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(waiting, key=lambda one: one.last or beginning)


def _theme_point(one: Practised) -> ThemePoint | None:
    """None while no content criterion is marked."""
    count = one.marking.count(one.attempt.rubric, Category.CONTENT)
    return ThemePoint(one.when, one.attempt.id, count) if count.marked else None
