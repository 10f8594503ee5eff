"""What every section of the settings page is made of, and the smallest of them: looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.settings import Theme as ThemeChoice
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card

_LABEL_WIDTH = 150
_CONTROL_PADDING = 2 * (tokens.SPACE_8 + 1)
_LINE_SHARE = 1.25
"""How high a line of text is, as a share of its size."""
_THEMES = (
    (ThemeChoice.SYSTEM, "As the system"),
    (ThemeChoice.LIGHT, "Light"),
    (ThemeChoice.DARK, "Dark"),
)


class Section(Card):
    """A heading over rows of a label and what it labels."""

    failed = Signal(object)

    def __init__(self, services: Services, theme: Theme, title: str) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self.column.addWidget(SectionHeader(title))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.SPACE_16)
        self._grid.setVerticalSpacing(tokens.SPACE_8)
        self._grid.setColumnMinimumWidth(0, theme.pixels(_LABEL_WIDTH))
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def add_row(self, text: str, widget: QWidget, *remarks: QWidget) -> None:
        """One more row; `remarks` stand beneath the widget, the label beside its first line."""
        row = self._grid.rowCount()
        label = Label(text, "body")
        label.setBuddy(widget)
        label.setMinimumHeight(
            round(self._theme.pixels(tokens.BODY) * _LINE_SHARE) + _CONTROL_PADDING
        )
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        is_small = isinstance(widget, KeyButton | SegmentedControl)
        at = Qt.AlignmentFlag.AlignLeft if is_small else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, row, 1, at)
        for number, remark in enumerate(remarks, 1):
            self._grid.addWidget(remark, row + number, 1)

    def change(self, **changes: Any) -> bool:
        """Change settings; what goes wrong is told on the page."""
        try:
            self._services.change_settings(**changes)
        except MockInterviewError as error:
            self.failed.emit(error)
            return False
        return True


class LooksSection(Section):
    """Light or dark."""

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__(services, theme, "Appearance")
        self.choice = SegmentedControl("Colours", _THEMES)
        self.choice.set_value(services.settings.theme)
        self.choice.chosen.connect(self._save)
        self.add_row("Colours", self.choice)

    def _save(self, choice: ThemeChoice) -> None:
        self._theme.choose(choice)
        self.change(theme=choice)
