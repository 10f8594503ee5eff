"""What window and terminal ask: which sentences may be about which criterion."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mockinterview.core.content import Category, Criterion, CriterionKind, Rubric
from mockinterview.suggest.encoder import Encoder, find_weights
from mockinterview.suggest.features import (
    Asked,
    is_bare,
    points_away,
    vector_features,
    word_features,
)
from mockinterview.suggest.ranking import scores_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Suggestion:
    """A sentence, by its index from 0; scores are to be compared within one criterion only."""

    sentence: int
    score: float


class Suggester(Protocol):
    """Finds the sentences that may be about a criterion; may be used from any thread."""

    def suggest(self, rubric: Rubric, sentences: Sequence[str]) -> dict[str, list[Suggestion]]:
        """For every positive content criterion what may be about it, best first.

        The list is empty where there is nothing to point at; that says little about the answer.
        """


def new_suggester() -> Suggester:
    """A suggester with the sentence encoder where its weights are installed, else with words.

    Nothing heavy is loaded before it is first asked.
    """
    weights = find_weights()
    return RankingSuggester(Encoder(weights) if weights else None)


def asked_of(rubric: Rubric) -> list[Criterion]:
    """The criteria for which places are suggested."""
    return rubric.section(CriterionKind.POSITIVE, Category.CONTENT)


class RankingSuggester:
    """Ranks sentences by shared words, small words, place and, with an encoder, by likeness.

    An encoder that fails is told to the log once and not asked again: words alone go on.
    """

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder

    def suggest(self, rubric: Rubric, sentences: Sequence[str]) -> dict[str, list[Suggestion]]:
        """See `Suggester`."""
        asked = Asked(asked_of(rubric), [sentence.strip() for sentence in sentences])
        if not any(asked.sentences):
            return {criterion.id: [] for criterion in asked.criteria}
        known = word_features(asked)
        vectors = self._vector_features(asked)
        if vectors is not None:
            known = [
                [[*word, *vector] for word, vector in zip(*pair, strict=True)]
                for pair in zip(known, vectors, strict=True)
            ]
        has_vectors = vectors is not None
        found = {}
        for criterion, rows in zip(asked.criteria, known, strict=True):
            scores = scores_of(rows, with_vectors=has_vectors, is_bare=is_bare(criterion))
            refused = [
                not text or points_away(row, with_vectors=has_vectors)
                for text, row in zip(asked.sentences, rows, strict=True)
            ]
            found[criterion.id] = _ranked(scores, refused)
        return found

    def _vector_features(self, asked: Asked) -> list[list[list[float]]] | None:
        encoder = self._encoder
        if encoder is None:
            return None
        try:
            return vector_features(asked, encoder)
        except Exception:  # damaged weights, an onnxruntime that does not suit the processor
            logger.exception("The sentence encoder cannot be used; words alone are compared.")
            self._encoder = None
            return None


def _ranked(scores: Sequence[float], refused: Sequence[bool]) -> list[Suggestion]:
    """What is not refused, best first; of equal ones the earlier."""
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    return [Suggestion(place, scores[place]) for place in order if not refused[place]]
