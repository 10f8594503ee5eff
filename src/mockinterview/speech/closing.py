"""Decides, while a take grows, where its next stretch is finished and can be heard.

Whisper costs little more for two stretches of 12 seconds than for one of 24 when its encoder hears
only what is there, but it writes worse the shorter they are and where they are cut inside a
sentence. So a stretch is closed when there is enough of it, at the best pause so far, and only
where nobody pauses at the quietest moment; such a cut is not clean, and both sides are doubtful.

The figures were chosen with benchmarks/head_start.py; see docs/decisions/0009-head-start.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mockinterview.speech.windows import LONGEST_SILENCE_SECONDS, QUIET_MOMENT_SECONDS, Span

ENOUGH_SECONDS: Final = 15.0
"""With so much that is not heard yet, a stretch is closed at the best pause in it."""

SHORTEST_SECONDS: Final = 8.0
"""No pause is taken before that: short stretches make Whisper invent, and cost the most."""

LONGEST_SECONDS: Final = 19.0
"""Without any pause a cut is made then: what is left at Stop would take too long to hear."""

BREATH_SECONDS: Final = 0.25
"""A quiet for so long lies between words and not, like a closed stop, inside one."""

FINISHING_SILENCE_SECONDS: Final = 1.5
"""After such a silence there is little hope of a longer stretch: what is long enough is closed."""

SETTLED_SECONDS: Final = 0.3
"""What came last may still be joined by what follows."""


@dataclass(frozen=True)
class Closing:
    """A stretch that is finished; `is_clean`: it ends in a pause."""

    span: Span
    is_clean: bool


def next_closing(
    spans: Sequence[Span],
    levels: NDArray[np.float64],
    voice_threshold_dbfs: float,
    hop_seconds: float,
    total_seconds: float,
) -> Closing | None:
    """The stretch that can be heard now, or `None`: too little has come.

    Args:
        spans: where somebody may be speaking, after what was closed already, in order.
        levels: the level every `hop_seconds` from the beginning of the take, shape (frames,).
        voice_threshold_dbfs: the level above which somebody may be speaking.
        hop_seconds: the time between two levels.
        total_seconds: how much sound there is.
    """
    if not spans:
        return None
    start = spans[0].start
    pauses = _pauses(spans, total_seconds)
    silence = next((pause for pause in pauses if _finishes(pause, pause.start - start)), None)
    if silence is not None:
        return Closing(Span(start, silence.start), is_clean=True)
    if spans[-1].end - start < ENOUGH_SECONDS:
        return None
    usable = [p for p in pauses if SHORTEST_SECONDS <= p.start - start <= LONGEST_SECONDS]
    if usable:
        best = max(usable, key=lambda pause: (pause.end - pause.start) + 0.05 * pause.start)
        return Closing(Span(start, best.start), is_clean=True)
    return _inside_speech(levels, voice_threshold_dbfs, hop_seconds, Span(start, spans[-1].end))


def _finishes(pause: Span, length: float) -> bool:
    """Whether nothing is to be hoped for after a stretch of this length."""
    if length > LONGEST_SECONDS:
        return False
    silence = pause.end - pause.start
    return silence >= LONGEST_SILENCE_SECONDS or (
        silence >= FINISHING_SILENCE_SECONDS and length >= SHORTEST_SECONDS
    )


def _inside_speech(
    levels: NDArray[np.float64], voice_threshold_dbfs: float, hop_seconds: float, speech: Span
) -> Closing | None:
    """Where to cut somebody who does not pause: between two words, or in time anywhere."""
    start = speech.start
    breath = _longest_breath(levels, voice_threshold_dbfs, start, hop_seconds)
    if breath is not None:
        return Closing(Span(start, breath), is_clean=True)
    latest = start + LONGEST_SECONDS
    if speech.end < latest:
        return None
    cut, level = quietest_moment(levels, start + SHORTEST_SECONDS, latest, hop_seconds)
    return Closing(Span(start, cut), is_clean=level < voice_threshold_dbfs)


def _pauses(spans: Sequence[Span], total_seconds: float) -> list[Span]:
    """Where nobody speaks after each span; the last one goes on to what has come so far."""
    ends = [*(span.start for span in spans[1:]), total_seconds]
    return [
        Span(span.end, end)
        for span, end in zip(spans, ends, strict=True)
        if end != total_seconds or end - span.end >= SETTLED_SECONDS
    ]


def _longest_breath(
    levels: NDArray[np.float64], voice_threshold_dbfs: float, start: float, hop_seconds: float
) -> float | None:
    """The middle of the longest quiet between two words, too short to end a span, or `None`."""
    first = round((start + SHORTEST_SECONDS) / hop_seconds)
    last = round((start + LONGEST_SECONDS) / hop_seconds)
    is_quiet = levels[first:last] < voice_threshold_dbfs
    edges = np.flatnonzero(np.diff(is_quiet.astype(np.int8), prepend=0, append=0))
    begins, ends = edges[::2], edges[1::2]
    is_long = (ends - begins) * hop_seconds >= BREATH_SECONDS
    if not is_long.any():
        return None
    longest = int(np.argmax((ends - begins) * is_long))
    return float((first + (begins[longest] + ends[longest]) / 2) * hop_seconds)


def quietest_moment(
    levels: NDArray[np.float64], first_seconds: float, last_seconds: float, hop_seconds: float
) -> tuple[float, float]:
    """The middle of the quietest moment between two times, and the highest level in it."""
    width = max(1, round(QUIET_MOMENT_SECONDS / hop_seconds))
    first = round(first_seconds / hop_seconds)
    searched = levels[first : round(last_seconds / hop_seconds)]
    smooth = np.convolve(searched, np.ones(width) / width, mode="valid")
    quietest = int(np.argmin(smooth))
    middle = (first + quietest + width / 2) * hop_seconds
    return middle, float(searched[quietest : quietest + width].max())
