"""One attempt as a report: the marks of everybody, with clips, comments, words and measures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Category, Criterion
from mockinterview.core.lengths import as_clock
from mockinterview.core.marking import Marking, Verdict, verdict_word
from mockinterview.core.measures import Measure
from mockinterview.core.passes import moved
from mockinterview.core.structure import seconds_by_role
from mockinterview.core.weighing import marks_in_words
from mockinterview.report.document import (
    Block,
    Cell,
    Checklist,
    ClipOf,
    Document,
    Fact,
    Facts,
    Grid,
    Item,
    Prose,
    Section,
    Sounds,
)
from mockinterview.report.telling import (
    NOT_MARKED,
    Teller,
    answer_line,
    by_section,
    counted,
    made_by,
    markers_told,
    measure_fact,
    overall_told,
    paragraphs,
)


@dataclass(frozen=True)
class AttemptSubject:
    """What is told of one attempt.

    `markings` are the last pass of each marker, by name, and `firsts` the first passes of those who
    made two. `words` is the transcript as paragraphs,
    empty without one; `notes` are those of the preparation. `candidate` is as named in the pack, or
    empty.
    """

    attempt: Attempt
    markings: Mapping[str, Marking]
    words: str = ""
    measures: Sequence[Measure] = field(default=())
    notes: str = ""
    candidate: str = ""
    firsts: Mapping[str, Marking] = field(default_factory=dict)


def attempt_report(subject: AttemptSubject, clip_of: ClipOf, now: dt.datetime) -> Document:
    """The report on one attempt; without marks it is the checklist to be filled in."""
    attempt = subject.attempt
    teller = Teller(attempt, clip_of)
    markers = ["the candidate" if name == "Candidate" else name for name in subject.markings]
    marked_by = f"marked by {markers_told(markers)}" if markers else ""
    parts = (subject.candidate, answer_line(attempt), marked_by)
    return Document(
        kind="Marked answer" if subject.markings else "Answer, not marked yet",
        title=attempt.question.prompt,
        line=" · ".join(part for part in parts if part),
        sections=tuple(_sections(subject, teller)),
        remark=made_by(now),
    )


def _sections(subject: AttemptSubject, teller: Teller) -> Iterator[Section]:
    whole = teller.whole()
    if whole is not None:
        yield Section("The answer", (Sounds((whole,)),))
    if subject.markings:
        yield Section("As a whole", tuple(_as_a_whole(subject)))
    yield from _checklist(subject, teller)
    yield from _moved(subject)
    comments = [
        (name, said) for name, one in subject.markings.items() if (said := teller.comments(one))
    ]
    for name, said in comments:
        heading = "Comments" if len(subject.markings) == 1 else f"Comments: {name}"
        yield Section(heading, (Sounds(said),))
    yield from _structure(subject)
    if subject.words:
        yield Section("What was said", (Prose(paragraphs(subject.words), is_quoted=True),))
    if subject.notes.strip():
        notes = Prose(paragraphs(subject.notes), is_quoted=True)
        yield Section("Notes from the preparation", (notes,))
    if subject.measures:
        facts = Facts(tuple(measure_fact(one) for one in subject.measures))
        note = Prose(("Measures inform a person; they are no marks.",), is_quiet=True)
        yield Section("Measures", (note, facts))


def _as_a_whole(subject: AttemptSubject) -> Iterator[Block]:
    rubric = subject.attempt.rubric
    rows = []
    for heading, _ in by_section(rubric):
        rows.append((heading, [counted(one, rubric, heading) for one in subject.markings.values()]))
    for category in Category:
        told = [marks_in_words(one, rubric, category) for one in subject.markings.values()]
        if any(told):
            rows.append((f"Marks for {category.value}", told))
    rows.insert(0, ("Overall", [overall_told(one) for one in subject.markings.values()]))
    next_time = [one.next_time.strip() for one in subject.markings.values()]
    if any(next_time):
        rows.append(("Next time", next_time))
    if len(subject.markings) == 1:
        yield Facts(tuple(Fact(name, told[0] or "–") for name, told in rows))
        return
    yield Grid(
        "What each marker says of the whole",
        ("", *subject.markings),
        tuple((Cell(name), *(Cell(each or "–") for each in told)) for name, told in rows),
    )


def _checklist(subject: AttemptSubject, teller: Teller) -> Iterator[Section]:
    rubric = subject.attempt.rubric
    is_alone = len(subject.markings) <= 1
    markings = dict(subject.markings) or {"": Marking()}
    for heading, criteria in by_section(rubric):
        items = tuple(
            Item(
                number,
                criterion.text,
                tuple(
                    teller.judgement(criterion, one.mark(criterion.id), "" if is_alone else name)
                    for name, one in markings.items()
                ),
            )
            for number, criterion in criteria
        )
        only = next(iter(markings.values())) if is_alone and subject.markings else None
        aside = counted(only, rubric, heading) if only is not None else ""
        yield Section(heading, (Checklist(items),), aside)


def _moved(subject: AttemptSubject) -> Iterator[Section]:
    """What became of verdicts in the second pass of those who made one."""
    for name, first in subject.firsts.items():
        changes = moved(first, subject.markings[name], subject.attempt.rubric)
        facts = tuple(
            Fact(_word(each.criterion, each.before, each.after), each.criterion.text)
            for each in changes
        )
        heading = "Moved in the second pass"
        if len(subject.markings) > 1:
            heading = f"{heading}: {name}"
        nothing = Prose(("No verdict moved.",), is_quiet=True)
        yield Section(heading, (Facts(facts) if facts else nothing,))


def _word(criterion: Criterion, before: Verdict | None, after: Verdict | None) -> str:
    """“Not met → Partly”."""
    told = [
        verdict_word(verdict, criterion.kind) if verdict else NOT_MARKED
        for verdict in (before, after)
    ]
    return " → ".join(told)


def _structure(subject: AttemptSubject) -> Iterator[Section]:
    take = subject.attempt.counting_take
    for name, marking in subject.markings.items():
        if take is None or not marking.structure:
            continue
        lengths = seconds_by_role(marking.structure, take.number)
        if not any(lengths.values()):
            continue
        facts = tuple(
            Fact(role.value.capitalize(), as_clock(seconds) if seconds else "not placed")
            for role, seconds in lengths.items()
        )
        is_alone = len(subject.markings) == 1
        yield Section("Story" if is_alone else f"Story: {name}", (Facts(facts),))
