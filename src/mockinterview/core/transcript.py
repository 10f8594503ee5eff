"""What was said: words with their times in the take and how sure the model was of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Literal

from pydantic import Field

from mockinterview.core.model import Model
from mockinterview.core.writing import AS_HEARD, Writing

UNCERTAIN_BELOW = 0.6
"""Words that the model gave less than this probability are told as uncertain: about one in three of
them is wrong, and they are half of the wrong ones (docs/accuracy.md, benchmarks.calibration)."""


class Word(Model):
    """One word as the model printed it, punctuation included, without surrounding space.

    `start` and `end` are seconds from the beginning of the take; `probability` is 0 to 1.
    """

    word: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)
    probability: float = Field(ge=0, le=1)


class Segment(Model):
    """A stretch of speech, about a sentence; times in seconds from the beginning of the take."""

    start: float = Field(ge=0)
    end: float = Field(ge=0)
    text: str
    words: tuple[Word, ...] = ()


class TimeSpan(Model):
    """A stretch of a take, in seconds from its beginning."""

    start: float = Field(ge=0)
    end: float = Field(ge=0)


class Filler(Model):
    """A hesitation that was heard: “um”, “uh”, “er”; `text` says which, as nearly as is known.

    `is_written` says whether it stands among the words too: most are found only by listening for
    them, and some are never found. Whoever counts them says “at least”.
    """

    start: float = Field(ge=0)
    end: float = Field(ge=0)
    text: str = ""
    is_written: bool = False


class TranscriptStage(StrEnum):
    """How thoroughly a take was heard."""

    FIRST = "first"
    """While it was recorded, in short stretches; the doubtful ones wait for a second hearing."""
    REFINED = "refined"
    """The doubtful stretches of a first hearing were heard again."""
    WHOLE = "whole"
    """Afterwards, all of it at once."""


class Transcript(Model):
    """The words of one take and what made them.

    An empty `segments` means that no speech was heard; it is a result, not a failure. `doubtful`
    are the stretches that a second hearing may better; only a `FIRST` one has any. `unheard` are
    those in which a voice is clear and no words could be made out: they are no pauses.
    `heard_language` is the ISO 639-1 code of the language that it seems to be in where that is not
    `language`, else empty.
    """

    version: Literal[1] = 1
    stage: TranscriptStage = TranscriptStage.WHOLE
    doubtful: tuple[TimeSpan, ...] = ()
    unheard: tuple[TimeSpan, ...] = ()
    heard_language: str = ""
    fillers: tuple[Filler, ...] = ()
    writing: Writing = AS_HEARD
    language: str = "en"
    engine: str
    model: str
    audio_seconds: float = Field(ge=0)
    elapsed_seconds: float = Field(ge=0)
    segments: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """All of it as one paragraph; empty when no speech was heard."""
        return " ".join(segment.text.strip() for segment in self.segments if segment.text.strip())

    @property
    def words(self) -> Iterator[Word]:
        """Every word in order."""
        for segment in self.segments:
            yield from segment.words

    def words_between(self, start: float, end: float) -> str:
        """The words whose middle lies from `start` to `end` seconds, joined by spaces."""
        return " ".join(
            word.word for word in self.words if start <= (word.start + word.end) / 2 <= end
        )


def is_uncertain(word: Word) -> bool:
    """Whether the model was unsure of a word; what a person typed is never in doubt."""
    return word.probability < UNCERTAIN_BELOW


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with a word, be it within quotation marks or brackets."""
    return text.rstrip("\"'”’)]").endswith((".", "?", "!", "…"))


def silence_between(word: Word, following: Word, fillers: Iterable[Filler]) -> float:
    """How long nothing is said between two words, in seconds: a hesitation is no silence."""
    start, end = word.end, following.start
    filled = sum(max(0.0, min(one.end, end) - max(one.start, start)) for one in fillers)
    return end - start - filled
