"""The fields of the format editor: a time that may have no limit, retakes, and the form's rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.formats.draft import MOST_RETAKES, write_seconds
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.number import WIDTH_PIXELS, NumberBox

_NONE, _TIME, _ANY = "none", "time", "any"
_LABEL_WIDTH = 125
_NARROW = 500
"""Where labels no longer fit beside the longest field."""
_USUAL_SECONDS = 60.0


class TimeField(QWidget):
    """A time as a person writes it, or no limit, or (where `may_be_none`) no time at all."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, *, may_be_none: bool) -> None:
        super().__init__()
        options = [(_TIME, "A time"), (_ANY, "No limit")]
        self.mode = SegmentedControl(name, [(_NONE, "None"), *options] if may_be_none else options)
        self.edit = _time_edit(theme, name)
        _place(self, self.mode, self.edit)
        self.setFocusProxy(self.mode.buttons[0])
        self.mode.chosen.connect(self._choose)
        self.edit.textChanged.connect(self.changed)

    @property
    def text(self) -> str | None:
        """What was typed; None means no limit."""
        if self.mode.value == _ANY:
            return None
        return "0" if self.mode.value == _NONE else self.edit.text()

    def show_seconds(self, seconds: float | None) -> None:
        """Show this time without a signal."""
        has_none = self.mode.values[0] == _NONE
        mode = _ANY if seconds is None else _NONE if has_none and seconds == 0 else _TIME
        self.mode.set_value(mode)
        _show_text(self.edit, write_seconds(seconds or _USUAL_SECONDS))
        self.edit.setVisible(mode == _TIME)

    def _choose(self, mode: str) -> None:
        self.edit.setVisible(mode == _TIME)
        self.changed.emit()


class BreakField(QWidget):
    """The pause between two questions: none or a time."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.mode = SegmentedControl(name, [(_NONE, "None"), (_TIME, "A time")])
        self.edit = _time_edit(theme, name)
        _place(self, self.mode, self.edit)
        self.setFocusProxy(self.mode.buttons[0])
        self.mode.chosen.connect(self._choose)
        self.edit.textChanged.connect(self.changed)

    @property
    def text(self) -> str:
        """What was typed, 0 for none."""
        return "0" if self.mode.value == _NONE else self.edit.text()

    def show_seconds(self, seconds: float) -> None:
        """Show this time without a signal."""
        self.mode.set_value(_TIME if seconds else _NONE)
        _show_text(self.edit, write_seconds(seconds or _USUAL_SECONDS))
        self.edit.setVisible(bool(seconds))

    def _choose(self, mode: str) -> None:
        self.edit.setVisible(mode == _TIME)
        self.changed.emit()


class RetakesField(QWidget):
    """Further takes: none, a number, any number."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        options = [(_NONE, "None"), (_TIME, "A number"), (_ANY, "Any number")]
        self.mode = SegmentedControl(name, options)
        self.number = NumberBox(theme, f"{name}: how many", 1, MOST_RETAKES)
        _place(self, self.mode, self.number)
        self.setFocusProxy(self.mode.buttons[0])
        self.mode.chosen.connect(self._choose)
        self.number.valueChanged.connect(self.changed)

    @property
    def retakes(self) -> int | None:
        """How many; None means any number."""
        if self.mode.value == _ANY:
            return None
        return 0 if self.mode.value == _NONE else self.number.value()

    def show_retakes(self, retakes: int | None) -> None:
        """Show this number without a signal."""
        self.mode.set_value(_ANY if retakes is None else _TIME if retakes else _NONE)
        self.number.blockSignals(True)
        self.number.setValue(retakes or 1)
        self.number.blockSignals(False)
        self.number.setVisible(bool(retakes))

    def _choose(self, mode: str) -> None:
        self.number.setVisible(mode == _TIME)
        self.changed.emit()


class Form(QGridLayout):
    """Rows of a label and a field, with room beneath each for what is wrong with it.

    In a narrow window the labels stand above their fields.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: dict[str, tuple[int, Label, QWidget]] = {}
        self._problems: dict[str, Label] = {}
        self._is_narrow = False
        self.setHorizontalSpacing(tokens.SPACE_16)
        self.setVerticalSpacing(tokens.SPACE_4)
        self.setColumnStretch(1, 1)
        self._set_label_column()

    def add_field(self, name: str, text: str, widget: QWidget) -> None:
        """One more row; `name` is that of the draft's field."""
        row = self.rowCount()
        label = Label(text, "body")
        label.setBuddy(widget)
        problem = Label("", "problem")
        problem.hide()
        self._problems[name] = problem
        self._rows[name] = (row, label, widget)
        self._place(row, label, widget)
        self.addWidget(problem, row + 2, 1)
        self.setRowMinimumHeight(row + 3, tokens.SPACE_4)

    def add_heading(self, text: str) -> None:
        """A heading over the rows that follow."""
        row = self.rowCount()
        if self.count():
            self.setRowMinimumHeight(row, tokens.SPACE_8)
        self.addWidget(SectionHeader(text), row + 1, 0, 1, 2)
        self.setRowMinimumHeight(row + 2, tokens.SPACE_4)

    def fit(self, width: int) -> None:
        """Arrange the rows for this width in pixels."""
        is_narrow = width < self._theme.pixels(_NARROW)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._set_label_column()
        for row, label, widget in self._rows.values():
            self.removeWidget(label)
            self.removeWidget(widget)
            self._place(row, label, widget)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Tell what is wrong beside each field, and nothing beside the others."""
        for name, label in self._problems.items():
            label.setText(problems.get(name, ""))
            label.setVisible(name in problems)

    def problem_of(self, name: str) -> str:
        """What is told beside a field."""
        return self._problems[name].text()

    def label_of(self, name: str) -> Label:
        """The label of a field."""
        return self._rows[name][1]

    def _place(self, row: int, label: Label, widget: QWidget) -> None:
        if not label.text():
            label.hide()
        self.addWidget(label, row if self._is_narrow else row + 1, int(self._is_narrow))
        self.addWidget(widget, row + 1, 1)

    def _set_label_column(self) -> None:
        width = 0 if self._is_narrow else self._theme.pixels(_LABEL_WIDTH)
        self.setColumnMinimumWidth(0, width)
        self.setHorizontalSpacing(0 if self._is_narrow else tokens.SPACE_16)


def _time_edit(theme: Theme, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(f"{name}: how long")
    edit.setPlaceholderText("1:30")
    edit.setToolTip("Minutes and seconds, for example 1:30, 90 s or 1 min 30 s")
    edit.setFixedWidth(theme.pixels(WIDTH_PIXELS))
    return edit


def _show_text(edit: QLineEdit, text: str) -> None:
    edit.blockSignals(True)
    edit.setText(text)
    edit.blockSignals(False)


def _place(field: QWidget, mode: SegmentedControl, value: QWidget) -> None:
    """Side by side, as high with the value as without, so that nothing jumps."""
    row = QHBoxLayout(field)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SPACE_12)
    row.addWidget(mode, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(value)
    row.addStretch(1)
    value.ensurePolished()
    field.setMinimumHeight(value.sizeHint().height())
