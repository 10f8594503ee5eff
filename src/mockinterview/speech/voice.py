"""Tells a voice from other sounds with the model (Silero) that faster-whisper brings."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    VoiceModel = Callable[[npt.NDArray[np.float32]], npt.NDArray[np.float32]]


def has_voice_model() -> bool:
    """Whether it is installed; nothing is loaded to find that out."""
    return importlib.util.find_spec("faster_whisper") is not None


def voice_model() -> VoiceModel | None:
    """Gives for each 512 samples at 16 kHz the probability of a voice; None: not installed."""
    if not has_voice_model():
        return None
    from faster_whisper.vad import get_vad_model

    model: VoiceModel = get_vad_model()
    return model
