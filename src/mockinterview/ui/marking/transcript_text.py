"""How a transcript becomes one text: where each word stands, and what stands between the words.

Between them are pauses, hesitations and, where changes are shown, the words that a person took
away. Qt-free. Character positions count UTF-16 units, as Qt's text documents do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from mockinterview.core.transcript import Filler, Word

LONG_PAUSE_SECONDS = 1.0
"""Pauses above this are shown: the longest of three classes in Campione & Véronis (2002)."""

SHORTEST_SPAN_SECONDS = 0.05
"""A cited span is at least this long, since a model may give a word no length at all."""

USUAL_FILLER = "um"
"""What stands for a hesitation of which is not known how it sounded."""


class PieceKind(Enum):
    """What a stretch of the text is."""

    WORD = "word"
    SPACE = "space"
    PAUSE = "pause"
    FILLER = "filler"
    REMOVED = "removed"


class Piece(NamedTuple):
    """A stretch of the text.

    `word` is the index of the word, or of the one before it (-1 before the first); `item` that of
    the filler or of the removed words.
    """

    kind: PieceKind
    text: str
    word: int
    item: int = -1


@dataclass(frozen=True)
class Stretch:
    """A part of the take, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True)
class Removed:
    """Words that a person took away or replaced; they stood before the word `before`."""

    before: int
    text: str


