"""Planned against said: the person's ticks on the notes, kept with the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockinterview.ui.marking.feature import Feature

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class PlannedFeature(Feature):
    """Which planned lines were said; only the person says so."""

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        page.marks_shown.connect(self._show)
        page.answer.notes.ticked.connect(self._tick)

    def _show(self) -> None:
        if self.page.marking is not None:
            may_change = self.page.desk is not None
            self.page.answer.notes.set_said(self.page.marking.said_notes, may_change=may_change)

    def _tick(self, place: int, is_said: bool) -> None:  # noqa: FBT001  (a signal's argument)
        desk = self.page.desk
        if desk is not None:
            desk.change_marks(lambda marking: marking.with_note_said(place, is_said=is_said))
