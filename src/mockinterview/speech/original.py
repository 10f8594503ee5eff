"""openai-whisper: the original, in 32 bits on PyTorch."""

from __future__ import annotations

import importlib
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import torch
import whisper

from mockinterview.errors import ModelDamagedError
from mockinterview.speech.decoding import DECODING, as_segment
from mockinterview.speech.engines import HeardSegment, WeightsFormat, sensible_threads

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAMES_PER_SECOND = 100
"""Of the spectrogram (whisper/audio.py): progress is counted in these."""


class OriginalWhisperEngine:
    """An `Engine`; it takes a checkpoint file as openai-whisper publishes them."""

    weights_format: WeightsFormat | None = WeightsFormat.OPENAI

    def __init__(self) -> None:
        self._model: Any = None

    def load(self, weights: Path | None) -> None:
        """Load a `.pt` checkpoint, tensors only; see `Engine.load`.

        A checkpoint may carry `alignment_heads`, the dump that openai-whisper keeps for its
        official models; without it the last half of the decoder's layers times the words.
        """
        torch.set_num_threads(sensible_threads())
        try:
            checkpoint = torch.load(str(weights), map_location="cpu", weights_only=True)
            model = whisper.model.Whisper(whisper.ModelDimensions(**checkpoint["dims"]))
            model.load_state_dict(checkpoint["model_state_dict"])
            heads = checkpoint.get("alignment_heads") or official_alignment_heads(weights)
            if heads is not None:
                model.set_alignment_heads(heads)
        except (
            RuntimeError, KeyError, TypeError, ValueError, OSError, pickle.UnpicklingError,
        ) as error:
            raise ModelDamagedError(
                f"The speech model {weights} cannot be loaded.",
                "Choose another model in Settings, or fetch this one again.",
                f"{type(error).__name__}: {error}",
            ) from error
        self._model = model.float().eval()

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        on_progress: Callable[[float], None],
        on_segment: Callable[[HeardSegment], None],
    ) -> None:
        """Transcribe; the segments all come at the end. See `Engine.transcribe`."""
        with _reported_progress(on_progress):
            result = self._model.transcribe(
                samples,
                language=DECODING.language,
                beam_size=DECODING.beam_size,
                temperature=DECODING.temperatures,
                condition_on_previous_text=False,
                word_timestamps=True,
                fp16=False,
                verbose=None,
            )
        for segment in result["segments"]:
            words = [
                (word["word"], word["start"], word["end"], word["probability"])
                for word in segment["words"]
            ]
            heard = as_segment(words)
            if heard is not None:
                on_segment(HeardSegment(heard, segment["no_speech_prob"]))


def official_alignment_heads(weights: Path | None) -> bytes | None:
    """The alignment heads of an official checkpoint, told by its file name."""
    heads: bytes | None = whisper._ALIGNMENT_HEADS.get(Path(weights).stem) if weights else None  # noqa: SLF001  (published nowhere else)
    return heads


class _ProgressHook:
    """Stands where openai-whisper expects its progress bar and passes the numbers on."""

    def __init__(self, on_progress: Callable[[float], None]) -> None:
        self._on_progress = on_progress
        self._frames = 0

    def __enter__(self) -> _ProgressHook:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def update(self, frames: int) -> None:
        """`frames` more of the spectrogram are done."""
        self._frames += frames
        self._on_progress(self._frames / FRAMES_PER_SECOND)


@contextmanager
def _reported_progress(on_progress: Callable[[float], None]) -> Iterator[None]:
    """Hear of each window that openai-whisper finishes.

    Workaround: it has no callback, only a tqdm bar (openai/whisper discussion 850). Its module
    finds tqdm under its own name `tqdm`, which is replaced while one transcription runs; the
    speech process runs one at a time.
    """
    # `whisper.transcribe` is the function of that name: the module has to be asked for.
    module: Any = importlib.import_module("whisper.transcribe")
    before = module.tqdm
    module.tqdm = SimpleNamespace(tqdm=lambda **_: _ProgressHook(on_progress))
    try:
        yield
    finally:
        module.tqdm = before
