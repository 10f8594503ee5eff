"""What is told of two passes. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.core.content import Criterion, CriterionKind, Rubric
from mockinterview.core.marking import Mark, Marking, Verdict, verdict_word
from mockinterview.core.passes import FIRST, Moved, cite_the_same
from mockinterview.ui.marking.wording import NumberedCriterion, quoted

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


def moved_sentence(
    moved: Sequence[Moved], reworked: Sequence[Criterion], rubric: Rubric, *, was_blind: bool
) -> str:
    """“3 of 9 changed after reading the model answer; 1 more in its note or citations”."""
    since = "after reading the model answer" if was_blind else "in the second pass"
    told = f"{len(moved) or 'None'} of {len(rubric.criteria)} changed {since}"
    if not reworked:
        return told
    more = " more" if moved else ""
    whose = "its note" if len(reworked) == 1 else "their notes"
    return f"{told}; {len(reworked)}{more} in {whose} or citations"


def moved_line(entry: NumberedCriterion, change: Moved) -> str:
    """“2 Gives a fitting example of leading other people: Met, then Partly”."""
    kind = change.criterion.kind
    before, after = (_word(verdict, kind) for verdict in (change.before, change.after))
    text = change.criterion.text.rstrip(".")
    return f"{entry.number}  {text}: {before}, then {after[0].lower()}{after[1:]}"


def reworked_line(entry: NumberedCriterion, before: Mark, after: Mark) -> str:
    """“3 Gives a fitting example of following: another note, other citations”."""
    what = [
        *(["another note"] if before.note != after.note else []),
        *([] if cite_the_same(before, after) else ["other citations"]),
    ]
    return f"{entry.number}  {entry.criterion.text.rstrip('.')}: {', '.join(what)}"


def earlier_words(entry: NumberedCriterion, before: Mark, after: Mark) -> str:
    """“First pass: Met · Note: Say when. · Cited: “I led.””: what is another now; else empty."""
    parts = []
    if before.verdict is not after.verdict:
        parts.append(_word(before.verdict, entry.criterion.kind))
    if before.note != after.note:
        parts.append(f"Note: {before.note}" if before.note else "No note")
    if not cite_the_same(before, after):
        cited = ", ".join(quoted(one) for one in before.evidence)
        parts.append(f"Cited: {cited}" if cited else "Nothing cited")
    return f"First pass: {' · '.join(parts)}" if parts else ""


def _word(verdict: Verdict | None, kind: CriterionKind) -> str:
    return verdict_word(verdict, kind) if verdict is not None else NOT_MARKED
