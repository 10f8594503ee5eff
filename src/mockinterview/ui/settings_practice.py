"""The settings of practice: the usual format, extra time, and the way to formats of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.format_words import extra_time_words, percent_words
from mockinterview.ui.settings_sections import Section
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.format_choice import FormatChoice
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.number import PercentBox

MOST_PERCENT = 200.0
_OFFERED = (0.0, 25.0, 50.0)
_OTHER = "other"
_STEP_PERCENT = 5.0


class PracticeSection(Section):
    """The usual format and extra time.

    Signals: `changed()`, `formats_wanted()`.
    """

    changed = Signal()
    formats_wanted = Signal()

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__(services, theme, "Practice")
        self.format = FormatChoice(
            theme,
            services,
            unset="The one that the bank names",
            has_label=False,
            tells_extra=False,
        )
        self.extra = ExtraTime(theme)
        self.effect = Label("", "body")
        self.formats_button = KeyButton(theme, "Look at formats, make your own …")
        remark = Label(
            "Added to preparation and answer everywhere, for those who have it in the real"
            " interview.",
            "meta",
        )
        self.add_row("Usual format", self.format)
        self.add_row("", self.formats_button)
        self.add_row("Extra time", self.extra, self.effect, remark)
        self.show_settings()
        self.format.changed.connect(self._save)
        self.extra.changed.connect(self._save)
        self.formats_button.clicked.connect(self.formats_wanted)

    def show_settings(self) -> None:
        """Show what is set now; the page of questions changes the format too."""
        settings = self._services.settings
        self.format.set_format(settings.format)
        self.extra.show_percent(settings.extra_time_percent)
        self._tell_effect()

    def _save(self) -> None:
        if self.change(format=self.format.format_id, extra_time_percent=self.extra.percent):
            self.changed.emit()
        self.format.set_format(self.format.format_id)
        self._tell_effect()

    def _tell_effect(self) -> None:
        """What the extra time makes of the usual format, or else of the first one."""
        formats = self._services.content.formats
        rules = formats.get(self.format.format_id or "") or next(iter(formats.values()), None)
        words = extra_time_words(rules, self.extra.percent) if rules else ""
        if words and rules is not None and self.format.format_id is None:
            words = f"{rules.title}: {words}"
        self.effect.setText(words)
        self.effect.setVisible(bool(words))


class ExtraTime(QWidget):
    """None, 25, 50 or any other number of per cent up to 200. Signals: `changed()`."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        options = [(each, percent_words(each) if each else "None") for each in _OFFERED]
        self.mode = SegmentedControl("Extra time", [*options, (_OTHER, "Other")])
        self.number = PercentBox(theme, "Extra time in per cent", MOST_PERCENT, _STEP_PERCENT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.mode)
        row.addWidget(self.number)
        row.addStretch(1)
        self.number.ensurePolished()
        self.setMinimumHeight(self.number.sizeHint().height())
        self.setFocusProxy(self.mode.buttons[0])
        self.mode.chosen.connect(self._choose)
        self.number.valueChanged.connect(self.changed)

    @property
    def percent(self) -> float:
        """The extra time in per cent."""
        mode = self.mode.value
        return self.number.value() if mode == _OTHER else float(mode)

    def show_percent(self, percent: float) -> None:
        """Show this without a signal; “Other” stays open when it was opened for this number."""
        is_other = percent not in _OFFERED or (
            self.mode.value == _OTHER and self.number.value() == percent
        )
        self.mode.set_value(_OTHER if is_other else percent)
        self._set_number(percent)
        self.number.setVisible(is_other)

    def _choose(self, mode: object) -> None:
        """Other begins at the number that was chosen before."""
        if mode != _OTHER:
            self._set_number(float(str(mode)))
        self.number.setVisible(mode == _OTHER)
        if mode == _OTHER:
            self.number.setFocus()
            self.number.selectAll()
        else:
            self.changed.emit()

    def _set_number(self, percent: float) -> None:
        self.number.blockSignals(True)
        self.number.setValue(percent)
        self.number.blockSignals(False)
