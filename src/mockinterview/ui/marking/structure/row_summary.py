"""The structure of the answer in the row of a criterion that is judged by it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.structure import Part, parts_of
from mockinterview.ui import tokens
from mockinterview.ui.marking.structure.steps import HOW_TO_PLACE, missing_line, times_line
from mockinterview.ui.marking.structure.strip import Segment, StepStrip
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label


class RowSummary(QWidget):
    """A small bar, the time of each step, and which steps no part is called. No verdict."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.strip = StepStrip(theme, "Structure of this answer")
        self.times = Label("", "meta")
        self.missing = Label("", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        for widget in (self.strip, self.times, self.missing):
            column.addWidget(widget)

    def show_parts(self, parts: Sequence[Part], take: int, seconds: float) -> None:
        """Show the parts of a take that is so long."""
        placed = parts_of(parts, take)
        times = times_line(parts, take)
        self.times.setText(times)
        self.missing.setText(missing_line(parts, take) if placed else HOW_TO_PLACE)
        segments = [Segment(part.start, part.end, part.role) for part in placed]
        self.strip.show_segments(segments, seconds, times)
        self.strip.setVisible(bool(placed))
        self.times.setVisible(bool(placed))
        self.missing.setVisible(bool(self.missing.text()))
