"""Kappa and alpha: the published worked examples, what must always hold, and when none is told."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mockinterview.core.agreement_figures import (
    ALWAYS_THE_SAME,
    FEWEST_ANSWERS,
    NEVER_DIFFERED,
    Statistic,
    Unit,
    added,
    cohens_kappa,
    estimate,
    fleiss_kappa,
    krippendorffs_alpha,
)

# Krippendorff 2011, Computing Krippendorff's alpha-reliability, section C: four observers, twelve
# units, gaps; 0 stands for a gap.
KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3),
    (0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0),
)
# Fleiss 1971: ten subjects, fourteen raters, five categories (the table as it is widely reprinted).
FLEISS = (
    *((0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1)),
    *((7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)),
)
# Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, table 18.1: two raters
# diagnose 100 subjects as psychotic, neurotic or organic.
DIAGNOSES = ((75, 1, 4), (5, 4, 1), (0, 0, 10))

VERDICTS = st.sampled_from([None, 0, 1, 2])
PAIRS = st.lists(st.tuples(VERDICTS, VERDICTS), min_size=FEWEST_ANSWERS, max_size=40)
TRIPLES = st.lists(st.tuples(VERDICTS, VERDICTS, VERDICTS), min_size=FEWEST_ANSWERS, max_size=40)


def plain(units: Sequence[Unit], statistic: Statistic) -> float | None:
    """The figure itself, however few the units are."""
    tables = [table for unit in units if (table := statistic.tabulate(unit)) is not None]
    return statistic.evaluate(added(tables)) if tables else None


def krippendorff_units() -> list[Unit]:
    columns = zip(*KRIPPENDORFF, strict=True)
    return [tuple(value - 1 if value else None for value in column) for column in columns]


@pytest.mark.parametrize(("is_ordinal", "published"), [(False, 0.743), (True, 0.815)])
def test_alpha_as_krippendorff_works_it_out(*, is_ordinal: bool, published: float) -> None:
    value = plain(krippendorff_units(), krippendorffs_alpha(5, is_ordinal=is_ordinal))
    assert value == pytest.approx(published, abs=0.0005)


def test_kappa_as_fleiss_works_it_out() -> None:
    units = [
        tuple(category for category, count in enumerate(row) for _ in range(count))
        for row in FLEISS
    ]
    assert plain(units, fleiss_kappa(5, 14)) == pytest.approx(0.210, abs=0.0005)


def test_cohens_kappa_as_fleiss_levin_and_paik_work_it_out() -> None:
    units = [
        (one, other)
        for one, row in enumerate(DIAGNOSES)
        for other, count in enumerate(row)
        for _ in range(count)
    ]
    assert plain(units, cohens_kappa(3)) == pytest.approx(0.68, abs=0.005)
    found = estimate([[unit] for unit in units], cohens_kappa(3))
    assert found.answers == 100
    assert found.low is not None
    assert found.high is not None
    # The large-sample standard error (Fleiss, Cohen and Everitt 1969) is 0.088: 0.50 to 0.85.
    assert found.low == pytest.approx(0.50, abs=0.05)
    assert found.high == pytest.approx(0.85, abs=0.05)


def test_cohens_kappa_of_two_readers_of_fifty_grant_proposals() -> None:
    """A widely reprinted example: both say yes 20 times, both no 15, one yes 5, the other 10."""
    counts = {(0, 0): 20, (0, 1): 5, (1, 0): 10, (1, 1): 15}
    units = [unit for unit, count in counts.items() for _ in range(count)]
    assert plain(units, cohens_kappa(2)) == pytest.approx(0.4)


@given(PAIRS)
def test_nothing_depends_on_the_order_of_answers_or_markers(units: list[Unit]) -> None:
    turned = [unit[::-1] for unit in units]
    mixed = units[::-1]
    for statistic in (cohens_kappa(3), krippendorffs_alpha(3), fleiss_kappa(3, 2)):
        value = plain(units, statistic)
        for other in (turned, mixed):
            assert plain(other, statistic) == (None if value is None else pytest.approx(value))


@given(TRIPLES, st.permutations(range(3)))
def test_names_of_categories_do_not_matter_but_for_the_order_of_ordinal(
    units: list[Unit], names: list[int]
) -> None:
    renamed = [tuple(None if v is None else names[v] for v in unit) for unit in units]
    turned = [tuple(None if v is None else 2 - v for v in unit) for unit in units]
    for statistic, other in (
        (fleiss_kappa(3, 3), renamed),
        (krippendorffs_alpha(3, is_ordinal=False), renamed),
        (krippendorffs_alpha(3), turned),
    ):
        value = plain(units, statistic)
        assert plain(other, statistic) == (None if value is None else pytest.approx(value))


@given(st.lists(st.integers(0, 2), min_size=FEWEST_ANSWERS, max_size=40))
def test_perfect_agreement_is_one_and_has_no_interval(values: list[int]) -> None:
    assume(len(set(values)) > 1)
    for statistic, markers in (
        (cohens_kappa(3), 2),
        (fleiss_kappa(3, 3), 3),
        (krippendorffs_alpha(3), 4),
    ):
        found = estimate([[(value,) * markers] for value in values], statistic)
        assert (found.value, found.low, found.high) == (1, None, None)
        assert found.remark == NEVER_DIFFERED


def test_chance_is_about_nought_and_its_interval_holds_nought() -> None:
    chance = random.Random(7)
    answers = [[tuple(chance.choices(range(3), k=2))] for _ in range(400)]
    for statistic in (cohens_kappa(3), krippendorffs_alpha(3), fleiss_kappa(3, 2)):
        found = estimate(answers, statistic)
        assert found.value == pytest.approx(0, abs=0.1)
        assert found.low is not None
        assert found.high is not None
        assert found.low < 0 < found.high
        assert found.high - found.low < 0.25


@pytest.mark.slow
def test_the_interval_holds_the_true_figure_about_as_often_as_it_says() -> None:
    """Two markers who give the true verdict four times in five: kappa of the model is 0.64."""
    chance = random.Random(11)

    def verdict(true: int) -> int:
        return true if chance.random() < 0.8 else chance.randrange(2)

    def answers(count: int) -> list[list[Unit]]:
        truths = chance.choices(range(2), k=count)
        return [[(verdict(true), verdict(true))] for true in truths]

    whole = plain([answer[0] for answer in answers(200_000)], cohens_kappa(2))
    assert whole is not None
    assert whole == pytest.approx(0.64, abs=0.01)
    held = 0
    for _ in range(200):
        found = estimate(answers(40), cohens_kappa(2))
        assert found.low is not None
        assert found.high is not None
        held += found.low <= whole <= found.high
    assert 0.85 * 200 <= held <= 199


def test_the_interval_does_not_depend_on_the_order_of_answers() -> None:
    chance = random.Random(5)
    answers: list[list[Unit]] = [[tuple(chance.choices(range(3), k=2))] for _ in range(40)]
    turned = answers[::-1]
    for statistic in (cohens_kappa(3), krippendorffs_alpha(3), fleiss_kappa(3, 2)):
        found = estimate(answers, statistic)
        assert found.low is not None
        assert estimate(turned, statistic) == found


def test_criteria_of_one_answer_are_drawn_together() -> None:
    """Answers that bring one verdict ten times over say no more than those that bring it once."""
    chance = random.Random(3)
    units: list[Unit] = [tuple(chance.choices(range(3), k=2)) for _ in range(60)]
    once = estimate([[unit] for unit in units], cohens_kappa(3))
    often = estimate([[unit] * 10 for unit in units], cohens_kappa(3))
    assert (often.low, often.high) == pytest.approx((once.low, once.high))


def test_with_few_answers_no_number_is_told() -> None:
    found = estimate([[(0, 1)]] * (FEWEST_ANSWERS - 1), cohens_kappa(3))
    assert (found.value, found.low) == (None, None)
    assert found.remark.startswith("Only 9 answers marked")
    gaps = estimate([[(0, None)]] * 50, krippendorffs_alpha(3))
    assert (gaps.answers, gaps.value) == (0, None)


@pytest.mark.parametrize("odd_ones", [0, 1])
def test_without_variance_no_number_is_told(odd_ones: int) -> None:
    """One odd answer among thirty: a third of all draws is without it."""
    units = [(2, 2)] * (30 - odd_ones) + [(0, 1)] * odd_ones
    answers = [[unit] for unit in units]
    for statistic in (cohens_kappa(3), krippendorffs_alpha(3), fleiss_kappa(3, 2)):
        found = estimate(answers, statistic)
        assert (found.value, found.low, found.remark) == (None, None, ALWAYS_THE_SAME)
