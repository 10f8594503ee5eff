"""A button that plays what is chosen in the bin, and where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mockinterview.files.bin import BinEntry
from mockinterview.services import Services
from mockinterview.ui import tokens
from mockinterview.ui.bin.wording import key_of, sound_of
from mockinterview.ui.marking.playback import Playback
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.wording import clock_words


class BinPlayer(QWidget):
    """Opens a file only when it is to be heard, and lets go of it when another entry is shown.

    Signals: `failed(MockInterviewError)`.
    """

    failed = Signal(object)

    def __init__(self, services: Services, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._entry: BinEntry | None = None
        self._heard = ""
        self.playback = Playback(services.new_player, services.audio, tasks, self)
        self.button = KeyButton(theme, "Play", "Space", icon="play-fill")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.position = Label("", "meta", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self.button)
        row.addWidget(self.position)
        self.button.clicked.connect(self.toggle)
        self.playback.moved.connect(lambda _: self._tell_position())
        self.playback.playing_changed.connect(self._show_playing)
        self.playback.failed.connect(self.failed)

    def show_entry(self, entry: BinEntry | None) -> None:
        """Be ready for this one; what is heard goes on if it is the same."""
        self._entry = entry
        if entry is None or key_of(entry) != self._heard:
            self.hush()
        self.button.setEnabled(entry is not None and sound_of(entry) is not None)
        self._tell_position()

    def toggle(self) -> None:
        """Play, or pause."""
        entry = self._entry
        take = sound_of(entry) if entry else None
        if entry is None or take is None:
            return
        if self._heard != key_of(entry):
            self._heard = key_of(entry)
            self.playback.open(entry.folder.take_path(take))
        self.playback.toggle()
        self._tell_position()

    def hush(self) -> None:
        """Fall silent and let go of the file, which may be about to go."""
        self._heard = ""
        self.playback.close()

    def _tell_position(self) -> None:
        entry = self._entry
        take = sound_of(entry) if entry else None
        if entry is None or take is None:
            self.position.setText("no sound" if entry else "")
            return
        length = clock_words(take.seconds)
        is_heard = self._heard == key_of(entry)
        self.position.setText(
            f"{clock_words(int(self.playback.position))} / {length}" if is_heard else length
        )

    def _show_playing(self, is_playing: bool) -> None:  # noqa: FBT001  (Qt's signature)
        self.button.setText("Pause" if is_playing else "Play")
        self.button.set_icon("pause-fill" if is_playing else "play-fill")
