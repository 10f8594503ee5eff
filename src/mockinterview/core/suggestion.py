"""Places where a candidate may be talking about a criterion: offered to a person, never a mark."""

from __future__ import annotations

from pydantic import Field

from mockinterview.core.model import Model

MOST_SHOWN = 3
"""How many places are offered for one criterion."""


class Sentence(Model):
    """A sentence of a take; `start` and `end` in seconds from its beginning."""

    start: float = Field(ge=0)
    end: float = Field(ge=0)
    text: str


class Place(Model):
    """Where in a take someone may be talking about a criterion, and the words there.

    `start` and `end` are seconds from the beginning of the take. Kept nowhere unless it is cited.
    """

    start: float = Field(ge=0)
    end: float = Field(ge=0)
    words: str
