"""Where the citations of a marking lie: on the words of a take and on its waveform. Qt-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from mockinterview.core.marking import Evidence, Marking
from mockinterview.ui.marking.transcript_text import Stretch, TranscriptText
from mockinterview.ui.marking.wording import NumberedCriterion, clock


class Cited(NamedTuple):
    """What is cited for which criterion."""

    criterion_id: str
    evidence: Evidence


@dataclass(frozen=True)
class Citation:
    """A citation in the take that is shown.

    `number` is that of its criterion; `is_current` when that is the current one, `is_chosen` when
    it is the citation that keys act on.
    """

    cited: Cited
    number: int
    text: str
    is_current: bool = False
    is_chosen: bool = False

    @property
    def stretch(self) -> Stretch:
        """Where it lies in the take."""
        return Stretch(self.cited.evidence.start, self.cited.evidence.end)

    @property
    def hint(self) -> str:
        """What is told under the mouse."""
        start, end = clock(self.stretch.start), clock(self.stretch.end)
        return f"Criterion {self.number}: {self.text.rstrip('.')}\nCited from {start} to {end}"


class Tint(NamedTuple):
    """Neighbouring words for which the same holds: how many citations they are in, and which.

    `goes_on` when one of these citations has the word behind them, too.
    """

    first: int
    last: int
    depth: int
    is_lit: bool = False
    is_chosen: bool = False
    goes_on: bool = False


def citations_of(
    marking: Marking,
    entries: Sequence[NumberedCriterion],
    take: int,
    current: str,
    chosen: Cited | None = None,
) -> list[Citation]:
    """The citations in one take; those of the current criterion and the chosen one lie on top."""
    found = [
        Citation(
            cited,
            entry.number,
            entry.criterion.text,
            is_current=cited.criterion_id == current,
            is_chosen=cited == chosen,
        )
        for entry in entries
        for cited in cited_for(marking, entry.criterion.id)
        if cited.evidence.take == take
    ]
    return sorted(found, key=lambda citation: (citation.is_chosen, citation.is_current))


def cited_for(marking: Marking, criterion_id: str) -> list[Cited]:
    """What is cited for one criterion, in order of time."""
    return [Cited(criterion_id, evidence) for evidence in marking.mark(criterion_id).evidence]


def all_cited(marking: Marking, entries: Sequence[NumberedCriterion]) -> list[Cited]:
    """Everything that is cited, in the order of the page."""
    return [cited for entry in entries for cited in cited_for(marking, entry.criterion.id)]


def tints(citations: Sequence[Citation], layout: TranscriptText) -> list[Tint]:
    """The cited words in pieces that differ from their neighbours, in order."""
    spans = [(words, citation) for citation in citations if (words := _words(citation, layout))]
    edges = sorted({edge for words, _ in spans for edge in (words.start, words.stop)})
    found: list[Tint] = []
    for first, behind in pairwise(edges):
        over = [(words, citation) for words, citation in spans if words.start <= first < words.stop]
        if over:
            lit = any(citation.is_current for _, citation in over)
            chosen = any(citation.is_chosen for _, citation in over)
            goes_on = any(words.stop > behind for words, _ in over)
            found.append(Tint(first, behind - 1, len(over), lit, chosen, goes_on))
    return found


def rows_of(stretches: Sequence[Stretch]) -> list[int]:
    """For each stretch the lowest row in which it overlaps none of the others before it in time."""
    ends: list[float] = []
    rows = [0] * len(stretches)
    order = sorted(range(len(stretches)), key=lambda index: stretches[index].start)
    for index in order:
        stretch = stretches[index]
        row = next((row for row, end in enumerate(ends) if end <= stretch.start), len(ends))
        ends[row:] = [stretch.end, *ends[row + 1 :]]
        rows[index] = row
    return rows


def same_citation(marking: Marking, wanted: Cited) -> Cited | None:
    """What this citation became when marks or words changed; None when it has gone.

    One that was trimmed or whose words were corrected is the one of the same criterion that
    begins or ends where it did.
    """
    found = cited_for(marking, wanted.criterion_id)
    if wanted in found:
        return wanted
    before = wanted.evidence
    beside = [item for item in found if item.evidence.take == before.take]
    return next((item for item in beside if _shares_an_end(item.evidence, before)), None)


def _shares_an_end(one: Evidence, other: Evidence) -> bool:
    return one.start == other.start or one.end == other.end


def _words(citation: Citation, layout: TranscriptText) -> range:
    return layout.words_within(citation.stretch.start, citation.stretch.end)
