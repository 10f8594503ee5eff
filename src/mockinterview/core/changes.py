"""What differs between two texts, word by word: for “show changes”, and to keep what was kept."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from mockinterview.core.transcript import Word

LARGE_GAP_PAIRS = 250_000
"""Stretches with more pairs of words than this, and nothing to hold on to, count as all replaced:
comparing them could take seconds, and finds next to nothing."""


class ChangeKind(StrEnum):
    """What became of a run of words."""

    EQUAL = "equal"
    REPLACED = "replaced"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True)
class Change:
    """A run of words in the original and what stands for it in the corrected text.

    Attributes:
        kind: what became of it; an equal run counts as a change of nothing.
        original: indices of the words in the original; empty for inserted ones.
        corrected: indices of the words in the corrected text; empty for deleted ones.
        original_text: those words, joined by spaces.
        corrected_text: the same of the corrected text.
    """

    kind: ChangeKind
    original: range
    corrected: range
    original_text: str
    corrected_text: str

    @property
    def words(self) -> int:
        """How many words changed: the longer side, or none in an equal run."""
        if self.kind is ChangeKind.EQUAL:
            return 0
        return max(len(self.original), len(self.corrected))


def changes(original: Sequence[Word], corrected: Sequence[Word]) -> tuple[Change, ...]:
    """Every run of words of both texts in order, equal ones too; together they are both texts."""
    before = [word.word for word in original]
    after = [word.word for word in corrected]
    return tuple(
        Change(
            kind=_kind(removed, added, is_equal=is_equal),
            original=removed,
            corrected=added,
            original_text=" ".join(before[removed.start : removed.stop]),
            corrected_text=" ".join(after[added.start : added.stop]),
        )
        for is_equal, removed, added in runs(before, after)
    )


def changed_words(found: Sequence[Change]) -> int:
    """How many words changed: for “12 words changed”."""
    return sum(change.words for change in found)


def runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, range, range]]:
    """Both texts as runs: whether it is equal, where it was, where it is now.

    difflib alone takes seconds for an hour of speech. So the three words in a row that are found
    once in both texts hold them together, and difflib sees what lies between.
    """
    a, c = 0, 0
    end = (0, 0)
    for is_equal, removed, added in _pieces(before, after):
        if not is_equal:
            if end != (a, c):
                yield True, range(a, end[0]), range(c, end[1])
            yield False, removed, added
            a, c = removed.stop, added.stop
        end = (removed.stop, added.stop)
    if end != (a, c):
        yield True, range(a, end[0]), range(c, end[1])


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, range, range]]:
    """The same in smaller pieces: equal ones may follow each other."""
    a, c = 0, 0
    for b, d in [*_anchors(before, after), (len(before), len(after))]:
        begun = _shared(before[a:b], after[c:d])
        yield True, range(a, a + begun), range(c, c + begun)
        a, c = a + begun, c + begun
        ended = _shared(before[a:b][::-1], after[c:d][::-1])
        if (b - ended - a) * (d - ended - c) > LARGE_GAP_PAIRS:
            yield False, range(a, b - ended), range(c, d - ended)
        else:
            gap = SequenceMatcher(None, before[a : b - ended], after[c : d - ended], autojunk=False)
            for tag, e, f, g, h in gap.get_opcodes():
                yield tag == "equal", range(a + e, a + f), range(c + g, c + h)
        yield True, range(b - ended, b), range(d - ended, d)
        a, c = b, d


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    unlike = (
        index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]
    )
    return next(unlike, min(len(one), len(other)))


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Where three words in a row that are found once in both texts begin, in the order of both."""
    there = _found_once(before)
    here = _found_once(after)
    pairs = [(place, here[words]) for words, place in there.items() if words in here]
    # The longest row of pairs that rises in both texts: “patience sorting”.
    piles: list[int] = []
    tops: list[int] = []
    earlier: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(piles, place)
        piles[pile : pile + 1] = [place]
        tops[pile : pile + 1] = [index]
        earlier.append(tops[pile - 1] if pile else -1)
    chosen: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = earlier[index]
    return chosen[::-1]


def _found_once(texts: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Every three words in a row that stand in one place only, in their order, and where."""
    rows = list(zip(texts, texts[1:], texts[2:], strict=False))
    numbers = Counter(rows)
    return {row: place for place, row in enumerate(rows) if numbers[row] == 1}


def _kind(removed: range, added: range, *, is_equal: bool) -> ChangeKind:
    if is_equal:
        return ChangeKind.EQUAL
    if not removed:
        return ChangeKind.INSERTED
    return ChangeKind.REPLACED if added else ChangeKind.DELETED
