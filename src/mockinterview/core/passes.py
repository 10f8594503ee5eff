"""Two passes over one answer: the second begins with the first, and what moved is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mockinterview.core.content import Criterion, Rubric
from mockinterview.core.marking import Evidence, Mark, Marking, Verdict

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


def reworked(first: Marking, second: Marking, rubric: Rubric) -> list[Criterion]:
    """The criteria that kept their verdict and have another note or other citations."""
    pairs = [(one, first.mark(one.id), second.mark(one.id)) for one in rubric.criteria]
    return [
        criterion
        for criterion, before, after in pairs
        if before.verdict is after.verdict
        and not (before.note == after.note and cite_the_same(before, after))
    ]


def cite_the_same(one: Mark, other: Mark) -> bool:
    """Whether two marks cite the same places; one that was only trimmed is the same place."""
    return _are_all_in(one.evidence, other.evidence) and _are_all_in(other.evidence, one.evidence)


def keeps_others_back(own: Marking, *, is_blind_wanted: bool) -> bool:
    """Whether the marks of others are kept back from whoever makes these.

    They are during a blind first pass, and before it is begun; not from somebody who chose to see
    them first (`was_uncovered`).

    Args:
        own: the person's own marks, perhaps blank.
        is_blind_wanted: whether marks that are begun now will be blind.
    """
    if own.pass_number != FIRST:
        return False
    return is_blind_wanted and not own.was_uncovered if own.is_blank else own.is_blind


def _are_all_in(some: Sequence[Evidence], others: Sequence[Evidence]) -> bool:
    return all(any(_share_time(one, other) for other in others) for one in some)


def _share_time(one: Evidence, other: Evidence) -> bool:
    return one.take == other.take and one.start < other.end and other.start < one.end
