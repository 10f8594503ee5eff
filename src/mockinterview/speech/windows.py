"""Cuts a take at pauses into the windows that the model hears one by one.

Left to themselves both engines cut every 30 seconds, often inside a word, and with word times on
they resume after the last word they are sure of; words at such seams get lost (a tenth of a
44-second reading with tiny.en). Cut at pauses nothing is, both engines hear the same windows, long
silences are never heard at all, and progress and segments come window by window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

LONGEST_WINDOW_SECONDS: Final = 29.0
"""Whisper hears 30 at once; a second less keeps a last word from touching the edge."""

LONGEST_SILENCE_SECONDS: Final = 5.0
"""A longer pause ends a window: Whisper invents text in it, or stops listening after it."""

CUT_SEARCH_SECONDS: Final = 10.0
"""Where nobody pauses, the cut is made at the quietest moment of so many last seconds."""

QUIET_MOMENT_SECONDS: Final = 0.2


@dataclass(frozen=True)
class Span:
    """A stretch of the take, in seconds."""

    start: float
    end: float


def cut_windows(
    spans: Sequence[Span], levels: NDArray[np.float64], hop_seconds: float
) -> tuple[Span, ...]:
    """The windows to transcribe, in order, none longer than `LONGEST_WINDOW_SECONDS`.

    Args:
        spans: where somebody may be speaking, in order (`silence.voiced_spans`).
        levels: the level every `hop_seconds`, in any logarithmic unit, shape (frames,).
        hop_seconds: the time between two levels.
    """
    windows: list[Span] = []
    for span in spans:
        for piece in _short_pieces(span, levels, hop_seconds):
            last = windows[-1] if windows else None
            if (
                last is not None
                and piece.start - last.end <= LONGEST_SILENCE_SECONDS
                and piece.end - last.start <= LONGEST_WINDOW_SECONDS
            ):
                windows[-1] = Span(last.start, piece.end)
            else:
                windows.append(piece)
    return tuple(windows)


def _short_pieces(span: Span, levels: NDArray[np.float64], hop_seconds: float) -> Iterator[Span]:
    """The span, cut where it is quietest if it is too long for one window."""
    start = span.start
    smoothing = max(1, round(QUIET_MOMENT_SECONDS / hop_seconds))
    while span.end - start > LONGEST_WINDOW_SECONDS:
        latest = start + LONGEST_WINDOW_SECONDS
        first = round((latest - CUT_SEARCH_SECONDS) / hop_seconds)
        searched = levels[first : round(latest / hop_seconds)]
        smooth = np.convolve(searched, np.ones(smoothing) / smoothing, mode="valid")
        cut = (first + int(np.argmin(smooth)) + smoothing / 2) * hop_seconds
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)
