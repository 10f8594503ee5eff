"""One set of weights for all criteria: from what is known of a sentence to its score.

`weights.json` is made by `python -m benchmarks.suggestion_weights`. The weights know no subject and
no mark scheme; what a criterion is about comes from its text and its examples alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from mockinterview.suggest.features import VECTOR_NAMES, WORD_NAMES

WEIGHTS: Final = Path(__file__).with_name("weights.json")


@cache
def _weights() -> dict[str, dict[str, float]]:
    read: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return read


def weights_name(*, with_vectors: bool, is_bare: bool) -> str:
    """What a set of weights is called in the file."""
    return ("vectors" if with_vectors else "words") + ("-bare" if is_bare else "")


def scores_of(rows: Sequence[Sequence[float]], *, with_vectors: bool, is_bare: bool) -> list[float]:
    """The share of each sentence of an answer in one criterion; all of them add up to 1.

    Args:
        rows: for each sentence the `WORD_NAMES`, and behind them, if asked, the `VECTOR_NAMES`.
        with_vectors: whether the `VECTOR_NAMES` are there.
        is_bare: whether the criterion has too few examples; then there are other weights.
    """
    names = (*WORD_NAMES, *VECTOR_NAMES) if with_vectors else WORD_NAMES
    known = _weights()[weights_name(with_vectors=with_vectors, is_bare=is_bare)]
    weights = [known[name] for name in names]
    sums = [sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows]
    most = max(sums, default=0.0)
    shares = [math.exp(one - most) for one in sums]
    total = sum(shares)
    return [share / total for share in shares]
