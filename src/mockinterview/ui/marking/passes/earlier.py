"""What was said last time, beside the criterion and the sentence for next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockinterview.core.marking import verdict_word
from mockinterview.errors import MockInterviewError
from mockinterview.files.earlier import Earlier, EarlierMark, earlier_of
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.passes.words import is_covered
from mockinterview.ui.marking.wording import NumberedCriterion
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.wording import day_words

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class EarlierFeature(Feature):
    """Reads earlier attempts in the background; away while the first pass is blind.

    The sentence for next time was written to be read now, so it stands there whether or not the
    earlier marks are wanted.
    """

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._earlier = Earlier()
        self._labels: dict[str, Label] = {}
        page.checklist.rebuilt.connect(self._add_to_rows)
        page.checklist.current_changed.connect(lambda _: self._show())
        page.opened.connect(self._read)
        page.marks_shown.connect(self._show)

    def _read(self) -> None:
        folder, attempt = self.page.folder, self.page.attempt
        self._earlier = Earlier()
        if folder is None or attempt is None or self.page.marking is None:
            return
        role = self.page.marking.role

        def take_in(found: Earlier) -> None:
            if self.page.folder is folder:
                self._earlier = found
                self._show()

        def give_up(_: MockInterviewError) -> None:
            """There is nothing to be shown then."""

        self.page.tasks.run(lambda: earlier_of(folder, attempt, role), take_in, give_up)

    def _add_to_rows(self) -> None:
        self._labels = {}
        for row in self.page.checklist.rows:
            label = Label("", "meta")
            row.add_below(label, rests=True)
            label.hide()
            self._labels[row.entry.criterion.id] = label

    def _show(self) -> None:
        marking = self.page.marking
        if marking is None:
            return
        is_kept_back = is_covered(marking)
        are_wanted = self.page.services.settings.earlier_marks_are_shown
        current = self.page.checklist.current.entry.criterion.id
        for row in self.page.checklist.rows:
            criterion_id = row.entry.criterion.id
            found = self._earlier.marks.get(criterion_id)
            is_open = are_wanted and criterion_id == current and not is_kept_back
            label = self._labels.get(criterion_id)
            if label is not None:
                label.setText(earlier_words(row.entry, found) if found else "")
                label.setVisible(is_open and found is not None)
        sentence = "" if is_kept_back else self._earlier.next_time
        self.page.overall.show_earlier(sentence)


def earlier_words(entry: NumberedCriterion, found: EarlierMark) -> str:
    """“Last time (24 Nov 2026, 19:40): Partly. Your note: …”."""
    verdict = found.mark.verdict
    word = verdict_word(verdict, entry.criterion.kind) if verdict is not None else ""
    told = f"Last time ({day_words(found.made)}): {word}."
    return f"{told} Your note: {found.mark.note}" if found.mark.note else told
