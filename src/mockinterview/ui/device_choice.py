"""A drop-down list of microphones or loudspeakers, looked for anew whenever the person asks."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from mockinterview.audio import devices
from mockinterview.audio.devices import Device
from mockinterview.errors import MockInterviewError
from mockinterview.services import Services
from mockinterview.settings import DeviceChoice
from mockinterview.ui import tokens
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.choice import Choice

Direction = Literal["input", "output"]
_NAMES = {"input": "Microphone", "output": "Loudspeaker"}
_SETTINGS = {"input": "input_device", "output": "output_device"}


class DeviceChooser(QWidget):
    """Chooses a device and remembers it in the settings at once.

    Signals: `chosen()` after a choice, `looking()` before devices are looked for (no stream may be
    open then), `looked()` after, `failed(error)`; `listed()` when other devices are offered.
    """

    chosen = Signal()
    looking = Signal()
    looked = Signal()
    listed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        services: Services,
        theme: Theme,
        tasks: Tasks,
        direction: Direction,
        *,
        is_compact: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._tasks = tasks
        self._direction: Direction = direction
        self._has_looked = False
        self.devices: list[Device] = []
        self.choice = Choice(theme, _NAMES[direction])
        self.choice.currentIndexChanged.connect(self._remember)
        what = f"Look again for every {_NAMES[direction].lower()}"
        self.again: QAbstractButton = (
            IconButton(theme, "refresh-line", what)
            if is_compact
            else KeyButton(theme, "Look again")
        )
        self.again.setAccessibleName(what)
        self.again.clicked.connect(self.refresh)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.choice, 1)
        row.addWidget(self.again)
        self.show_devices()

    def refresh(self) -> None:
        """Look for devices that came or went, on the audio executor."""
        self.again.setEnabled(False)
        self.looking.emit()
        future = self._services.audio.submit(partial(_look, self._direction))
        self._tasks.follow(future, self._take_in, self._fail)

    def take_in(self, found: list[Device]) -> None:
        """Offer the devices that somebody has found."""
        self.devices = found
        self._has_looked = True
        self.show_devices()
        self.listed.emit()

    @property
    def has_none(self) -> bool:
        """Whether devices were looked for and none was found."""
        return self._has_looked and not self.devices

    def _take_in(self, found: list[Device]) -> None:
        self.again.setEnabled(True)
        self.take_in(found)
        self.looked.emit()

    def _fail(self, error: MockInterviewError) -> None:
        self.again.setEnabled(True)
        self.failed.emit(error)
        self.looked.emit()

    def show_devices(self) -> None:
        """Show the devices that were found last, and the choice that is remembered."""
        remembered: DeviceChoice | None = getattr(
            self._services.settings, _SETTINGS[self._direction]
        )
        options: list[tuple[DeviceChoice | None, str]] = [(None, self._default_words())]
        host_apis = {device.host_api for device in self.devices}
        for device in self.devices:
            text = device.name if len(host_apis) == 1 else f"{device.name} ({device.host_api})"
            options.append((DeviceChoice(name=device.name, host_api=device.host_api), text))
        if remembered is not None and remembered not in [value for value, _ in options]:
            state = " (not connected)" if self._has_looked else ""
            options.append((remembered, f"{remembered.name}{state}"))
        self.choice.set_options(options, remembered)

    def _default_words(self) -> str:
        if self.has_none:
            return f"No {_NAMES[self._direction].lower()} found"
        usual = next((device.name for device in self.devices if device.is_default), "")
        return f"Automatic ({usual})" if usual else "Automatic"

    def _remember(self) -> None:
        try:
            self._services.change_settings(
                **{_SETTINGS[self._direction]: self.choice.currentData()}
            )
        except MockInterviewError as error:
            self.failed.emit(error)
            return
        self.chosen.emit()


def _look(direction: Direction) -> list[Device]:
    """On the audio executor."""
    devices.refresh()
    return devices.list_inputs() if direction == "input" else devices.list_outputs()
