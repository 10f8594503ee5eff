"""The structure of the answer on the marking page: bar, margin, keys, rows that show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from mockinterview.core.content import StarrRole
from mockinterview.core.structure import Part, parts_of
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.structure.margin import PartsMargin
from mockinterview.ui.marking.structure.panel import StructurePanel
from mockinterview.ui.marking.structure.placer import Placer
from mockinterview.ui.marking.structure.row_summary import RowSummary

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

_STARR = "starr"


class StructureFeature(Feature):
    """Which stretch of the answer is which step of its story, as the person says.

    The panel is there where the scheme or a model answer speaks of these steps, and wherever a
    part was placed; the keys work everywhere.
    """

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.placer = Placer(page)
        view = page.answer.transcript.view
        self.panel = StructurePanel(page.theme, lambda: view.layout_of_words)
        self.margin = PartsMargin(page.theme, view, page.answer)
        self._summaries: list[RowSummary] = []
        page.answer.add_below(self.panel)
        page.checklist.rebuilt.connect(self._add_to_rows)
        page.marks_shown.connect(self._show)
        page.answer.beneath.folded.connect(self._show)
        page.answer.playback.moved.connect(self.panel.bar.set_position)
        self.panel.legend.chosen.connect(self.placer.place_or_play)
        self.margin.clicked.connect(self.placer.play)
        bar = self.panel.bar
        bar.played.connect(self.placer.play)
        bar.recalled.connect(self.placer.recall)
        bar.reshaped.connect(self.placer.reshape)
        bar.removed.connect(self._remove)
        bar.menu_asked.connect(self.placer.open_menu)
        bar.stretch_dragged.connect(self.placer.open_steps)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """A letter for each step; that of the task is claimed from the page."""
        roles = (role for role in StarrRole if role is not StarrRole.TASK)
        return {f"part_{role.value}": partial(self.placer.place, role) for role in roles}

    @property
    def claims(self) -> Mapping[str, Callable[[], bool]]:
        """T places a task where there is something to place, else it means next time."""
        return {"next_time": self.placer.claims_task}

    def _show(self) -> None:
        page = self.page
        marking, take = page.marking, page.shown_take
        if marking is None:
            return
        number, seconds = page.answer.take_number, take.seconds if take else 0.0
        parts = marking.structure
        has_room = not page.answer.beneath.takes_room
        may_change = page.desk is not None
        self.panel.show_parts(parts, number, seconds, may_change=may_change, tells_how=has_room)
        self.panel.setVisible(seconds > 0 and (self._is_asked_for() or bool(parts)))
        self.margin.show_parts(parts_of(parts, number))
        for summary in self._summaries:
            summary.show_parts(parts, number, seconds)

    def _is_asked_for(self) -> bool:
        attempt = self.page.attempt
        if attempt is None:
            return False
        answers = attempt.question.model_answers
        has_roles = any(each.role for answer in answers for each in answer.paragraphs)
        has_criterion = any(each.structure == _STARR for each in attempt.rubric.criteria)
        return has_roles or has_criterion

    def _add_to_rows(self) -> None:
        self._summaries = []
        for row in self.page.checklist.rows:
            if row.entry.criterion.structure == _STARR:
                summary = RowSummary(self.page.theme)
                self._summaries.append(summary)
                row.add_below(summary)

    def _remove(self, part: Part) -> None:
        """Where nothing is left on the bar, the keyboard goes back to the checklist."""
        self.placer.remove(part)
        if not self.panel.bar.buttons:
            self.page.checklist.current.setFocus(Qt.FocusReason.OtherFocusReason)
