"""A class at a glance: answers of candidates against the criteria of one scheme, also as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Criterion, Rubric
from mockinterview.core.marking import Marking, Verdict, verdict_word
from mockinterview.core.progress import made_at
from mockinterview.core.transcript_formats import unformulated


@dataclass(frozen=True)
class Submission:
    """One answer of a candidate, as named in the pack, with one person's marks on it."""

    candidate: str
    attempt: Attempt
    marking: Marking


@dataclass(frozen=True)
class OverviewRow:
    """A submission and its verdicts in the order of the criteria; None: not marked, or not there.

    `has_other_scheme` says that it was marked by another state of the scheme.
    """

    submission: Submission
    verdicts: tuple[Verdict | None, ...]
    has_other_scheme: bool


@dataclass(frozen=True)
class ClassOverview:
    """One table for one mark scheme, in the state of the newest attempt; rows by candidate."""

    rubric: Rubric
    rows: tuple[OverviewRow, ...]

    def tally(self, place: int) -> dict[Verdict, int]:
        """How often each verdict was given on the criterion at this place."""
        given = [row.verdicts[place] for row in self.rows]
        return {verdict: given.count(verdict) for verdict in Verdict}


def overviews(submissions: Sequence[Submission]) -> list[ClassOverview]:
    """A table for each mark scheme, in the order of their titles."""
    schemes: dict[str, list[Submission]] = {}
    for one in submissions:
        schemes.setdefault(one.attempt.rubric.rubric, []).append(one)
    found = [_overview(of_scheme) for of_scheme in schemes.values()]
    return sorted(found, key=lambda overview: overview.rubric.title)


def as_csv(overview: ClassOverview) -> str:
    """A table with a heading: candidate, attempt, question, each criterion, overall, next time.

    What a spreadsheet would take for a formula is led by an apostrophe: names come from others.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    texts = [criterion.text for criterion in overview.rubric.criteria]
    head = ("candidate", "attempt", "question", *texts, "overall", "next time")
    writer.writerow([unformulated(text) for text in head])
    for row in overview.rows:
        writer.writerow([unformulated(cell) for cell in _cells(overview, row)])
    return stream.getvalue()


def _overview(submissions: Sequence[Submission]) -> ClassOverview:
    newest = max(submissions, key=lambda one: made_at(one.attempt))
    rubric = newest.attempt.rubric
    ordered = sorted(
        submissions,
        key=lambda one: (one.candidate.casefold(), made_at(one.attempt), one.attempt.id),
    )
    return ClassOverview(rubric, tuple(_row(one, rubric) for one in ordered))


def _row(one: Submission, rubric: Rubric) -> OverviewRow:
    own = {criterion.id: criterion for criterion in one.attempt.rubric.criteria}
    verdicts = tuple(
        one.marking.mark(criterion.id).verdict if _is_there(criterion, own) else None
        for criterion in rubric.criteria
    )
    asked = [(each.id, each.kind, each.text) for each in one.attempt.rubric.criteria]
    wanted = [(each.id, each.kind, each.text) for each in rubric.criteria]
    return OverviewRow(one, verdicts, has_other_scheme=asked != wanted)


def _is_there(criterion: Criterion, own: dict[str, Criterion]) -> bool:
    """Whether the answer was marked on it; as another kind a verdict would mean the opposite."""
    return criterion.id in own and own[criterion.id].kind is criterion.kind


def _cells(overview: ClassOverview, row: OverviewRow) -> list[str]:
    marking = row.submission.marking
    words = [
        verdict_word(verdict, criterion.kind) if verdict else ""
        for criterion, verdict in zip(overview.rubric.criteria, row.verdicts, strict=True)
    ]
    attempt = row.submission.attempt
    overall = "" if marking.overall is None else str(marking.overall)
    return [
        row.submission.candidate,
        attempt.id,
        attempt.question.prompt,
        *words,
        overall,
        marking.next_time,
    ]
