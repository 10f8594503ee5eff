"""What to practise next, with its reason: five rules that a person can read (docs/progress.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mockinterview.core.content import Question
from mockinterview.core.coverage import Coverage
from mockinterview.core.marking import Verdict
from mockinterview.core.next_time import Intention
from mockinterview.core.progress import (
    CriterionProgress,
    Practised,
    Waiting,
    criteria_over_time,
    longest_waiting,
    themes_over_time,
)

MOST_SUGGESTIONS: Final = 3
MISSED_TIMES: Final = 2
"""In so many judged answers in a row a criterion must have been missed."""
WAITED_DAYS: Final = 14
"""Our own convention: two weeks in a preparation of about ten."""

Rule = Literal["new-theme", "intention", "missed", "waited", "new-question"]


@dataclass(frozen=True)
class Suggestion:
    """A question, the rule that chose it, and the reason in a sentence."""

    question: Question
    rule: Rule
    reason: str


def practise_next(
    practised: Sequence[Practised],
    questions: Sequence[Question],
    intentions: Sequence[Intention],
    coverage: Coverage,
    now: dt.datetime,
) -> list[Suggestion]:
    """At most `MOST_SUGGESTIONS`, each question once, by the first rule that fits it.

    Args:
        practised: what was answered, in any order.
        questions: those that there are to choose from.
        intentions: the “next time” sentences, oldest first.
        coverage: the themes that are wanted.
        now: the moment, with its time zone.
    """
    waiting = longest_waiting(practised, questions)
    found: dict[str, Suggestion] = {}
    for suggestion in (
        *_of_new_themes(practised, waiting, coverage),
        *_of_intentions(intentions, waiting),
        *_of_missed(criteria_over_time(practised), waiting),
        *_of_waited(practised, waiting, coverage, now),
        *_of_new_questions(waiting),
    ):
        found.setdefault(suggestion.question.id, suggestion)
        if len(found) == MOST_SUGGESTIONS:
            break
    return list(found.values())


def _of_new_themes(
    practised: Sequence[Practised], waiting: Sequence[Waiting], coverage: Coverage
) -> Iterator[Suggestion]:
    for theme in themes_over_time(practised, coverage):
        question = _first_of(waiting, theme.theme)
        if theme.is_named and not theme.answers and question is not None:
            reason = f"Nothing has been answered yet on “{theme.theme}”."
            yield Suggestion(question, "new-theme", reason)


def _of_intentions(
    intentions: Sequence[Intention], waiting: Sequence[Waiting]
) -> Iterator[Suggestion]:
    """The oldest first; questions that are no longer there are left out."""
    questions = {one.question.id: one.question for one in waiting}
    for intention in intentions:
        if intention.is_open and intention.question in questions:
            reason = f"Last time you meant to do this differently: “{intention.sentence.strip()}”"
            yield Suggestion(questions[intention.question], "intention", reason)


def _of_missed(
    criteria: Sequence[CriterionProgress], waiting: Sequence[Waiting]
) -> Iterator[Suggestion]:
    """What was missed most often in a row comes first."""
    runs = [(times_missed(one), one) for one in criteria]
    for times, one in sorted(runs, key=lambda run: -run[0]):
        fitting = (each.question for each in waiting if each.question.rubric == one.rubric)
        question = next(fitting, None)
        if times >= MISSED_TIMES and question is not None:
            word = "Seen" if one.criterion.is_pitfall else "Not met"
            told = f"{word} in the last {times} answers that were judged on it"
            yield Suggestion(question, "missed", f"{told}: {one.criterion.text}")


def times_missed(one: CriterionProgress) -> int:
    """Judged answers in a row, up to the last, without the trait, or with the pitfall."""
    missed = {Verdict.MET} if one.criterion.is_pitfall else {Verdict.NOT_MET}
    told = [p.verdict for p in one.points if p.verdict is not Verdict.CANNOT_TELL]
    count = 0
    for verdict in reversed(told):
        if verdict not in missed:
            break
        count += 1
    return count


def _of_waited(
    practised: Sequence[Practised],
    waiting: Sequence[Waiting],
    coverage: Coverage,
    now: dt.datetime,
) -> Iterator[Suggestion]:
    """Named themes only; the longest wait first."""
    rested = [
        ((now - theme.last).days, theme.theme)
        for theme in themes_over_time(practised, coverage)
        if theme.is_named and theme.last is not None
    ]
    for days, theme in sorted(rested, key=lambda item: -item[0]):
        question = _first_of(waiting, theme)
        if days >= WAITED_DAYS and question is not None:
            reason = f"“{theme}” was last answered {days} days ago."
            yield Suggestion(question, "waited", reason)


def _of_new_questions(waiting: Sequence[Waiting]) -> Iterator[Suggestion]:
    for one in waiting:
        if one.last is None:
            reason = "This question has not been answered yet."
            yield Suggestion(one.question, "new-question", reason)


def _first_of(waiting: Sequence[Waiting], theme: str) -> Question | None:
    return next((one.question for one in waiting if one.question.theme == theme), None)
