"""Whether one marker is stricter than another, said only where the figures leave no doubt of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mockinterview.core.agreement_figures import (
    FEWEST_ANSWERS,
    Estimate,
    Table,
    added,
    interval,
    resampled,
    too_few,
)
from mockinterview.core.agreement_over_answers import LEVELS, MarkedAnswer
from mockinterview.core.content import Criterion
from mockinterview.core.coverage import CriterionGroup
from mockinterview.core.marking import Verdict

STEPS = "steps stricter"


@dataclass(frozen=True)
class Strictness:
    """How many steps of verdict “you” are stricter; below none: more generous.

    `sentence` is empty unless the 95 % interval lies on one side of none.
    """

    estimate: Estimate
    sentence: str


def strictness(
    answers: Sequence[MarkedAnswer],
    you: str,
    they: str,
    subject: CriterionGroup,
    *,
    their_name: str = "your tutor",
) -> Strictness:
    """Compare paired verdicts on the criteria that are meant.

    Args:
        answers: each with the markings of both; others are left out.
        you: the name of the marker who is spoken to.
        they: the name of the marker compared with.
        subject: the criteria to compare on; the sentence names it by its title.
        their_name: what the sentence calls the other marker.
    """
    tables = [
        table for answer in answers if (table := _steps(answer, you, they, subject)) is not None
    ]
    if len(tables) < FEWEST_ANSWERS:
        return Strictness(Estimate(STEPS, len(tables), remark=too_few(len(tables))), "")
    low, high = interval(resampled(tables, _mean))
    found = Estimate(STEPS, len(tables), _mean(added(tables)), low, high)
    if low <= 0 <= high:
        return Strictness(found, "")
    word = "stricter" if low > 0 else "more generous"
    return Strictness(found, f"You are {word} than {their_name} on {subject.title}.")


def steps_stricter(criterion: Criterion, yours: Verdict | None, theirs: Verdict | None) -> int:
    """Steps between two verdicts: a trait not granted, or a pitfall seen, is strict.

    Raises:
        KeyError: one of them is none, or “can't tell”.
    """
    apart = LEVELS[_given(theirs)] - LEVELS[_given(yours)]
    return -apart if criterion.is_pitfall else apart


def _given(verdict: Verdict | None) -> Verdict:
    if verdict is None:
        raise KeyError(verdict)
    return verdict


def _steps(answer: MarkedAnswer, you: str, they: str, subject: CriterionGroup) -> Table | None:
    """The sum of steps and how many criteria there were; None without any."""
    if you not in answer.markings or they not in answer.markings:
        return None
    steps = []
    for criterion in answer.rubric.criteria:
        if not subject.has(answer.rubric.rubric, criterion.id):
            continue
        yours = answer.markings[you].mark(criterion.id).verdict
        theirs = answer.markings[they].mark(criterion.id).verdict
        if yours in LEVELS and theirs in LEVELS:
            steps.append(steps_stricter(criterion, yours, theirs))
    return (math.fsum(steps), float(len(steps))) if steps else None


def _mean(table: Table) -> float:
    total, count = table
    return total / count
