"""What was said: words with their times in the take and how sure the model was of each."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from mockinterview.core.model import Model


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


class Transcript(Model):
    """The words of one take and what made them.

    An empty `segments` means that no speech was heard; it is a result, not a failure.
    """

    version: int = 1
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
