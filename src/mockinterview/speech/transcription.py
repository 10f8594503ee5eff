"""One take from sound to transcript: read, listen for a voice, ask the model, refuse inventions."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mockinterview.core.transcript import Segment, Transcript
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import DECODING, MODEL_RATE_HZ
from mockinterview.speech.engines import Engine
from mockinterview.speech.protocol import Progress, SegmentDone
from mockinterview.speech.silence import (
    HOP_SECONDS,
    band_levels_dbfs,
    voiced_spans,
    was_spoken,
)
from mockinterview.speech.windows import Span, cut_windows


def transcribe_with(
    engine: Engine,
    path: Path,
    *,
    engine_name: str,
    model_name: str,
    on_event: Callable[[Progress | SegmentDone], None],
    between_windows: Callable[[], None] = lambda: None,
) -> Transcript:
    """Write down what is said in `path` with an engine that has its model.

    Runs in the speech process. A take in which nobody speaks gives a transcript without segments.

    Raises:
        AudioFileError: the file is missing, empty, or not sound.
    """
    began = time.monotonic()
    samples = read_mono(path)
    total = samples.size / MODEL_RATE_HZ
    on_event(Progress(0.0, total))
    levels = band_levels_dbfs(samples)
    spans = voiced_spans(levels, total)
    segments: list[Segment] = []
    for window in cut_windows(spans, levels, HOP_SECONDS):
        between_windows()
        first, last = round(window.start * MODEL_RATE_HZ), round(window.end * MODEL_RATE_HZ)
        for heard in engine.transcribe(samples[first:last]):
            placed = replace(heard, segment=_placed(heard.segment, window))
            if was_spoken(placed, spans, samples):
                segments.append(placed.segment)
                on_event(SegmentDone(placed.segment))
        on_event(Progress(window.end, total))
    on_event(Progress(total, total))
    return Transcript(
        language=DECODING.language,
        engine=engine_name,
        model=model_name,
        audio_seconds=round(total, 3),
        elapsed_seconds=round(time.monotonic() - began, 3),
        segments=tuple(segments),
    )


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
