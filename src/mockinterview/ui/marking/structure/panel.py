"""What stands under the transcript of its structure: the bar, and the time of every step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.structure import Part, parts_of, seconds_by_role
from mockinterview.ui import tokens
from mockinterview.ui.marking.structure.bar import StructureBar
from mockinterview.ui.marking.structure.legend import StepLegend
from mockinterview.ui.marking.structure.steps import HOW_TO_PLACE, placed_remarks
from mockinterview.ui.marking.transcript_text import TranscriptText
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label, SectionHeader

_ROOM_PIXELS = 560
"""A window that is lower, at the ordinary type size, needs its height for the transcript."""


class StructurePanel(QWidget):
    """A heading, and under it the bar; one quiet line where nothing is placed yet."""

    def __init__(self, theme: Theme, words: Callable[[], TranscriptText]) -> None:
        super().__init__()
        self._theme = theme
        self._remarks = ("", "")
        self.header = SectionHeader("Structure")
        self.bar = StructureBar(theme, words)
        self.how_to = Label(HOW_TO_PLACE, "meta")
        self.legend = StepLegend(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.header)
        column.addWidget(self.bar)
        column.addWidget(self.how_to)
        column.addWidget(self.legend)

    def show_parts(
        self,
        parts: Sequence[Part],
        take: int,
        seconds: float,
        *,
        may_change: bool,
        tells_how: bool = True,
    ) -> None:
        """Show the parts of a take that is so long; with none, how to place one where it fits."""
        placed = parts_of(parts, take)
        self._remarks = placed_remarks(parts, take)
        self._fit()
        self.bar.show_parts(placed, seconds, may_change=may_change)
        self.bar.setVisible(bool(placed))
        self.how_to.setVisible(not placed and may_change and tells_how)
        self.legend.show_times(seconds_by_role(parts, take))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The remark is told in short where it does not fit, the times where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        full, short = self._remarks
        self.header.remark.setText(full)
        self.header.remark.setAccessibleName(full)
        if self.header.sizeHint().width() > self.width():
            self.header.remark.setText(short)
        has_room = self.window().height() >= self._theme.pixels(_ROOM_PIXELS)
        self.legend.setVisible(has_room or not full)
