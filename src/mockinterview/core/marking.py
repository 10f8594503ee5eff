"""One person's marks on one attempt: verdicts, evidence, notes, overall; every change undoable."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from mockinterview.core.comments import Comment, with_comment, without_comment
from mockinterview.core.content import Category, Criterion, CriterionKind, Rubric
from mockinterview.core.model import Model
from mockinterview.core.structure import (
    Part,
    with_changed,
    with_part,
    without_part,
    without_stretch,
)


class Verdict(StrEnum):
    """What a person says about a criterion. For a pitfall `MET` means that it is there."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


_POSITIVE_WORDS = {
    Verdict.MET: "Met",
    Verdict.PARTLY: "Partly",
    Verdict.NOT_MET: "Not met",
    Verdict.CANNOT_TELL: "Can't tell",
}
_PITFALL_WORDS = {
    Verdict.MET: "Seen",
    Verdict.PARTLY: "Partly",
    Verdict.NOT_MET: "Avoided",
    Verdict.CANNOT_TELL: "Can't tell",
}

OVERALL_WORDS = {
    1: "Not yet",
    2: "Nearly there",
    3: "Sound",
    4: "Strong",
    5: "Would stand out",
}
"""The judgement of the whole, which is told in words only."""

MarkerRole = Literal["candidate", "tutor"]


def verdict_word(verdict: Verdict, kind: CriterionKind) -> str:
    """The word that a screen shows for a verdict on a criterion of this kind."""
    words = _PITFALL_WORDS if kind is CriterionKind.PITFALL else _POSITIVE_WORDS
    return words[verdict]


class Evidence(Model):
    """A span of a take, in seconds, with the words said in it (empty without a transcript)."""

    take: int = Field(ge=1)
    start: float = Field(ge=0)
    end: float = Field(ge=0)
    words: str = ""

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Evidence:
        if self.end <= self.start:
            message = "evidence must end after it starts"
            raise ValueError(message)
        return self


class Mark(Model):
    """What was said about one criterion; without a verdict it is not marked yet."""

    verdict: Verdict | None = None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""

    @property
    def is_blank(self) -> bool:
        """True while there is nothing in it."""
        return self.verdict is None and not self.evidence and not self.note


class Count(Model):
    """How many criteria of a section are met, marked, and there at all."""

    met: int
    marked: int
    total: int


