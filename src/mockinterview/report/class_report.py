"""A class as a report: a table for each mark scheme, tallies of verdicts, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from mockinterview.core.class_overview import ClassOverview, OverviewRow
from mockinterview.core.content import Criterion
from mockinterview.core.marking import OVERALL_WORDS, Verdict, verdict_word
from mockinterview.report.document import (
    Block,
    Cell,
    Document,
    Fact,
    Facts,
    Grid,
    Prose,
    Section,
    Tone,
)
from mockinterview.report.telling import NOT_MARKED, SHAPES, made_by, short_day

_LEGEND = (
    "✓ met, or a pitfall avoided · ◐ partly · ✕ not met · ▲ a pitfall seen · ? can’t tell"
    " · – not marked"
)
_OTHER_SCHEME = "* marked by another state of the mark scheme"


def class_report(overviews: Sequence[ClassOverview], title: str, now: dt.datetime) -> Document:
    """The tables of a class; `title` is what it is called, or empty."""
    answers = sum(len(overview.rows) for overview in overviews)
    candidates = {row.submission.candidate for one in overviews for row in one.rows}
    line = f"{_counted(len(candidates), 'candidate')} · {_counted(answers, 'answer')}"
    sections = [section for overview in overviews for section in _sections(overview)]
    if not sections:
        nothing = Prose(("There are no answers in this class yet.",))
        sections = [Section("Answers", (nothing,))]
    return Document("Class report", title or "Class", line, tuple(sections), made_by(now))


def _sections(overview: ClassOverview) -> Iterator[Section]:
    numbers = range(1, len(overview.rubric.criteria) + 1)
    head = ("Candidate", *(str(number) for number in numbers), "Overall", "Answered")
    grid = Grid(
        "Every answer against the criteria, by their numbers below",
        head,
        tuple(_row(overview, row) for row in overview.rows),
    )
    remarks = [_LEGEND]
    if any(row.has_other_scheme for row in overview.rows):
        remarks.append(_OTHER_SCHEME)
    blocks: tuple[Block, ...] = (grid, Prose((" · ".join(remarks),), is_quiet=True))
    yield Section(overview.rubric.title, blocks, _counted(len(overview.rows), "answer"))
    criteria = tuple(
        Fact(str(place + 1), criterion.text, _tally(overview, place, criterion))
        for place, criterion in enumerate(overview.rubric.criteria)
    )
    yield Section(f"Criteria of “{overview.rubric.title}”", (Facts(criteria, is_narrow=True),))
    wishes = tuple(
        Fact(_name(row), row.submission.marking.next_time.strip())
        for row in overview.rows
        if row.submission.marking.next_time.strip()
    )
    if wishes:
        yield Section(f"Next time: “{overview.rubric.title}”", (Facts(wishes),))


def _row(overview: ClassOverview, row: OverviewRow) -> tuple[Cell, ...]:
    verdicts = (
        _cell(criterion, verdict)
        for criterion, verdict in zip(overview.rubric.criteria, row.verdicts, strict=True)
    )
    overall = OVERALL_WORDS.get(row.submission.marking.overall or 0, "–")
    name = f"{_name(row)} *" if row.has_other_scheme else _name(row)
    answered = short_day(row.submission.attempt.created)
    return (Cell(name), *verdicts, Cell(overall), Cell(answered))


def _cell(criterion: Criterion, verdict: Verdict | None) -> Cell:
    if verdict is None:
        return Cell("–", Tone.CANNOT_TELL, NOT_MARKED)
    shape, tone = SHAPES[verdict, criterion.is_pitfall]
    return Cell(shape, tone, verdict_word(verdict, criterion.kind))


def _tally(overview: ClassOverview, place: int, criterion: Criterion) -> str:
    tally = overview.tally(place)
    told = [
        f"{verdict_word(verdict, criterion.kind)} {count}"
        for verdict, count in tally.items()
        if count
    ]
    if left := len(overview.rows) - sum(tally.values()):
        told.append(f"not marked {left}")
    return ", ".join(told)


def _name(row: OverviewRow) -> str:
    return row.submission.candidate or "Unnamed"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
