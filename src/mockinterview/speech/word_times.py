"""Puts the model's word times where the words are heard: later by its habit, and out of silence.

Both engines place words by where the model's attention goes, which runs ahead of the sound: by
about 50 ms at starts and ends alike (docs/fillers.md), whoever speaks. Beside a pause they are
less exact: the word behind it seems to begin in the middle of the silence. There the sound itself
tells where the word is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from mockinterview.core.transcript import Segment, Word
from mockinterview.speech.decoding import MODEL_RATE_HZ
from mockinterview.speech.silence import (
    FRAME_SECONDS,
    HOP_SECONDS,
    NOISE_FLOOR_PERCENTILE,
    RISE_ABOVE_FLOOR_DB,
    band_levels_dbfs,
)
from mockinterview.speech.windows import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

ATTENTION_AHEAD_SECONDS: Final = 0.05
"""Median of both engines against two independent aligners, at starts and at ends."""

PAUSE_BEFORE_WORD_SECONDS: Final = 0.15
"""So long no stop is closed, as in “acoustic”: the word begins after such a silence."""

PAUSE_AFTER_WORD_SECONDS: Final = 0.5
"""Ends are moved back across long silences only: what is faint may be the word's last sound."""

SHORTEST_WORD_SECONDS: Final = 0.02

NEIGHBOURHOOD_SECONDS: Final = 10.0
"""Of sound on both sides of a window, so that a pause is in it which tells the noise."""


def silent_stretches(
    levels: NDArray[np.float64], begins: float = 0.0, rise_db: float = RISE_ABOVE_FLOOR_DB
) -> list[Span]:
    """Where the sound does not rise above the noise, in order.

    Args:
        levels: from `silence.band_levels_dbfs`; enough of them to hold a pause.
        begins: the time of the first one, in seconds.
        rise_db: how far above the noise a sound begins.
    """
    floor = float(np.percentile(levels, NOISE_FLOOR_PERCENTILE))
    is_silent = levels <= floor + rise_db
    edges = np.flatnonzero(np.diff(is_silent.astype(np.int8), prepend=0, append=0))
    times = begins + edges * HOP_SECONDS + FRAME_SECONDS / 2
    return [Span(float(a), float(b)) for a, b in zip(times[::2], times[1::2], strict=True)]


def silences_around(samples: NDArray[np.float32], window: Span) -> list[Span]:
    """The silent stretches in and around one window of a take.

    Args:
        samples: the take so far: mono, 16 kHz, shape (samples,).
        window: the stretch of it that was heard.
    """
    begins = max(0.0, window.start - NEIGHBOURHOOD_SECONDS)
    first, last = begins, window.end + NEIGHBOURHOOD_SECONDS
    piece = samples[round(first * MODEL_RATE_HZ) : round(last * MODEL_RATE_HZ)]
    return silent_stretches(band_levels_dbfs(piece), begins)


def settle(segments: Sequence[Segment], silences: Sequence[Span], end: float) -> list[Segment]:
    """The same segments with better word times.

    Args:
        segments: of one window, in order, as the model timed them.
        silences: from `silent_stretches`, around and in that window.
        end: where the window ends, in seconds; no word goes beyond it.
    """
    settled = iter(settle_words([w for one in segments for w in one.words], silences, end))
    moved = []
    for segment in segments:
        words = tuple(next(settled) for _ in segment.words)
        times = {"start": words[0].start, "end": words[-1].end} if words else {}
        moved.append(segment.model_copy(update={**times, "words": words}))
    return moved


def settle_words(words: Sequence[Word], silences: Sequence[Span], end: float) -> list[Word]:
    """The same words with better times; they run forwards and never overlap."""
    settled: list[Word] = []
    for word in words:
        earliest = settled[-1].end if settled else 0.0
        first = max(word.start + ATTENTION_AHEAD_SECONDS, earliest)
        last = max(word.end + ATTENTION_AHEAD_SECONDS, first + SHORTEST_WORD_SECONDS)
        first, last = _out_of_silence(first, last, silences)
        first = min(first, max(earliest, end - SHORTEST_WORD_SECONDS))
        last = max(first, min(last, end))
        settled.append(word.model_copy(update={"start": round(first, 3), "end": round(last, 3)}))
    return settled


def _out_of_silence(start: float, end: float, silences: Iterable[Span]) -> tuple[float, float]:
    """A word that a pause cuts in two keeps the longer part."""
    for silence in silences:
        if silence.end <= start or silence.start >= end:
            continue
        before, after = silence.start - start, end - silence.end
        length = silence.end - silence.start
        if before >= after and before > SHORTEST_WORD_SECONDS:
            if length >= PAUSE_AFTER_WORD_SECONDS:
                end = silence.start
        elif after > SHORTEST_WORD_SECONDS and length >= PAUSE_BEFORE_WORD_SECONDS:
            start = silence.end
    return start, end
