"""What the page says of two answers. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from mockinterview.core.comparison import Change, ChangedCriterion, Comparison, Side
from mockinterview.core.marking import OVERALL_WORDS, Mark, Marking
from mockinterview.ui.marking.wording import status_word
from mockinterview.ui.wording import clock_words, count, day_words

TITLES: Final = {
    Change.BETTER: "Better",
    Change.WORSE: "Worse",
    Change.SAME: "The same",
    Change.ONLY_AFTER: "New in the later mark scheme",
    Change.ONLY_BEFORE: "Only in the earlier mark scheme",
    Change.CANNOT_TELL: "Cannot be compared",
    Change.NOT_MARKED: "Not marked in both",
}
"""In this order: what changed comes first."""

REWORDED: Final = "The criterion was worded otherwise the first time."
NO_MEASURES: Final = "Nothing was measured in either answer."
MEASURES_REMARK: Final = "Measures inform; they are no marks, and more is not better."
KEPT_BACK: Final = "You are marking one of these answers blind."
KEPT_BACK_HINT: Final = "Finish your first pass of it; then both answers stand here side by side."
NO_WORDS: Final = "There is no transcript of this answer."


class Section(NamedTuple):
    """The criteria with one kind of change."""

    change: Change
    title: str
    rows: Sequence[ChangedCriterion]


def sections(found: Comparison) -> list[Section]:
    """The criteria by what became of them; empty ones are left out."""
    return [
        Section(change, title, rows)
        for change, title in TITLES.items()
        if (rows := [one for one in found.criteria if one.change is change])
    ]


def heads(found: Comparison) -> tuple[str, str]:
    """What stands over the columns: “Earlier · 24 Nov 2026, 19:40 · 1:48”."""
    return f"Earlier · {_side(found.before)}", f"Later · {_side(found.after)}"


def _side(side: Side) -> str:
    take = side.attempt.counting_take
    length = f" · {clock_words(take.seconds)}" if take is not None else ""
    return f"{day_words(side.attempt.created)}{length}"


def words_line(found: Comparison) -> str:
    """“142 words, then 187”."""
    return f"{count(found.words_before, 'word')}, then {found.words_after}"


def overall_word(marking: Marking) -> str:
    """“Sound”; a dash where there is none."""
    return OVERALL_WORDS[marking.overall] if marking.overall is not None else "–"


def next_time_words(marking: Marking) -> str:
    """The sentence in quotation marks; a dash where there is none."""
    sentence = marking.next_time.strip()
    return f"“{sentence}”" if sentence else "–"


def spoken(one: ChangedCriterion) -> str:
    """What a screen reader says of a criterion."""
    parts = [
        one.criterion.text.rstrip("."),
        f"Earlier: {_told(one.before, one)}",
        f"later: {_told(one.after, one)}",
        TITLES[one.change],
    ]
    if one.is_reworded:
        parts.append(REWORDED.rstrip("."))
    return ". ".join(parts)


def _told(mark: Mark, one: ChangedCriterion) -> str:
    parts = [status_word(mark, one.criterion)]
    if mark.evidence:
        parts.append(count(len(mark.evidence), "citation"))
    if mark.note:
        parts.append(f"note: {mark.note}")
    return ", ".join(parts)
