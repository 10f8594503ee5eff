"""An engine that writes down what it hears in the spelling and with the numbers that were chosen.

Every way of hearing a take, at once or afterwards or a second time, goes through its engine; so
this is the one place where the choice is made good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mockinterview.core.writing import AS_HEARD, Numbers, Spelling, Writing
from mockinterview.speech.decoding import DECODING, Decoding
from mockinterview.speech.engines import Engine, HeardSegment, WeightsFormat
from mockinterview.speech.processors import Processor
from mockinterview.speech.spelling import in_british_spelling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mockinterview.speech.guessing import Guess, Guesser, Question


def writing_as_chosen(engine: Engine, writing: Writing) -> Engine:
    """The engine itself where nothing is chosen, else one that writes so."""
    if writing == AS_HEARD:
        return engine
    is_guesser = hasattr(engine, "guess_next")
    return GuessingChosenWriting(engine, writing) if is_guesser else ChosenWriting(engine, writing)


class ChosenWriting:
    """An `Engine` around another."""

    def __init__(self, engine: Engine, writing: Writing) -> None:
        self._engine = engine
        self._writing = writing
        self.weights_format: WeightsFormat | None = engine.weights_format

    @property
    def processor(self) -> Processor:
        """Where the other engine computes."""
        processor: Processor = getattr(self._engine, "processor", Processor.CPU)
        return processor

    def load(self, weights: Path | None) -> None:
        """Load the weights; see `Engine.load`."""
        self._engine.load(weights)

    def transcribe(
        self, samples: NDArray[np.float32], decoding: Decoding = DECODING
    ) -> list[HeardSegment]:
        """Transcribe one window; see `Engine.transcribe`."""
        if self._writing.numbers is Numbers.WORDS:
            decoding = replace(decoding, has_figures=False)
        heard = self._engine.transcribe(samples, decoding)
        if self._writing.spelling is Spelling.BRITISH:
            heard = [replace(one, segment=in_british_spelling(one.segment)) for one in heard]
        return heard

    def detect_language(self, samples: NDArray[np.float32]) -> tuple[str, float] | None:
        """Tell the language; see `Engine.detect_language`."""
        return self._engine.detect_language(samples)


class GuessingChosenWriting(ChosenWriting):
    """A `guessing.Guesser` around another."""

    def guess_next(self, questions: Sequence[Question], hints: str) -> list[list[Guess]]:
        """Tell what is likely to come next; see `guessing.Guesser.guess_next`."""
        guesser: Guesser = self._engine  # type: ignore[assignment]  # seen in `writing_as_chosen`
        return guesser.guess_next(questions, hints)
