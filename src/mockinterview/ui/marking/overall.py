"""The judgement of the whole, 1 to 5, and the one sentence for next time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.marking.sentence_edit import SentenceEdit
from mockinterview.ui.marking.wording import OVERALL_WORDS
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Card

_ROOMY_PIXELS = 440
"""From this width on, at the ordinary type size, the ends of the scale are named."""


class OverallCard(QWidget):
    """The card under the checklist. `overall_chosen` carries 1 to 5, or None to take it away."""

    overall_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.dots = [OverallDot(theme, value) for value in OVERALL_WORDS]
        self.next_time = SentenceEdit(theme, "Next time", "One thing to do differently (T)")
        for dot in self.dots:
            dot.clicked.connect(lambda _=False, dot=dot: self._press(dot))
        self._ends = [Label(text, "meta", wraps=False) for text in ("not yet", "would stand out")]
        self._legend = Label("from not yet to would stand out", "meta")
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words at the ends go under the scale where there is little room."""
        super().resizeEvent(event)
        is_roomy = self.width() >= self._theme.pixels(_ROOMY_PIXELS)
        for label in self._ends:
            label.setVisible(is_roomy)
        self._legend.setVisible(not is_roomy)

    def show_marks(self, overall: int | None, next_time: str) -> None:
        """Show the judgement and the sentence."""
        for dot in self.dots:
            dot.setChecked(dot.value == overall)
        self.next_time.set_text(next_time)

    def _press(self, dot: OverallDot) -> None:
        """The dot has toggled itself; the page says what it becomes."""
        self.overall_chosen.emit(dot.value if dot.isChecked() else None)

    def _arrange(self) -> None:
        card = Card(tokens.SPACE_12)
        card.column.setSpacing(tokens.SPACE_8)
        scale = QHBoxLayout()
        scale.setSpacing(tokens.SPACE_4)
        scale.addWidget(Label("Overall", "strong", wraps=False))
        scale.addSpacing(tokens.SPACE_8)
        scale.addWidget(self._ends[0])
        for dot in self.dots:
            scale.addWidget(dot)
        scale.addWidget(self._ends[1])
        scale.addStretch(1)
        sentence = QHBoxLayout()
        sentence.setSpacing(tokens.SPACE_12)
        sentence.addWidget(Label("Next time", "strong", wraps=False))
        sentence.addWidget(self.next_time, 1)
        card.column.addLayout(scale)
        card.column.addWidget(self._legend)
        card.column.addLayout(sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_8, tokens.SPACE_24, tokens.SPACE_16)
        column.addWidget(card)


class OverallDot(QAbstractButton):
    """One step of the scale: a ring, filled when it is the one chosen."""

    def __init__(self, theme: Theme, value: int) -> None:
        super().__init__()
        self._theme = theme
        self.value = value
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        word = OVERALL_WORDS[value]
        self.setAccessibleName(f"Overall {value} of 5: {word}")
        self.setToolTip(f"{word} (Ctrl+{value})")
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A square large enough to hit."""
        side = self._theme.pixels(tokens.SPACE_24)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring or the disc, and the focus around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.palette
        side = self.width() * 0.5
        area = QRectF(0, 0, side, side)
        area.moveCenter(QRectF(self.rect()).center())
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
        else:
            ring = colours.accent if self.underMouse() else colours.muted
            painter.setPen(QPen(QColor(ring), 1.5))
        painter.drawEllipse(area)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawEllipse(area.adjusted(-4, -4, 4, 4))
