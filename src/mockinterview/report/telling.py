"""Marks in the words of a report: verdicts with shape and tone, citations with their clips."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mockinterview import __version__
from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Category, Criterion, CriterionKind, Rubric
from mockinterview.core.lengths import as_clock
from mockinterview.core.marking import (
    OVERALL_WORDS,
    Evidence,
    Mark,
    Marking,
    Verdict,
    verdict_word,
)
from mockinterview.core.measures import Measure
from mockinterview.report.document import ClipOf, Fact, Judgement, Said, Tone

SHAPES: Final = {
    (Verdict.MET, False): ("✓", Tone.MET),
    (Verdict.PARTLY, False): ("◐", Tone.PARTLY),
    (Verdict.NOT_MET, False): ("✕", Tone.NOT_MET),
    (Verdict.CANNOT_TELL, False): ("?", Tone.CANNOT_TELL),
    (Verdict.MET, True): ("▲", Tone.NOT_MET),
    (Verdict.PARTLY, True): ("◐", Tone.PARTLY),
    (Verdict.NOT_MET, True): ("✓", Tone.MET),
    (Verdict.CANNOT_TELL, True): ("?", Tone.CANNOT_TELL),
}
"""Shape and tone of a verdict, by whether the criterion is a pitfall. Signs that no phone draws as
a small picture."""

NOT_MARKED: Final = "Not marked"
SECTIONS: Final = (
    ("Content", CriterionKind.POSITIVE, Category.CONTENT),
    ("Communication", CriterionKind.POSITIVE, Category.COMMUNICATION),
    ("Pitfalls to avoid", CriterionKind.PITFALL, None),
)


@dataclass(frozen=True)
class Teller:
    """Tells of the marks on one attempt; `clip_of` gives the sound, or nothing."""

    attempt: Attempt
    clip_of: ClipOf

    def judgement(self, criterion: Criterion, mark: Mark, who: str = "") -> Judgement:
        """What one marker said of a criterion, each citation with its clip."""
        said = tuple(self.cited(evidence) for evidence in mark.evidence)
        if mark.verdict is None:
            return Judgement(NOT_MARKED, "–", Tone.CANNOT_TELL, who, said, mark.note)
        shape, tone = SHAPES[mark.verdict, criterion.is_pitfall]
        word = verdict_word(mark.verdict, criterion.kind)
        return Judgement(word, shape, tone, who, said, mark.note)

    def cited(self, evidence: Evidence) -> Said:
        """A citation."""
        place = self.place(evidence.take, evidence.start, evidence.end)
        clip = self.clip_of(self.attempt.id, evidence.take, evidence.start, evidence.end)
        return Said(place, evidence.words, clip)

    def comments(self, marking: Marking) -> tuple[Said, ...]:
        """The comments of a marker, in order of time."""
        return tuple(
            Said(
                self.place(one.take, one.start, one.end),
                clip=self.clip_of(self.attempt.id, one.take, one.start, one.end),
                remark=one.text,
            )
            for one in marking.comments
        )

    def whole(self) -> Said | None:
        """The take that counts, to be heard from beginning to end; None without sound."""
        take = self.attempt.counting_take
        clip = self.clip_of(self.attempt.id, take.number, None, None) if take else None
        return Said(f"Take {take.number}", clip=clip) if take and clip else None

    def place(self, take: int, start: float, end: float) -> str:
        """“0:07–0:12”, and of which take where it is not the one that counts."""
        counting = self.attempt.counting_take
        stretch = f"{as_clock(start)}–{as_clock(end)}"
        is_other = counting is not None and counting.number != take
        return f"Take {take}, {stretch}" if is_other else stretch


def by_section(rubric: Rubric) -> Iterator[tuple[str, list[tuple[int, Criterion]]]]:
    """The headings of the checklist that have criteria, each criterion with its number."""
    number = 0
    for heading, kind, category in SECTIONS:
        criteria = rubric.section(kind, category)
        if criteria:
            yield heading, list(enumerate(criteria, start=number + 1))
            number += len(criteria)


def counted(marking: Marking, rubric: Rubric, heading: str) -> str:
    """“3 of 5 met”, with what is not marked; of pitfalls how many were seen."""
    kind, category = next(
        (kind, category) for title, kind, category in SECTIONS if title == heading
    )
    if kind is CriterionKind.PITFALL or category is None:
        count, word = marking.count_pitfalls(rubric), "seen"
    else:
        count, word = marking.count(rubric, category), "met"
    left = count.total - count.marked
    told = f"{count.met} of {count.total} {word}"
    return f"{told}, {left} not marked" if left else told


def overall_told(marking: Marking) -> str:
    """“Sound”, or that nothing was said."""
    return OVERALL_WORDS.get(marking.overall or 0, "not judged")


def measure_fact(measure: Measure) -> Fact:
    """A measure with what is ordinary, how it is defined and where that comes from."""
    told = "; ".join((measure.value, *measure.remarks))
    source = f"Source: {measure.source.title}." if measure.source else ""
    more = " ".join(part for part in (measure.ordinary, measure.definition, source) if part)
    return Fact(measure.title, told, more)


def day(moment: dt.datetime) -> str:
    """“24 November 2026”."""
    return f"{moment.day} {moment:%B %Y}"


def short_day(moment: dt.datetime) -> str:
    """“24 Nov 2026”."""
    return f"{moment.day} {moment:%b %Y}"


def answer_line(attempt: Attempt) -> str:
    """Which answer it is: take, day, length, bank."""
    take = attempt.counting_take
    parts = [day(attempt.created)]
    if take is not None and take.seconds > 0:
        parts = [f"Take {take.number}", *parts, as_clock(take.seconds)]
    parts += [attempt.question.theme, attempt.bank_title or attempt.bank]
    return " · ".join(part for part in parts if part)


def made_by(now: dt.datetime) -> str:
    """Who made the report and when; and who did the judging."""
    return (
        f"Made with Mock Interview {__version__} on {day(now)}."
        " Every verdict was given by a person; the program marks nothing."
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, parted by empty lines."""
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def markers_told(names: Sequence[str]) -> str:
    """“Candidate”, “Candidate and Dr Shah”, “A, B and C”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
