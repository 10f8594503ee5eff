"""What the Progress page says. Qt-free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from mockinterview.core.agreement_figures import FEWEST_ANSWERS, Estimate
from mockinterview.core.next_time import Happened
from mockinterview.core.progress import DomainProgress, ThemeProgress
from mockinterview.core.strictness import Strictness
from mockinterview.core.tutor_agreement import TutorAgreement
from mockinterview.progress_overview import Overview
from mockinterview.ui.wording import count, day_words

HAPPENED_WORDS: Final = {Happened.YES: "Yes", Happened.PARTLY: "Partly", Happened.NO: "No"}

_BAR_LEGEND: Final = "Solid: met the last time. Hatched: judged, and not met."


def date_words(moment: dt.datetime) -> str:
    """A day as a person says it: 24 Nov 2026."""
    return day_words(moment).split(",", maxsplit=1)[0]


def waited_words(last: dt.datetime | None, now: dt.datetime) -> str:
    """How long ago: “today”, “yesterday”, “18 days ago”, or “never”."""
    if last is None:
        return "never"
    days = (now.date() - last.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def summary_words(overview: Overview) -> str:
    """“12 answers, 9 of them marked, since 3 Oct 2026.”"""
    answers = len(overview.practised)
    if not answers:
        return ""
    first = date_words(overview.practised[0].when)
    marked = "all" if overview.marked == answers else str(overview.marked)
    whose = f"{marked} of them marked" if overview.marked else "none marked yet"
    return f"{count(answers, 'answer')}, {whose}, since {first}. Samples do not count."


def themes_sentence(themes: Sequence[ThemeProgress]) -> str:
    """How many of the themes that are wanted were answered."""
    named = [theme for theme in themes if theme.is_named]
    done = sum(bool(theme.answers) for theme in named)
    if done == len(named):
        return f"All {len(named)} themes that Imperial names have been answered."
    return f"{done} of the {len(named)} themes that Imperial names have been answered."


def theme_words(theme: ThemeProgress, now: dt.datetime) -> str:
    """“3 answers, the last one 5 days ago”."""
    if not theme.answers:
        return "Not answered yet"
    last = "" if theme.answers == 1 else "the last one "
    return f"{count(theme.answers, 'answer')}, {last}{waited_words(theme.last, now)}"


def domains_sentence(domains: Sequence[DomainProgress]) -> str:
    """Which domain has least, and that the reading is our own."""
    if not domains:
        return ""
    if not any(domain.judged for domain in domains):
        return "No criterion that belongs to a domain has been judged yet."
    least = min(domains, key=lambda one: (one.judged / one.total, one.domain.title))
    most = max(domains, key=lambda one: (one.judged / one.total, one.domain.title))
    if least.judged / least.total == most.judged / most.total:
        return f"All domains are judged alike. {_BAR_LEGEND}"
    return (
        f"Most is judged of “{most.domain.title}”, least of “{least.domain.title}”"
        f" ({least.judged} of {count(least.total, 'criterion', 'criteria')}). {_BAR_LEGEND}"
    )


def domain_words(domain: DomainProgress) -> str:
    """“4 of 8 criteria judged, 3 met the last time”."""
    total = count(domain.total, "criterion", "criteria")
    if not domain.judged:
        return f"None of {total} judged"
    return f"{domain.judged} of {total} judged, {domain.met} met the last time"


def strict_words(strict: Strictness) -> str:
    """The sentence with its number and its interval; empty where nothing is said."""
    estimate = strict.estimate
    if not strict.sentence or estimate.low is None or estimate.high is None:
        return ""
    ends = sorted((abs(estimate.low), abs(estimate.high)))
    return (
        f"{strict.sentence} By {ends[0]:.1f} to {ends[1]:.1f} steps a criterion (95 % interval,"
        f" {count(estimate.answers, 'answer')})."
    )


def agreement_words(tutor: TutorAgreement) -> str:
    """What agreement beyond chance there is, or that there is too little to tell."""
    answers = len(tutor.points)
    if answers < FEWEST_ANSWERS:
        return (
            f"Marked by both: {count(answers, 'answer')}. From {FEWEST_ANSWERS} on, agreement"
            " beyond chance is told, and who is stricter."
        )
    return " ".join(figure_words(figure) for figure in tutor.figures)


def figure_words(estimate: Estimate) -> str:
    """“Cohen's kappa 0.61 (95 % interval 0.44 to 0.78, 14 answers).”"""
    if estimate.value is None:
        return f"{estimate.name}: {estimate.remark}"
    if estimate.low is None or estimate.high is None:
        told = f"{estimate.name} {estimate.value:.2f} ({count(estimate.answers, 'answer')})."
        return f"{told} {estimate.remark}"
    return (
        f"{estimate.name} {estimate.value:.2f} (95 % interval {estimate.low:.2f} to"
        f" {estimate.high:.2f}, {count(estimate.answers, 'answer')})."
    )
