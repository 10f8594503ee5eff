"""How well suggestions find evidence, by cross-validation on labelled answers.

    python -m benchmarks.suggestions ANSWERS.jsonl

hit@k: one of the first k sentences is evidence, over the criteria of an answer that have any. An
answer is never judged by weights that have seen it; in the second table its whole mark scheme has
not been seen. Intervals: bootstrap over answers.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.suggestion_weights import (
    Case,
    cases_of,
    copies_of,
    learn,
    read_answers,
    required_encoder,
    shipped_rubrics,
    without_examples,
)
from mockinterview.core.content import Rubric
from mockinterview.suggest import Suggester, new_suggester
from mockinterview.suggest.encoder import Encoder
from mockinterview.suggest.features import VECTOR_NAMES, WORD_NAMES, points_away
from mockinterview.suggest.suggester import RankingSuggester, asked_of

if TYPE_CHECKING:
    import numpy as np

DENIALS = Path("tests/data/suggestions/denials.jsonl")
REPEATS = 3
FOLDS = 5
DRAWS = 1000
ALL_COLUMNS = len(WORD_NAMES) + len(VECTOR_NAMES)

Scorer = Callable[[Case], "np.ndarray"]
Row = tuple[str, float, float, float]
"""The answer; hit@1, hit@3, and the share of three places that is evidence."""


class Answers:
    """Labelled answers with their features; examples of the mark schemes may be left out."""

    def __init__(self, path: Path, encoder: Encoder, *, with_examples: bool = True) -> None:
        self.texts: dict[str, list[str]] = {}
        self.plain: dict[str, list[Case]] = {}
        self.more: dict[str, list[Case]] = {}
        self.rubric: dict[str, str] = {}
        rubrics = shipped_rubrics()
        for answer in read_answers(path):
            criteria = asked_of(rubrics[answer["rubric"]])
            if not with_examples:
                criteria = [without_examples(criterion) for criterion in criteria]
            name = answer["id"]
            self.texts[name] = [one["text"] for one in answer["sentences"]]
            self.rubric[name] = answer["rubric"]
            self.plain[name] = cases_of(answer, criteria, encoder)
            self.more[name] = copies_of(answer, criteria, encoder)

    def folds(self, *, by_rubric: bool) -> list[set[str]]:
        """The names that are kept back together."""
        if by_rubric:
            rubrics = sorted(set(self.rubric.values()))
            return [{name for name in self.rubric if self.rubric[name] == one} for one in rubrics]
        folds = []
        for repeat in range(REPEATS):
            names = sorted(self.rubric)
            random.Random(repeat).shuffle(names)
            folds += [set(names[first::FOLDS]) for first in range(FOLDS)]
        return folds

    def validated(self, columns: int, *, by_rubric: bool) -> list[Row]:
        """Every answer judged by weights that have not seen it."""
        rows = []
        for kept_back in self.folds(by_rubric=by_rubric):
            seen = [name for name in self.plain if name not in kept_back]
            weights = learn([c for n in seen for c in (*self.plain[n], *self.more[n])], columns)
            rows += self.judged(sorted(kept_back), _linear(weights), columns)
        return rows

    def judged(self, names: Sequence[str], score: Scorer, columns: int = 0) -> list[Row]:
        """The hits of a way of scoring that knows so many features and refuses denials by them."""
        rows = []
        for name in names:
            rows += [
                (name, *_hits(score(case), case.evidence, _refused(case, columns)))
                for case in self.plain[name]
                if case.evidence.any()
            ]
        return rows


def _refused(case: Case, columns: int) -> list[bool]:
    """Which sentences are not offered; nothing is refused by the plain methods (no columns)."""
    with_vectors = columns == ALL_COLUMNS
    return [columns > 0 and points_away(row, with_vectors=with_vectors) for row in case.rows]


def _linear(weights: np.ndarray) -> Scorer:
    return lambda case: case.rows[:, : len(weights)] @ weights


def _column(name: str) -> Scorer:
    place = (*WORD_NAMES, *VECTOR_NAMES).index(name)
    return lambda case: case.rows[:, place]


def _hits(
    scores: np.ndarray, evidence: np.ndarray, denied: Sequence[bool]
) -> tuple[float, float, float]:
    order = [at for at in (-scores).argsort(kind="stable") if not denied[at]]
    found = [float(evidence[at]) for at in order[:3]]
    return sum(found[:1]), float(any(found)), sum(found) / min(3, evidence.sum())


def _line(name: str, rows: Sequence[Row]) -> str:
    """The means with their 95 % intervals over answers."""
    by_answer: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for answer, *hits in rows:
        by_answer[answer].append(tuple(hits))
    chance = random.Random(0)
    names = sorted(by_answer)
    drawn = [
        [hits for answer in chance.choices(names, k=len(names)) for hits in by_answer[answer]]
        for _ in range(DRAWS)
    ]
    cells = []
    for column in range(3):
        mean = statistics.fmean(hits[column] for one in by_answer.values() for hits in one)
        means = sorted(statistics.fmean(hits[column] for hits in draw) for draw in drawn)
        low, high = means[DRAWS // 40], means[-DRAWS // 40]
        cells.append(f"{mean:.2f} ({low:.2f}–{high:.2f})")
    return f"| {name} | {' | '.join(cells)} |"


def _denials(score: Callable[[Rubric, dict[str, Any]], int | None]) -> str:
    """How often the first place is evidence beside a denial, and how often it is the denial."""
    rubrics = shipped_rubrics()
    told = [json.loads(line) for line in DENIALS.read_text(encoding="utf-8").splitlines()]
    first = [(one, score(rubrics[one["rubric"]], one)) for one in told]
    beside = [(one, at) for one, at in first if one["evidence"]]
    right = sum(at in one["evidence"] for one, at in beside)
    wrong = sum(at in one["denied"] for one, at in first)
    return f"evidence first {right} of {len(beside)}, denial first {wrong} of {len(first)}"


def _by_suggester(suggester: Suggester) -> Callable[[Rubric, dict[str, Any]], int | None]:
    def first(rubric: Rubric, one: dict[str, Any]) -> int | None:
        found = suggester.suggest(rubric, one["sentences"])[one["criterion"]]
        return found[0].sentence if found else None

    return first


def _by_column(scorer: Scorer, encoder: Encoder) -> Callable[[Rubric, dict[str, Any]], int | None]:
    def first(rubric: Rubric, one: dict[str, Any]) -> int | None:
        labelled = {
            "id": "",
            "rubric": one["rubric"],
            "sentences": [{"text": text} for text in one["sentences"]],
            "criteria": {one["criterion"]: one},
        }
        return int(scorer(cases_of(labelled, asked_of(rubric), encoder)[0]).argmax())

    return first


def _milliseconds(answers: Answers) -> str:
    """How long the sentences of an answer take, the mark scheme being known."""
    suggester, rubrics = new_suggester(), shipped_rubrics()
    for rubric in set(answers.rubric.values()):
        suggester.suggest(rubrics[rubric], ["Something to begin with."])
    taken = []
    for name, texts in answers.texts.items():
        start = time.perf_counter()
        suggester.suggest(rubrics[answers.rubric[name]], texts)
        taken.append(1000 * (time.perf_counter() - start))
    return f"{statistics.median(taken):.0f} ms an answer (longest {max(taken):.0f} ms)"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("answers", type=Path)
    arguments = parser.parse_args()
    encoder = required_encoder()
    full = Answers(arguments.answers, encoder)
    bare = Answers(arguments.answers, encoder, with_examples=False)
    names = sorted(full.plain)
    for by_rubric in (False, True):
        kind = "mark scheme" if by_rubric else "answer"
        print(f"\nKept back by {kind}\n\n| method | hit@1 | hit@3 | recall@3 |\n|---|---|---|---|")
        if not by_rubric:
            print(
                _line(
                    "BM25 on the criterion's text",
                    bare.judged(names, _column("words")),
                )
            )
            examples = _column("words_examples")
            print(_line("BM25 on the examples", full.judged(names, examples)))
            likeness = _column("best_three")
            print(_line("likeness to the examples", full.judged(names, likeness)))
        for told, answers in (("no examples", bare), ("examples", full)):
            for model, columns in (("no model", len(WORD_NAMES)), ("model", ALL_COLUMNS)):
                rows = answers.validated(columns, by_rubric=by_rubric)
                print(_line(f"learnt, {model}, {told}", rows), flush=True)
    print("\nDenials")
    print("likeness to the examples:", _denials(_by_column(_column("best_three"), encoder)))
    print("words:", _denials(_by_suggester(RankingSuggester(None))))
    print("words and model:", _denials(_by_suggester(new_suggester())))
    print(_milliseconds(full))


if __name__ == "__main__":
    main()
