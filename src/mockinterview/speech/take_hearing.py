"""What has been heard of one take so far, by reading ahead or before a pause; it can be gone on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mockinterview.core.transcript import TimeSpan
from mockinterview.speech.decoding import DECODING, MODEL_RATE_HZ
from mockinterview.speech.hearing import HeardWindow
from mockinterview.speech.windows import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mockinterview.speech.engines import Engine

SURE_LANGUAGE_PROBABILITY: Final = 0.8
"""Fast, odd or distant English was seen as another language with up to 0.6."""

SHORTEST_REST_SECONDS: Final = 0.05
"""The end of a window moves by so much when the noise floor is known better."""

LANGUAGE_SECONDS: Final = 5.0
"""Less tells nothing of the language."""


@dataclass
class TakeHearing:
    """The windows of one take that were heard, in order.

    Attributes:
        path: the take's file, under the name that it had.
        was_followed: it was read while it was recorded, so that somebody waits for a quick answer.
        sample_count: how long the take is, once it is whole; 0: not known.
        heard_language: see `Transcript.heard_language`; `None`: nobody has listened for it.
    """

    path: Path
    windows: list[HeardWindow] = field(default_factory=list)
    was_followed: bool = False
    sample_count: int = 0
    heard_language: str | None = None

    @property
    def end(self) -> float:
        """Up to where the take was heard, in seconds."""
        return self.windows[-1].span.end if self.windows else 0.0

    @property
    def doubtful(self) -> tuple[TimeSpan, ...]:
        """The stretches that a second hearing may better; those that touch are one."""
        joined: list[TimeSpan] = []
        begins_clean, touches = True, False
        for window in self.windows:
            is_doubtful = window.is_doubtful or not (begins_clean and window.ends_clean)
            if is_doubtful and touches:
                joined[-1] = TimeSpan(start=joined[-1].start, end=window.span.end)
            elif is_doubtful:
                joined.append(TimeSpan(start=window.span.start, end=window.span.end))
            begins_clean, touches = window.ends_clean, is_doubtful
        return tuple(joined)

    def left(self, spans: Sequence[Span]) -> list[Span]:
        """The parts of these spans that were not heard yet."""
        return [
            Span(max(span.start, self.end), span.end)
            for span in spans
            if span.end > self.end + SHORTEST_REST_SECONDS
        ]

    def forget(self) -> None:
        """Begin from the beginning: the file is another one."""
        self.windows.clear()
        self.was_followed = False
        self.heard_language = None

    def listen_for_language(
        self, engine: Engine, samples: NDArray[np.float32], window: Span
    ) -> None:
        """Find out once which language the take is in, if it surely is not the one asked for.

        The words are written down as English all the same: a guess that is wrong must not cost the
        transcript of somebody who speaks English in an unusual way.
        """
        if self.heard_language is not None or window.end - window.start < LANGUAGE_SECONDS:
            return
        first, last = round(window.start * MODEL_RATE_HZ), round(window.end * MODEL_RATE_HZ)
        language, probability = engine.detect_language(samples[first:last]) or ("", 0.0)
        is_sure = probability >= SURE_LANGUAGE_PROBABILITY and language != DECODING.language
        self.heard_language = language if is_sure else ""
