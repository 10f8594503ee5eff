"""What window and terminal ask: which sentences may be about which criterion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mockinterview.core.content import Category, Criterion, CriterionKind, Rubric
from mockinterview.suggest.tokens import Bm25, query_of, stems_of


@dataclass(frozen=True)
class Suggestion:
    """A sentence, by its index from 0; scores are to be compared within one criterion only."""

    sentence: int
    score: float


class Suggester(Protocol):
    """Finds the sentences that may be about a criterion; may be used from any thread."""

    def suggest(self, rubric: Rubric, sentences: Sequence[str]) -> dict[str, list[Suggestion]]:
        """For every positive content criterion what may be about it, best first.

        The list is empty where nothing is likely enough; that says little about the answer.
        """


def new_suggester() -> Suggester:
    """A suggester with the sentence encoder where its weights are installed, else with words."""
    return WordSuggester()


def asked_of(rubric: Rubric) -> list[Criterion]:
    """The criteria for which places are suggested."""
    return rubric.section(CriterionKind.POSITIVE, Category.CONTENT)


class WordSuggester:
    """BM25 on the words of a criterion and of its examples."""

    def suggest(self, rubric: Rubric, sentences: Sequence[str]) -> dict[str, list[Suggestion]]:
        """See `Suggester`."""
        index = Bm25([stems_of(sentence) for sentence in sentences])
        return {
            criterion.id: ranked(index.scores(query_of((criterion.text, *criterion.examples))))
            for criterion in asked_of(rubric)
        }


def ranked(scores: Sequence[float], least: float = 0.0) -> list[Suggestion]:
    """The sentences with more than `least`, best first; the earlier one where two are equal."""
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    return [Suggestion(place, scores[place]) for place in order if scores[place] > least]
