"""From suggestions to places in a take, which can be played and cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mockinterview.core.suggestion import MOST_SHOWN, Place
from mockinterview.suggest.sentences import sentences_of

if TYPE_CHECKING:
    from mockinterview.core.content import Rubric
    from mockinterview.core.transcript import Word
    from mockinterview.suggest.suggester import Suggester


def suggest_places(
    suggester: Suggester, rubric: Rubric, words: Iterable[Word]
) -> dict[str, tuple[Place, ...]]:
    """For every positive content criterion up to `MOST_SHOWN` places, best first.

    Args:
        suggester: from `new_suggester`.
        rubric: the mark scheme with what it includes.
        words: of one take, as heard or as corrected.
    """
    sentences = sentences_of(words)
    found = suggester.suggest(rubric, [sentence.text for sentence in sentences])
    return {
        criterion: tuple(
            Place(start=sentence.start, end=sentence.end, words=sentence.text)
            for sentence in (sentences[one.sentence] for one in suggestions[:MOST_SHOWN])
        )
        for criterion, suggestions in found.items()
    }
