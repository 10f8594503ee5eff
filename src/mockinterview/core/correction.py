"""A transcript corrected by a person: edits of its words, which keep their times in the take.

A `Correction` is a value. Every edit makes a new one and says with an `Edit` where the words went;
`core.history.History` gives undo and redo, `core.changes` what differs from the original, and
`core.cited_words` lets evidence follow.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from mockinterview.core.changes import Change, runs
from mockinterview.core.hesitations import corrected_fillers
from mockinterview.core.model import Model
from mockinterview.core.transcript import Segment, Transcript, Word
from mockinterview.core.word_row import WordRow
from mockinterview.core.word_spreading import spread

TYPED_PROBABILITY = 1.0
"""What a person typed is what was said."""


class Correction(Model):
    """The whole text of a take as a person corrected it.

    Empty `segments` mean that everything was deleted, which differs from no correction.
    `made_from` is the transcript that the person saw and corrected: it stays for “show changes”
    when the original is heard again, and tells how long the take is.
    """

    version: Literal[1] = 1
    segments: tuple[Segment, ...] = ()
    made_from: Transcript

    @classmethod
    def of(cls, transcript: Transcript) -> Correction:
        """A correction in which nothing has been changed yet.

        Times that are out of order or outside the take are set right, and a segment without words
        gets those of its text.
        """
        return cls(segments=in_order(transcript), made_from=transcript)

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word in order."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def seconds(self) -> float:
        """How long the take is."""
        return self.made_from.audio_seconds

    @property
    def original_words(self) -> tuple[Word, ...]:
        """The words of the transcript that it was made from."""
        return tuple(word for segment in in_order(self.made_from) for word in segment.words)

    @property
    def is_changed(self) -> bool:
        """Whether a word differs from the transcript that it was made from."""
        return self.words != self.original_words

    @model_validator(mode="after")
    def _keeps_order(self) -> Correction:
        moment = 0.0
        for word in self.words:
            if not moment <= word.start <= word.end <= self.seconds:
                message = f"“{word.word}” is out of order or outside the take"
                raise ValueError(message)
            moment = word.end
        return self


@dataclass(frozen=True)
class Edit:
    """One edit: `removed` words from `first` on were replaced by `inserted` ones.

    Attributes:
        before: the correction as it was.
        after: the correction as it is now.
        first: the first word that was edited.
        removed: how many words of `before` were edited.
        inserted: how many words of `after` stand in their place.
    """

    before: Correction
    after: Correction
    first: int
    removed: int
    inserted: int

    @cached_property
    def is_change(self) -> bool:
        """Whether anything differs at all."""
        return self.before.segments != self.after.segments

    @cached_property
    def words_before(self) -> tuple[Word, ...]:
        """Every word as it was."""
        return self.before.words

    @cached_property
    def words_after(self) -> tuple[Word, ...]:
        """Every word as it is now."""
        return self.after.words

    @property
    def edited(self) -> range:
        """Where the words of the edit stand in `after`."""
        return range(self.first, self.first + self.inserted)

    def moved(self, index: int) -> int | None:
        """Where a word of `before` stands in `after`; None for one that was edited."""
        if index < self.first:
            return index
        if index < self.first + self.removed:
            return None
        return index - self.removed + self.inserted


def replace_words(correction: Correction, first: int, last: int, text: str) -> Edit:
    """Let `text`, any number of words, stand for the words from `first` to `last`, both included.

    Words that are in both keep their times and probabilities. One typed for one takes its time;
    else the typed ones share the time of those that they replace, by their letters.
    """
    _require_words(correction, first, last)
    row = _row(correction)
    typed = typed_words(text)
    there = [word.word for word in row.words[first : last + 1]]
    for is_equal, removed, added in reversed(list(runs(there, typed))):
        if not is_equal:
            texts = typed[added.start : added.stop]
            row.replace(first + removed.start, len(removed), texts, TYPED_PROBABILITY)
    return _edit(correction, row, first, len(there), len(typed))


def insert_words(correction: Correction, at: int, text: str) -> Edit:
    """Put `text` before the word `at`; behind the last one when `at` is the number of words.

    Its time is the pause there, of a hesitation the time of one that was heard there; where there
    is none its neighbours give some of theirs.
    """
    if not 0 <= at <= len(correction.words):
        message = f"no word can be inserted at {at}"
        raise IndexError(message)
    row = _row(correction)
    typed = typed_words(text)
    row.replace(at, 0, typed, TYPED_PROBABILITY)
    return _edit(correction, row, at, 0, len(typed))


def delete_words(correction: Correction, first: int, last: int) -> Edit:
    """Take the words from `first` to `last` out, both included; the others keep their times."""
    return replace_words(correction, first, last, "")


def split_word(correction: Correction, index: int, at: int) -> Edit:
    """Make two words of one, before its character `at`; nothing changes at its ends."""
    _require_words(correction, index, index)
    text = correction.words[index].word
    return replace_words(correction, index, index, f"{text[:at]} {text[at:]}")


def join_words(correction: Correction, first: int, last: int) -> Edit:
    """Make one word of those from `first` to `last`, both included, without spaces."""
    _require_words(correction, first, last)
    joined = "".join(word.word for word in correction.words[first : last + 1])
    return replace_words(correction, first, last, joined)


def confirm_words(correction: Correction, first: int, last: int) -> Edit:
    """Say that these words are right as they are: they are not uncertain any more."""
    _require_words(correction, first, last)
    row = _row(correction)
    sure = {"probability": TYPED_PROBABILITY}
    words = [word.model_copy(update=sure) for word in row.words[first : last + 1]]
    row.put(first, words)
    return _edit(correction, row, first, len(words), len(words))


def revert_change(correction: Correction, change: Change) -> Edit:
    """Give the words of one change back as they were, with their times where these are free.

    `change` comes from `changes(correction.original_words, correction.words)`.
    """
    row = _row(correction)
    row.restore(change.corrected, correction.original_words, change.original)
    return _edit(
        correction, row, change.corrected.start, len(change.corrected), len(change.original)
    )


def corrected_transcript(transcript: Transcript, correction: Correction | None) -> Transcript:
    """A transcript with the words of its correction, if there is one; all else stays.

    How thoroughly it was heard is told of the hearing that was corrected. Hesitations that were
    typed count, and those that were taken out do not.
    """
    if correction is None:
        return transcript
    fillers = corrected_fillers(transcript.fillers, correction.original_words, correction.words)
    stage = correction.made_from.stage
    return transcript.model_copy(
        update={"segments": correction.segments, "fillers": fillers, "stage": stage}
    )


def typed_words(text: str) -> list[str]:
    """What was typed or pasted as words: whitespace of every kind parts them.

    Control characters part words too; halves of characters, which no file can hold, and words of
    which nothing can be seen are left out.
    """
    kept = "".join(
        " " if unicodedata.category(character) == "Cc" else character
        for character in text
        if unicodedata.category(character) != "Cs"
    )
    words = unicodedata.normalize("NFC", kept).split()
    return [word for word in words if any(character.isprintable() for character in word)]


def in_order(transcript: Transcript) -> tuple[Segment, ...]:
    """The segments with every word within the take, none before the end of the one before it."""
    moment, limit = 0.0, transcript.audio_seconds
    segments: list[Segment] = []
    for segment in transcript.segments:
        words: list[Word] = []
        for word in segment.words or _words_of(segment):
            start = min(max(word.start, moment), limit)
            end = min(max(word.end, start), limit)
            moment = end
            is_right = (start, end) == (word.start, word.end)
            words.append(word if is_right else word.model_copy(update={"start": start, "end": end}))
        if words:
            same = tuple(words) == segment.words
            segments.append(segment if same else segment.model_copy(update={"words": tuple(words)}))
    return tuple(segments)


def _words_of(segment: Segment) -> list[Word]:
    texts = typed_words(segment.text)
    times = spread(texts, [(segment.start, max(segment.start, segment.end))])
    return [
        Word(word=text, start=start, end=end, probability=TYPED_PROBABILITY)
        for text, (start, end) in zip(texts, times, strict=True)
    ]


def _require_words(correction: Correction, first: int, last: int) -> None:
    if not 0 <= first <= last < len(correction.words):
        message = f"there are no words from {first} to {last}"
        raise IndexError(message)


def _row(correction: Correction) -> WordRow:
    return WordRow(correction.segments, correction.seconds, correction.made_from.fillers)


def _edit(correction: Correction, row: WordRow, first: int, removed: int, inserted: int) -> Edit:
    segments = row.segments()
    after = correction
    if segments != correction.segments:
        after = correction.model_copy(update={"segments": segments})
    return Edit(correction, after, first, removed, inserted)
