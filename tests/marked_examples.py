"""Schemes, markings and attempts in few words, for tests of looking back."""

from __future__ import annotations

import datetime as dt

from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Criterion, CriterionKind, Question, Rubric
from mockinterview.core.marking import Mark, MarkerRole, Marking, Verdict
from tests.pack_examples import make_attempt

MET, PARTLY, NOT_MET, CANNOT_TELL = Verdict
BEGINNING = dt.datetime(2026, 10, 1, 18, 0, tzinfo=dt.UTC)


def make_criterion(name: str, text: str = "") -> Criterion:
    """A trait; a pitfall when its name begins with “no-”."""
    kind = CriterionKind.PITFALL if name.startswith("no-") else CriterionKind.POSITIVE
    return Criterion(id=name, kind=kind, text=text or f"Says {name}.")


def make_rubric(*names: str, rubric: str = "scheme") -> Rubric:
    criteria = tuple(make_criterion(name) for name in names)
    return Rubric(rubric=rubric, version=1, title=rubric.capitalize(), criteria=criteria)


def marked(role: MarkerRole = "candidate", marker: str = "", **verdicts: Verdict) -> Marking:
    """Marks by criterion; `no_pitfall` stands for `no-pitfall`."""
    marks = {name.replace("_", "-"): Mark(verdict=verdict) for name, verdict in verdicts.items()}
    return Marking(role=role, marker=marker or role.capitalize(), marks=marks)


def make_question(name: str, theme: str = "Ethics", rubric: str = "scheme") -> Question:
    return Question(id=name, prompt=f"{name}?", theme=theme, rubric=rubric)


def made_attempt(day: int, question: Question, rubric: Rubric, prefix: str = "attempt") -> Attempt:
    """An attempt made so many days after the beginning."""
    return make_attempt(
        id=f"{prefix}-{day}",
        created=BEGINNING + dt.timedelta(days=day),
        question=question,
        rubric=rubric,
    )
