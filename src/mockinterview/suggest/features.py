"""What is known of a sentence and a criterion, as numbers that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mockinterview.suggest import cues
from mockinterview.suggest.tokens import Bm25, query_of, stems_of

if TYPE_CHECKING:
    import numpy as np

    from mockinterview.core.content import Criterion
    from mockinterview.suggest.encoder import Encoder

WORD_NAMES: Final = (
    *("words", "words_examples", "words_best", "words_counter", "words_before", "words_behind"),
    *("length", "order", "first", "last", "denial"),
    *(f"has_{name}" for name in cues.NAMES),
    *(f"fits_{name}" for name in cues.NAMES),
)
VECTOR_NAMES: Final = (
    *("best", "best_three", "all_examples", "text", "met", "note", "counter", "others"),
    *("ahead_of_others", "ahead_of_counter", "before", "behind", "share"),
)


AWAY_MARGIN: Final = 0.15
"""Counter-examples are fewer than examples, so the nearest of them is less near."""

_NAMES: Final = (*WORD_NAMES, *VECTOR_NAMES)
_DENIAL, _WORDS_BEST, _WORDS_COUNTER, _BEST, _COUNTER = (
    _NAMES.index(name) for name in ("denial", "words_best", "words_counter", "best", "counter")
)

FEWEST_EXAMPLES: Final = 3
"""With fewer examples a criterion is looked for by its text, and in no expected order."""


@dataclass(frozen=True)
class Asked:
    """An answer and the criteria that are asked of it."""

    criteria: Sequence[Criterion]
    sentences: Sequence[str]


def is_bare(criterion: Criterion) -> bool:
    """Whether a criterion has too few examples to be found by them."""
    return len(criterion.examples) < FEWEST_EXAMPLES


def points_away(row: Sequence[float], *, with_vectors: bool) -> bool:
    """Whether a denial is about as much like a counter-example as like an example.

    A setback (“I didn't get the grades”) is evidence under one criterion and an excuse under
    another; only the examples tell which.
    """
    if not row[_DENIAL]:
        return False
    best, counter = (_BEST, _COUNTER) if with_vectors else (_WORDS_BEST, _WORDS_COUNTER)
    return row[counter] >= row[best] - AWAY_MARGIN


def word_features(asked: Asked) -> list[list[list[float]]]:
    """By criterion and sentence the `WORD_NAMES`."""
    stems = [stems_of(sentence) for sentence in asked.sentences]
    index = Bm25(stems)
    held = [cues.cues_of(sentence) for sentence in asked.sentences]
    denials = [cues.is_denial(sentence) for sentence in asked.sentences]
    places = [_place(place, len(stems), len(stems[place])) for place in range(len(stems))]
    table = []
    for number, criterion in enumerate(asked.criteria):
        shared = _shared_words(index, criterion, len(stems))
        profile = _profile(criterion.examples)
        expected = None if is_bare(criterion) else number / max(1, len(asked.criteria) - 1)
        table.append(
            [
                [
                    *shared[place],
                    places[place][0],
                    0.0 if expected is None else -((places[place][1] - expected) ** 2),
                    *places[place][2:],
                    float(denials[place]),
                    *(float(cue) for cue in held[place]),
                    *(
                        (has - 0.5) * (usual - 0.5) * 4
                        for has, usual in zip(held[place], profile, strict=True)
                    ),
                ]
                for place in range(len(stems))
            ]
        )
    return table


def _place(place: int, count: int, stems: int) -> tuple[float, float, float, float]:
    """Length, place from 0 to 1, whether it is the first, whether the last."""
    along = place / max(1, count - 1)
    return min(stems, 20) / 20, along, float(place == 0), float(place == count - 1)


def _shared_words(index: Bm25, criterion: Criterion, count: int) -> list[list[float]]:
    told = (criterion.text, criterion.levels.met if criterion.levels else "")
    about = _to_one(index.scores(query_of(told)))
    examples = _to_one(index.scores(query_of(criterion.examples)))
    each = [index.scores(query_of([example])) for example in criterion.examples]
    best = _to_one([max((scores[place] for scores in each), default=0) for place in range(count)])
    counter = _to_one(index.scores(query_of(criterion.counter_examples)))
    return [list(row) for row in zip(about, examples, best, counter, *_beside(best), strict=True)]


def _to_one(scores: Sequence[float]) -> list[float]:
    """Scores as shares of the best one in the answer."""
    most = max(scores, default=0.0) or 1.0
    return [score / most for score in scores]


def _beside(scores: Sequence[float]) -> tuple[list[float], list[float]]:
    """For each sentence the score of the one before and of the one behind; 0 at the ends."""
    if not scores:
        return [], []
    before = [0.0, *(first for first, _ in pairwise(scores))]
    behind = [*(second for _, second in pairwise(scores)), 0.0]
    return before, behind


def _profile(examples: Sequence[str]) -> list[float]:
    """The share of a criterion's examples that has each cue; one half where there are none."""
    if not examples:
        return [0.5] * len(cues.NAMES)
    held = [cues.cues_of(example) for example in examples]
    return [sum(column) / len(held) for column in zip(*held, strict=True)]


def vector_features(asked: Asked, encoder: Encoder) -> list[list[list[float]]]:
    """By criterion and sentence the `VECTOR_NAMES`: likeness as cosines."""
    import numpy as np

    answer = encoder.encode(asked.sentences)
    near = [_to_examples(answer, encoder, criterion.examples) for criterion in asked.criteria]
    table = []
    for number, criterion in enumerate(asked.criteria):
        best, best_three, mean = near[number]
        levels = criterion.levels
        rest = [scores[1] for place, scores in enumerate(near) if place != number]
        others = np.max(rest, axis=0) if rest else np.zeros(len(answer))
        counter = _to_examples(answer, encoder, criterion.counter_examples)[0]
        before, behind = _beside(best_three.tolist())
        columns = [
            *(best, best_three, mean),
            *(
                _to_text(answer, encoder, text)
                for text in (criterion.text, levels.met if levels else "", criterion.marker_note)
            ),
            *(counter, others, best_three - others),
            np.maximum(0, counter - best) if criterion.counter_examples else counter,
            *(np.array(before), np.array(behind)),
            best_three - best_three.max(initial=0),
        ]
        table.append(np.stack(columns, axis=1).tolist())
    return table


def _to_examples(
    answer: np.ndarray, encoder: Encoder, examples: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The likeness to the nearest example, to the nearest three, to all; 0 where there are none."""
    import numpy as np

    if not examples:
        return (np.zeros(len(answer)),) * 3
    likeness = np.sort(answer @ encoder.encode(examples).T, axis=1)
    return likeness[:, -1], likeness[:, -3:].mean(axis=1), likeness.mean(axis=1)


def _to_text(answer: np.ndarray, encoder: Encoder, text: str) -> np.ndarray:
    import numpy as np

    if not text:
        return np.zeros(len(answer))
    nearness: np.ndarray = answer @ encoder.encode([text])[0]
    return nearness
