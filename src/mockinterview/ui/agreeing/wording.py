"""What the page says of two markings. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mockinterview.core.agreement import Relation, Row, SideBySide
from mockinterview.core.content import Rubric
from mockinterview.core.marking import OVERALL_WORDS, Mark, Marking
from mockinterview.ui.agreeing.reading import YOU
from mockinterview.ui.marking.wording import NumberedCriterion, numbered_criteria, status_word
from mockinterview.ui.wording import count

_ORDER = (
    *(Relation.ONLY_THEY, Relation.ONLY_YOU, Relation.DEGREE),
    *(Relation.SAME, Relation.CANNOT_TELL, Relation.NOT_MARKED),
)
"""What there is to talk about comes first."""

NOBODY_ELSE = (
    "Hand the answer over as a pack; when it comes back marked, both sets of marks stand here side "
    "by side."
)
KEPT_BACK = "You are marking this answer blind"
KEPT_BACK_HINT = "Finish your first pass; then both sets of marks stand here side by side."
NOT_BEGUN = "You have not marked this answer yet"
NOT_BEGUN_HINT = (
    "Mark it first, and nobody’s marks lead yours. If you only want to read, they can be shown "
    "now; marks that you make here later are then not blind."
)
SHOW_ALL_THE_SAME = "Show the marks"


class Numbered(NamedTuple):
    """A criterion with its number on the page, and both marks."""

    entry: NumberedCriterion
    row: Row


class Section(NamedTuple):
    """The criteria that stand in one relation."""

    relation: Relation
    title: str
    rows: Sequence[Numbered]


def sections(side: SideBySide, rubric: Rubric, you: str, they: str) -> list[Section]:
    """The criteria by how the marks stand to each other; empty ones are left out.

    Args:
        side: both markings.
        rubric: the mark scheme.
        you: what the heading of the first says.
        they: that of the second.
    """
    by_id = {row.criterion.id: row for row in side.rows}
    entries = numbered_criteria(rubric)
    found = []
    for relation in _ORDER:
        rows = [
            Numbered(entry, by_id[entry.criterion.id])
            for entry in entries
            if by_id[entry.criterion.id].relation is relation
        ]
        if rows:
            found.append(Section(relation, relation_title(relation, you, they), rows))
    return found


def relation_title(relation: Relation, you: str, they: str) -> str:
    """“Dr Finch saw it and you did not”."""
    mine = "you" if you == YOU else you
    titles = {
        Relation.ONLY_THEY: f"{they} saw it and {mine} did not",
        Relation.ONLY_YOU: f"{you} saw it and {they} did not",
        Relation.DEGREE: "Both saw it, to another degree",
        Relation.CANNOT_TELL: "At least one could not tell",
        Relation.NOT_MARKED: "Not marked by both",
        Relation.SAME: "The same",
    }
    return titles[relation]


def agreed_title(side: SideBySide) -> str:
    """“Agreed on 6 of 8”."""
    if not side.compared:
        return "Nothing to compare yet"
    return f"Agreed on {side.agreed} of {side.compared}"


def agreed_remark(side: SideBySide) -> str:
    """What the figure counts and what it leaves out."""
    if not side.compared:
        if side.yours.is_blank:
            return "You have not marked this answer yet. Mark it, and see where you agree."
        return "There is no criterion that both gave a verdict on."
    parts = ["of the criteria that both could judge"]
    if degree := side.count(Relation.DEGREE):
        parts.append(f"{degree} {'differs' if degree == 1 else 'differ'} only in degree")
    if untold := side.count(Relation.CANNOT_TELL):
        parts.append(f"{untold} could not be told")
    if unmarked := side.count(Relation.NOT_MARKED):
        parts.append(f"{unmarked} not marked by both")
    return "; ".join(parts)


def overall_word(marking: Marking) -> str:
    """“Sound”; a dash where there is none."""
    return OVERALL_WORDS[marking.overall] if marking.overall is not None else "–"


def spoken(numbered: Numbered, you: str, they: str) -> str:
    """What a screen reader says of a criterion."""
    entry, row = numbered
    parts = [
        f"{entry.number}. {entry.criterion.text.rstrip('.')}",
        f"{you}: {_told(row.yours, row)}",
        f"{they}: {_told(row.theirs, row)}",
        relation_title(row.relation, you, they),
    ]
    return ". ".join(parts)


def cites_nothing(name: str) -> str:
    """“You cited nothing here.”"""
    return f"{name} cited nothing here."


def _told(mark: Mark, row: Row) -> str:
    parts = [status_word(mark, row.criterion)]
    if mark.evidence:
        parts.append(count(len(mark.evidence), "citation"))
    if mark.note:
        parts.append(f"note: {mark.note}")
    return ", ".join(parts)