class TranscriptText:
    """The words in a row, with what stands between them.

    Args:
        words: the words in the order they were said.
        fillers: hesitations, in order of time; those that are written among the words are not
            set a second time.
        removed: words that are not there any more, in order of place.
    """

    def __init__(
        self,
        words: Iterable[Word],
        fillers: Sequence[Filler] = (),
        removed: Sequence[Removed] = (),
    ) -> None:
        self.words = tuple(words)
        self.fillers = tuple(fillers)
        self.removed = tuple(removed)
        self._times = [word.start for word in self.words]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything in order."""
        pieces = tuple(self._make_pieces())
        return pieces[:-1]  # behind the last one is nothing to keep a space from

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [0, *accumulate(_units(piece.text) for piece in self.pieces)][:-1]

    @cached_property
    def _middles(self) -> list[float]:
        return [(word.start + word.end) / 2 for word in self.words]

    @cached_property
    def _starts(self) -> list[int]:
        places = zip(self.pieces, self._piece_starts, strict=True)
        return [start for piece, start in places if piece.kind is PieceKind.WORD]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters from the beginning of one word to the end of another."""
        return self._starts[first], self._end(last)

    def word_at(self, character: int) -> int | None:
        """The word at a character; between two words the one before; None without words."""
        if not self.words:
            return None
        return max(0, bisect_right(self._starts, character) - 1)

    def spans_of(
        self, kinds: Collection[PieceKind], within: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The characters of each piece of these kinds that begins within these stretches."""
        found: list[tuple[int, int]] = []
        for start, end in within:
            first = bisect_left(self._piece_starts, start)
            for place in range(first, bisect_left(self._piece_starts, end)):
                if self.pieces[place].kind in kinds:
                    begin = self._piece_starts[place]
                    found.append((begin, begin + _units(self.pieces[place].text)))
        return found

    def piece_at(self, character: int) -> Piece | None:
        """What stands at a character; None without text."""
        if not self.pieces:
            return None
        return self.pieces[max(0, bisect_right(self._piece_starts, character) - 1)]

    def touches(self, character: int, word: int) -> bool:
        """Whether the character lies in the word itself, not in the space behind it."""
        return self._starts[word] <= character <= self._end(word)

    def word_at_time(self, seconds: float) -> int | None:
        """The word being said at a moment, or the last one said before it."""
        index = bisect_right(self._times, seconds) - 1
        return index if index >= 0 else None

    def words_within(self, start: float, end: float) -> range:
        """The words whose middle lies from `start` to `end` seconds."""
        middles = self._middles
        if middles != sorted(middles):  # a model may give times that are out of order
            inside = [index for index, middle in enumerate(middles) if start <= middle <= end]
            return range(inside[0], inside[-1] + 1) if inside else range(0)
        first, behind = bisect_left(middles, start), bisect_right(middles, end)
        return range(first, behind) if first < behind else range(0)

    def plain(self, first: int, last: int) -> str:
        """The words from one to another, both included, and nothing that stands between them."""
        return " ".join(word.word for word in self.words[first : last + 1])

    def stretch(self, first: int, last: int) -> Stretch:
        """The part of the take in which these words are said."""
        chosen = self.words[first : last + 1]
        start = min(word.start for word in chosen)
        end = max(word.end for word in chosen)
        return Stretch(start, max(end, start + SHORTEST_SPAN_SECONDS))

    def written_fillers(self) -> frozenset[int]:
        """The words that are hesitations themselves."""
        spans = [filler for filler in self.fillers if filler.is_written]
        found = (self.words_within(filler.start, filler.end) for filler in spans)
        return frozenset(index for words in found for index in words)

    def _end(self, word: int) -> int:
        return self._starts[word] + _units(self.words[word].word)

    def _make_pieces(self) -> Iterator[Piece]:
        fillers = _by_word_before(self.fillers, self._times)
        removed: dict[int, list[int]] = {}
        for item, gone in enumerate(self.removed):
            removed.setdefault(gone.before, []).append(item)
        for index in range(len(self.words) + 1):
            extra = (fillers.get(index - 1, []), removed.get(index, []))
            for piece in self._between(index, *extra):
                yield piece
                yield Piece(PieceKind.SPACE, " ", index - 1)
            if index < len(self.words):
                yield Piece(PieceKind.WORD, self.words[index].word, index)
                yield Piece(PieceKind.SPACE, " ", index)

    def _between(
        self, index: int, fillers: Sequence[int], removed: Sequence[int]
    ) -> Iterator[Piece]:
        """What stands before a word: silences and hesitations in order of time, words taken out."""
        before, after = index - 1, index
        quiet_since = self.words[before].end if before >= 0 else None
        for item in fillers:
            filler = self.fillers[item]
            if quiet_since is not None and filler.start - quiet_since > LONG_PAUSE_SECONDS:
                yield Piece(PieceKind.PAUSE, pause_text(filler.start - quiet_since), before)
            yield Piece(PieceKind.FILLER, filler_text(filler), before, item)
            quiet_since = max(filler.end, quiet_since or 0.0)
        if quiet_since is not None and after < len(self.words):
            gap = self.words[after].start - quiet_since
            if gap > LONG_PAUSE_SECONDS:
                yield Piece(PieceKind.PAUSE, pause_text(gap), before)
        for item in removed:
            yield Piece(PieceKind.REMOVED, self.removed[item].text, before, item)


def pause_text(seconds: float) -> str:
    """How a long pause stands in the text, never broken over two lines."""
    return f"·\u00a0{seconds:.1f}\u00a0s\u00a0·"


def filler_text(filler: Filler) -> str:
    """How a hesitation that no model wrote down stands in the text."""
    return f"\u00a0{filler.text or USUAL_FILLER}\u00a0"


def _by_word_before(fillers: Sequence[Filler], times: Sequence[float]) -> dict[int, list[int]]:
    """Which hesitations to set behind which word: the last one begun before their middle."""
    found: dict[int, list[int]] = {}
    for item, filler in enumerate(fillers):
        if not filler.is_written:
            middle = (filler.start + filler.end) / 2
            found.setdefault(bisect_right(times, middle) - 1, []).append(item)
    return found


def long_pauses(words: Sequence[Word]) -> list[Stretch]:
    """The pauses above `LONG_PAUSE_SECONDS` between two words."""
    return [
        Stretch(before.end, after.start)
        for before, after in pairwise(words)
        if after.start - before.end > LONG_PAUSE_SECONDS
    ]


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
