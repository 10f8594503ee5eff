"""The questions of a sitting being chosen: Imperial's four, by chance, or by hand."""

from __future__ import annotations

import random
from enum import StrEnum

from mockinterview.core.sitting import Chosen, imperial_four, random_by_theme
from mockinterview.services import Services

USUAL_NUMBER = 4
"""Of questions, where the format does not say."""


class Way(StrEnum):
    """How the questions of a sitting are found."""

    IMPERIAL = "imperial"
    RANDOM = "random"
    CHOSEN = "chosen"


class Choosing:
    """Holds the way, what chance has drawn and what was ticked, in the order of ticking."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._chance = random.Random()
        self._drawn: list[Chosen] = []
        self._ticked: list[str] = []
        self.way = Way.IMPERIAL if self.imperial else Way.RANDOM
        self.number = USUAL_NUMBER

    @property
    def questions(self) -> list[Chosen]:
        """Everything that can be chosen."""
        return list(self._services.content.questions)

    @property
    def imperial(self) -> list[Chosen]:
        """Those of Imperial's four questions that there are."""
        return imperial_four(self.questions)

    @property
    def chosen(self) -> list[Chosen]:
        """The questions of the sitting, in order."""
        if self.way is Way.IMPERIAL:
            return self.imperial
        if self.way is Way.RANDOM:
            if len(self._drawn) != min(self.number, len(self.questions)):
                self.draw()
            return self._drawn
        known = {question.id: (bank, question) for bank, question in self.questions}
        return [known[name] for name in self._ticked if name in known]

    def draw(self) -> None:
        """Leave it to chance once more."""
        self._drawn = random_by_theme(self.questions, self.number, self._chance)

    def place_of(self, question_id: str) -> int | None:
        """Which place a ticked question has, from 1; None when it is not ticked."""
        names = [question.id for _, question in self.chosen]
        return names.index(question_id) + 1 if question_id in names else None

    def tick(self, question_id: str) -> None:
        """Take a question in at the end, or out."""
        if question_id in self._ticked:
            self._ticked.remove(question_id)
        else:
            self._ticked.append(question_id)
