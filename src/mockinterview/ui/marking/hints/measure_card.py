"""One measure: its value, what it means, what is ordinary, who says so, and where it occurs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.measures import Measure
from mockinterview.ui import tokens
from mockinterview.ui.marking.hints.measure_places import MeasurePlaces
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.plain import plain_tip


class MeasureCard(QWidget):
    """A measure in full. Signal: `played(MeasurePlace)`."""

    played = Signal(object)

    def __init__(self, theme: Theme, measure: Measure) -> None:
        super().__init__()
        self.measure = measure
        self.title = Label(measure.title, "strong")
        self.value = Label(measure.value, "body")
        self.definition = Label(measure.definition, "meta")
        self.ordinary = Label(measure.ordinary, "meta")
        self.remarks = Label(" ".join(measure.remarks), "meta")
        self.places = MeasurePlaces(theme)
        self.places.played.connect(self.played)
        self.places.show_measure(measure)
        self.source = Label("", "meta")
        self.source_button = IconButton(theme, "external-link-line", "")
        self.source_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.source_button.clicked.connect(self._open_source)
        self._arrange()
        self._show_source()

    def _arrange(self) -> None:
        self.remarks.setVisible(bool(self.measure.remarks))
        self.places.setVisible(bool(self.measure.places))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.title, self.value, self.places, self.remarks, self.definition):
            column.addWidget(widget)
        column.addWidget(self.ordinary)
        source = QHBoxLayout()
        source.setSpacing(tokens.SPACE_8)
        source.addWidget(self.source, 1)
        source.addWidget(self.source_button)
        column.addLayout(source)

    def _show_source(self) -> None:
        source = self.measure.source
        self.source.setVisible(source is not None)
        self.source_button.setVisible(source is not None and bool(source.url))
        if source is not None:
            self.source.setText(f"Source: {source.title}")
            self.source_button.setToolTip(plain_tip(f"Open in the browser: {source.url}"))
            self.source_button.setAccessibleName(f"Open the source in the browser: {source.title}")

    def _open_source(self) -> None:
        """Nothing is fetched before this."""
        if self.measure.source is not None:
            QDesktopServices.openUrl(QUrl(self.measure.source.url))
