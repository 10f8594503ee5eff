"""Measures on the marking page: under the transcript, and beside the criteria they may inform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt

from mockinterview.core.marking import Evidence
from mockinterview.core.measures import MeasurePlace
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.feature import Feature
from mockinterview.ui.marking.hints.measure_words import informing
from mockinterview.ui.marking.hints.measurer import Measurer
from mockinterview.ui.marking.hints.measures_panel import MeasuresPanel
from mockinterview.ui.marking.hints.row_measures import RowMeasures

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

CONTEXT_SECONDS: Final = 1.0
"""So much is heard before and after a pause or a noise, which alone says little."""


class MeasuresFeature(Feature):
    """Shows what was measured, with every place to hear. It changes no mark."""

    reading = frozenset({"measures"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.measurer = Measurer(page)
        self.panel = MeasuresPanel(page.theme, page.answer)
        self._rows: dict[str, RowMeasures] = {}
        page.answer.add_below(self.panel)
        self.panel.hide()
        self.panel.played.connect(self._play)
        self.panel.retry_asked.connect(self.measurer.measure)
        self.panel.folded.connect(self._tell_fold)
        self.panel.crowded.connect(page.answer.beneath.set_crowded)
        page.checklist.rebuilt.connect(self._add_to_rows)
        page.checklist.current_changed.connect(lambda _: self._show_current())
        page.opened.connect(self._begin)
        page.answer.rewritten.connect(self.measurer.measure_soon)
        page.clips.changed.connect(self._show_heard)
        self.measurer.changed.connect(self._show)
        page.installEventFilter(self)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its key does."""
        return {"measures": self._toggle}

    def row_of(self, criterion_id: str) -> RowMeasures | None:
        """What stands beside this criterion."""
        return self._rows.get(criterion_id)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The list of informal words may be another one when the page is seen again."""
        if event.type() is QEvent.Type.Show and self.page.attempt is not None:
            self.measurer.measure_anew()
        return False

    def _toggle(self) -> None:
        """Who folds them away by the key goes on marking: Space plays, and presses no button."""
        self.page.answer.beneath.unfold()
        self.panel.toggle()
        if not self.panel.is_open:
            self.page.checklist.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self.measurer.begin()
        self._show()

    def _add_to_rows(self) -> None:
        self._rows = {}
        for row in self.page.checklist.rows:
            criterion = row.entry.criterion
            if criterion.informed_by:
                beside = RowMeasures(self.page.theme)
                beside.played.connect(self._play)
                row.add_below(beside, rests=True)
                self._rows[criterion.id] = beside
        self._show_current()

    def _show(self) -> None:
        measurer = self.measurer
        self.panel.show_measures(
            measurer.measures, is_measuring=measurer.is_measuring, problem=measurer.problem
        )
        for row in self.page.checklist.rows:
            beside = self._rows.get(row.entry.criterion.id)
            if beside is not None:
                beside.show_measures(informing(row.entry.criterion, measurer.measures))
        self._show_heard()

    def _show_current(self) -> None:
        current = self.page.checklist.current.entry.criterion.id
        for criterion_id, beside in self._rows.items():
            beside.set_current(is_current=criterion_id == current)

    # Hearing a place

    def _play(self, place: MeasurePlace) -> None:
        self.page.clips.play(self._clip(place))

    def _clip(self, place: MeasurePlace) -> Evidence:
        """Just the words; or what has none, with a little around it."""
        take = self.page.answer.take_number
        if place.words:
            end = max(place.end, place.start + 0.05)
            return Evidence(take=take, start=place.start, end=end, words=place.words)
        start = max(0.0, place.start - CONTEXT_SECONDS)
        return Evidence(take=take, start=start, end=place.end + CONTEXT_SECONDS)

    def _show_heard(self) -> None:
        heard = self.page.clips.heard

        def is_heard(place: MeasurePlace) -> bool:
            return heard is not None and self._clip(place) == heard

        self.panel.show_heard(is_heard)
        for beside in self._rows.values():
            beside.show_heard(is_heard)

    def _tell_fold(self, is_open: bool) -> None:  # noqa: FBT001  (a signal's argument)
        announce(self.page, "Measures shown" if is_open else "Measures hidden")
