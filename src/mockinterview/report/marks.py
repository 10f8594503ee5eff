"""The marks as figures for other programs: JSON with a schema, and a table. docs/reports.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from pydantic import Field

from mockinterview.core.agreement import marker_name
from mockinterview.core.attempt import Attempt
from mockinterview.core.comments import Comment
from mockinterview.core.comparison import Change, Comparison
from mockinterview.core.content import Category, Criterion, CriterionKind
from mockinterview.core.lengths import as_clock
from mockinterview.core.marking import (
    OVERALL_WORDS,
    Evidence,
    MarkerRole,
    Marking,
    Verdict,
    verdict_word,
)
from mockinterview.core.model import Model, Moment
from mockinterview.core.structure import Part
from mockinterview.core.transcript_formats import unformulated
from mockinterview.report.clean_text import clean

MARKS_COLUMNS: Final = (
    *("candidate", "attempt", "answered", "question", "prompt", "scheme"),
    *("marker", "role", "pass", "overall", "overall_word", "next_time"),
    *("criterion", "kind", "category", "text", "verdict", "word", "note", "evidence"),
)


class MarkedCriterion(Model):
    """A criterion of the attempt's own copy of the scheme and one person's mark on it."""

    id: str
    kind: CriterionKind
    category: Category
    text: str
    verdict: Verdict | None = Field(description="null: not marked. For a pitfall met: it is there.")
    word: str = Field(description="The verdict as screens say it, or empty.")
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


class OnePersonsMarks(Model):
    """All marks of one marker in one pass."""

    marker: str
    role: MarkerRole
    pass_number: int
    is_blind: bool
    overall: int | None = Field(description="1 (not yet) to 5 (would stand out).")
    next_time: str
    criteria: tuple[MarkedCriterion, ...]
    comments: tuple[Comment, ...] = ()
    structure: tuple[Part, ...] = ()


class MarkedAttempt(Model):
    """An attempt and the marks on it; `candidate` is as named in the pack, or empty."""

    id: str
    candidate: str = ""
    created: Moment
    question: str
    prompt: str
    theme: str
    bank: str
    scheme: str
    scheme_title: str
    take: int | None = Field(description="The number of the take that counts.")
    seconds: float
    markings: tuple[OnePersonsMarks, ...]


class CriterionChange(Model):
    """What became of a criterion from the first to the second attempt of a comparison."""

    criterion: str
    change: Change
    is_reworded: bool = False


class ExportedMarks(Model):
    """What a report is as JSON. `changes` is empty unless two attempts are compared."""

    version: Literal[1] = 1
    kind: Literal["attempt", "comparison", "agreement", "class"]
    attempts: tuple[MarkedAttempt, ...]
    changes: tuple[CriterionChange, ...] = ()


def marked_attempt(
    attempt: Attempt, markings: Sequence[Marking], candidate: str = ""
) -> MarkedAttempt:
    """The marks on one attempt as figures."""
    take = attempt.counting_take
    return MarkedAttempt(
        id=attempt.id,
        candidate=candidate,
        created=attempt.created,
        question=attempt.question.id,
        prompt=attempt.question.prompt,
        theme=attempt.question.theme,
        bank=attempt.bank,
        scheme=attempt.rubric.rubric,
        scheme_title=attempt.rubric.title,
        take=take.number if take else None,
        seconds=round(take.seconds, 3) if take else 0,
        markings=tuple(_marks(attempt, marking) for marking in markings),
    )


def comparison_marks(found: Comparison) -> ExportedMarks:
    """Two attempts, the older first, and what changed."""
    sides = (found.before, found.after)
    return ExportedMarks(
        kind="comparison",
        attempts=tuple(marked_attempt(side.attempt, [side.marking]) for side in sides),
        changes=tuple(
            CriterionChange(
                criterion=each.criterion.id, change=each.change, is_reworded=each.is_reworded
            )
            for each in found.criteria
        ),
    )


def marks_as_json(marks: ExportedMarks) -> bytes:
    """The whole file in UTF-8."""
    return (marks.model_dump_json(indent=2) + "\n").encode("utf-8", "replace")


def marks_as_csv(marks: ExportedMarks) -> bytes:
    """A row for each criterion and marking, after RFC 4180, in UTF-8 with a byte order mark.

    What a spreadsheet would take for a formula is led by an apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(MARKS_COLUMNS)
    for attempt in marks.attempts:
        for row in _rows(attempt):
            writer.writerow([unformulated(clean(cell)) for cell in row])
    return stream.getvalue().encode("utf-8-sig", "replace")


def _marks(attempt: Attempt, marking: Marking) -> OnePersonsMarks:
    return OnePersonsMarks(
        marker=marker_name(marking),
        role=marking.role,
        pass_number=marking.pass_number,
        is_blind=marking.is_blind,
        overall=marking.overall,
        next_time=marking.next_time,
        criteria=tuple(_criterion(criterion, marking) for criterion in attempt.rubric.criteria),
        comments=marking.comments,
        structure=marking.structure,
    )


def _criterion(criterion: Criterion, marking: Marking) -> MarkedCriterion:
    mark = marking.mark(criterion.id)
    return MarkedCriterion(
        id=criterion.id,
        kind=criterion.kind,
        category=criterion.category,
        text=criterion.text,
        verdict=mark.verdict,
        word=verdict_word(mark.verdict, criterion.kind) if mark.verdict else "",
        note=mark.note,
        evidence=mark.evidence,
    )


def _rows(attempt: MarkedAttempt) -> Iterator[list[str]]:
    about = [attempt.candidate, attempt.id, attempt.created.isoformat(), attempt.question]
    about += [attempt.prompt, attempt.scheme]
    for one in attempt.markings:
        overall = "" if one.overall is None else str(one.overall)
        marker = [one.marker, one.role, str(one.pass_number), overall]
        marker += [OVERALL_WORDS.get(one.overall or 0, ""), one.next_time]
        for each in one.criteria:
            mark = [each.id, each.kind.value, each.category.value, each.text]
            mark += [each.verdict.value if each.verdict else "", each.word, each.note]
            yield [*about, *marker, *mark, " | ".join(_cited(cited) for cited in each.evidence)]


def _cited(evidence: Evidence) -> str:
    """“take 1, 0:07–0:12: the words”."""
    place = f"take {evidence.take}, {as_clock(evidence.start)}–{as_clock(evidence.end)}"
    return f"{place}: {evidence.words}" if evidence.words else place
