"""A choice of formats that tells the clock, the extra time and where the times come from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.content import Confidence, Format
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.format_words import (
    CONFIDENCE_ICONS,
    extra_time_words,
    is_own_format,
    manner_words,
    provenance_words,
)
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Glyph
from mockinterview.ui.widgets.plain import plain_tip
from mockinterview.ui.wording import format_clock


class FormatChoice(QWidget):
    """Chooses one format of those that there are.

    Signals: `changed()` when the person chose another one.

    Args:
        theme: colours and fonts.
        services: whose content and extra time are shown.
        unset: the words of a first entry that chooses none, with the id None; empty: no such entry.
        has_label: whether “Format” stands above it.
        tells_extra: whether it tells what extra time makes of the format.
        tells_source: whether it tells where the times come from.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        services: Services,
        *,
        unset: str = "",
        has_label: bool = True,
        tells_extra: bool = True,
        tells_source: bool = True,
    ) -> None:
        super().__init__()
        self._services = services
        self._unset = unset
        self._tells_extra = tells_extra
        self._tells_source = tells_source
        self.label = Label("Format", "meta")
        if not has_label:  # shown before it has a parent, it would be a window of its own
            self.label.hide()
        self.choice = Choice(theme, "Format")
        self.label.setBuddy(self.choice)
        self.clock = Label("", "meta")
        self.extra = Label("", "meta")
        self.provenance = ProvenanceLine(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        for widget in (self.label, self.choice, self.clock, self.extra, self.provenance):
            column.addWidget(widget)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._choose)
        self.set_format(None)

    @property
    def source(self) -> Label:
        """The words on where the times come from."""
        return self.provenance.words

    @property
    def format_id(self) -> str | None:
        """The id of the chosen format; None when none is chosen."""
        chosen: str | None = self.choice.currentData()
        return chosen

    @property
    def rules(self) -> Format | None:
        """The chosen format with the person's extra time applied."""
        chosen = self._written
        extra = self._services.settings.extra_time_percent
        return chosen.with_extra_time(extra) if chosen else None

    def set_format(self, format_id: str | None) -> None:
        """Offer the formats that there are now and choose one, without a signal."""
        formats = self._services.content.formats.values()
        options: list[tuple[str | None, str]] = [(None, self._unset)] if self._unset else []
        options += [(rules.format, rules.title) for rules in formats]
        self.choice.set_options(options, format_id)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Formats and extra time may be other ones than when it was last seen."""
        super().showEvent(event)
        if self.isEnabled():
            self.set_format(self.format_id)

    def tell_nothing(self) -> None:
        """Choose nothing and take no choice, as while there is no question to choose it for."""
        self.setEnabled(False)
        for label in (self.clock, self.extra):
            label.setText("")
            label.hide()
        self.provenance.hide()

    @property
    def _written(self) -> Format | None:
        return self._services.content.formats.get(self.format_id or "")

    def _choose(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Times, extra time, source: in words beneath, and to a screen reader."""
        self.setEnabled(True)
        written, rules = self._written, self.rules
        extra = self._services.settings.extra_time_percent
        if written is None or rules is None:
            self.clock.setText("")
            self.extra.setText("")
            self.choice.setToolTip("")
        else:
            self.clock.setText(f"{format_clock(rules)}. {manner_words(rules)}".strip())
            self.extra.setText(extra_time_words(written, extra) if self._tells_extra else "")
            self.provenance.show_format(written, is_own=is_own_format(self._services, written))
            self.choice.setToolTip(plain_tip(written.about))
        for label in (self.clock, self.extra):
            label.setVisible(bool(label.text()))
        self.provenance.setVisible(written is not None and self._tells_source)
        told = [self.clock.text(), self.extra.text(), self.source.text() if written else ""]
        self.choice.setAccessibleDescription(" ".join(part for part in told if part))


class ProvenanceLine(QWidget):
    """Where a format's times come from and how sure we are: a small picture and the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._glyph = Glyph(theme, CONFIDENCE_ICONS[Confidence.OWN], tokens.TRANSCRIPT)
        self.words = Label("", "meta")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def show_format(self, rules: Format, *, is_own: bool) -> None:
        """Tell the source of this format, and what is not sure about it."""
        self._glyph.set_glyph(CONFIDENCE_ICONS[rules.source.confidence], "muted")
        self.words.setText(f"{provenance_words(rules, is_own=is_own)} {rules.note}".strip())
