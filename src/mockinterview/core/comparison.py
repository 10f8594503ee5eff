"""Two attempts at one question side by side: what changed, with clips, measures and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mockinterview.core.agreement_over_answers import LEVELS
from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Criterion, Rubric
from mockinterview.core.marking import Mark, Marking, Verdict
from mockinterview.core.measures import Measure, MeasureName
from mockinterview.core.progress import made_at


class Change(StrEnum):
    """What became of a criterion. For a pitfall that was seen, not to see it is better."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"
    NOT_MARKED = "not_marked"
    ONLY_BEFORE = "only_before"
    ONLY_AFTER = "only_after"


@dataclass(frozen=True)
class Side:
    """One attempt: whose marks are compared, what was measured, and what was said (or empty)."""

    attempt: Attempt
    marking: Marking
    measures: Sequence[Measure] = ()
    text: str = ""


@dataclass(frozen=True)
class ChangedCriterion:
    """A criterion of the newer scheme, or one that only the older had.

    The clips are the `evidence` of the marks; their takes are those of their own attempt.
    `is_reworded` says that the text differs, so that the verdicts are not quite about the same.
    """

    criterion: Criterion
    before: Mark
    after: Mark
    change: Change
    is_reworded: bool = False


@dataclass(frozen=True)
class MeasurePair:
    """One measure in both attempts; None where it was not taken."""

    name: MeasureName
    title: str
    before: Measure | None
    after: Measure | None


@dataclass(frozen=True)
class Comparison:
    """The older attempt before, the newer after. `scheme_remark` is empty for one and the same."""

    before: Side
    after: Side
    criteria: tuple[ChangedCriterion, ...]
    measures: tuple[MeasurePair, ...]
    words_before: int
    words_after: int
    scheme_remark: str

    def count(self, change: Change) -> int:
        """How many criteria changed so."""
        return sum(each.change is change for each in self.criteria)

    @property
    def sentence(self) -> str:
        """What changed, in a sentence: no sum, since criteria are not worth the same."""
        better, worse = self.count(Change.BETTER), self.count(Change.WORSE)
        same = self.count(Change.SAME)
        if not better + worse + same:
            return "No criterion was judged in both."
        return f"Better on {better}, the same on {same}, worse on {worse}."


def compare(one: Side, other: Side) -> Comparison:
    """Compare two attempts, whichever is given first.

    Raises:
        ValueError: they answer different questions.
    """
    if one.attempt.question.id != other.attempt.question.id:
        message = f"{one.attempt.question.id} is not {other.attempt.question.id}"
        raise ValueError(message)
    before, after = sorted((one, other), key=lambda side: made_at(side.attempt))
    return Comparison(
        before=before,
        after=after,
        criteria=_criteria(before, after),
        measures=_measures(before.measures, after.measures),
        words_before=len(before.text.split()),
        words_after=len(after.text.split()),
        scheme_remark=scheme_remark(before.attempt.rubric, after.attempt.rubric),
    )


def change_of(criterion: Criterion, before: Verdict | None, after: Verdict | None) -> Change:
    """What became of a criterion that both schemes have."""
    if before is None or after is None:
        return Change.NOT_MARKED
    if before not in LEVELS or after not in LEVELS:
        return Change.CANNOT_TELL
    steps = LEVELS[after] - LEVELS[before]
    if criterion.is_pitfall:
        steps = -steps
    if steps == 0:
        return Change.SAME
    return Change.BETTER if steps > 0 else Change.WORSE


def scheme_remark(before: Rubric, after: Rubric) -> str:
    """That two attempts were marked by different schemes, or by different states of one."""
    if before.rubric != after.rubric:
        return (
            f"They were marked by different schemes, “{before.title}” and “{after.title}”;"
            " criteria are matched by their id."
        )
    old = {criterion.id: criterion for criterion in before.criteria}
    new = {criterion.id: criterion for criterion in after.criteria}
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    reworded = sum(_is_reworded(old[name], new[name]) for name in old.keys() & new.keys())
    changes = ((added, "new"), (gone, "gone"), (reworded, "changed"))
    told = ", ".join(f"{count} {word}" for count, word in changes if count)
    return f"The mark scheme has changed between them: {told}." if told else ""


def _criteria(before: Side, after: Side) -> tuple[ChangedCriterion, ...]:
    """In the order of the newer scheme, and behind it what only the older one had."""
    old = {criterion.id: criterion for criterion in before.attempt.rubric.criteria}
    found = []
    for criterion in after.attempt.rubric.criteria:
        earlier = old.pop(criterion.id, None)
        marks = (before.marking.mark(criterion.id), after.marking.mark(criterion.id))
        if earlier is None:
            found.append(ChangedCriterion(criterion, Mark(), marks[1], Change.ONLY_AFTER))
        else:
            # Another kind turns the meaning of a verdict round: nothing can be said of better.
            is_same_kind = earlier.kind is criterion.kind
            change = change_of(criterion, marks[0].verdict, marks[1].verdict)
            if not is_same_kind:
                change = Change.CANNOT_TELL
            reworded = _is_reworded(earlier, criterion)
            found.append(ChangedCriterion(criterion, *marks, change, reworded))
    for criterion in old.values():
        mark = before.marking.mark(criterion.id)
        found.append(ChangedCriterion(criterion, mark, Mark(), Change.ONLY_BEFORE))
    return tuple(found)


def _measures(before: Sequence[Measure], after: Sequence[Measure]) -> tuple[MeasurePair, ...]:
    old = {measure.name: measure for measure in before}
    new = {measure.name: measure for measure in after}
    return tuple(
        MeasurePair(name, (new.get(name) or old[name]).title, old.get(name), new.get(name))
        for name in MeasureName
        if name in old or name in new
    )


def _is_reworded(old: Criterion, new: Criterion) -> bool:
    """Whether a marker was asked for something else; examples and notes are only help."""
    return (old.text, old.kind) != (new.text, new.kind)
