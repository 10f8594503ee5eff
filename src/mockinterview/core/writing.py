"""How a transcript is written down: its spelling, and numbers in figures or in words."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from mockinterview.core.model import Model


class Spelling(StrEnum):
    """Which spelling words have."""

    BRITISH = "british"
    AS_HEARD = "as-heard"
    """As the model spells them: mostly the American way."""


class Numbers(StrEnum):
    """How numbers stand in a transcript."""

    AS_HEARD = "as-heard"
    """As the model writes them: mostly in figures."""
    WORDS = "words"
    """In words, as they were said."""


class Writing(Model):
    """How the words of a transcript were written down; the default is untouched."""

    spelling: Spelling = Spelling.AS_HEARD
    numbers: Numbers = Numbers.AS_HEARD


AS_HEARD: Final = Writing()
"""What the model writes, untouched."""
