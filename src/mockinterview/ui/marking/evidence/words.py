"""What is told of choosing and citing, on the page and to a screen reader. Qt-free."""

from __future__ import annotations

from mockinterview.core.marking import Evidence
from mockinterview.ui.marking.evidence.trimming import Edge
from mockinterview.ui.marking.transcript_text import Stretch, TranscriptText
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.wording import count

_FEW_WORDS = 6
"""More words than these are told by the first and the last of them."""


def fine_clock(seconds: float) -> str:
    """A moment of a take with its tenths: 0:07.4."""
    tenths = round(seconds * 10)
    return f"{clock(tenths // 10)}.{tenths % 10}"


def choice_words(stretch: Stretch | None, text: TranscriptText) -> str:
    """What is chosen to be cited; nothing when nothing is."""
    if stretch is None:
        return ""
    inside = text.words_within(stretch.start, stretch.end)
    if not inside:
        return f"{fine_clock(stretch.start)} to {fine_clock(stretch.end)} chosen"
    said = text.plain(inside[0], inside[-1])
    if len(inside) > _FEW_WORDS:
        said = f"{text.words[inside[0]].word} … {text.words[inside[-1]].word}"
        return f"{count(len(inside), 'word')} chosen, from “{said.replace(' … ', '” to “')}”"
    return f"{count(len(inside), 'word')} chosen: “{said}”"


def edge_words(stretch: Stretch, edge: Edge, text: TranscriptText) -> str:
    """Where a trimmed stretch begins or ends now."""
    inside = text.words_within(stretch.start, stretch.end)
    is_start = edge is Edge.START
    verb, moment = ("Starts", stretch.start) if is_start else ("Ends", stretch.end)
    where = f"{verb} at {fine_clock(moment)}"
    if not inside:
        return where
    word = text.words[inside[0] if is_start else inside[-1]].word
    return f"{where}, {'from' if is_start else 'with'} “{word}”"


def citation_words(evidence: Evidence, number: int, place: int, total: int) -> str:
    """A citation that was gone to, among all of them."""
    said = f"“{evidence.words}”" if evidence.words else f"to {fine_clock(evidence.end)}"
    moment = fine_clock(evidence.start)
    return f"Citation {place} of {total}, criterion {number}: {moment}, {said}"
