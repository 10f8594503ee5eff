"""Where sentences of a transcript begin and end, to choose them as a whole. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.core.transcript import Word
from mockinterview.ui.marking.transcript_text import LONG_PAUSE_SECONDS

_CLOSING = "\"'”’)"
_ENDING = (".", "?", "!", "…")


def sentence_starts(words: Sequence[Word]) -> list[int]:
    """The first word of each sentence.

    One ends with its full stop, and with a long pause where a model wrote none.
    """
    starts = [0] if words else []
    for index in range(1, len(words)):
        before, word = words[index - 1], words[index]
        is_ended = before.word.rstrip(_CLOSING).endswith(_ENDING)
        if is_ended or word.start - before.end > LONG_PAUSE_SECONDS:
            starts.append(index)
    return starts


def sentence_at(words: Sequence[Word], word: int) -> tuple[int, int]:
    """The first and the last word of the sentence with this word in it."""
    starts = sentence_starts(words)
    first = max((start for start in starts if start <= word), default=0)
    behind = min((start for start in starts if start > word), default=len(words))
    return first, behind - 1
