"""The settings page: everything is saved as it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from mockinterview.files.bin import KEPT_DAYS, BinEntry, BinSize, size_of
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.bin.removal_sheet import RemovalSheet
from mockinterview.ui.bin.wording import bin_line
from mockinterview.ui.check.volume import VolumeControl
from mockinterview.ui.device_choice import DeviceChooser
from mockinterview.ui.keeping.section import DataSection
from mockinterview.ui.models.section import SpeechSection
from mockinterview.ui.practise import PAGE_MARGINS
from mockinterview.ui.settings_marking import MarkingSection
from mockinterview.ui.settings_practice import PracticeSection
from mockinterview.ui.settings_sections import LooksSection, Section
from mockinterview.ui.settings_transcript import WritingSection
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.panels import Banner

_WIDTH = 760
_WIDE = 1400
"""From here on, without the rail, two columns fit side by side."""


class SettingsPage(QWidget):
    """All settings in one column, in two where the window is wide.

    Signals: `library_changed()`, `practice_changed()` (format or extra time), `formats_wanted()`,
    `check_wanted()` (of microphone and loudspeaker), `bin_wanted()`.
    """

    library_changed = Signal()
    practice_changed = Signal()
    formats_wanted = Signal()
    check_wanted = Signal()
    bin_wanted = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self._has_looked = False
        self._columns = 0
        self.banner = Banner(theme)
        self.sound = SoundSection(services, theme, tasks)
        self.practice = PracticeSection(services, theme)
        self.speech = SpeechSection(services, theme, tasks)
        self.writing = WritingSection(services, theme)
        self.marking = MarkingSection(services, theme)
        self.library = LibrarySection(services, theme)
        self.data = DataSection(services, theme, tasks, self)
        self.looks = LooksSection(services, theme)
        self._left: tuple[Section, ...] = (
            self.sound,
            self.practice,
            self.writing,
            self.marking,
            self.library,
            self.looks,
        )
        self._right: tuple[Section, ...] = (self.speech, self.data)
        for section in (*self._left, *self._right):
            section.failed.connect(self.banner.show_problem)
        self.library.changed.connect(self.library_changed)
        self.library.bin_wanted.connect(self.bin_wanted)
        self.practice.changed.connect(self.practice_changed)
        self.practice.formats_wanted.connect(self.formats_wanted)
        self.sound.check_wanted.connect(self.check_wanted)
        self._arrange()
        self.data.told.connect(self.area.ensureWidgetVisible)
        self.deletion = RemovalSheet(theme, self)
        self._asked_from: QWidget | None = None
        self.speech.deletion_asked.connect(self._ask_to_delete)
        self.deletion.closed.connect(self._go_back)
        self.setFocusProxy(self.sound.microphone.choice)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for devices, engines and models the first time; they are not needed before."""
        super().showEvent(event)
        self.practice.show_settings()
        if not self._has_looked:
            self._has_looked = True
            self.sound.refresh()
            self.speech.refresh()

    def show_content(self) -> None:
        """Show the formats as they are now."""
        self.practice.show_settings()

    def show_bin(self, entries: Sequence[BinEntry]) -> None:
        """Tell how much is in the bin."""
        self.library.show_bin(size_of(entries))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for both."""
        super().resizeEvent(event)
        self._distribute(2 if self.width() >= self._theme.pixels(_WIDE) else 1)

    def close_down(self) -> None:
        """End what is done with models and data; for the end of the program."""
        self.speech.close_down()
        self.data.close_down()

    def _ask_to_delete(self, question: str, consequence: str, delete: Callable[[], None]) -> None:
        self._asked_from = self.window().focusWidget()
        self.deletion.ask(question, consequence, delete)

    def _go_back(self) -> None:
        """The keyboard goes on where the question came from."""
        if self._asked_from is not None and isValid(self._asked_from):
            self._asked_from.setFocus()

    def _arrange(self) -> None:
        self._inside = QWidget()
        self._inside.setObjectName("page")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(*PAGE_MARGINS)
        column.setSpacing(tokens.SPACE_16)
        column.addWidget(Label("Settings", "title"))
        column.addWidget(self.banner)
        self._sides = QVBoxLayout(), QVBoxLayout()
        self._both = QHBoxLayout()
        for side in self._sides:
            side.setSpacing(tokens.SPACE_16)
            self._both.addLayout(side, 1)
        column.addLayout(self._both)
        column.addStretch(1)
        self._distribute(1)
        self.area = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAlignment(Qt.AlignmentFlag.AlignLeft)
        scroll.setWidget(self._inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)

    def _distribute(self, columns: int) -> None:
        """Put the sections into one column or two; the order of the keys stays."""
        if columns == self._columns:
            return
        self._columns = columns
        first, second = self._sides
        for side in self._sides:
            # Not `takeAt`: an item that lives on keeps the heights of its widget from being told.
            for section in (*self._left, *self._right):
                side.removeWidget(section)
            while side.count():
                side.takeAt(0)
        for section in self._left:
            first.addWidget(section)
        for section in self._right:
            (second if columns > 1 else first).addWidget(section)
        for side in self._sides:
            side.addStretch(1)
        self._both.setStretch(1, columns - 1)
        self._both.setSpacing(tokens.SPACE_24 if columns > 1 else 0)
        gaps = PAGE_MARGINS[0] + PAGE_MARGINS[2] + (columns - 1) * tokens.SPACE_24
        self._inside.setMaximumWidth(columns * self._theme.pixels(_WIDTH) + gaps)


class SoundSection(Section):
    """Microphone, loudspeaker, how loud it is, and the way to the check of both."""

    check_wanted = Signal()

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__(services, theme, "Sound")
        self.microphone = DeviceChooser(services, theme, tasks, "input")
        self.loudspeaker = DeviceChooser(services, theme, tasks, "output")
        self.volume = VolumeControl(services, theme)
        self.volume.label.hide()  # the row has one
        self.microphone.failed.connect(self.failed)
        self.loudspeaker.failed.connect(self.failed)
        self.volume.failed.connect(self.failed)
        self.add_row("Microphone", self.microphone)
        self.add_row("Loudspeaker", self.loudspeaker)
        self.add_row("Volume", self.volume)
        self.check_button = KeyButton(theme, "Check microphone and loudspeaker …")
        self.check_button.clicked.connect(self.check_wanted)
        self.add_row("", self.check_button)

    def refresh(self) -> None:
        """Look for the devices that there are."""
        self.microphone.refresh()
        self.loudspeaker.refresh()


class LibrarySection(Section):
    """Where attempts are kept, and how much of the disk the deleted ones take."""

    changed = Signal()
    bin_wanted = Signal()

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__(services, theme, "Library")
        self.path = ElidedLabel(str(services.library.folder), "body")
        self.change_button = KeyButton(theme, "Change …")
        self.change_button.setAccessibleName("Change the library folder")
        self.open_button = KeyButton(theme, "Open")
        self.open_button.setAccessibleName("Open the library folder")
        self.change_button.clicked.connect(self._choose)
        self.open_button.clicked.connect(self._open)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.path, 1)
        row.addWidget(self.change_button)
        row.addWidget(self.open_button)
        remark = Label(
            "Recordings, transcripts and marks, one folder an attempt. They stay on this computer;"
            " another folder leaves the present ones where they are.",
            "meta",
        )
        self.add_row("Folder", widget, remark)
        self.bin = Label("", "body")
        self.bin_button = KeyButton(theme, "Show the bin …")
        self.bin_button.clicked.connect(self.bin_wanted)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_8)
        line.addWidget(self.bin, 1)
        line.addWidget(self.bin_button)
        self.add_row("Bin", holder)

    def show_bin(self, size: BinSize) -> None:
        """Tell how much is in the bin."""
        told = bin_line(size)
        self.bin.setText(
            f"{told} · removed for good after {KEPT_DAYS} days" if size.items else told.capitalize()
        )
        self.bin_button.setEnabled(size.items > 0)

    def use(self, folder: Path) -> None:
        """Keep attempts here from now on."""
        if self.change(library=folder):
            self.path.setText(str(folder))
            self.changed.emit()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, "Choose the library folder", str(self._services.library.folder)
        )
        if folder:
            self.use(Path(folder))

    def _open(self) -> None:
        folder = self._services.library.folder
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
