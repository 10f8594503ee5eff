"""faster-whisper: Whisper on CTranslate2, 8-bit on the processor; the default."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ctranslate2
import numpy as np

from mockinterview.errors import ModelDamagedError
from mockinterview.speech.decoding import (
    DECODING,
    MODEL_RATE_HZ,
    READING_AHEAD,
    Decoding,
    as_segment,
    figure_tokens,
)
from mockinterview.speech.engines import HeardSegment, WeightsFormat, engine_with_version
from mockinterview.speech.faster_guessing import guess_with
from mockinterview.speech.faster_model import FasterModel
from mockinterview.speech.guessing import Guess, Question
from mockinterview.speech.models.weights import card_trials_file
from mockinterview.speech.processors import CardTrials, Processor, load_on_best, window_of_silence
from mockinterview.speech.threads import sensible_threads

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEAM_SIZE = 5
"""The default of faster-whisper, and cheap in it (see `original` for the other engine)."""

HURRIED_BEAM_SIZE = 2
"""Where somebody waits: 0.86 s instead of 1.13 for 18 s of speech (base, two cores)."""


class FasterWhisperEngine:
    """An `Engine`; the model's folder is read as it is and never fetched."""

    weights_format: WeightsFormat | None = WeightsFormat.CTRANSLATE2

    def __init__(self) -> None:
        self._model: Any = None
        self.processor = Processor.CPU
        self._figures: tuple[int, ...] = ()

    def load(self, weights: Path | None) -> None:
        """Load a CTranslate2 folder; see `Engine.load`."""

        def load_on(processor: Processor) -> Any:
            return FasterModel(
                str(weights),
                device=processor.value,
                # On a card as the weights are stored, in 16 bits, or in 32 where it has no 16.
                compute_type="int8" if processor is Processor.CPU else "default",
                cpu_threads=sensible_threads(),
                local_files_only=True,
            )

        try:
            self._model, self.processor = load_on_best(
                engine_with_version("faster-whisper"),
                CardTrials(card_trials_file()),
                has_card=lambda: ctranslate2.get_cuda_device_count() > 0,
                load=load_on,
                hear_silence=_hear_silence,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelDamagedError(
                f"The speech model in {weights} cannot be loaded.",
                "Choose another model in Settings, or fetch this one again.",
                f"{type(error).__name__}: {error}",
            ) from error

        tokenizer = self._model.hf_tokenizer
        self._figures = figure_tokens(
            lambda token: str(tokenizer.decode([token])), tokenizer.get_vocab_size(False)
        )

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        """Transcribe one window; see `Engine.transcribe`."""
        self._model.encoder_frames = decoding.encoder_frames(samples.size)
        if not decoding.is_padded:
            # What faster-whisper itself fills up with is no silence but a spectrum of zeros.
            samples = np.pad(samples, (0, MODEL_RATE_HZ))
        segments, _ = self._model.transcribe(
            samples,
            language=decoding.language,
            beam_size=HURRIED_BEAM_SIZE if decoding.is_hurried else BEAM_SIZE,
            temperature=list(decoding.temperatures),
            condition_on_previous_text=False,
            hotwords=decoding.hints or None,
            suppress_tokens=decoding.suppressed_tokens(self._figures),
            max_new_tokens=decoding.most_tokens,
            word_timestamps=True,
        )
        heard = []
        for segment in segments:
            made = as_segment((w.word, w.start, w.end, w.probability) for w in segment.words)
            if made is not None:
                heard.append(
                    HeardSegment(
                        made,
                        float(segment.no_speech_prob),
                        float(segment.avg_logprob),
                        float(segment.compression_ratio),
                    )
                )
        return heard

    def detect_language(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        """Tell the language; see `Engine.detect_language`."""
        if not self._model.model.is_multilingual:
            return None
        self._model.encoder_frames = READING_AHEAD.encoder_frames(samples.size)
        try:
            language, probability, _ = self._model.detect_language(samples)
        except IndexError:  # a model of the person's own whose config.json names no languages
            return None
        return str(language), float(probability)

    def guess_next(self, questions: Sequence[Question], hints: str) -> list[list[Guess]]:
        """Tell what is likely to come next; see `guessing.Guesser.guess_next`."""
        return guess_with(self._model, questions, hints)


def _hear_silence(model: Any) -> None:
    """As much work as any window can be, so that a card that lacks something shows it now."""
    segments, _ = model.transcribe(
        window_of_silence(),
        language=DECODING.language,
        beam_size=BEAM_SIZE,
        temperature=0.0,
        no_speech_threshold=None,
        word_timestamps=True,
    )
    list(segments)
