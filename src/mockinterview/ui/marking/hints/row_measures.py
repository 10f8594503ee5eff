"""What a measure tells beside the criterion that it may inform, playable while it is the card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.measures import Measure
from mockinterview.ui.marking.hints.measure_places import IsHeard, MeasurePlaces
from mockinterview.ui.marking.hints.measure_words import beside
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label


class RowMeasures(QWidget):
    """A line of values, and while the criterion is current the places of each measure."""

    played = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._measures: Sequence[Measure] = ()
        self._is_current = False
        self.line = Label("", "meta")
        self.places: list[MeasurePlaces] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.line)
        self.hide()

    def show_measures(self, measures: Sequence[Measure]) -> None:
        """Show those that inform this criterion."""
        self._measures = measures
        self.line.setText(beside(measures))
        while len(self.places) < len(measures):
            self._add_places()
        for row, measure in zip(self.places, measures, strict=False):
            row.show_measure(measure)
        self.setVisible(bool(measures))
        self._show_places()

    def set_current(self, *, is_current: bool) -> None:
        """The criterion is the card, or rests."""
        self._is_current = is_current
        self._show_places()

    def show_heard(self, is_heard: IsHeard) -> None:
        """Show which place is being played."""
        for row in self.places:
            row.show_heard(is_heard)

    def _show_places(self) -> None:
        for number, row in enumerate(self.places):
            is_there = number < len(self._measures) and bool(self._measures[number].places)
            row.setVisible(self._is_current and is_there)

    def _add_places(self) -> None:
        row = MeasurePlaces(self._theme)
        row.played.connect(self.played)
        row.hide()
        self.places.append(row)
        self._column.addWidget(row)
