"""The slider for how loud the program plays; Settings and the sound check show it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.slider import Slider

_STEP_PERCENT: Final = 5
_REST_MILLISECONDS: Final = 400
"""Written when the slider has come to rest: it moves through many values."""


class VolumeControl(QWidget):
    """0 to 100 %, heard at once and kept in the settings. Signals: `failed(error)`."""

    failed = Signal(object)

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self.label = Label("Volume", "body", wraps=False)
        self.slider = Slider(theme, "Volume in per cent", 0, 100, _STEP_PERCENT)
        self.number = Label("", "meta", wraps=False)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setMinimumWidth(theme.pixels(tokens.SPACE_32 + tokens.SPACE_8))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        self.setFocusProxy(self.slider)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MILLISECONDS)
        self._rest.timeout.connect(self._keep)
        self._show()
        self.slider.valueChanged.connect(self._use)

    def showEvent(self, event: QShowEvent) -> None:
        """The other slider may have changed it."""
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page need not wait."""
        super().hideEvent(event)
        if self._rest.isActive():
            self._keep()

    def _show(self) -> None:
        percent = self._services.settings.volume_percent
        self.slider.blockSignals(True)
        self.slider.setValue(percent)
        self.slider.blockSignals(False)
        self.number.setText(f"{percent} %")

    def _use(self, percent: int) -> None:
        """Heard at once, written a moment later."""
        self.number.setText(f"{percent} %")
        self._services.override(volume_percent=percent)
        self._rest.start()

    def _keep(self) -> None:
        self._rest.stop()
        try:
            self._services.change_settings(volume_percent=self.slider.value())
        except MockInterviewError as error:
            self.failed.emit(error)
