"""Two passes over one answer: the second begins with the first, and what moved is told."""

from __future__ import annotations

from dataclasses import dataclass

from mockinterview.core.content import Criterion, Rubric
from mockinterview.core.marking import Marking, Verdict

FIRST = 1
SECOND = 2


@dataclass(frozen=True)
class Moved:
    """A criterion whose verdict is another in the second pass; None where there was none."""

    criterion: Criterion
    before: Verdict | None
    after: Verdict | None


def second_pass(first: Marking) -> Marking:
    """The marks that a second pass begins with: those of the first."""
    return first.model_copy(update={"pass_number": SECOND})


def moved(first: Marking, second: Marking, rubric: Rubric) -> list[Moved]:
    """The criteria whose verdict changed between two passes, in the order of the scheme."""
    found = [
        Moved(criterion, first.mark(criterion.id).verdict, second.mark(criterion.id).verdict)
        for criterion in rubric.criteria
    ]
    return [each for each in found if each.before is not each.after]
