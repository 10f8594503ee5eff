"""The words of a text in a row while one edit is made; typed ones are found their times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from mockinterview.core.hesitations import is_hesitation
from mockinterview.core.transcript import Filler, Segment, Word, ends_sentence
from mockinterview.core.word_spreading import (
    SHORTEST_SECONDS,
    Span,
    length,
    letters,
    spoken_spans,
    spread,
)

LONGEST_SECONDS_A_LETTER = 0.15
"""A typed word takes no more than this of a long pause: three times what is usual."""

LEAST_WORD_SECONDS = 0.3
"""…but may take this much, however short it is."""

TIGHT_WORD_SECONDS = 0.05
"""Room in a pause for each inserted word, below which its neighbours give some of theirs."""

ENOUGH_SECONDS = 0.2
"""A pause of this length is enough for however many."""

LONG_SEGMENT_WORDS = 60
"""An edited segment longer than this is parted after its sentences."""


class WordRow:
    """Words, each with the segment that it belongs to; changed in place, then read as segments.

    The words must be in order and within the take.

    Args:
        segments: the text.
        seconds: how long the take is.
        fillers: hesitations that were heard in it: a typed one has the time of that in its place.
    """

    def __init__(
        self, segments: Sequence[Segment], seconds: float, fillers: Sequence[Filler] = ()
    ) -> None:
        self.words = [word for segment in segments for word in segment.words]
        self._homes = [index for index, segment in enumerate(segments) for _ in segment.words]
        self._segments = segments
        self._seconds = seconds
        self._fillers = fillers

    def replace(self, first: int, removed: int, texts: Sequence[str], probability: float) -> None:
        """Let words of these texts stand for `removed` words from `first` on."""
        taken = self.words[first : first + removed]
        if len(texts) == removed and all(word.end > word.start for word in taken):
            times: Sequence[Span] = [(word.start, word.end) for word in taken]
        else:
            times = self._times(first, removed, texts)
        self._splice(first, removed, _timed(texts, times, probability))

    def put(self, first: int, words: Sequence[Word]) -> None:
        """Let as many words stand for others, with times of their own."""
        self.words[first : first + len(words)] = words

    def restore(self, place: range, original: Sequence[Word], wanted: range) -> None:
        """Put words of the original back, with their own times where these are free.

        Neighbours that are the original's too, and gave some of their time, get it back.
        """
        words = original[wanted.start : wanted.stop]
        self._splice(place.start, len(place), words)
        first, last = place.start, place.start + len(words)
        for index, its in ((first - 1, wanted.start - 1), (last, wanted.stop)):
            is_there = 0 <= index < len(self.words) and 0 <= its < len(original)
            if is_there and self.words[index].word == original[its].word:
                self._give_back(index, original[its])
        low, high = self._gap(first, len(words))
        if words and not low <= words[0].start <= words[-1].end <= high:
            texts = [word.word for word in words]
            self._splice(first, len(words), ())
            times = self._times(first, 0, texts)
            again = zip(words, times, strict=True)
            self._splice(first, 0, [_at(word, *time) for word, time in again])

    def segments(self) -> tuple[Segment, ...]:
        """The row as segments; those in which nothing changed are the very same."""
        found: list[Segment] = []
        places = zip(self._homes, self.words, strict=True)
        for home, group in groupby(places, key=lambda place: place[0]):
            words = tuple(word for _, word in group)
            if home < len(self._segments) and words == self._segments[home].words:
                found.append(self._segments[home])
            else:
                found.extend(_segment(sentence) for sentence in _parted(words))
        return tuple(found)

    def _splice(self, first: int, removed: int, words: Sequence[Word]) -> None:
        home = self._home(first, removed)
        self.words[first : first + removed] = words
        homes = self._homes[first : first + removed]
        self._homes[first : first + removed] = (
            homes if len(homes) == len(words) else [home] * len(words)
        )

    def _home(self, first: int, removed: int) -> int:
        """The segment of words at a place: a new sentence begins in the next one."""
        if not self._homes:
            return 0
        if removed:
            return self._homes[first]
        if first == len(self._homes):
            return self._homes[-1]
        if first == 0 or ends_sentence(self.words[first - 1].word):
            return self._homes[first]
        return self._homes[first - 1]

    def _gap(self, first: int, removed: int) -> Span:
        """The time from the end of the word before a place to the start of the one behind it."""
        behind = first + removed
        start = self.words[first - 1].end if first else 0.0
        return start, self.words[behind].start if behind < len(self.words) else self._seconds

    def _times(self, first: int, removed: int, texts: Sequence[str]) -> Sequence[Span]:
        """Times for typed words: those of the taken ones, else the pause, else the neighbours'."""
        spans = spoken_spans(self.words[first : first + removed])
        if spans and length(spans) >= SHORTEST_SECONDS * len(texts):
            return spread(texts, spans)
        low, high = self._gap(first, removed)
        heard = [one for one in self._fillers if low <= one.start < one.end <= high]
        if heard and len(texts) == 1 and is_hesitation(texts[0]):
            return [(heard[0].start, heard[0].end)]
        count = len(texts)
        if high - low >= max(
            min(TIGHT_WORD_SECONDS * count, ENOUGH_SECONDS), SHORTEST_SECONDS * count
        ):
            wanted = sum(
                max(LEAST_WORD_SECONDS, LONGEST_SECONDS_A_LETTER * letters(text)) for text in texts
            )
            if first:
                return spread(texts, [(low, min(high, low + wanted))])
            return spread(texts, [(max(low, high - wanted), high)])
        return self._squeezed(first, removed, texts)

    def _squeezed(self, first: int, removed: int, texts: Sequence[str]) -> Sequence[Span]:
        """Times between neighbours without a pause, which move together; as few as will do."""
        behind, reach = first + removed, 1
        low, high = self._gap(first, removed)
        while True:
            left, right = max(0, first - reach), min(len(self.words), behind + reach)
            before, after = self.words[left:first], self.words[behind:right]
            low = before[0].start if before else low
            high = after[-1].end if after else high
            count = len(before) + len(texts) + len(after)
            if high - low >= SHORTEST_SECONDS * count:
                break
            if left == 0 and right == len(self.words):
                low, high = 0.0, self._seconds
                break
            reach *= 2
        moved = [*(word.word for word in before), *texts, *(word.word for word in after)]
        times = spread(moved, [(low, high)])
        inner = len(before) + len(texts)
        self.put(left, [_at(word, *time) for word, time in zip(before, times, strict=False)])
        self.put(
            behind, [_at(word, *time) for word, time in zip(after, times[inner:], strict=True)]
        )
        return times[len(before) : inner]

    def _give_back(self, index: int, word: Word) -> None:
        """Let a word have the time again that it has in the original, if that is free."""
        low, high = self._gap(index, 1)
        if low <= word.start <= word.end <= high:
            self.words[index] = _at(self.words[index], word.start, word.end)


def _timed(texts: Sequence[str], times: Sequence[Span], probability: float) -> list[Word]:
    return [
        Word(word=text, start=start, end=end, probability=probability)
        for text, (start, end) in zip(texts, times, strict=True)
    ]


def _at(word: Word, start: float, end: float) -> Word:
    return word.model_copy(update={"start": start, "end": end})


def _segment(words: tuple[Word, ...]) -> Segment:
    text = " ".join(word.word for word in words)
    return Segment(start=words[0].start, end=words[-1].end, text=text, words=words)


def _parted(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """A long segment as its sentences; a short one as it is."""
    begin = 0
    if len(words) > LONG_SEGMENT_WORDS:
        for index, word in enumerate(words[:-1], start=1):
            if ends_sentence(word.word):
                yield words[begin:index]
                begin = index
    yield words[begin:]
