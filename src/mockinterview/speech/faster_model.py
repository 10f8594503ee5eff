"""faster-whisper's model, told how much of its padding the encoder needs to hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faster_whisper import WhisperModel

from mockinterview.speech.decoding import LONGEST_FRAMES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class FasterModel(WhisperModel):  # type: ignore[misc, unused-ignore]  # it is not typed
    """A model whose encoder hears `encoder_frames` of each spectrum and no more.

    faster-whisper fills every window up to 30 seconds (`pad_or_trim`), whatever its `chunk_length`
    says, so that the encoder takes as long for ten seconds as for thirty. CTranslate2 itself takes
    any even number of frames.
    """

    encoder_frames: int = LONGEST_FRAMES

    def encode(self, features: NDArray[np.float32]) -> Any:
        """Run the encoder; see `WhisperModel.encode`."""
        return super().encode(features[..., : self.encoder_frames])
