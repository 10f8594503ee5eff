"""What to play so that words are heard whole: a little more than their times, if there is room.

Word times are good to about 50 ms in the median, and less good at the ends of words. How much more
was measured on 1,007 citations (docs/fillers.md): it halves those that cut a word by more than a
tenth of a second, and seldom lets the next one be heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mockinterview.core.transcript import Filler, Word

EARLIER_SECONDS: Final = 0.03
LATER_SECONDS: Final = 0.02
"""In any case."""

MOST_BEFORE_SECONDS: Final = 0.10
MOST_AFTER_SECONDS: Final = 0.15
"""Of the pause there, and never more than half of it."""

AFTER_FILLER_SECONDS: Final = 0.2
"""The next word is often timed too early, into the end of a hesitation."""


def audible_words(start: float, end: float, words: Sequence[Word]) -> tuple[float, float]:
    """The stretch to play for what is said from `start` to `end`, in seconds.

    Args:
        start: where its first word begins.
        end: where its last word ends.
        words: all words of the take, in order.
    """
    middles = ((word, (word.start + word.end) / 2) for word in words)
    before = [word.end for word, middle in middles if middle < start]
    after = [word.start for word in words if (word.start + word.end) / 2 > end]
    pause_before = max(0.0, start - max(before, default=0.0))
    pause_after = max(0.0, min(after, default=end + 2 * MOST_AFTER_SECONDS) - end)
    return (
        max(0.0, start - EARLIER_SECONDS - min(MOST_BEFORE_SECONDS, pause_before / 2)),
        end + LATER_SECONDS + min(MOST_AFTER_SECONDS, pause_after / 2),
    )


def audible_filler(filler: Filler) -> tuple[float, float]:
    """The stretch to play for a hesitation, in seconds."""
    return filler.start, filler.end + AFTER_FILLER_SECONDS
