"""Numbers to type or to step with the arrow keys; the mouse wheel scrolls the page, not them."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme

WIDTH_PIXELS = 110


class NumberBox(QSpinBox):
    """A whole number from `least` to `most`."""

    def __init__(self, theme: Theme, name: str, least: int, most: int) -> None:
        super().__init__()
        self.setRange(least, most)
        _prepare(self, theme, name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class PercentBox(QDoubleSpinBox):
    """A number of per cent from 0 to `most`, with a decimal only where it has one."""

    def __init__(self, theme: Theme, name: str, most: float, step: float) -> None:
        super().__init__()
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.setDecimals(1)
        self.setRange(0, most)
        self.setSingleStep(step)
        self.setSuffix(" %")
        _prepare(self, theme, name)

    def textFromValue(self, value: float) -> str:
        """25 rather than 25.0."""
        return f"{value:g}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def _prepare(box: QAbstractSpinBox, theme: Theme, name: str) -> None:
    box.setAccessibleName(name)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.setKeyboardTracking(False)
    box.setFixedWidth(theme.pixels(WIDTH_PIXELS))
    # The stylesheet's padding does not reach the field inside.
    box.lineEdit().setTextMargins(tokens.SPACE_12, 0, tokens.SPACE_8, 0)
