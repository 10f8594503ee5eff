"""Agreement beyond chance as a figure: Cohen's and Fleiss' kappa, Krippendorff's alpha, intervals.

Every figure is worked out from a table that simply adds up over answers, so that a bootstrap draws
answers again by adding tables. Where a figure would mislead there is a sentence and no number.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

Unit = Sequence[int | None]
"""What each marker said of one criterion in one answer, in the markers' order: a category from 0
on, None where nothing was said or nothing could be told."""

Table = tuple[float, ...]

FEWEST_ANSWERS: Final = 10
"""Our own convention: with fewer answers a 95 % interval leaves nearly everything open."""

RESAMPLES: Final = 1000
SEED: Final = 2024
LARGEST_UNDEFINED_SHARE: Final = 0.05
"""If more resamples than this have no variance, the figure hangs on one or two answers."""

ALWAYS_THE_SAME: Final = (
    "The same verdict was given nearly every time, so that agreement beyond chance cannot be told."
)
NEVER_DIFFERED: Final = "They never differed; an interval cannot be drawn from that."


@dataclass(frozen=True)
class Statistic:
    """A figure: the table of one unit (None: it does not count), and the figure of a table."""

    name: str
    tabulate: Callable[[Unit], Table | None]
    evaluate: Callable[[Table], float | None]


@dataclass(frozen=True)
class Estimate:
    """A figure with its number of answers and its 95 % interval.

    `value` is None where none is told; `remark` then says why. Without an interval `low` and `high`
    are None and `remark` says why.
    """

    name: str
    answers: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    remark: str = ""

    @property
    def sentence(self) -> str:
        """The figure in a line with its answers and interval, or why there is none."""
        if self.value is None:
            return f"{self.name}: {self.remark}"
        told = f"{self.name} {self.value:.2f}, {self.answers} answers"
        if self.low is None or self.high is None:
            return f"{told}. {self.remark}"
        return f"{told}, 95 % interval {self.low:.2f} to {self.high:.2f}."


def cohens_kappa(categories: int) -> Statistic:
    """Two markers, unweighted (Cohen 1960, Educational and Psychological Measurement 20, 37-46)."""

    def tabulate(unit: Unit) -> Table | None:
        one, other = unit
        if one is None or other is None:
            return None
        return _with_one(categories * categories, one * categories + other)

    def evaluate(table: Table) -> float | None:
        total = sum(table)
        rows = [sum(table[n * categories : (n + 1) * categories]) for n in range(categories)]
        columns = [sum(table[n::categories]) for n in range(categories)]
        observed = sum(table[:: categories + 1]) / total
        expected = sum(row * column for row, column in zip(rows, columns, strict=True)) / total**2
        return _beyond_chance(observed, expected)

    return Statistic("Cohen’s kappa", tabulate, evaluate)


def fleiss_kappa(categories: int, markers: int) -> Statistic:
    """Several markers who each said something (Fleiss 1971, Psychological Bulletin 76, 378-382)."""

    def tabulate(unit: Unit) -> Table | None:
        if len(unit) != markers or None in unit:
            return None
        counts = [float(unit.count(category)) for category in range(categories)]
        pairs = sum(count * (count - 1) for count in counts) / (markers * (markers - 1))
        return (pairs, 1.0, *counts)

    def evaluate(table: Table) -> float | None:
        pairs, units, *counts = table
        expected = sum((count / (units * markers)) ** 2 for count in counts)
        return _beyond_chance(pairs / units, expected)

    return Statistic("Fleiss’ kappa", tabulate, evaluate)


def krippendorffs_alpha(categories: int, *, is_ordinal: bool = True) -> Statistic:
    """Any number of markers with gaps (Krippendorff 2011, Computing alpha-reliability).

    Ordinal: how far two verdicts lie apart depends on how often those between them are given.
    """

    def tabulate(unit: Unit) -> Table | None:
        said = [value for value in unit if value is not None]
        if len(said) < 2:
            return None
        table = [0.0] * categories**2
        for one, other in permutations(said, 2):
            table[one * categories + other] += 1 / (len(said) - 1)
        return tuple(table)

    def evaluate(table: Table) -> float | None:
        counts = [
            math.fsum(table[n * categories : (n + 1) * categories]) for n in range(categories)
        ]
        total = math.fsum(counts)
        observed = expected = 0.0
        for one in range(categories):
            for other in range(categories):
                far = _distance(counts, one, other, is_ordinal=is_ordinal)
                observed += table[one * categories + other] * far
                expected += counts[one] * counts[other] * far / (total - 1)
        return 1 - observed / expected if expected > 0 else None

    return Statistic("Krippendorff’s alpha", tabulate, evaluate)


def estimate(answers: Sequence[Sequence[Unit]], statistic: Statistic) -> Estimate:
    """A figure over many answers, each of which brings one unit or more.

    The interval is a bootstrap by answer (percentiles, `RESAMPLES` draws from a fixed seed): the
    criteria of one answer hang together, and are drawn together. The order of the answers does not
    matter.
    """
    tables = [table for table in (_added(units, statistic) for units in answers) if table]
    found = Estimate(statistic.name, len(tables))
    if len(tables) < FEWEST_ANSWERS:
        return _with_remark(found, too_few(len(tables)))
    value = statistic.evaluate(added(tables))
    if value is None:
        return _with_remark(found, ALWAYS_THE_SAME)
    if math.isclose(value, 1):
        return Estimate(statistic.name, len(tables), 1.0, remark=NEVER_DIFFERED)
    drawn = resampled(tables, statistic.evaluate)
    if len(drawn) < RESAMPLES * (1 - LARGEST_UNDEFINED_SHARE):
        return _with_remark(found, ALWAYS_THE_SAME)
    return Estimate(statistic.name, len(tables), value, *interval(drawn))


def too_few(answers: int) -> str:
    """The sentence that stands where a figure would need more answers."""
    told = f"{answers} answer{'' if answers == 1 else 's'}"
    return f"Only {told} marked by those compared; a figure is told from {FEWEST_ANSWERS} on."


def resampled(tables: Sequence[Table], evaluate: Callable[[Table], float | None]) -> list[float]:
    """The figure of each resample that has one, sorted."""
    times = Counter(tables)
    distinct = sorted(times)
    weights = [times[table] for table in distinct]
    chance = random.Random(SEED)
    values = []
    for _ in range(RESAMPLES):
        drawn = Counter(chance.choices(range(len(distinct)), weights, k=len(tables)))
        scaled = [tuple(n * cell for cell in distinct[index]) for index, n in drawn.items()]
        value = evaluate(added(scaled))
        if value is not None:
            values.append(value)
    return sorted(values)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """From the 2.5th to the 97.5th percentile of sorted values."""
    last = len(values) - 1
    return values[math.floor(last * 0.025)], values[math.ceil(last * 0.975)]


def added(tables: Sequence[Table]) -> Table:
    """The sum of tables of one length."""
    return tuple(math.fsum(cells) for cells in zip(*tables, strict=True))


def _added(units: Sequence[Unit], statistic: Statistic) -> Table | None:
    tables = [table for table in map(statistic.tabulate, units) if table is not None]
    return added(tables) if tables else None


def _beyond_chance(observed: float, expected: float) -> float | None:
    if math.isclose(expected, 1):
        return None
    return (observed - expected) / (1 - expected)


def _distance(counts: Sequence[float], one: int, other: int, *, is_ordinal: bool) -> float:
    """Squared, after Krippendorff."""
    if not is_ordinal or one == other:
        return float(one != other)
    low, high = sorted((one, other))
    return (math.fsum(counts[low : high + 1]) - (counts[low] + counts[high]) / 2) ** 2


def _with_one(length: int, place: int) -> Table:
    return tuple(float(n == place) for n in range(length))


def _with_remark(found: Estimate, remark: str) -> Estimate:
    return Estimate(found.name, found.answers, remark=remark)
