"""A criterion with both marks beside each other, and what else both said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mockinterview.core.marking import Evidence
from mockinterview.ui import tokens
from mockinterview.ui.agreeing.row_area import FramedRow
from mockinterview.ui.agreeing.side import Half, MarkSide
from mockinterview.ui.agreeing.wording import Numbered, spoken
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label

SHARES = (4, 5, 5)
"""How the width is shared between the criterion and the two markers."""


def lay_out(parts: tuple[QWidget, QWidget, QWidget], grid: QGridLayout) -> None:
    """Three parts side by side in the widths that all rows have."""
    grid.setHorizontalSpacing(tokens.SPACE_24)
    grid.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
    for place, (part, share) in enumerate(zip(parts, SHARES, strict=True)):
        part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(part, 0, place)
        grid.setColumnStretch(place, share)


class CriterionRow(FramedRow):
    """Signals: `played(Evidence)`, `opened`."""

    played = Signal(object)
    opened = Signal()

    def __init__(self, theme: Theme, numbered: Numbered, names: tuple[str, str]) -> None:
        super().__init__(theme)
        self.numbered = numbered
        entry, row = numbered
        self.setAccessibleName(spoken(numbered, *names))
        self.text = Label(f"{entry.number}  {entry.criterion.text.rstrip('.')}", "body")
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.yours = MarkSide(theme, row.criterion, row.yours)
        self.theirs = MarkSide(theme, row.criterion, row.theirs)
        for side in (self.yours, self.theirs):
            side.played.connect(self.played)
        lay_out((self.text, self.yours, self.theirs), QGridLayout(self))

    def show_heard(self, heard: Evidence | None) -> None:
        """Mark the clip that is played."""
        for side in (self.yours, self.theirs):
            side.show_heard(heard)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Go to it on the marking page."""
        self.opened.emit()


class PlainRow(QWidget):
    """Something that both may have said besides the criteria."""

    def __init__(self, title: str, yours: Half, theirs: Half) -> None:
        super().__init__()
        told = Label(title, "body")
        told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        lay_out((told, yours, theirs), QGridLayout(self))