class Marking(Model):
    """All marks of one marker in one pass. Changes make a new value; the old one stays whole.

    `structure` are the steps of the story that the person placed on the takes. `said_notes` are the
    places, in the attempt's `note_lines`, of the planned lines that were said. `comments` belong to
    moments and not to criteria. `is_blind` says that the model answer is covered until this first
    pass is finished; `was_uncovered` that it, or the marks of others, could be read before the end
    of that pass all the same, if only for a moment.
    """

    version: Literal[1] = 1
    marker: str = "Candidate"
    role: MarkerRole = "candidate"
    pass_number: int = Field(default=1, ge=1)
    marks: dict[str, Mark] = Field(default_factory=dict)
    overall: int | None = Field(default=None, ge=1, le=5)
    next_time: str = ""
    structure: tuple[Part, ...] = ()
    said_notes: tuple[int, ...] = ()
    comments: tuple[Comment, ...] = ()
    is_blind: bool = False
    was_uncovered: bool = False

    def mark(self, criterion_id: str) -> Mark:
        """The mark on a criterion, blank when there is none."""
        return self.marks.get(criterion_id, Mark())

    def with_verdict(self, criterion_id: str, verdict: Verdict | None) -> Marking:
        """The same marks with this verdict; `None` takes the verdict away."""
        return self._with(criterion_id, verdict=verdict)

    def with_note(self, criterion_id: str, note: str) -> Marking:
        """The same marks with this note."""
        return self._with(criterion_id, note=note)

    def with_evidence(self, criterion_id: str, evidence: Evidence) -> Marking:
        """The same marks with one more citation, in order of time; the same span counts once."""
        cited = self.mark(criterion_id).evidence
        if any(_same_span(evidence, other) for other in cited):
            return self
        ordered = sorted((*cited, evidence), key=lambda item: (item.take, item.start))
        return self._with(criterion_id, evidence=tuple(ordered))

    def without_evidence(self, criterion_id: str, index: int) -> Marking:
        """The same marks without the citation at this place of the criterion's list."""
        cited = list(self.mark(criterion_id).evidence)
        del cited[index]
        return self._with(criterion_id, evidence=tuple(cited))

    def with_trimmed(self, criterion_id: str, index: int, evidence: Evidence) -> Marking:
        """The same marks with other ends of the citation at this place of the criterion's list."""
        return self.without_evidence(criterion_id, index).with_evidence(criterion_id, evidence)

    def with_part(self, part: Part) -> Marking:
        """The same marks with one more step of the story; what lay under it is cut back."""
        return self.model_copy(update={"structure": with_part(self.structure, part)})

    def with_changed_part(self, old: Part, new: Part) -> Marking:
        """The same marks with another step or other ends of one part of the story."""
        return self.model_copy(update={"structure": with_changed(self.structure, old, new)})

    def without_part(self, part: Part) -> Marking:
        """The same marks without one part of the story."""
        return self.model_copy(update={"structure": without_part(self.structure, part)})

    def without_stretch(self, take: int, start: float, end: float) -> Marking:
        """The same marks with no step of the story between two moments of a take."""
        left = without_stretch(self.structure, take, start, end)
        return self.model_copy(update={"structure": left})

    def with_comment(self, comment: Comment) -> Marking:
        """The same marks with this comment, in the place of one on the very same stretch."""
        return self.model_copy(update={"comments": with_comment(self.comments, comment)})

    def without_comment(self, place: tuple[int, float, float]) -> Marking:
        """The same marks without the comment at this place: take, start and end."""
        return self.model_copy(update={"comments": without_comment(self.comments, place)})

    def with_note_said(self, place: int, *, is_said: bool) -> Marking:
        """The same marks with a planned line ticked as said, or not."""
        said = (set(self.said_notes) | {place}) if is_said else (set(self.said_notes) - {place})
        return self.model_copy(update={"said_notes": tuple(sorted(said))})

    def with_blind(self, *, is_blind: bool) -> Marking:
        """The same marks, made with the model answer covered, or not."""
        return self.model_copy(update={"is_blind": is_blind})

    def as_uncovered(self) -> Marking:
        """The same marks, made by somebody who could read what is kept back meanwhile."""
        return self.model_copy(update={"was_uncovered": True})

    @property
    def is_unseen(self) -> bool:
        """Whether the model answer was covered from the first mark to the last."""
        return self.is_blind and not self.was_uncovered

    def with_overall(self, overall: int | None) -> Marking:
        """The same marks with this overall judgement, 1 (not yet) to 5 (would stand out)."""
        return self.model_copy(update={"overall": overall})

    def with_next_time(self, sentence: str) -> Marking:
        """The same marks with what the candidate will do differently."""
        return self.model_copy(update={"next_time": sentence})

    def count(self, rubric: Rubric, category: Category) -> Count:
        """Positive criteria of one category: content and communication never add up."""
        return self._count(rubric.section(CriterionKind.POSITIVE, category))

    def count_pitfalls(self, rubric: Rubric) -> Count:
        """Pitfalls of the scheme; `met` counts those that were seen."""
        return self._count(rubric.section(CriterionKind.PITFALL))

    @property
    def is_blank(self) -> bool:
        """True while nothing at all has been said."""
        said = self.marks or self.next_time or self.structure or self.said_notes or self.comments
        return not said and self.overall is None

    def _count(self, criteria: list[Criterion]) -> Count:
        verdicts = [self.mark(criterion.id).verdict for criterion in criteria]
        return Count(
            met=sum(verdict is Verdict.MET for verdict in verdicts),
            marked=sum(verdict is not None for verdict in verdicts),
            total=len(criteria),
        )

    def _with(self, criterion_id: str, **changes: object) -> Marking:
        changed = self.mark(criterion_id).model_copy(update=changes)
        marks = {key: value for key, value in self.marks.items() if key != criterion_id}
        if not changed.is_blank:
            marks[criterion_id] = changed
        return self.model_copy(update={"marks": marks})


def _same_span(one: Evidence, other: Evidence) -> bool:
    return (one.take, one.start, one.end) == (other.take, other.start, other.end)
