"""The preview of a format: one question as a bar, with the extra time too, and a whole sitting."""

from __future__ import annotations

from mockinterview.core.content import Format
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.format_words import (
    extra_time_words,
    manner_words,
    percent_words,
    sitting_words,
)
from mockinterview.ui.formats.timeline import Timeline, sitting_length_words
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Card


class FormatPreview(Card):
    """Follows the editor as it is typed in."""

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self.plain = Timeline(theme)
        self.extra_label = Label("", "meta")
        self.extra = Timeline(theme)
        self.words = Label("", "meta")
        self.sitting = Label("", "body")
        self.column.setSpacing(tokens.SPACE_8)
        for widget in (*(self.plain, self.extra_label, self.extra, self.words, self.sitting),):
            self.column.addWidget(widget)

    def show_format(self, rules: Format) -> None:
        """Draw and tell this format as it is written, and as it is with the person's extra time."""
        percent = self._services.settings.extra_time_percent
        longer = rules.with_extra_time(percent)
        self.plain.show_format(rules, longer)
        has_extra = longer != rules
        self.extra_label.setVisible(has_extra)
        self.extra.setVisible(has_extra)
        if has_extra:
            self.extra.show_format(longer, longer)
        self.extra_label.setText(f"With your {percent_words(percent)} extra time")
        told = [manner_words(rules), sitting_words(rules)]
        if not has_extra:
            told.append(extra_time_words(rules, percent))
        self.words.setText(" ".join(part for part in told if part))
        self.words.setVisible(bool(self.words.text()))
        self.sitting.setText(sitting_length_words(rules, percent))
