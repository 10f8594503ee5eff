"""openai-whisper: the original, in 32 bits on PyTorch, on a graphics card too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import whisper

from mockinterview.speech.decoding import (
    DECODING,
    FRAME_SAMPLES,
    MODEL_RATE_HZ,
    READING_AHEAD,
    Decoding,
    as_segment,
    figure_tokens,
)
from mockinterview.speech.engines import HeardSegment, WeightsFormat, engine_with_version
from mockinterview.speech.guessing import Guess, Question
from mockinterview.speech.models.checkpoint import (
    alignment_heads,
    damaged_checkpoint,
    read_checkpoint,
)
from mockinterview.speech.models.weights import card_trials_file
from mockinterview.speech.original_guessing import guess_with
from mockinterview.speech.original_model import heard_frames, whisper_of
from mockinterview.speech.processors import CardTrials, Processor, load_on_best, window_of_silence
from mockinterview.speech.threads import sensible_threads

if TYPE_CHECKING:
    from numpy.typing import NDArray


BEAM_SIZE = 5
"""As in `faster`."""

UNSURE_LOG_PROBABILITY = -0.3
"""Mean over the tokens of a window. Without the beam 3 of 23 windows above it had other words than
in faster-whisper, and 13 of 20 below it (human speech, base)."""

LOOP_COMPRESSION_RATIO = 2.4
"""The limit of Whisper itself: text that packs better than that says the same again and again."""


class OriginalWhisperEngine:
    """An `Engine`; it takes a checkpoint file as openai-whisper publishes them."""

    weights_format: WeightsFormat | None = WeightsFormat.OPENAI

    def __init__(self) -> None:
        self._model: Any = None
        self.processor = Processor.CPU
        self._figures: tuple[int, ...] = ()

    def load(self, weights: Path | None) -> None:
        """Load a `.pt` checkpoint, tensors only; see `Engine.load`."""
        path = Path(weights or "")
        torch.set_num_threads(sensible_threads())
        checkpoint = read_checkpoint(path)
        heads = alignment_heads(checkpoint, path.stem)
        try:
            model = whisper_of(whisper.ModelDimensions(**checkpoint["dims"]))
            model.load_state_dict(checkpoint["model_state_dict"])
            if heads is not None:
                model.set_alignment_heads(heads)
        except (RuntimeError, TypeError, ValueError, OSError) as error:
            raise damaged_checkpoint(path, error) from error
        model = model.float().eval()
        self._model, self.processor = load_on_best(
            engine_with_version("openai-whisper"),
            CardTrials(card_trials_file()),
            has_card=torch.cuda.is_available,
            load=lambda processor: model.to(processor.value),
            hear_silence=_hear_silence,
        )

        tokens = whisper.tokenizer.get_tokenizer(
            self._model.is_multilingual, num_languages=self._model.num_languages
        )
        self._figures = figure_tokens(lambda token: str(tokens.decode([token])), tokens.eot)

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        """Transcribe one window; see `Engine.transcribe`.

        Greedily at first, since its beam search takes four times as long; where that is unsure and
        a second try is allowed, with the beam that faster-whisper always has. Sure windows get
        the same words either way (docs/accuracy.md).
        """
        frames = decoding.encoder_frames(samples.size)
        if not decoding.is_padded:
            # What openai-whisper itself fills up with is no silence but a spectrum of zeros.
            samples = np.pad(samples, (0, MODEL_RATE_HZ))
        with heard_frames(self._model, frames):
            result = self._decoded(samples, decoding, decoding.temperatures[:1])
            if len(decoding.temperatures) > 1 and _is_unsure(result):
                result = self._decoded(samples, decoding, decoding.temperatures, BEAM_SIZE)
        heard = []
        for segment in result["segments"]:
            made = as_segment(
                (word["word"], word["start"], word["end"], word["probability"])
                for word in segment["words"]
            )
            if made is not None:
                heard.append(
                    HeardSegment(
                        made,
                        float(segment["no_speech_prob"]),
                        float(segment["avg_logprob"]),
                        float(segment["compression_ratio"]),
                    )
                )
        return heard

    def _decoded(
        self,
        samples: NDArray[np.float32],
        decoding: Decoding,
        temperatures: tuple[float, ...],
        beam_size: int | None = None,
    ) -> Any:
        """What openai-whisper makes of a window."""
        return self._model.transcribe(
            samples,
            language=decoding.language,
            temperature=temperatures,
            beam_size=beam_size,
            condition_on_previous_text=False,
            initial_prompt=decoding.hints or None,
            suppress_tokens=decoding.suppressed_tokens(self._figures),
            sample_len=decoding.most_tokens,
            word_timestamps=True,
            fp16=False,
            verbose=None,
        )

    def detect_language(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        """Tell the language; see `Engine.detect_language`."""
        if not self._model.is_multilingual:
            return None
        frames = READING_AHEAD.encoder_frames(samples.size)
        spectrum = whisper.log_mel_spectrogram(
            whisper.pad_or_trim(samples, frames * FRAME_SAMPLES), self._model.dims.n_mels
        )
        with heard_frames(self._model, frames):
            _, probabilities = self._model.detect_language(spectrum.to(self._model.device))
        language = max(probabilities, key=lambda code: probabilities[code])
        return str(language), float(probabilities[language])

    def guess_next(self, questions: Sequence[Question], hints: str) -> list[list[Guess]]:
        """Tell what is likely to come next; see `guessing.Guesser.guess_next`."""
        return guess_with(self._model, questions, hints)


def _is_unsure(result: Any) -> bool:
    """Whether another way of decoding may bring other words."""
    return any(
        segment["avg_logprob"] < UNSURE_LOG_PROBABILITY
        or segment["compression_ratio"] > LOOP_COMPRESSION_RATIO
        for segment in result["segments"]
    )


def _hear_silence(model: Any) -> None:
    """As much work as any window can be, so that a card that lacks something shows it now."""
    model.transcribe(
        window_of_silence(),
        language=DECODING.language,
        temperature=0.0,
        no_speech_threshold=None,
        word_timestamps=True,
        fp16=False,
        verbose=None,
    )
