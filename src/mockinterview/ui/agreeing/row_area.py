"""Criteria one under the other, each with two sides: what the keyboard is on, and how one walks."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.focus_ring import draw_focus_ring

_SCROLL_BAR_PIXELS: Final = 10
"""As the stylesheet draws it."""


class FramedRow(QFrame):
    """A card that takes the keyboard and shows that it has it.

    Signals: `entered` when the keyboard comes to it.
    """

    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_role(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys are for this criterion now."""
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the frame no more."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, with a frame while the keyboard is on it."""
        super().paintEvent(event)
        draw_focus_ring(self, self._theme)


Row = TypeVar("Row", bound=FramedRow)


class RowArea(QScrollArea, Generic[Row]):
    """Rows that are walked by the page's keys; `headings` are the titles of their sections."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[Row] = []
        self.headings: list[str] = []
        self._current = 0
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)

    @property
    def current(self) -> Row | None:
        """The criterion that the keys are for."""
        return self.rows[self._current] if self.rows else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys are for the page; it scrolls to the criterion."""
        event.ignore()

    def step(self, step: int) -> None:
        """Go to the criterion after or before; at the ends nothing happens."""
        self.go_to(min(len(self.rows) - 1, max(0, self._current + step)))

    def go_to(self, place: int) -> None:
        """Put the keyboard on this criterion."""
        if self.rows:
            self._current = place
            row = self.rows[place]
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row))

    def _begin(self) -> tuple[QWidget, QVBoxLayout]:
        """An empty inside, in the place of all rows, and the column for what comes into it."""
        self.rows, self.headings, self._current = [], [], 0
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        right = tokens.SPACE_32 - _SCROLL_BAR_PIXELS
        column.setContentsMargins(tokens.SPACE_32, tokens.SPACE_8, right, tokens.SPACE_24)
        column.setSpacing(tokens.SPACE_8)
        return inside, column

    def _add(self, row: Row) -> Row:
        """One more that can be walked to."""
        place = len(self.rows)
        self.rows.append(row)
        row.entered.connect(lambda: self._enter(place))
        return row

    def _enter(self, place: int) -> None:
        self._current = place
