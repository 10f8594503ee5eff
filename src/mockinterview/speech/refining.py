"""The second hearing: the doubtful stretches of a first transcript, thoroughly and at leisure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mockinterview.core.transcript import Segment, TimeSpan, Transcript, TranscriptStage
from mockinterview.speech.audio_input import read_mono
from mockinterview.speech.decoding import DECODING, MODEL_RATE_HZ
from mockinterview.speech.fillers import find_fillers
from mockinterview.speech.hearing import clearly_unheard, hear_window, within
from mockinterview.speech.protocol import Progress, SegmentDone
from mockinterview.speech.silence import HOP_SECONDS, band_levels_dbfs, voiced_spans
from mockinterview.speech.windows import Span, cut_windows

if TYPE_CHECKING:
    from mockinterview.speech.engines import Engine


def refine_with(
    engine: Engine,
    path: Path,
    transcript: Transcript,
    *,
    on_event: Callable[[Progress | SegmentDone], None],
    between_windows: Callable[[], None] = lambda: None,
) -> Transcript:
    """Hear the doubtful stretches of a take again, in long windows and with a second try.

    What was not doubtful stays as it is, to the letter. Hesitations are listened for in all of it.

    Args:
        engine: what hears.
        path: the sound that the transcript was made of.
        transcript: the first one.
        on_event: told of progress and of new segments.
        between_windows: called before each window; what it raises ends the work.

    Raises:
        AudioFileError: the file is missing, empty, or not sound.
    """
    kept = list(transcript.segments)
    samples = read_mono(path)
    levels = band_levels_dbfs(samples)
    spans = voiced_spans(levels, samples.size / MODEL_RATE_HZ)
    total = sum(stretch.end - stretch.start for stretch in transcript.doubtful)
    done = 0.0
    for stretch in transcript.doubtful:
        here = within(spans, Span(stretch.start, stretch.end))
        new: list[Segment] = []
        is_worse = False
        for window in cut_windows(here, levels, HOP_SECONDS):
            between_windows()
            heard = hear_window(engine, samples, window, spans, DECODING)
            new.extend(heard.segments)
            is_worse = is_worse or (heard.is_doubtful and not heard.segments)
            for segment in heard.segments:
                on_event(SegmentDone(segment))
        if not is_worse:
            kept = _with_other(kept, stretch, new)
        done += stretch.end - stretch.start
        on_event(Progress(done, total))
    changes = {
        "stage": TranscriptStage.REFINED,
        "doubtful": (),
        "unheard": clearly_unheard(kept, spans, samples),
        "segments": tuple(kept),
        "fillers": find_fillers(engine, samples, kept, between_windows),
    }
    return transcript.model_copy(update=changes)


def _with_other(segments: list[Segment], stretch: TimeSpan, others: list[Segment]) -> list[Segment]:
    """The segments with those of one stretch exchanged."""

    def is_inside(segment: Segment) -> bool:
        return stretch.start <= (segment.start + segment.end) / 2 <= stretch.end

    outside = [segment for segment in segments if not is_inside(segment)]
    return sorted([*outside, *others], key=lambda segment: segment.start)
