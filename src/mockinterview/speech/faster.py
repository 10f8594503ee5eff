"""faster-whisper: Whisper on CTranslate2, 8-bit on the processor; the default."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from faster_whisper import WhisperModel

from mockinterview.errors import ModelDamagedError
from mockinterview.speech.decoding import DECODING, as_segment
from mockinterview.speech.engines import HeardSegment, WeightsFormat, sensible_threads

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BEAM_SIZE = 5
"""The default of faster-whisper, and cheap in it (see `original` for the other engine)."""


class FasterWhisperEngine:
    """An `Engine`; the model's folder is read as it is and never fetched."""

    weights_format: WeightsFormat | None = WeightsFormat.CTRANSLATE2

    def __init__(self) -> None:
        self._model: Any = None

    def load(self, weights: Path | None) -> None:
        """Load a CTranslate2 folder; see `Engine.load`."""
        try:
            self._model = WhisperModel(
                str(weights),
                device="cpu",
                compute_type="int8",
                cpu_threads=sensible_threads(),
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelDamagedError(
                f"The speech model in {weights} cannot be loaded.",
                "Choose another model in Settings, or fetch this one again.",
                f"{type(error).__name__}: {error}",
            ) from error

    def transcribe(self, samples: NDArray[np.float32]) -> list[HeardSegment]:
        """Transcribe one window; see `Engine.transcribe`."""
        segments, _ = self._model.transcribe(
            samples,
            language=DECODING.language,
            beam_size=BEAM_SIZE,
            temperature=list(DECODING.temperatures),
            condition_on_previous_text=False,
            word_timestamps=True,
        )
        heard = []
        for segment in segments:
            made = as_segment((w.word, w.start, w.end, w.probability) for w in segment.words)
            if made is not None:
                heard.append(HeardSegment(made, float(segment.no_speech_prob)))
        return heard
