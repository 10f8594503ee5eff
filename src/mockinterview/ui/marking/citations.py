"""Where the citations of a marking lie: on the words of a take and on its waveform. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mockinterview.core.marking import Marking
from mockinterview.ui.marking.transcript_text import Stretch, TranscriptText
from mockinterview.ui.marking.wording import NumberedCriterion


@dataclass(frozen=True)
class Citation:
    """A cited stretch; `is_current` when it belongs to the current criterion."""

    stretch: Stretch
    is_current: bool


def cited_stretches(marking: Marking, take: int, current: str) -> list[Citation]:
    """The citations in one take, those of the current criterion last, so that they lie on top."""
    found = [
        Citation(Stretch(evidence.start, evidence.end), criterion_id == current)
        for criterion_id, mark in marking.marks.items()
        for evidence in mark.evidence
        if evidence.take == take
    ]
    return sorted(found, key=lambda citation: citation.is_current)


def cited_words(
    marking: Marking,
    entries: Sequence[NumberedCriterion],
    take: int,
    layout: TranscriptText,
    current: str,
) -> tuple[dict[int, list[int]], frozenset[int], frozenset[int]]:
    """The citations in one take as words.

    Returns: the criterion numbers to set behind a word; every cited word; those that are cited
    for the current criterion.
    """
    numbers: dict[int, list[int]] = {}
    cited: set[int] = set()
    lit: set[int] = set()
    for entry in entries:
        for evidence in marking.mark(entry.criterion.id).evidence:
            if evidence.take != take:
                continue
            words = layout.words_within(evidence.start, evidence.end)
            if not words:
                continue
            numbers.setdefault(words[-1], []).append(entry.number)
            cited.update(words)
            if entry.criterion.id == current:
                lit.update(words)
    return numbers, frozenset(cited), frozenset(lit)
