"""The head start: a take is heard while it is being recorded, stretch by stretch.

Nothing of it is told; when the take is finished, most of it is there. What was heard while the
person spoke was heard once and in short stretches, so that the doubtful ones are heard again later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mockinterview.speech.closing import LONGEST_SECONDS, Closing, next_closing
from mockinterview.speech.decoding import DECODING, LAST_WORDS, READING_AHEAD, Decoding
from mockinterview.speech.engines import Engine
from mockinterview.speech.growing_sound import GrowingSound
from mockinterview.speech.hearing import HeardWindow, hear_window
from mockinterview.speech.silence import HOP_SECONDS, voice_threshold_dbfs, voiced_spans
from mockinterview.speech.take_hearing import TakeHearing
from mockinterview.speech.windows import LONGEST_WINDOW_SECONDS, Span

END_SILENCE_SECONDS: Final = 0.7
"""After so long a silence the person may have finished: what is there is heard at once."""

SHORTEST_GUESS_SECONDS: Final = 1.5
"""Less is heard so quickly after Stop that nothing is won."""

GUESSED_SHARE: Final = 0.08
FIRST_GUESSES_SECONDS: Final = 10.0
"""How much sound may be heard in vain, as a share of the take and at its beginning: the battery
matters more than half a second."""


class ReadingAhead:
    """Hears what is finished of one take, a stretch at each step.

    Args:
        hearing: takes what is heard; its path is read.
        engine: one that has its model.
    """

    def __init__(self, hearing: TakeHearing, engine: Engine) -> None:
        self.hearing = hearing
        self._engine = engine
        self._sound = GrowingSound(hearing.path)
        self._guess: HeardWindow | None = None
        self._guessed_seconds = 0.0

    def step(self) -> bool:
        """Read what came, and hear a stretch if one is finished; whether one was heard.

        Raises:
            OSError, RuntimeError: the file cannot be read now.
        """
        self._sound.read_on()
        spans = self._spans_left()
        levels = self._sound.levels
        closing = next_closing(
            spans, levels, voice_threshold_dbfs(levels), HOP_SECONDS, self._sound.seconds
        )
        if closing is None:
            return self._guess_the_end(spans)
        self._hear(closing)
        return True

    def finish(self) -> NDArray[np.float32] | None:
        """Read the finished file to its end.

        Returns:
            All of its sound; `None`: it is not what was followed, and nothing is known of it.

        Raises:
            OSError, RuntimeError: it cannot be read.
        """
        if not self._sound.finish():
            self.hearing.forget()
            return None
        self.hearing.was_followed = True
        self._accept_guess(self._spans_left())
        return self._sound.samples

    def _spans_left(self) -> list[Span]:
        levels = self._sound.levels
        return self.hearing.left(voiced_spans(levels, self._sound.seconds))

    def _hear(self, closing: Closing) -> None:
        heard = self._guess
        if heard is None or not _is_same_stretch(heard.span, closing.span):
            heard = self._heard(closing.span)
        self._guess = None
        self.hearing.windows.append(replace(heard, span=closing.span, ends_clean=closing.is_clean))
        self.hearing.listen_for_language(self._engine, self._sound.samples, closing.span)

    def _heard(self, window: Span) -> HeardWindow:
        samples = self._sound.samples
        spans = voiced_spans(self._sound.levels, self._sound.seconds)
        return hear_window(self._engine, samples, window, spans, READING_AHEAD)

    def _guess_the_end(self, spans: list[Span]) -> bool:
        """Hear the rest beforehand if the person seems to have finished."""
        if not spans:
            return False
        rest = Span(spans[0].start, spans[-1].end)
        length = rest.end - rest.start
        allowance = FIRST_GUESSES_SECONDS + GUESSED_SHARE * self._sound.seconds
        if (
            self._sound.seconds - rest.end < END_SILENCE_SECONDS
            or not SHORTEST_GUESS_SECONDS <= length <= LONGEST_SECONDS
            or self._guessed_seconds + length > allowance
            or (self._guess is not None and _is_same_stretch(self._guess.span, rest))
        ):
            return False
        self._guess = self._heard(rest)
        self._guessed_seconds += length
        return True

    def _accept_guess(self, spans: list[Span]) -> None:
        """Take what was heard beforehand if nothing more was said."""
        guess = self._guess
        if guess is None or not spans:
            return
        if _is_same_stretch(guess.span, Span(spans[0].start, spans[-1].end)):
            self.hearing.windows.append(guess)


def _is_same_stretch(one: Span, other: Span) -> bool:
    """Whether they are the same but for what the noise floor, known better by now, moves."""
    return abs(one.start - other.start) < 0.1 and abs(one.end - other.end) < 0.3


def decoding_of_rest(hearing: TakeHearing, spans: list[Span]) -> Decoding:
    """How to hear what is left of a take when it is finished.

    A short rest is waited for, and heard in a hurry. Where much is left the computer
    was too slow to keep up, and the rest is heard as thoroughly as a take that nobody followed.
    """
    if not hearing.was_followed or not spans:
        return DECODING
    is_short = spans[-1].end - spans[0].start <= LONGEST_WINDOW_SECONDS
    return LAST_WORDS if is_short else DECODING
