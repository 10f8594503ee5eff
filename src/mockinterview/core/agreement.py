"""Markings of one attempt side by side: what was seen by both, by one, in degree, or not told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mockinterview.core.content import Criterion, Rubric
from mockinterview.core.marking import Mark, Marking, Verdict


class Relation(StrEnum):
    """How the second of two verdicts stands to the first, which is “yours”.

    Met and partly met are seen, also for a pitfall, where met means that it is there.
    """

    SAME = "same"
    ONLY_YOU = "only_you"
    ONLY_THEY = "only_they"
    DEGREE = "degree"
    CANNOT_TELL = "cannot_tell"
    NOT_MARKED = "not_marked"


_SENTENCES = {
    Relation.SAME: "The same.",
    Relation.ONLY_YOU: "You saw it and they did not.",
    Relation.ONLY_THEY: "They saw it and you did not.",
    Relation.DEGREE: "Both saw it, to another degree.",
    Relation.CANNOT_TELL: "At least one of you could not tell.",
    Relation.NOT_MARKED: "Not marked by both.",
}
_SEEN = {Verdict.MET, Verdict.PARTLY}


@dataclass(frozen=True)
class Row:
    """One criterion: the marks of two people, each with its own clips in `evidence`."""

    criterion: Criterion
    yours: Mark
    theirs: Mark

    @property
    def relation(self) -> Relation:
        """How the two verdicts stand to each other."""
        return relation(self.yours.verdict, self.theirs.verdict)

    @property
    def sentence(self) -> str:
        """The relation in words."""
        return _SENTENCES[self.relation]


@dataclass(frozen=True)
class SideBySide:
    """Two markings of one attempt, in the order of the scheme."""

    yours: Marking
    theirs: Marking
    rows: tuple[Row, ...]

    def count(self, wanted: Relation) -> int:
        """How many criteria stand in this relation."""
        return sum(row.relation is wanted for row in self.rows)

    @property
    def compared(self) -> int:
        """The criteria that both gave a verdict on other than “can't tell”."""
        apart = (Relation.CANNOT_TELL, Relation.NOT_MARKED)
        return len(self.rows) - sum(self.count(relation) for relation in apart)

    @property
    def agreed(self) -> int:
        """The compared criteria with the very same verdict; another degree is no agreement."""
        return self.count(Relation.SAME)

    @property
    def sentence(self) -> str:
        """“Agreed on 6 of 8 …”, with its convention and what was left out."""
        if not self.compared:
            return "There is no criterion that both gave a verdict on."
        parts = [f"Agreed on {self.agreed} of {self.compared} criteria that both could judge"]
        if degree := self.count(Relation.DEGREE):
            parts.append(f"{degree} differ only in degree")
        if untold := self.count(Relation.CANNOT_TELL):
            parts.append(f"{untold} could not be told")
        if unmarked := self.count(Relation.NOT_MARKED):
            parts.append(f"{unmarked} not marked by both")
        return "; ".join(parts) + "."


def relation(yours: Verdict | None, theirs: Verdict | None) -> Relation:
    """How two verdicts on one criterion stand to each other."""
    if yours is None or theirs is None:
        return Relation.NOT_MARKED
    if Verdict.CANNOT_TELL in (yours, theirs):
        return Relation.CANNOT_TELL
    if yours is theirs:
        return Relation.SAME
    if yours in _SEEN and theirs in _SEEN:
        return Relation.DEGREE
    return Relation.ONLY_YOU if yours in _SEEN else Relation.ONLY_THEY


def side_by_side(yours: Marking, theirs: Marking, rubric: Rubric) -> SideBySide:
    """Two markings, criterion by criterion of the attempt's own copy of the scheme."""
    rows = (
        Row(criterion, yours.mark(criterion.id), theirs.mark(criterion.id))
        for criterion in rubric.criteria
    )
    return SideBySide(yours, theirs, tuple(rows))


def latest_of_each(markings: Sequence[Marking]) -> dict[str, Marking]:
    """The last pass of each marker, by name; of one pass that came twice the later one.

    All candidates are one marker, “Candidate”: over many answers they are compared with tutors as
    one. Two tutors of the same name cannot be told apart. Blank markings are left out.
    """
    found: dict[str, Marking] = {}
    for marking in markings:
        if marking.is_blank:
            continue
        name = marker_name(marking)
        if name not in found or marking.pass_number >= found[name].pass_number:
            found[name] = marking
    return dict(sorted(found.items(), key=lambda item: item[1].role != "candidate"))


def marker_name(marking: Marking) -> str:
    """Who marked, for a heading; a tutor who kept the name of a candidate is “Tutor”."""
    if marking.role == "candidate":
        return "Candidate"
    return "Tutor" if marking.marker in ("", "Candidate") else marking.marker
