"""Where in a take somebody speaks, and which printed words nobody said.

Whisper invents text over silence ("You", "Thank you for watching"). Two guards keep that out:

1. before the model runs, `voiced_spans` finds the stretches whose speech-band level stands out
   from the take's own noise floor; when there are none, the model is not asked;
2. after it, `was_spoken` refuses a segment that lies outside those stretches, or that the model
   itself doubts while a second opinion (Silero, when faster-whisper is installed) hears no voice.

The level test is deliberately generous, since a whisper or a distant voice must pass: it needs
neither a trained model nor an absolute level, only that the sound rises and falls.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockinterview.speech.decoding import MODEL_RATE_HZ
from mockinterview.speech.engines import HeardSegment
from mockinterview.speech.windows import Span

FRAME_SECONDS = 0.025
HOP_SECONDS = 0.010
SPEECH_BAND_HZ = (200.0, 4000.0)
"""Leaves out mains hum and most of a fan, keeps vowels and the start of consonants."""

SMOOTHING_FRAMES = 5
"""50 ms: shorter than a syllable, longer than a key press."""

FAINTEST_VOICE_DBFS = -80.0
"""Band level below which nothing is looked for: 18 dB above the noise of 16 bits. A distant voice
recorded 30 dB too low lies at -71."""

NOISE_FLOOR_PERCENTILE = 10
RISE_ABOVE_FLOOR_DB = 8.0
"""Steady noise stays within 2 dB of its floor over 50 ms, speech rises by 14 to 70 dB."""

LONGEST_INNER_PAUSE_SECONDS = 0.5
SHORTEST_VOICE_SECONDS = 0.08
PADDING_SECONDS = 0.25
"""Word times of Whisper are good to about a quarter of a second."""

DOUBTFUL_NO_SPEECH_PROBABILITY = 0.5
"""From here on a second opinion is asked for: invented text was seen at 0.57 and above, speech
mostly far below, and at 0.67 where it is a whisper recorded 30 dB too low."""

DOUBTFUL_WORD_PROBABILITY = 0.25
"""Mean over a segment. Invented single words were seen at 0.10 to 0.20, faint speech from 0.29."""

VOICE_PROBABILITY = 0.5
"""Silero's, loudest moment, on sound brought to a common level: noise stays below 0.3, a creaking
chair mostly below 0.44."""

UNLIKELY_LOG_PROBABILITY = -0.7
"""Mean over a segment; words so improbable, which the model doubts besides, need a clear voice."""

CLEAR_VOICE_PROBABILITY = 0.8
"""The chair has 0.74 at its most voice-like moment, chords have 0.63, speech seldom below 0.9."""

WITHOUT_OPINION_NO_SPEECH_PROBABILITY = 0.7
"""Where Silero is not installed the model's own doubt decides; speech was not seen above."""

NORMAL_PEAK = 0.5
_SILERO_FRAME_SAMPLES = 512


