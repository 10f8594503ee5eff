"""The states of citing on the marking page: chosen, overlapping, trimmed, without words."""

from __future__ import annotations

from tests.gui.marking_attempts import ANSWER, make_transcript

from mockinterview.core.marking import Evidence, Verdict
from mockinterview.ui.marking.citations import Cited
from mockinterview.ui.marking.evidence.feature import EvidenceFeature
from mockinterview.ui.marking.page import MarkingPage

from .marking import cited, show
from .studio import Studio

WORDS = list(make_transcript().words)


def marking_citations(studio: Studio) -> None:
    """Several for one criterion, one for several, and the second of them is chosen."""
    page = show(studio)
    _cite_more(page)
    _choose(page, "leading-example", 1)


def marking_citations_overlap(studio: Studio) -> None:
    page = show(studio)
    _cite_more(page)
    if page.desk is not None:
        for name, first, last in (("starr", 22, 60), ("medicine-link", 26, 36), ("both", 24, 44)):
            page.desk.cite(name, cited(2, WORDS[first:last]))
    _choose(page, "starr", 0)


def marking_citations_long(studio: Studio) -> None:
    """A long answer in which much is cited."""
    page = show(studio, text=" ".join([ANSWER] * 9), takes=1)
    words = page.answer.transcript.view.layout_of_words.words
    if page.desk is not None:
        for place, entry in enumerate(page.checklist.entries):
            first = 40 * place + 12
            page.desk.cite(entry.criterion.id, cited(1, list(words[first : first + 14])))


def marking_citations_unheard(studio: Studio) -> None:
    """No transcript: stretches of sound."""
    page = show(studio, text=None, takes=1)
    if page.desk is not None:
        page.desk.cite("both", Evidence(take=1, start=2.0, end=7.5))
        page.desk.cite("both", Evidence(take=1, start=20.0, end=26.0))
        page.desk.cite("leading-example", Evidence(take=1, start=5.0, end=12.0))
        page.desk.set_verdict("both", Verdict.MET)
    _choose(page, "both", 0)


def _cite_more(page: MarkingPage) -> None:
    if page.desk is not None:
        page.desk.cite("leading-example", cited(2, WORDS[42:52]))
        page.desk.cite("leading-example", cited(1, WORDS[70:78]))
        page.desk.cite("starr", cited(2, WORDS[19:29]))


def _choose(page: MarkingPage, criterion_id: str, place: int) -> None:
    marking = page.marking
    for feature in page.features:
        if isinstance(feature, EvidenceFeature) and marking is not None:
            evidence = marking.mark(criterion_id).evidence[place]
            feature.chosen.choose(Cited(criterion_id, evidence))


STATES = (
    *(marking_citations, marking_citations_overlap, marking_citations_long),
    marking_citations_unheard,
)
