"""What differs between two texts, word by word: for “show changes”, and to keep what was kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from mockinterview.core.transcript import Word


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

    difflib passes over frequent words in long texts, for speed; a stretch that it finds to differ
    is short enough to be looked at once more with all its words.
    """
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "replace":
            yield tag == "equal", range(a, b), range(c, d)
            continue
        inner = SequenceMatcher(None, before[a:b], after[c:d])
        for inner_tag, e, f, g, h in inner.get_opcodes():
            yield inner_tag == "equal", range(a + e, a + f), range(c + g, c + h)


def _kind(removed: range, added: range, *, is_equal: bool) -> ChangeKind:
    if is_equal:
        return ChangeKind.EQUAL
    if not removed:
        return ChangeKind.INSERTED
    return ChangeKind.REPLACED if added else ChangeKind.DELETED
