"""How far markers agree over many answers, criterion by criterion, and what a scheme may mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mockinterview.core.agreement_figures import (
    FEWEST_ANSWERS,
    Estimate,
    Statistic,
    Unit,
    cohens_kappa,
    estimate,
    fleiss_kappa,
    krippendorffs_alpha,
)
from mockinterview.core.content import Criterion, Rubric
from mockinterview.core.marking import Marking, Verdict

LEVELS: Final = {Verdict.NOT_MET: 0, Verdict.PARTLY: 1, Verdict.MET: 2}
"""The order of verdicts; “can't tell” has no place in it and counts as missing."""


@dataclass(frozen=True)
class MarkedAnswer:
    """One attempt with its markings by the name of the marker (`agreement.latest_of_each`).

    `doubled` are the names under which different marks of the same pass came: sent again, or by two
    people of one name. The later ones count.
    """

    attempt: str
    rubric: Rubric
    markings: Mapping[str, Marking]
    doubled: tuple[str, ...] = ()


def doubled_sentence(names: Sequence[str]) -> str:
    """That different marks came under these names, and which of them count."""
    quoted = " and ".join(f"“{name}”" for name in names)
    return (
        f"Different marks came from {quoted}, sent again or by two people of one name; the later"
        " ones count."
    )


@dataclass(frozen=True)
class CriterionAgreement:
    """A criterion of one scheme over many answers.

    `figures` are kappa and alpha. `wordings` is how many wordings of it the answers were marked by.
    `advice` is for the scheme's author, or empty.
    """

    rubric: str
    criterion: Criterion
    figures: tuple[Estimate, ...]
    verdicts: Mapping[Verdict, int]
    wordings: int
    advice: str


@dataclass(frozen=True)
class AgreementOverAnswers:
    """Who is compared, all criteria taken together, and each of them."""

    markers: tuple[str, ...]
    together: tuple[Estimate, ...]
    criteria: tuple[CriterionAgreement, ...]


def over_answers(
    answers: Sequence[MarkedAnswer], markers: Sequence[str] = ()
) -> AgreementOverAnswers:
    """The agreement of these markers, or of all there are.

    With two markers Cohen's kappa, with more Fleiss' (only answers that all of them judged), and
    Krippendorff's alpha, which takes what there is. Takes seconds where there are hundreds of
    answers: for an executor.
    """
    names = tuple(markers) or _names(answers)
    statistics = _statistics(len(names))
    units = [
        [_unit(answer, criterion.id, names) for criterion in answer.rubric.criteria]
        for answer in answers
    ]
    criteria = tuple(_criterion(place, found, names) for place, found in _by_criterion(answers))
    together = tuple(estimate(units, statistic) for statistic in statistics)
    return AgreementOverAnswers(names, together, criteria)


def advice(criterion: Criterion, verdicts: Mapping[Verdict, int], told: int, judged: int) -> str:
    """What a scheme's author may want to know; empty where nothing stands out.

    Args:
        criterion: the criterion.
        verdicts: how often each verdict was given on it, by anybody.
        told: answers in which somebody could tell.
        judged: answers in which somebody gave a verdict at all.
    """
    if judged >= FEWEST_ANSWERS and not told:
        return f"In {judged} answers nobody could tell: it may ask for what cannot be heard."
    if told < FEWEST_ANSWERS:
        return ""
    if not verdicts.get(Verdict.NOT_MET):
        return f"Ticked each time in {told} answers: it does not tell answers apart."
    if verdicts.get(Verdict.MET) or verdicts.get(Verdict.PARTLY):
        return ""
    if criterion.is_pitfall:
        return f"Never ticked in {told} answers: nobody fell into it, or it is worded too narrowly."
    return f"Never ticked in {told} answers: it may be too hard, or worded too narrowly."


def _names(answers: Sequence[MarkedAnswer]) -> tuple[str, ...]:
    """In the order in which they first come."""
    return tuple(dict.fromkeys(name for answer in answers for name in answer.markings))


def _statistics(markers: int) -> tuple[Statistic, ...]:
    """None for a single marker, who agrees or disagrees with nobody."""
    if markers < 2:
        return ()
    kappa = cohens_kappa(len(LEVELS)) if markers == 2 else fleiss_kappa(len(LEVELS), markers)
    return kappa, krippendorffs_alpha(len(LEVELS))


def _by_criterion(
    answers: Sequence[MarkedAnswer],
) -> Iterator[tuple[str, list[tuple[MarkedAnswer, Criterion]]]]:
    """By scheme and id: the same id in another scheme may ask for something else."""
    found: dict[tuple[str, str], list[tuple[MarkedAnswer, Criterion]]] = {}
    for answer in answers:
        for criterion in answer.rubric.criteria:
            key = (answer.rubric.rubric, criterion.id)
            found.setdefault(key, []).append((answer, criterion))
    for (rubric, _), entries in found.items():
        yield rubric, entries


def _criterion(
    rubric: str, entries: Sequence[tuple[MarkedAnswer, Criterion]], names: Sequence[str]
) -> CriterionAgreement:
    criterion = entries[-1][1]
    units = [[_unit(answer, criterion.id, names)] for answer, _ in entries]
    given = [
        [verdict for name in names if (verdict := _verdict(answer, criterion.id, name)) is not None]
        for answer, _ in entries
    ]
    verdicts = Counter(verdict for each in given for verdict in each)
    told = sum(any(verdict in LEVELS for verdict in each) for each in given)
    return CriterionAgreement(
        rubric=rubric,
        criterion=criterion,
        figures=tuple(estimate(units, statistic) for statistic in _statistics(len(names))),
        verdicts=dict(verdicts),
        wordings=len({each.text for _, each in entries}),
        advice=advice(criterion, verdicts, told, sum(map(bool, given))),
    )


def _unit(answer: MarkedAnswer, criterion_id: str, names: Sequence[str]) -> Unit:
    verdicts = [_verdict(answer, criterion_id, name) for name in names]
    return tuple(None if verdict is None else LEVELS.get(verdict) for verdict in verdicts)


def _verdict(answer: MarkedAnswer, criterion_id: str, name: str) -> Verdict | None:
    marking = answer.markings.get(name)
    return marking.mark(criterion_id).verdict if marking else None
