"""Play and pause, where the take stands, speed, and two seconds back or on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton, KeyButton
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.plain import plain_tip
from mockinterview.ui.wording import clock_words

STEP_SECONDS = 2.0
"""What `,` and `.` go back and on."""

_FROM_WIDE_TO_NARROW = (
    ("Space", True, True),
    ("", True, True),
    ("", False, True),
    ("", False, False),
)
"""The key cap, and whether the steps and the length are shown."""


class PlayerBar(QWidget):
    """The row under the waveform. It shows; the page decides what the presses do."""

    toggled = Signal()
    stepped = Signal(float)
    speed_stepped = Signal(int)
    loop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._seconds = 0.0
        self.play_button = KeyButton(theme, "", "Space", icon="play-fill")
        self.play_button.clicked.connect(self.toggled)
        self.position_label = Label("0:00", "strong", wraps=False)
        self.length_label = Label("/ 0:00", "meta", wraps=False)
        self.speed_label = Label("1.0×", "meta", wraps=False)
        self.slower_button = self._small("subtract-line", "Slower ( [ )")
        self.slower_button.clicked.connect(lambda: self.speed_stepped.emit(-1))
        self.faster_button = self._small("add-line", "Faster ( ] )")
        self.faster_button.clicked.connect(lambda: self.speed_stepped.emit(1))
        self.back_button = self._small("rewind-mini-fill", "Two seconds back ( , )")
        self.back_button.clicked.connect(lambda: self.stepped.emit(-STEP_SECONDS))
        self.on_button = self._small("speed-mini-fill", "Two seconds on ( . )")
        self.on_button.clicked.connect(lambda: self.stepped.emit(STEP_SECONDS))
        self.loop_button = self._small("repeat-one-line", "Repeat what is chosen ( L )")
        self.loop_button.setCheckable(True)
        self.loop_button.clicked.connect(self._ask_loop)
        self._arrange()
        self.set_playing(is_playing=False)

    def set_length(self, seconds: float) -> None:
        """Show how long the take is."""
        self._seconds = seconds
        self.length_label.setText(f"/ {clock_words(seconds)}")
        self.set_position(0.0)
        self._fit()

    def set_position(self, seconds: float) -> None:
        """Show where the take stands."""
        text = clock(min(seconds, self._seconds))
        if text != self.position_label.text():
            self.position_label.setText(text)

    def set_speed(self, speed: float) -> None:
        """Show how fast it plays."""
        self.speed_label.setText(f"{speed:g}×" if speed % 1 else f"{speed:.1f}×")
        self.speed_label.setAccessibleName(f"Speed {speed:g}")

    def set_playing(self, *, is_playing: bool) -> None:
        """Offer to pause, or to play."""
        name = "Pause" if is_playing else "Play"
        self.play_button.set_icon("pause-fill" if is_playing else "play-fill")
        self.play_button.setAccessibleName(name)
        self.play_button.setToolTip(plain_tip(f"{name} (Space)"))

    def set_looping(self, *, is_looping: bool) -> None:
        """Show whether a clip is played again and again."""
        self.loop_button.setChecked(is_looping)
        name = "Stop repeating ( L )" if is_looping else "Repeat what is chosen ( L )"
        self.loop_button.setAccessibleName(name)
        self.loop_button.setToolTip(plain_tip(name))

    def _ask_loop(self) -> None:
        self.loop_button.setChecked(not self.loop_button.isChecked())  # only playing decides
        self.loop_asked.emit()

    def set_usable(self, *, is_usable: bool) -> None:
        """Grey everything out while there is nothing to play."""
        for button in (
            self.play_button,
            self.slower_button,
            self.faster_button,
            self.back_button,
            self.on_button,
            self.loop_button,
        ):
            button.setEnabled(is_usable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With little room the key cap goes, then the steps, then the length (it is above too)."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The column decides how wide it is."""
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        for key, has_steps, has_length in _FROM_WIDE_TO_NARROW:
            self.play_button.set_key(key)
            for button in (self.back_button, self.on_button, self.loop_button):
                button.setVisible(has_steps)
            self.length_label.setVisible(has_length)
            if self._row.minimumSize().width() <= self.width():
                return

    def _small(self, icon: str, name: str) -> IconButton:
        button = IconButton(self._theme, icon, name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _arrange(self) -> None:
        self.play_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.play_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self.play_button)
        row.addSpacing(tokens.SPACE_8)
        row.addWidget(self.position_label)
        row.addWidget(self.length_label)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.on_button)
        row.addWidget(self.loop_button)
        row.addSpacing(tokens.SPACE_8)
        row.addWidget(self.slower_button)
        row.addWidget(self.speed_label)
        row.addWidget(self.faster_button)
