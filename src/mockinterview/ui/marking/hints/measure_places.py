"""The places where something was measured, each a small button that plays it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mockinterview.core.measures import Measure, MeasurePlace
from mockinterview.ui.marking.hints.measure_words import place_label, place_words
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.flow import FlowLayout
from mockinterview.ui.widgets.plain import plain_tip

FIRST_SHOWN: Final = 8
"""More places than these wait behind one button."""

IsHeard = Callable[[MeasurePlace], bool]


class MeasurePlaces(QWidget):
    """Buttons in as many lines as they need. Signal: `played(MeasurePlace)`."""

    played = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = ""
        self._places: tuple[MeasurePlace, ...] = ()
        self.buttons: list[KeyButton] = []
        self.more_button = KeyButton(theme, "Show all", role="plain")
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.clicked.connect(self._show_all)
        self._row = FlowLayout(self)
        self._row.addWidget(self.more_button)

    def show_measure(self, measure: Measure) -> None:
        """Show where this was measured; the same places keep the keyboard."""
        if (measure.title, measure.places) != (self._title, self._places):
            self._title, self._places = measure.title, measure.places
            self.more_button.setAccessibleName(f"Show all places of: {measure.title}")
            self._fill(FIRST_SHOWN)

    def show_heard(self, is_heard: IsHeard) -> None:
        """Show which of them is being played."""
        for button, place in zip(self.buttons, self._places, strict=False):
            is_playing = is_heard(place)
            button.set_icon("pause-mini-fill" if is_playing else "play-mini-fill")
            button.setAccessibleName(f"{'Pause' if is_playing else 'Play'} {self._told(place)}")

    def _fill(self, most: int) -> None:
        """One more than `most` is no reason for a button that shows it."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._row.removeWidget(self.more_button)
        shown = self._places if len(self._places) <= most + 1 else self._places[:most]
        self.buttons = [self._new_button(place) for place in shown]
        self._row.addWidget(self.more_button)
        self.more_button.setVisible(len(shown) < len(self._places))
        self.show_heard(lambda _: False)
        self.updateGeometry()

    def _new_button(self, place: MeasurePlace) -> KeyButton:
        button = KeyButton(self._theme, place_label(place), role="plain", icon="play-mini-fill")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(plain_tip(f"{self._told(place)}\nClick to hear it."))
        button.clicked.connect(lambda: self.played.emit(place))
        self._row.addWidget(button)
        button.show()
        return button

    def _show_all(self) -> None:
        """The keyboard goes on with the first one that was not seen."""
        behind = len(self.buttons)
        self._fill(len(self._places))
        self.buttons[behind].setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, place: MeasurePlace) -> str:
        return place_words(self._title, place)
