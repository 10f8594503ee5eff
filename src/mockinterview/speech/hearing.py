"""One window of a take through the model: words in the time of the take, and whether to doubt them.

What nobody said is left out at once. What may be wrong is kept and marked, to be heard again when
there is time: a short window that is heard once, without a second try, is a little less exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mockinterview.core.transcript import Segment, TimeSpan
from mockinterview.speech.closing import quietest_moment
from mockinterview.speech.decoding import MODEL_RATE_HZ, Decoding
from mockinterview.speech.silence import (
    HOP_SECONDS,
    band_levels_dbfs,
    has_clear_voice,
    was_spoken,
)
from mockinterview.speech.windows import Span
from mockinterview.speech.word_times import settle, silences_around

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mockinterview.speech.engines import Engine, HeardSegment

LOOP_COMPRESSION_RATIO: Final = 2.4
"""Whisper's own limit: text that compresses better says the same again and again."""

DOUBTFUL_LOG_PROBABILITY: Final = -0.45
"""Mean over the tokens of a segment."""

MOST_WORDS_A_SECOND: Final = 6.0
"""Of voice. Fast speech has four to five; more are invented."""

MOST_TOKENS_A_SECOND: Final = 8.0
TOKENS_BESIDES: Final = 16
"""The fastest speaker needs five or six tokens; a loop that goes on to 448 takes three seconds."""

UNHEARD_VOICE_SECONDS: Final = 2.5
"""A voice for so long without a word: some were probably lost."""

SAME_WINDOW_SHARE: Final = 0.8
"""A lost stretch that is so much of its window would be lost again."""


@dataclass(frozen=True)
class HeardWindow:
    """What was heard in one stretch of the take; `ends_clean`: in a pause, not inside speech."""

    span: Span
    segments: tuple[Segment, ...]
    is_doubtful: bool = False
    ends_clean: bool = True


def hear_window(
    engine: Engine,
    samples: NDArray[np.float32],
    window: Span,
    spans: Sequence[Span],
    decoding: Decoding,
    *,
    more_tries: int = 2,
) -> HeardWindow:
    """Hear one stretch of the take.

    Where the model hears thoroughly (`Decoding.is_padded`), a clear voice over which it wrote
    nothing is heard again by itself: a drawn-out “um” can make it loop, and sentences after that
    get lost with the loop.

    Args:
        engine: one that has its model.
        samples: the take so far: mono, 16 kHz, shape (samples,).
        window: the stretch; at most 30 seconds.
        spans: where somebody may be speaking (`silence.voiced_spans`).
        decoding: how.
        more_tries: how often what was lost is heard again, in ever smaller pieces.
    """
    heard = _hear_once(engine, samples, window, spans, decoding)
    if not decoding.is_padded or more_tries == 0:
        return heard
    segments = heard.segments
    lost = [one for one in unheard(segments, window, spans) if has_clear_voice(one, samples)]
    for stretch in lost:
        for piece in _pieces(stretch, window, spans, samples):
            again = hear_window(engine, samples, piece, spans, decoding, more_tries=more_tries - 1)
            segments = with_others_between(segments, again.segments)
    is_still_doubtful = heard.is_doubtful and (not lost or bool(unheard(segments, window, spans)))
    return HeardWindow(window, segments, is_still_doubtful)


def _hear_once(
    engine: Engine,
    samples: NDArray[np.float32],
    window: Span,
    spans: Sequence[Span],
    decoding: Decoding,
) -> HeardWindow:
    first, last = round(window.start * MODEL_RATE_HZ), round(window.end * MODEL_RATE_HZ)
    tokens = TOKENS_BESIDES + round(MOST_TOKENS_A_SECOND * (window.end - window.start))
    decoding = replace(decoding, most_tokens=tokens)
    heard = engine.transcribe(samples[first:last], decoding)
    if not decoding.is_padded and any(_is_loop(one) for one in heard):
        # What a shortened encoder makes loop, the whole one rarely does.
        heard = engine.transcribe(samples[first:last], replace(decoding, is_padded=True))
    placed = [replace(one, segment=_placed(one.segment, window)) for one in heard]
    spoken = [one for one in placed if was_spoken(one, spans, samples)]
    kept = [one for one in spoken if not _is_loop(one)]
    return HeardWindow(
        window,
        tuple(settle([one.segment for one in kept], silences_around(samples, window), window.end)),
        is_doubtful=len(kept) < len(spoken) or is_doubtful(kept, window, spans),
    )


