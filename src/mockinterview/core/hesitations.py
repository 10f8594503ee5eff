"""Hesitations in corrected words: what is typed counts, what is taken out does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mockinterview.core.transcript import Filler, Word

_HESITATION: Final = re.compile(r"[Uu]u*h*m+|[Uu]u*h+|[Ee]e*r(?:rr+|r*m+)?|[Hh]h*m+|[Mm]m{2,}")
"""Not “ER”, “UM” and “MM”, which stand for something else, nor “mm”, which is a length, nor “err”,
a verb, nor “ah”, which patients are asked to say."""

_AROUND: Final = ".,;:?!…-–—\"'“”‘’()[]"


def is_hesitation(text: str) -> bool:
    """Whether a word is “um”, “uh”, “er”, “hmm” or the like, whatever signs stand around it."""
    return _HESITATION.fullmatch(text.strip(_AROUND)) is not None


def corrected_fillers(
    heard: Sequence[Filler], original: Sequence[Word], corrected: Sequence[Word]
) -> tuple[Filler, ...]:
    """The hesitations of a take whose words were corrected, in order of time.

    One that is written counts as long as its word stands there. One that was only heard is written
    when a person typed such a word where it lies; one that nobody had heard is added. Those in the
    original text that nobody counted before are not counted now either.

    Args:
        heard: those of the original transcript.
        original: its words.
        corrected: the words as they were corrected.
    """
    uncounted = {(word.start, word.end) for word in original if is_hesitation(word.word)}
    found = list(heard)
    kept: list[Filler] = []
    for index, word in enumerate(corrected):
        if not (is_hesitation(word.word) or _was_counted(word, heard)):
            continue
        low = corrected[index - 1].end if index else 0.0
        high = corrected[index + 1].start if index + 1 < len(corrected) else float("inf")
        its = next((one for one in found if low <= (one.start + one.end) / 2 <= high), None)
        if its is not None:
            found.remove(its)
            kept.append(its.model_copy(update={"is_written": True}))
        elif (word.start, word.end) not in uncounted:
            kept.append(Filler(start=word.start, end=word.end, text=word.word, is_written=True))
    kept += [one for one in found if not one.is_written]
    return tuple(sorted(kept, key=lambda one: one.start))


def _was_counted(word: Word, heard: Sequence[Filler]) -> bool:
    """Whether a word stands where it was heard as a hesitation, and nobody changed it."""
    middle = (word.start + word.end) / 2
    text = word.word.strip(_AROUND).casefold()
    return any(
        one.is_written and one.start <= middle <= one.end and one.text.casefold() == text
        for one in heard
    )
