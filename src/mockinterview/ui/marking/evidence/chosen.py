"""The citation that keys act on: one on the page, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mockinterview.core.marking import Evidence
from mockinterview.ui.marking.checklist import Checklist
from mockinterview.ui.marking.citations import Cited, all_cited, same_citation

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class ChosenCitation(QObject):
    """Keeps the chosen citation through every change of the marks, and shows it everywhere.

    Only one thing is in hand: choosing words lets go of the citation.
    """

    changed = Signal()

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._page = page
        page.marks_shown.connect(self._keep_up)
        page.answer.chosen_changed.connect(self._give_way)
        page.clips.changed.connect(self.show_on_chips)
        page.clips.began.connect(self.choose)
        page.checklist.rebuilt.connect(self._begin)

    @property
    def cited(self) -> Cited | None:
        """The chosen citation."""
        return self._page.answer.chosen_citation

    def choose(self, cited: Cited | None) -> None:
        """Choose this one, or none."""
        if cited is not None:
            self._page.answer.clear_choice()
        if cited != self.cited:
            self._page.answer.chosen_citation = cited
            self._page.show_citations()
            self.show_on_chips()
            self.changed.emit()

    def all(self) -> list[Cited]:
        """Everything that is cited, in the order of the page."""
        marking = self._page.marking
        return all_cited(marking, self._page.checklist.entries) if marking else []

    def beside(self, step: int) -> Cited | None:
        """The citation behind or before the chosen one; at first the current criterion's.

        None where there is no other.
        """
        cited = self.all()
        if self.cited in cited:
            place = cited.index(self.cited) + step
            return cited[place] if 0 <= place < len(cited) else None
        numbers = {entry.criterion.id: entry.number for entry in self._page.checklist.entries}
        here = self._page.checklist.current.entry.number
        if step > 0:
            return next((item for item in cited if numbers[item.criterion_id] >= here), None)
        before = [item for item in cited if numbers[item.criterion_id] <= here]
        return before[-1] if before else None

    def show_on_chips(self) -> None:
        """Mark the chip of the chosen citation, and that of the clip that is heard."""
        heard = self._page.clips.heard
        for row in self._page.checklist.rows:
            for chip in row.chips:
                mine = Cited(row.entry.criterion.id, chip.evidence)
                chip.show_state(is_chosen=mine == self.cited, is_heard=chip.evidence == heard)

    def reveal(self) -> None:
        """Scroll so far that the chip and the words of the chosen citation are seen."""
        if self.cited is None:
            return
        reveal_chip(self._page.checklist, self.cited)
        evidence = self.cited.evidence
        view = self._page.answer.transcript.view
        words = view.layout_of_words.words_within(evidence.start, evidence.end)
        if words and evidence.take == self._page.answer.take_number:
            view.reveal(words[0])

    def _begin(self) -> None:
        """Other rows: another attempt."""
        self._page.answer.chosen_citation = None
        for row in self._page.checklist.rows:
            name = row.entry.criterion.id
            row.evidence_played.connect(lambda item, name=name: self._take(name, item))
            row.evidence_entered.connect(lambda item, name=name: self._take(name, item))

    def _take(self, criterion_id: str, evidence: Evidence) -> None:
        self.choose(Cited(criterion_id, evidence))

    def _keep_up(self) -> None:
        marking = self._page.marking
        if self.cited is not None and marking is not None:
            self.choose(same_citation(marking, self.cited))
        self.show_on_chips()

    def _give_way(self) -> None:
        if self._page.answer.chosen is not None:
            self.choose(None)


def reveal_chip(checklist: Checklist, cited: Cited) -> None:
    """Scroll so far that the chip of this citation is seen."""
    for row in checklist.rows:
        for chip in row.chips:
            if Cited(row.entry.criterion.id, chip.evidence) == cited:
                checklist.ensureWidgetVisible(chip)
