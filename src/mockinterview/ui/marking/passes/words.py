"""What is told of two passes. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.core.content import CriterionKind, Rubric
from mockinterview.core.marking import Marking, Verdict, verdict_word
from mockinterview.core.passes import FIRST, Moved
from mockinterview.ui.marking.wording import NumberedCriterion

NOT_MARKED = "Not marked"


def is_covered(marking: Marking) -> bool:
    """Whether the model answer is kept back from this marking."""
    return marking.pass_number == FIRST and marking.is_blind


def is_complete(marking: Marking, rubric: Rubric) -> bool:
    """Whether every criterion has a verdict."""
    return all(marking.mark(criterion.id).verdict is not None for criterion in rubric.criteria)


def first_remark(marking: Marking, *, is_complete: bool) -> str:
    """How the first pass stands: all judged, covered, or covered after it could be read."""
    if is_complete:
        return "Every criterion has a verdict."
    if not is_covered(marking):
        return ""
    if marking.was_uncovered:
        return "The model answer is covered again; it was shown before."
    return "The model answer is covered."


def moved_sentence(moved: Sequence[Moved], rubric: Rubric, *, was_blind: bool) -> str:
    """“3 of 9 changed after reading the model answer”."""
    since = "after reading the model answer" if was_blind else "in the second pass"
    if not moved:
        return f"None of {len(rubric.criteria)} changed {since}"
    return f"{len(moved)} of {len(rubric.criteria)} changed {since}"


def moved_line(entry: NumberedCriterion, change: Moved) -> str:
    """“2 Gives a fitting example of leading other people: Met, then Partly”."""
    kind = change.criterion.kind
    before, after = (_word(verdict, kind) for verdict in (change.before, change.after))
    text = change.criterion.text.rstrip(".")
    return f"{entry.number}  {text}: {before}, then {after[0].lower()}{after[1:]}"


def earlier_words(entry: NumberedCriterion, change: Moved) -> str:
    """“First pass: Met”."""
    return f"First pass: {_word(change.before, entry.criterion.kind)}"


def _word(verdict: Verdict | None, kind: CriterionKind) -> str:
    return verdict_word(verdict, kind) if verdict is not None else NOT_MARKED
