"""For a tutor: what the candidate said of a criterion, beside it, once it is not covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockinterview.core.marking import Mark, verdict_word
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.passes.words import is_covered
from mockinterview.ui.marking.wording import NumberedCriterion
from mockinterview.ui.widgets.labels import Label

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class CandidateFeature(Feature):
    """The candidate's own verdicts and notes, away while a tutor marks blind."""

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.labels: dict[str, Label] = {}
        page.checklist.rebuilt.connect(self._add_to_rows)
        page.marks_shown.connect(self._show)

    def _add_to_rows(self) -> None:
        self.labels = {}
        for row in self.page.checklist.rows:
            label = Label("", "meta")
            row.add_below(label, rests=True)
            label.hide()
            self.labels[row.entry.criterion.id] = label

    def _show(self) -> None:
        marking, candidate = self.page.marking, self.page.candidate_marking
        is_open = marking is not None and candidate is not None and not is_covered(marking)
        for row in self.page.checklist.rows:
            criterion_id = row.entry.criterion.id
            words = ""
            if is_open and candidate is not None:
                words = candidate_words(row.entry, candidate.mark(criterion_id))
            label = self.labels[criterion_id]
            label.setText(words)
            label.setVisible(bool(words))


def candidate_words(entry: NumberedCriterion, mark: Mark) -> str:
    """“Candidate: Partly. Their note: …”; empty where they said nothing."""
    parts = []
    if mark.verdict is not None:
        parts.append(f"Candidate: {verdict_word(mark.verdict, entry.criterion.kind)}.")
    if mark.note:
        parts.append(f"Their note: {mark.note}")
    return " ".join(parts)
