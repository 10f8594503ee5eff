"""What a chart over time shows, as values: points, the lines they stand on, a sentence, a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from mockinterview.core.marking import Verdict, verdict_word
from mockinterview.core.practising_next import times_missed
from mockinterview.core.progress import CriterionPoint, CriterionProgress, ThemeProgress
from mockinterview.core.tutor_agreement import TutorAgreement
from mockinterview.ui.progress.wording import date_words
from mockinterview.ui.wording import count, day_words

Look = Literal["met", "partly", "not_met", "cannot_tell", "accent"]
"""The colour of the palette and with it the shape of a point."""

_LEVELS: Final = {Verdict.NOT_MET: 0.0, Verdict.PARTLY: 1.0, Verdict.MET: 2.0}
_CANNOT_TELL_LEVEL: Final = -1.0
MOST_POINTS: Final = 300
"""More would lie on each other; the newest are shown."""


@dataclass(frozen=True)
class ChartPoint:
    """One answer: its moment, its height, and what it is in words."""

    when: dt.datetime
    level: float
    words: str
    look: Look = "accent"


@dataclass(frozen=True)
class Chart:
    """`levels` are heights with their words, from below. `sentence` says what there is to see.

    `rows` tell every point in words under `headings`, oldest first. Points of which `level` is
    below none stand apart, off the line.
    """

    name: str
    sentence: str
    points: tuple[ChartPoint, ...] = ()
    levels: tuple[tuple[float, str], ...] = ()
    headings: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = field(default=())


def theme_chart(theme: ThemeProgress) -> Chart:
    """How many content criteria were met in each marked answer on a theme."""
    points = tuple(
        ChartPoint(
            point.when,
            point.content.met / point.content.marked,
            f"{point.content.met} of {point.content.marked}",
        )
        for point in theme.points
    )
    return Chart(
        name=f"Content criteria met over time: {theme.theme}",
        sentence=_theme_sentence(theme, points) + _left_out(points),
        points=points[-MOST_POINTS:],
        levels=((0.0, "None met"), (0.5, "Half met"), (1.0, "All met")),
        headings=("Answered", "Content criteria met"),
        rows=[(day_words(point.when), point.words) for point in points[-MOST_POINTS:]],
    )


def criterion_chart(one: CriterionProgress) -> Chart:
    """The verdicts on one criterion over time; what is better stands higher."""
    kind = one.criterion.kind
    points = tuple(_verdict_point(one, point) for point in one.points)
    ordered = (Verdict.NOT_MET, Verdict.PARTLY, Verdict.MET)
    levels = tuple((_height(one, verdict), verdict_word(verdict, kind)) for verdict in ordered)
    if any(point.verdict is Verdict.CANNOT_TELL for point in one.points):
        levels = ((_CANNOT_TELL_LEVEL, verdict_word(Verdict.CANNOT_TELL, kind)), *levels)
    return Chart(
        name=f"Verdicts over time: {one.criterion.text}",
        sentence=_criterion_sentence(one) + _left_out(points),
        points=points[-MOST_POINTS:],
        levels=tuple(sorted(levels)),
        headings=("Answered", "Verdict"),
        rows=[(day_words(point.when), point.words) for point in points[-MOST_POINTS:]],
    )


def agreement_chart(tutor: TutorAgreement) -> Chart:
    """The share of verdicts that were the very same, answer by answer."""
    points = tuple(
        ChartPoint(point.when, point.agreed / point.compared, f"{point.agreed} of {point.compared}")
        for point in tutor.points
    )
    answers = count(len(tutor.points), "answer")
    told = f"You and {tutor.tutor} gave the same verdict on {tutor.agreed} of {tutor.compared}"
    span = _first_and_last("The same:", points) + _left_out(points)
    return Chart(
        name=f"The same verdicts over time: you and {tutor.tutor}",
        sentence=f"{told} criteria, in {answers}.{span}",
        points=points[-MOST_POINTS:],
        levels=((0.0, "None the same"), (0.5, "Half"), (1.0, "All the same")),
        headings=("Answered", "The same verdict"),
        rows=[(day_words(point.when), point.words) for point in points[-MOST_POINTS:]],
    )


def _verdict_point(one: CriterionProgress, point: CriterionPoint) -> ChartPoint:
    verdict = point.verdict
    word = verdict_word(verdict, one.criterion.kind)
    if verdict is Verdict.CANNOT_TELL:
        return ChartPoint(point.when, _CANNOT_TELL_LEVEL, word, "cannot_tell")
    height = _height(one, verdict)
    looks: tuple[Look, ...] = ("not_met", "partly", "met")
    return ChartPoint(point.when, height, word, looks[round(height)])


def _height(one: CriterionProgress, verdict: Verdict) -> float:
    """A pitfall that was avoided stands as high as a trait that was shown."""
    level = _LEVELS[verdict]
    return 2.0 - level if one.criterion.is_pitfall else level


def _theme_sentence(theme: ThemeProgress, points: tuple[ChartPoint, ...]) -> str:
    answers = count(theme.answers, "answer")
    if not theme.answers:
        return f"Nothing has been answered yet on “{theme.theme}”."
    if not points:
        return f"{answers} on “{theme.theme}”, none marked yet."
    marked = "" if len(points) == theme.answers else f", {len(points)} marked"
    return (
        f"{answers} on “{theme.theme}”{marked}.{_first_and_last('Content criteria met:', points)}"
    )


def _first_and_last(what: str, points: tuple[ChartPoint, ...]) -> str:
    if not points:
        return ""
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f" {what} {last.words}, on {date_words(last.when)}."
    return (
        f" {what} {first.words} the first time ({date_words(first.when)}),"
        f" {last.words} the last time ({date_words(last.when)})."
    )


def _left_out(points: tuple[ChartPoint, ...]) -> str:
    return f" The newest {MOST_POINTS} are drawn." if len(points) > MOST_POINTS else ""


def _criterion_sentence(one: CriterionProgress) -> str:
    told = [point.verdict for point in one.points if point.verdict is not Verdict.CANNOT_TELL]
    untold = len(one.points) - len(told)
    tail = f" {untold} could not be told." if untold else ""
    if not told:
        return f"Judged in {count(len(one.points), 'answer')}, and never could it be told."
    good: Verdict = Verdict.NOT_MET if one.criterion.is_pitfall else Verdict.MET
    word = verdict_word(good, one.criterion.kind).lower()
    times = sum(verdict is good for verdict in told)
    sentence = f"{word.capitalize()} in {times} of {count(len(told), 'judged answer')}."
    missed = times_missed(one)
    if missed > 1:
        bad = "Seen" if one.criterion.is_pitfall else "Not met"
        sentence += f" {bad} in the last {missed}."
    elif len(told) > 1 and told[-1] is good:
        sentence += f" {word.capitalize()} the last time."
    return sentence + tail
