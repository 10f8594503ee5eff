"""The five steps with the time that each has: click one to call what is chosen by it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mockinterview.core.content import StarrRole
from mockinterview.ui import tokens
from mockinterview.ui.marking.structure.steps import STEP_KEYS, step_name
from mockinterview.ui.marking.structure.strip import paint_segment, step_font
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip
from mockinterview.ui.wording import clock_words, spoken_length

_NOTHING = "–"


class StepLegend(QWidget):
    """A row that leaves names out where it is narrow, and then times.

    Signals: `chosen(StarrRole)`.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.buttons = {role: StepButton(theme, role) for role in StarrRole}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for role, button in self.buttons.items():
            button.clicked.connect(lambda _=False, role=role: self.chosen.emit(role))
            row.addWidget(button)
        row.addStretch(1)
        theme.changed.connect(self._fit)

    def show_times(self, seconds: Mapping[StarrRole, float]) -> None:
        """How long each step is; 0 for one that was not placed."""
        for role, button in self.buttons.items():
            button.show_time(seconds[role])
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The column decides how wide it is."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        gaps = tokens.SPACE_8 * (len(self.buttons) - 1)
        for has_name, has_time in ((True, True), (False, True), (False, False)):
            for button in self.buttons.values():
                button.say(has_name=has_name, has_time=has_time)
            wanted = sum(button.sizeHint().width() for button in self.buttons.values())
            if wanted + gaps <= self.width():
                return


class StepButton(QAbstractButton):
    """The letter of a step, its name and its time."""

    def __init__(self, theme: Theme, role: StarrRole) -> None:
        super().__init__()
        self._theme = theme
        self.role = role
        self._seconds = 0.0
        self._has_name = self._has_time = True
        # The keyboard has the letters and the bar; five more stops would be in its way.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        key, name = STEP_KEYS[role], step_name(role)
        self.setAccessibleDescription(f"Calls the chosen words {role.value} ({key}).")
        told = f"{name} ({key})\nCalls the chosen words {role.value}, or plays it."
        self.setToolTip(plain_tip(told))
        self.show_time(0.0)

    @property
    def words(self) -> str:
        """What stands behind the letter."""
        time = clock_words(self._seconds) if self._seconds > 0 else _NOTHING
        parts = [step_name(self.role) if self._has_name else "", time if self._has_time else ""]
        return " ".join(part for part in parts if part)

    def show_time(self, seconds: float) -> None:
        """How long it is in the answer."""
        self._seconds = seconds
        told = spoken_length(seconds) if seconds > 0 else "not placed"
        self.setAccessibleName(f"{step_name(self.role)}, {told}")
        self.update()

    def say(self, *, has_name: bool, has_time: bool) -> None:
        """Say so much."""
        self._has_name, self._has_time = has_name, has_time
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Letter and words in a row."""
        metrics = QFontMetricsF(self._theme.font(tokens.META))
        side = self._side()
        behind = tokens.SPACE_4 + metrics.horizontalAdvance(self.words) if self.words else 0
        return QSize(round(side + behind) + 1, round(side) + tokens.SPACE_4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The letter on its colour, the words in quiet ink; darker under the mouse."""
        painter = QPainter(self)
        side = self._side()
        top = (self.height() - side) / 2
        paint_segment(painter, self._theme, QRectF(0, top, side, side), self.role)
        colours = self._theme.palette
        is_strong = self.underMouse() or self._seconds > 0
        painter.setPen(QColor(colours.ink if is_strong else colours.muted))
        painter.setFont(self._theme.font(tokens.META))
        area = QRectF(side + tokens.SPACE_4, 0, self.width() - side, self.height())
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.words
        )

    def _side(self) -> float:
        return QFontMetricsF(step_font(self._theme)).height() + 2
