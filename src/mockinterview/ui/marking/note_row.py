"""A line of the notes made while preparing: ticked by the person, with where it was heard."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mockinterview.core.notes import NoteUse
from mockinterview.ui import tokens
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.check import CheckBox
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.wording import clock_words


class NoteRow(QWidget):
    """A box to tick, the line, and the moment at which its words came up.

    Signals: `ticked(is_said)` by the person; `played` to hear that moment.
    """

    ticked = Signal(bool)
    played = Signal()

    def __init__(self, theme: Theme, use: NoteUse, *, has_words: bool) -> None:
        super().__init__()
        line = use.line
        self.box = SquareBox(theme)
        self.box.setAccessibleName(f"Said: {line.text}")
        self.box.setAccessibleDescription(f"Written {clock_words(line.seconds)} into preparing")
        self.box.setToolTip("Tick what you said.")
        self.box.clicked.connect(self.ticked)
        self.text = PressedLine(line.text)
        self.text.pressed.connect(self.box.click)
        self._heard: tuple[KeyButton, str] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.box)
        row.addWidget(self.text, 1)
        if use.heard_at is not None:
            row.addWidget(self._play_button(theme, line.text, use.heard_at))
        elif has_words:
            remark = Label("not heard", "meta", wraps=False)
            remark.setToolTip("None of these words was found in the transcript.")
            row.addWidget(remark)

    def set_said(self, *, is_said: bool, may_change: bool) -> None:
        """Show whether the person ticked it."""
        self.box.setChecked(is_said)
        self.box.setEnabled(may_change)

    @property
    def wanted_width(self) -> int:
        """What it takes to tell all of it."""
        words = self.text.fontMetrics().horizontalAdvance(self.text.text())
        beside = self.box.sizeHint().width() + 2 * tokens.SPACE_8
        if self._heard is None:
            return words + beside
        button, moment = self._heard
        button.setText(f"heard at {moment}")
        return words + beside + button.sizeHint().width()

    def shorten(self, *, is_short: bool) -> None:
        """Tell the moment alone, so that the words of the line have the room."""
        if self._heard is not None:
            button, moment = self._heard
            button.setText(moment if is_short else f"heard at {moment}")

    def _play_button(self, theme: Theme, text: str, seconds: float) -> KeyButton:
        moment = clock(seconds)
        button = KeyButton(theme, f"heard at {moment}", role="plain", icon="play-fill")
        self._heard = (button, moment)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"Play where “{text}” came up, at {moment}")
        button.setToolTip("Words of this line were heard here. Listen before you tick it.")
        button.clicked.connect(self.played)
        return button


class SquareBox(CheckBox):
    """A square without words: those beside it are shortened where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The square and the ring around it."""
        height = super().sizeHint().height()
        return QSize(height, height)

    def minimumSizeHint(self) -> QSize:
        """No less."""
        return self.sizeHint()


class PressedLine(ElidedLabel):
    """The words beside a box, which tick it as the box itself does.

    Signals: `pressed`.
    """

    pressed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text, "body")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick, or untick."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()
