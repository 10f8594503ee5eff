"""A choice of formats that tells the clock, the extra time and where the times come from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.content import Format
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.wording import format_clock, source_words


class FormatChoice(QWidget):
    """Chooses one format of those that there are.

    Signals: `changed()` when the person chose another one.
    """

    changed = Signal()

    def __init__(self, theme: Theme, services: Services) -> None:
        super().__init__()
        self._services = services
        self.label = Label("Format", "meta")
        self.choice = Choice(theme, "Format")
        self.label.setBuddy(self.choice)
        self.clock = Label("", "meta")
        self.source = Label("", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        for widget in (self.label, self.choice, self.clock, self.source):
            column.addWidget(widget)
        self.choice.currentIndexChanged.connect(self._choose)
        self.set_format(None)

    @property
    def format_id(self) -> str | None:
        """The id of the chosen format; None when there is none at all."""
        chosen: str | None = self.choice.currentData()
        return chosen

    @property
    def rules(self) -> Format | None:
        """The chosen format with the person's extra time applied."""
        chosen = self._services.content.formats.get(self.format_id or "")
        extra = self._services.settings.extra_time_percent
        return chosen.with_extra_time(extra) if chosen else None

    def set_format(self, format_id: str | None) -> None:
        """Offer the formats that there are now and choose one, without a signal."""
        formats = self._services.content.formats.values()
        options = [(rules.format, rules.title) for rules in formats]
        self.choice.set_options(options, format_id)
        self._tell()

    def _choose(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        rules = self.rules
        if rules is None:
            return
        extra = self._services.settings.extra_time_percent
        times = format_clock(rules)
        self.clock.setText(f"{times}, {extra:g} % extra time." if extra else f"{times}.")
        self.source.setText(f"{source_words(rules.source)} {rules.note}".strip())
        self.choice.setToolTip(rules.about)
        self.choice.setAccessibleDescription(f"{self.clock.text()} {self.source.text()}")
