"""Two passes on the marking page: blind first, the second begun from the first, what moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mockinterview.core.marking import Marking
from mockinterview.core.passes import moved, reworked
from mockinterview.pack.received import is_received
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.passes.bar import PassBar
from mockinterview.ui.marking.passes.glance import Glance
from mockinterview.ui.marking.passes.words import (
    earlier_words,
    first_remark,
    is_complete,
    is_covered,
    moved_line,
    moved_sentence,
    reworked_line,
)
from mockinterview.ui.widgets.labels import Label

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class PassesFeature(Feature):
    """Covers the model answer until the first pass is finished, and shows what the second moved."""

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.bar = PassBar(page.theme)
        self.bar.second_asked.connect(self.finish_first)
        page.over_checklist.addWidget(self.bar)
        self.model_answer = page.model_answer
        self.model_answer.cover.finish_asked.connect(self.finish_first)
        self.model_answer.blind_button.clicked.connect(self.toggle_blind)
        self._earlier: dict[str, Label] = {}
        self._glance = Glance()
        page.checklist.rebuilt.connect(self._add_to_rows)
        page.opened.connect(self._begin)
        page.marks_shown.connect(self._show)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its keys do."""
        return {"blind": self.toggle_blind, "second_pass": self.finish_first}

    def toggle_blind(self) -> None:
        """Cover the model answer, or uncover it before the first pass is finished."""
        desk, marking = self.page.desk, self.page.marking
        if desk is None or marking is None or desk.first_pass is not None:
            return
        covers = not marking.is_blind
        desk.change_marks(lambda marks: marks.with_blind(is_blind=covers))
        told = "The model answer is covered" if covers else "The model answer is shown"
        announce(self.page, told)

    def finish_first(self) -> None:
        """Finish the first pass and begin the second with its marks."""
        desk = self.page.desk
        if desk is None or desk.first_pass is not None:
            return
        if desk.marking.is_blank:
            self.page.header.tell("Mark at least one criterion first.")
        elif desk.begin_second_pass():
            self.page.header.tell("Second pass")
            announce(self.page, "Second pass. The model answer is shown.")

    def _begin(self) -> None:
        """Marks that are begun now are blind where the person wants that."""
        desk, marking = self.page.desk, self.page.marking
        if desk is None or marking is None or desk.first_pass is not None:
            return
        folder = self.page.folder
        is_anothers = folder is not None and is_received(folder)
        is_wanted = self.page.services.settings.blind_first or is_anothers
        if is_wanted and marking.is_blank and not marking.is_blind:
            desk.begin_blind()
            self.page.marks_shown.emit()
        else:
            self._show()

    def _add_to_rows(self) -> None:
        self._earlier = {}
        for row in self.page.checklist.rows:
            label = Label("", "meta")
            row.add_below(label, rests=True)
            label.hide()
            self._earlier[row.entry.criterion.id] = label

    def _show(self) -> None:
        marking, attempt = self.page.marking, self.page.attempt
        if marking is None or attempt is None:
            return
        first = self.page.first_pass
        covered = is_covered(marking)
        self._note_glance(marking)
        self.model_answer.set_covered(is_covered=covered, can_cover=first is None)
        if first is None:
            complete = is_complete(marking, attempt.rubric)
            is_tutor = marking.role == "tutor"
            self.bar.show_first(
                first_remark(self.page.marking or marking, is_complete=complete),
                is_blind=covered,
                is_complete=complete,
                is_tutor=is_tutor,
            )
            self._show_earlier(marking, marking)
        else:
            self._show_second(first, marking)

    def _note_glance(self, marking: Marking) -> None:
        """Whoever has read the model answer does not mark blind any more, covered or not."""
        desk, folder = self.page.desk, self.page.folder
        has_seen = self._glance.is_seen_in(str(folder.path) if folder else "", marking)
        if has_seen and desk is not None and not marking.was_uncovered:
            desk.note_uncovered()

    def _show_second(self, first: Marking, second: Marking) -> None:
        attempt = self.page.attempt
        if attempt is None:
            return
        found = moved(first, second, attempt.rubric)
        others = reworked(first, second, attempt.rubric)
        entries = {entry.criterion.id: entry for entry in self.page.checklist.entries}
        lines = [moved_line(entries[each.criterion.id], each) for each in found]
        lines += [
            reworked_line(entries[each.id], first.mark(each.id), second.mark(each.id))
            for each in others
        ]
        sentence = moved_sentence(found, others, attempt.rubric, was_blind=first.is_unseen)
        self.bar.show_second(sentence, lines, is_tutor=second.role == "tutor")
        self._show_earlier(first, second)

    def _show_earlier(self, first: Marking, second: Marking) -> None:
        """In each row what the first pass said and the second does not."""
        for row in self.page.checklist.rows:
            criterion_id = row.entry.criterion.id
            label = self._earlier.get(criterion_id)
            if label is not None:
                before, after = first.mark(criterion_id), second.mark(criterion_id)
                words = earlier_words(row.entry, before, after)
                label.setText(words)
                label.setVisible(bool(words))
