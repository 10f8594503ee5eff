"""“Next time” sentences and whether they happened, which only a person can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from mockinterview.core.attempt import Attempt
from mockinterview.core.model import Model


class Happened(StrEnum):
    """What a person says of a sentence after the next answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class NextTimeAnswer(Model):
    """That what was meant to be different in an attempt was so in a later one, or not.

    `sentence` is the sentence that was judged: when it is written anew, the answer counts no more.
    """

    version: Literal[1] = 1
    sentence: str
    later_attempt: str
    happened: Happened


@dataclass(frozen=True)
class Intention:
    """A sentence, the first later attempt at the same question (or empty), and what came of it.

    `happened` is None while nobody has said.
    """

    attempt: str
    question: str
    sentence: str
    later_attempt: str = ""
    happened: Happened | None = None

    @property
    def is_open(self) -> bool:
        """Whether the question has not been answered again since."""
        return not self.later_attempt


def intentions(
    said: Sequence[tuple[Attempt, str]], answers: dict[str, NextTimeAnswer]
) -> list[Intention]:
    """The sentences, oldest attempt first.

    Args:
        said: attempts, oldest first, with their sentence or an empty text.
        answers: what a person said, by the id of the attempt in which the sentence was written.
    """
    found = []
    for place, (attempt, sentence) in enumerate(said):
        if not sentence.strip():
            continue
        question = attempt.question.id
        later = (other.id for other, _ in said[place + 1 :] if other.question.id == question)
        answer = answers.get(attempt.id)
        is_valid = answer is not None and answer.sentence == sentence
        found.append(
            Intention(
                attempt=attempt.id,
                question=question,
                sentence=sentence,
                later_attempt=next(later, ""),
                happened=answer.happened if answer is not None and is_valid else None,
            )
        )
    return found