def band_levels_dbfs(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """The level in the speech band every 10 ms, smoothed, shape (frames,); full scale is 0."""
    frame = round(FRAME_SECONDS * MODEL_RATE_HZ)
    hop = round(HOP_SECONDS * MODEL_RATE_HZ)
    if samples.size < frame:
        return np.full(1, -120.0)
    window = np.hanning(frame).astype(np.float32)
    frequencies = np.fft.rfftfreq(frame, 1 / MODEL_RATE_HZ)
    band = (frequencies >= SPEECH_BAND_HZ[0]) & (frequencies <= SPEECH_BAND_HZ[1])
    frames = np.lib.stride_tricks.sliding_window_view(samples, frame)[::hop]
    powers = [
        # In pieces: the spectra of a whole hour would take gigabytes.
        (np.abs(np.fft.rfft(frames[first : first + 4096] * window)[:, band]) ** 2).sum(axis=1)
        for first in range(0, len(frames), 4096)
    ]
    power = np.concatenate(powers) * 2 / (frame * float((window**2).sum()))
    levels = 10 * np.log10(power.astype(np.float64) + 1e-12)
    padded = np.pad(levels, SMOOTHING_FRAMES // 2, mode="edge")
    return np.convolve(padded, np.ones(SMOOTHING_FRAMES) / SMOOTHING_FRAMES, mode="valid")


def voice_threshold_dbfs(levels: NDArray[np.float64]) -> float:
    """The level in the speech band above which somebody may be speaking."""
    floor = float(np.percentile(levels, NOISE_FLOOR_PERCENTILE))
    return max(floor + RISE_ABOVE_FLOOR_DB, FAINTEST_VOICE_DBFS)


def voiced_spans(levels: NDArray[np.float64], total_seconds: float) -> tuple[Span, ...]:
    """The stretches in which somebody may be speaking, in order; none: nobody spoke.

    Args:
        levels: from `band_levels_dbfs`.
        total_seconds: the length of the take.
    """
    active = levels > voice_threshold_dbfs(levels)
    edges = np.flatnonzero(np.diff(active.astype(np.int8), prepend=0, append=0))
    joined: list[tuple[float, float, float]] = []
    for first, last in zip(edges[::2] * HOP_SECONDS, edges[1::2] * HOP_SECONDS, strict=True):
        if joined and first - joined[-1][1] < LONGEST_INNER_PAUSE_SECONDS:
            start, _, voiced = joined.pop()
            joined.append((start, float(last), voiced + float(last - first)))
        else:
            joined.append((float(first), float(last), float(last - first)))
    return tuple(
        Span(max(0.0, start - PADDING_SECONDS), min(total_seconds, end + PADDING_SECONDS))
        for start, end, voiced in joined
        if voiced >= SHORTEST_VOICE_SECONDS
    )


def was_spoken(heard: HeardSegment, spans: Sequence[Span], samples: NDArray[np.float32]) -> bool:
    """Whether the words of a segment are likely to have been said.

    Args:
        heard: what the model printed.
        spans: what `voiced_spans` found in `samples`.
        samples: mono, 16 kHz, shape (samples,).
    """
    segment = heard.segment
    length = max(segment.end - segment.start, HOP_SECONDS)
    voiced = sum(
        max(0.0, min(segment.end, span.end) - max(segment.start, span.start)) for span in spans
    )
    if voiced <= 0:
        return False
    sureness = sum(word.probability for word in segment.words) / len(segment.words)
    if sureness < DOUBTFUL_WORD_PROBABILITY and voiced < length / 2:
        return False
    if heard.no_speech_probability < DOUBTFUL_NO_SPEECH_PROBABILITY:
        return True
    is_unlikely = heard.mean_log_probability < UNLIKELY_LOG_PROBABILITY
    voice = _voice_probability(segment.start, segment.end, samples)
    if voice is None:
        is_doubted = heard.no_speech_probability >= WITHOUT_OPINION_NO_SPEECH_PROBABILITY
        return not (is_doubted or is_unlikely)
    return voice >= (CLEAR_VOICE_PROBABILITY if is_unlikely else VOICE_PROBABILITY)


def has_clear_voice(span: Span, samples: NDArray[np.float32]) -> bool:
    """Whether a stretch certainly holds a voice; no, where there is nothing to tell it by."""
    voice = _voice_probability(span.start, span.end, samples)
    return voice is not None and voice >= CLEAR_VOICE_PROBABILITY


def _voice_probability(start: float, end: float, samples: NDArray[np.float32]) -> float | None:
    """How sure Silero is of a voice from `start` to `end` seconds; `None`: it is not installed."""
    if importlib.util.find_spec("faster_whisper") is None:
        return None
    from faster_whisper.vad import get_vad_model

    first = max(0, round((start - PADDING_SECONDS) * MODEL_RATE_HZ))
    piece = samples[first : round((end + PADDING_SECONDS) * MODEL_RATE_HZ)]
    peak = float(np.abs(piece).max(initial=0.0))
    if peak == 0.0:
        return 0.0
    missing = -piece.size % _SILERO_FRAME_SAMPLES
    levelled = np.pad(piece * (NORMAL_PEAK / peak), (0, missing)).astype(np.float32)
    return float(get_vad_model()(levelled).max())
