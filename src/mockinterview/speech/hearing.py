"""One window of a take through the model: words in the time of the take, and whether to doubt them.

What nobody said is left out at once. What may be wrong is kept and marked, to be heard again when
there is time: a short window that is heard once, without a second try, is a little less exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mockinterview.core.transcript import Segment
from mockinterview.speech.decoding import MODEL_RATE_HZ, Decoding
from mockinterview.speech.silence import was_spoken
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
) -> HeardWindow:
    """Hear one stretch of the take.

    Args:
        engine: one that has its model.
        samples: the take so far: mono, 16 kHz, shape (samples,).
        window: the stretch; at most 30 seconds.
        spans: where somebody may be speaking (`silence.voiced_spans`).
        decoding: how.
    """
    first, last = round(window.start * MODEL_RATE_HZ), round(window.end * MODEL_RATE_HZ)
    if not decoding.is_padded:
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
    times = [window.start, *(t for word in words for t in (word.start, word.end)), window.end]
    return any(
        sum(span.end - span.start for span in within(spans, Span(before, after)))
        > UNHEARD_VOICE_SECONDS
        for before, after in zip(times[::2], times[1::2], strict=True)
    )


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
