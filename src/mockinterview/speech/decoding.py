"""How every engine decodes, and how what it prints becomes a segment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from mockinterview.core.transcript import Segment, Word


@dataclass(frozen=True)
class Decoding:
    """What both engines are told, so that they print nearly the same words.

    `condition_on_previous_text` is off in both: a wrong sentence must not breed others.
    """

    language: str = "en"
    temperatures: tuple[float, ...] = (0.0, 0.4)
    """One second try for a window that loops; the usual ladder of six can cost 12 s a window."""
    is_padded: bool = True
    """Whether the encoder hears 30 seconds, silence behind what is there, as it was trained to."""
    hints: str = ""
    """Words that are offered to the model as if they had been said before."""
    has_figures: bool = True
    """Whether numbers may be written in figures; else they are in words, as they were said."""
    is_hurried: bool = False
    """Whether somebody waits: a narrower search, a quarter faster and hardly less exact."""
    most_tokens: int | None = None
    """No more are printed in a window; a model that loops would print 448."""

    def encoder_frames(self, sample_count: int) -> int:
        """How many frames of the spectrum the encoder hears; even, as its second layer wants."""
        if self.is_padded:
            return LONGEST_FRAMES
        frames = sample_count // FRAME_SAMPLES + SILENCE_BEHIND_FRAMES
        return min(LONGEST_FRAMES, frames + frames % 2)

    def suppressed_tokens(self, figures: tuple[int, ...]) -> list[int]:
        """The tokens that are not printed, given those with a digit in them (`figure_tokens`)."""
        return [NOT_SPOKEN] if self.has_figures else [NOT_SPOKEN, *figures]


NOT_SPOKEN: Final = -1
"""Stands in both engines for the signs that nobody says, brackets and notes for example."""

MODEL_RATE_HZ: Final = 16_000
"""The sample rate of every Whisper model."""

FRAME_SAMPLES: Final = 160
LONGEST_FRAMES: Final = 3000
"""30 seconds."""

SILENCE_BEHIND_FRAMES: Final = 200
"""Two seconds behind a window that is not padded: with one, every twentieth looped."""

DECODING: Final = Decoding()

READING_AHEAD: Final = Decoding(temperatures=(0.0,), is_padded=False)
"""For short windows, as they come: no second try, and no time for silence in the encoder."""

LAST_WORDS: Final = Decoding(temperatures=(0.0,), is_padded=False, is_hurried=True)
"""For what is left when a person has stopped."""


def as_segment(words: Iterable[tuple[str, float, float, float]]) -> Segment | None:
    """The segment that these words make, or `None` when nothing is in them.

    Args:
        words: text with its leading space, start and end in seconds, probability.

    Times are made to run forwards and probabilities to lie in 0 to 1: the alignment of both
    engines can overlap by a few hundredths of a second.
    """
    kept: list[Word] = []
    spoken = ""
    earliest = 0.0
    for text, start, end, probability in words:
        spoken += text
        if not text.strip():
            continue
        start = max(float(start), earliest)  # noqa: PLW2901  (the corrected time replaces it)
        end = max(float(end), start)  # noqa: PLW2901
        earliest = end
        kept.append(
            Word(
                word=text.strip(),
                start=round(start, 3),
                end=round(end, 3),
                probability=min(1.0, max(0.0, round(float(probability), 4))),
            )
        )
    if not any(sign.isalnum() for word in kept for sign in word.word):
        return None  # nothing at all, or a full stop alone, which is printed over noise
    return Segment(start=kept[0].start, end=kept[-1].end, text=spoken.strip(), words=tuple(kept))


def figure_tokens(text_of: Callable[[int], str], count: int) -> tuple[int, ...]:
    """The tokens with a digit in them, without which a model can only write numbers in words.

    Args:
        text_of: what a token stands for.
        count: how many tokens stand for text; the special ones come after them.
    """
    return tuple(token for token in range(count) if any(sign.isdigit() for sign in text_of(token)))
