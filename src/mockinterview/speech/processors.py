"""Where a model runs: on a graphics card where there is one that works, else on the processor.

That a card is there does not mean that it can be used. A library that is missing is noticed only
when the first sound is heard (`Library libcublas.so.12 is not found or cannot be loaded`), and some
end the whole process (`Unable to load any of {libcudnn_ops.so …}`, then SIGABRT). So a model on a
card has to hear a window of silence before it is trusted, and a trial that never ended is
remembered: after `MOST_CRASHES` of them the card is left alone until its note is deleted or the
engine is another.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.speech.decoding import MODEL_RATE_HZ

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

logger = logging.getLogger(__name__)

MOST_CRASHES: Final = 2
"""Two, since a person may have ended the program in the middle of one."""

CARD_ERRORS: Final = (RuntimeError, ValueError, AssertionError, OSError)
"""What CTranslate2 and PyTorch raise where a card cannot be used: too old a driver, no memory,
a kind of number that it does not know, a PyTorch that was made without CUDA."""

Model = TypeVar("Model")


class Processor(StrEnum):
    """What computes; the values are those of CTranslate2 and PyTorch."""

    CPU = "cpu"
    CUDA = "cuda"


class CardTrials:
    """How many trials of each engine on the card did not end, in a small JSON file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def is_allowed(self, engine: str) -> bool:
        """Whether the card may be tried with this engine; its name tells its version."""
        return self._read().get(engine, 0) < MOST_CRASHES

    @contextlib.contextmanager
    def trial(self, engine: str) -> Iterator[None]:
        """A trial; one that ends the process stays on record."""
        crashes = self._read()
        self._write(crashes | {engine: crashes.get(engine, 0) + 1})
        try:
            yield
        finally:
            self._write({name: count for name, count in crashes.items() if name != engine})

    def _read(self) -> dict[str, int]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(name): int(count) for name, count in known.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _write(self, crashes: dict[str, int]) -> None:
        with contextlib.suppress(LibraryError):
            atomic.write_text(self._path, json.dumps(crashes, indent=1) + "\n")


def load_on_best(
    engine: str,
    trials: CardTrials,
    *,
    has_card: Callable[[], bool],
    load: Callable[[Processor], Model],
    hear_silence: Callable[[Model], object],
) -> tuple[Model, Processor]:
    """A loaded model, and where it runs.

    Args:
        engine: name and version of the engine, for the record of trials.
        trials: that record.
        has_card: whether the engine sees a card at all.
        load: loads the model there; what it raises for the processor is the caller's.
        hear_silence: has the model hear a whole window, as it would an answer.
    """
    if has_card() and trials.is_allowed(engine):
        try:
            with trials.trial(engine):
                model = load(Processor.CUDA)
                hear_silence(model)
            return model, Processor.CUDA
        except CARD_ERRORS as error:
            logger.warning("%s does not run on the graphics card: %s", engine, error)
    return load(Processor.CPU), Processor.CPU


def window_of_silence() -> NDArray[np.float32]:
    """What a model on a card hears first: 30 seconds, a whole window."""
    import numpy as np

    return np.zeros(30 * MODEL_RATE_HZ, dtype=np.float32)
