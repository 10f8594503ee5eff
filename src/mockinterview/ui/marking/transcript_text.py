"""How the words of a transcript become one text: where each word stands, pauses, citation numbers.

Qt-free. Character positions count UTF-16 units, as Qt's text documents do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from mockinterview.core.transcript import Word

LONG_PAUSE_SECONDS = 1.0
"""Pauses above this are shown: the longest of three classes in Campione & Véronis (2002)."""

SHORTEST_SPAN_SECONDS = 0.05
"""A cited span is at least this long, since a model may give a word no length at all."""


class PieceKind(Enum):
    """What a stretch of the text is."""

    WORD = "word"
    SPACE = "space"
    PAUSE = "pause"
    NUMBER = "number"


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `word` is the index of the word, or of the one before it."""

    kind: PieceKind
    text: str
    word: int


@dataclass(frozen=True)
class Stretch:
    """A part of the take, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


class TranscriptText:
    """The words in a row, with pauses between them and citation numbers behind them.

    Args:
        words: the words in the order they were said.
        numbers: the criterion numbers to set behind a word, by the word's index.
    """

    def __init__(
        self, words: Iterable[Word], numbers: Mapping[int, Sequence[int]] | None = None
    ) -> None:
        self.words = tuple(words)
        self.pieces = tuple(_pieces(self.words, numbers or {}))
        self._starts: list[int] = []
        self._ends: list[int] = []
        position = 0
        for piece in self.pieces:
            after = position + _units(piece.text)
            if piece.kind is PieceKind.WORD:
                self._starts.append(position)
                self._ends.append(after)
            position = after
        self._times = [word.start for word in self.words]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters from the beginning of one word to the end of another."""
        return self._starts[first], self._ends[last]

    def word_at(self, character: int) -> int | None:
        """The word at a character; between two words the one before; None without words."""
        if not self.words:
            return None
        return max(0, bisect_right(self._starts, character) - 1)

    def touches(self, character: int, word: int) -> bool:
        """Whether the character lies in the word itself, not in the space behind it."""
        return self._starts[word] <= character <= self._ends[word]

    def word_at_time(self, seconds: float) -> int | None:
        """The word being said at a moment, or the last one said before it."""
        index = bisect_right(self._times, seconds) - 1
        return index if index >= 0 else None

    def words_within(self, start: float, end: float) -> range:
        """The words whose middle lies from `start` to `end` seconds."""
        inside = [
            index
            for index, word in enumerate(self.words)
            if start <= (word.start + word.end) / 2 <= end
        ]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def plain(self, first: int, last: int) -> str:
        """The words from one to another, both included, without pauses and numbers."""
        return " ".join(word.word for word in self.words[first : last + 1])

    def stretch(self, first: int, last: int) -> Stretch:
        """The part of the take in which these words are said."""
        chosen = self.words[first : last + 1]
        start = min(word.start for word in chosen)
        end = max(word.end for word in chosen)
        return Stretch(start, max(end, start + SHORTEST_SPAN_SECONDS))


def pause_text(seconds: float) -> str:
    """How a long pause stands in the text, never broken over two lines."""
    return f"·\u00a0{seconds:.1f}\u00a0s\u00a0·"


def _pieces(words: Sequence[Word], numbers: Mapping[int, Sequence[int]]) -> Iterable[Piece]:
    for index, word in enumerate(words):
        if index:
            yield from _between(words[index - 1], word, index - 1)
        yield Piece(PieceKind.WORD, word.word, index)
        if numbers.get(index):
            shown = ",".join(str(number) for number in sorted(set(numbers[index])))
            yield Piece(PieceKind.NUMBER, f"\u2009{shown}", index)


def _between(before: Word, after: Word, index: int) -> Iterable[Piece]:
    yield Piece(PieceKind.SPACE, " ", index)
    gap = after.start - before.end
    if gap > LONG_PAUSE_SECONDS:
        yield Piece(PieceKind.PAUSE, pause_text(gap), index)
        yield Piece(PieceKind.SPACE, " ", index)


def long_pauses(words: Sequence[Word]) -> list[Stretch]:
    """The pauses above `LONG_PAUSE_SECONDS` between two words."""
    return [
        Stretch(before.end, after.start)
        for before, after in pairwise(words)
        if after.start - before.end > LONG_PAUSE_SECONDS
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
