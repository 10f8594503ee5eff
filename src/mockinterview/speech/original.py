"""openai-whisper: the original, in 32 bits on PyTorch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
import whisper

from mockinterview.speech.checkpoint import alignment_heads, damaged_checkpoint, read_checkpoint
from mockinterview.speech.decoding import DECODING, as_segment
from mockinterview.speech.engines import HeardSegment, WeightsFormat, sensible_threads

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class OriginalWhisperEngine:
    """An `Engine`; it takes a checkpoint file as openai-whisper publishes them."""

    weights_format: WeightsFormat | None = WeightsFormat.OPENAI

    def __init__(self) -> None:
        self._model: Any = None

    def load(self, weights: Path | None) -> None:
        """Load a `.pt` checkpoint, tensors only; see `Engine.load`."""
        path = Path(weights or "")
        torch.set_num_threads(sensible_threads())
        checkpoint = read_checkpoint(path)
        heads = alignment_heads(checkpoint, path.stem)
        try:
            model = whisper.model.Whisper(whisper.ModelDimensions(**checkpoint["dims"]))
            model.load_state_dict(checkpoint["model_state_dict"])
            if heads is not None:
                model.set_alignment_heads(heads)
        except (RuntimeError, TypeError, ValueError, OSError) as error:
            raise damaged_checkpoint(path, error) from error
        self._model = model.float().eval()

    def transcribe(self, samples: NDArray[np.float32]) -> list[HeardSegment]:
        """Transcribe one window; see `Engine.transcribe`.

        Greedily: its beam search takes two to six times as long for nearly the same words.
        """
        result = self._model.transcribe(
            samples,
            language=DECODING.language,
            temperature=DECODING.temperatures,
            condition_on_previous_text=False,
            word_timestamps=True,
            fp16=False,
            verbose=None,
        )
        heard = []
        for segment in result["segments"]:
            made = as_segment(
                (word["word"], word["start"], word["end"], word["probability"])
                for word in segment["words"]
            )
            if made is not None:
                heard.append(HeardSegment(made, float(segment["no_speech_prob"])))
        return heard
