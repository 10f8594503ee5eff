"""On the marking page: whose answer from a pack it is, whether its scheme changed, and the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from mockinterview.pack.received import others_receipt
from mockinterview.ui.marking.action_line import ActionLine
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.tutor.wording import CHANGED_SCHEME, candidate_words

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class InboxFeature(Feature):
    """A line over the checklist, where the answer came in a pack.

    Signals: `next_wanted` when the next answer of the inbox is to be marked.
    """

    next_wanted = Signal()

    reading = frozenset({"next_answer"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.bar = ActionLine(page.theme, "Next to be marked", "Ctrl+N")
        self.bar.button.clicked.connect(self._ask)
        page.over_checklist.addWidget(self.bar)
        page.opened.connect(self._show)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its key does."""
        return {"next_answer": self._ask}

    def _ask(self) -> None:
        if self.bar.isHidden():
            self.page.header.tell("This answer did not come in a pack.")
        else:
            self.next_wanted.emit()

    def _show(self) -> None:
        folder, attempt = self.page.folder, self.page.attempt
        receipt = others_receipt(folder) if folder is not None else None
        if receipt is None or attempt is None:
            self.bar.tell("")
            return
        now = self.page.services.content.rubrics.get(attempt.rubric.rubric)
        is_changed = now is not None and now != attempt.rubric
        told = f"An answer by {candidate_words(receipt.candidate)}."
        self.bar.tell(f"{told} {CHANGED_SCHEME}" if is_changed else told)
