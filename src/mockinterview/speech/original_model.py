"""openai-whisper's model, told how much of its padding the encoder needs to hear.

Its `transcribe` fills every window up to 30 seconds and has no option for less: the length is a
constant of its module. So that is changed while one window is heard, in a process that hears one
window at a time. The encoder itself only refuses other lengths; nothing in it needs 30 seconds.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

import torch.nn.functional
from torch import Tensor
from whisper.model import AudioEncoder, ModelDimensions, Whisper

from mockinterview.speech.decoding import FRAME_SAMPLES

_transcribe_module: Any = importlib.import_module("whisper.transcribe")


class AnyLengthEncoder(AudioEncoder):  # type: ignore[misc, unused-ignore]  # it is not typed
    """The encoder for spectra of any even length up to the longest.

    A window is encoded for its text and once more for the times of its words; the second time the
    first result is given again.
    """

    _spectrum: Tensor | None = None
    _encoded: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """Encode; see `AudioEncoder.forward`, of which this is the same with a shorter position."""
        spectrum = x[0] if x.dim() == 3 and len(x) == 1 else x
        if self._encoded is not None and _is_same(spectrum, self._spectrum):
            return self._encoded
        encoded: Tensor = torch.nn.functional.gelu(self.conv1(x))
        encoded = torch.nn.functional.gelu(self.conv2(encoded)).permute(0, 2, 1)
        encoded = (encoded + self.positional_embedding[: encoded.shape[1]]).to(encoded.dtype)
        for block in self.blocks:
            encoded = block(encoded)
        encoded = self.ln_post(encoded)
        self._spectrum, self._encoded = spectrum, encoded
        return encoded


def _is_same(one: Tensor, other: Tensor | None) -> bool:
    return other is not None and one.shape == other.shape and torch.equal(one, other)


def whisper_of(dimensions: ModelDimensions) -> Whisper:
    """A model without weights whose encoder takes any length."""
    model = Whisper(dimensions)
    model.encoder = AnyLengthEncoder(
        dimensions.n_mels,
        dimensions.n_audio_ctx,
        dimensions.n_audio_state,
        dimensions.n_audio_head,
        dimensions.n_audio_layer,
    )
    return model


@contextlib.contextmanager
def heard_frames(model: Whisper, frames: int) -> Iterator[None]:
    """Let windows have this many frames instead of 3000, until the end of the block."""
    before = (_transcribe_module.N_FRAMES, _transcribe_module.N_SAMPLES, model.dims.n_audio_ctx)
    _transcribe_module.N_FRAMES = frames
    _transcribe_module.N_SAMPLES = frames * FRAME_SAMPLES
    model.dims.n_audio_ctx = frames // 2
    try:
        yield
    finally:
        _transcribe_module.N_FRAMES, _transcribe_module.N_SAMPLES, model.dims.n_audio_ctx = before