def is_doubtful(heard: Sequence[HeardSegment], window: Span, spans: Sequence[Span]) -> bool:
    """Whether a second hearing is likely to bring other words."""
    if any(one.mean_log_probability < DOUBTFUL_LOG_PROBABILITY for one in heard):
        return True
    voiced = sum(span.end - span.start for span in within(spans, window))
    words = [word for one in heard for word in one.segment.words]
    if len(words) > MOST_WORDS_A_SECOND * max(voiced, 1.0):
        return True
    return bool(unheard([one.segment for one in heard], window, spans))


def unheard(segments: Sequence[Segment], window: Span, spans: Sequence[Span]) -> list[Span]:
    """Where somebody may be speaking for long, and no word is written; in order."""
    words = [word for segment in segments for word in segment.words]
    times = [window.start, *(t for word in words for t in (word.start, word.end)), window.end]
    gaps = [Span(one, other) for one, other in zip(times[::2], times[1::2], strict=True)]
    voiced = [within(spans, gap) for gap in gaps]
    return [
        Span(voices[0].start, voices[-1].end)
        for voices in voiced
        if sum(span.end - span.start for span in voices) > UNHEARD_VOICE_SECONDS
    ]


def clearly_unheard(
    segments: Sequence[Segment], spans: Sequence[Span], samples: NDArray[np.float32]
) -> tuple[TimeSpan, ...]:
    """Where a take certainly holds a voice, and no word is written; for the transcript."""
    take = Span(0.0, samples.size / MODEL_RATE_HZ)
    return tuple(
        TimeSpan(start=round(one.start, 3), end=round(one.end, 3))
        for one in unheard(segments, take, spans)
        if has_clear_voice(one, samples)
    )


def with_others_between(
    segments: Sequence[Segment], others: Sequence[Segment]
) -> tuple[Segment, ...]:
    """The segments with others between them, or between words of one of them; in order."""
    for other in others:
        parted = [part for one in segments for part in _parted(one, other.start)]
        segments = sorted([*parted, other], key=lambda segment: segment.start)
    return tuple(segments)


def _parted(segment: Segment, seconds: float) -> list[Segment]:
    """A segment as the words before a moment and those after it."""
    before = [word for word in segment.words if word.start < seconds]
    after = segment.words[len(before) :]
    if not before or not after:
        return [segment]
    return [
        Segment(
            start=words[0].start,
            end=words[-1].end,
            text=" ".join(word.word for word in words),
            words=tuple(words),
        )
        for words in (before, after)
    ]


def _pieces(
    stretch: Span, window: Span, spans: Sequence[Span], samples: NDArray[np.float32]
) -> list[Span]:
    """What to hear again: the stretch, or its halves where that would be the same window again."""
    if stretch.end - stretch.start < SAME_WINDOW_SHARE * (window.end - window.start):
        return [stretch]
    voices = within(spans, stretch)
    middle = (stretch.start + stretch.end) / 2
    pauses = [Span(one.end, other.start) for one, other in pairwise(voices)]
    if pauses:
        pause = min(pauses, key=lambda one: abs((one.start + one.end) / 2 - middle))
        return [Span(stretch.start, pause.start), Span(pause.end, stretch.end)]
    first, last = round(stretch.start * MODEL_RATE_HZ), round(stretch.end * MODEL_RATE_HZ)
    length = stretch.end - stretch.start
    levels = band_levels_dbfs(samples[first:last])
    cut = stretch.start + quietest_moment(levels, 0.3 * length, 0.7 * length, HOP_SECONDS)[0]
    return [Span(stretch.start, cut), Span(cut, stretch.end)]


def _is_loop(heard: HeardSegment) -> bool:
    return heard.compression_ratio > LOOP_COMPRESSION_RATIO


def within(spans: Iterable[Span], window: Span) -> list[Span]:
    """The parts of the spans that lie in the window."""
    cut = (
        replace(span, start=max(span.start, window.start), end=min(span.end, window.end))
        for span in spans
    )
    return [span for span in cut if span.end > span.start]


def _placed(segment: Segment, window: Span) -> Segment:
    """A window's segment in the time of the take.

    The model hears the window followed by silence and can time a last word into that.
    """

    def moved(seconds: float) -> float:
        return round(min(window.start + seconds, window.end), 3)

    words = tuple(
        word.model_copy(update={"start": moved(word.start), "end": moved(word.end)})
        for word in segment.words
    )
    return segment.model_copy(
        update={"start": moved(segment.start), "end": moved(segment.end), "words": words}
    )
