"""One take from sound to transcript: read, listen for a voice, ask the model, refuse inventions."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from mockinterview.core.transcript import Filler, Transcript, TranscriptStage
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import DECODING, MODEL_RATE_HZ
from mockinterview.speech.fillers import find_fillers
from mockinterview.speech.hearing import clearly_unheard, hear_window
from mockinterview.speech.protocol import Progress, SegmentDone
from mockinterview.speech.reading_ahead import ReadingAhead, decoding_of_rest
from mockinterview.speech.silence import HOP_SECONDS, band_levels_dbfs, voiced_spans
from mockinterview.speech.take_hearing import TakeHearing
from mockinterview.speech.windows import cut_windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mockinterview.speech.engines import Engine

SAME_LENGTH_SAMPLES = 16
"""A take read in pieces and at once may differ by the rounding of a resampler."""


def transcribe_with(
    engine: Engine,
    hearing: TakeHearing,
    *,
    engine_name: str,
    model_name: str,
    on_event: Callable[[Progress | SegmentDone], None],
    ahead: ReadingAhead | None = None,
    between_windows: Callable[[], None] = lambda: None,
) -> Transcript:
    """Write down what is said in a take with an engine that has its model.

    Runs in the speech process. A take in which nobody speaks gives a transcript without segments.

    Args:
        engine: what hears.
        hearing: what was heard of the take before; it is told at once, and gone on with.
        engine_name: for the transcript.
        model_name: for the transcript.
        on_event: told of progress and segments.
        ahead: what read ahead in the take, if it was followed.
        between_windows: called before each window; what it raises ends the work, and `hearing`
            keeps what is finished.

    Raises:
        AudioFileError: the file is missing, empty, or not sound.
    """
    began = time.monotonic()
    samples = _sound_of(hearing, ahead)
    total = samples.size / MODEL_RATE_HZ
    on_event(Progress(min(hearing.end, total), total))
    for window in hearing.windows:
        for segment in window.segments:
            on_event(SegmentDone(segment))
    levels = band_levels_dbfs(samples)
    spans = voiced_spans(levels, total)
    left = hearing.left(spans)
    decoding = decoding_of_rest(hearing, left)
    for span in cut_windows(left, levels, HOP_SECONDS):
        between_windows()
        heard = hear_window(engine, samples, span, spans, decoding)
        hearing.windows.append(heard)
        for segment in heard.segments:
            on_event(SegmentDone(segment))
        on_event(Progress(span.end, total))
        hearing.listen_for_language(engine, samples, span)
    on_event(Progress(total, total))
    stage = TranscriptStage.FIRST if hearing.was_followed else TranscriptStage.WHOLE
    segments = tuple(segment for window in hearing.windows for segment in window.segments)
    fillers: tuple[Filler, ...] = ()
    if stage is TranscriptStage.WHOLE:  # the second hearing of a first one listens for them
        fillers = find_fillers(engine, samples, segments, between_windows)
    return Transcript(
        stage=stage,
        unheard=clearly_unheard(segments, spans, samples),
        doubtful=hearing.doubtful if stage is TranscriptStage.FIRST else (),
        heard_language=hearing.heard_language or "",
        language=DECODING.language,
        engine=engine_name,
        model=model_name,
        audio_seconds=round(total, 3),
        elapsed_seconds=round(time.monotonic() - began, 3),
        segments=segments,
        fillers=fillers,
    )


def _sound_of(hearing: TakeHearing, ahead: ReadingAhead | None) -> NDArray[np.float32]:
    """All sound of the take; `hearing` forgets what belongs to another one."""
    samples = None
    if ahead is not None:
        try:
            samples = ahead.finish()
        except (OSError, RuntimeError):
            hearing.forget()  # whatever is wrong with the file, `read_mono` tells it in words
    if samples is None:
        samples = read_mono(hearing.path)
        if hearing.windows and abs(samples.size - hearing.sample_count) > SAME_LENGTH_SAMPLES:
            hearing.forget()
    hearing.sample_count = samples.size
    return samples
