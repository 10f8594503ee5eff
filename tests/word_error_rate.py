"""Word error rate, after Whisper's own English normaliser (which also drops fillers)."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable


def word_error_rate(reference: str, heard: str) -> float:
    """Share of reference words that are wrong, missing or invented; 0 is perfect."""
    import jiwer

    return float(jiwer.wer(normalised(reference), normalised(heard)))


def normalised(text: str) -> str:
    """The text as Whisper's English normaliser writes it."""
    return _normaliser()(text)


@functools.cache
def _normaliser() -> Callable[[str], str]:
    from whisper.normalizers import EnglishTextNormalizer

    with warnings.catch_warnings():
        # It leaves its table of spellings open for the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        normaliser: Callable[[str], str] = EnglishTextNormalizer()
    return normaliser
