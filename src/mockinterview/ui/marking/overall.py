"""The judgement of the whole, 1 to 5, and the one sentence for next time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.core.marking import OVERALL_WORDS
from mockinterview.ui import tokens
from mockinterview.ui.marking.sentence_edit import SentenceEdit
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Card
from mockinterview.ui.widgets.plain import plain_tip

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
        self.word = Label("", "strong", wraps=False)
        self._legend = Label("from not yet to would stand out", "meta")
        self.earlier = Label("", "meta")
        self.earlier.hide()
        self._pointed: OverallDot | None = None
        for dot in self.dots:
            dot.pointed.connect(self._point)
            dot.stepped.connect(lambda step, dot=dot: self._step(dot, step))
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
            dot.show_chosen(is_chosen=dot.value == overall)
        self.next_time.set_text(next_time)
        self._tell_word()

    def show_earlier(self, sentence: str) -> None:
        """What was written the last time, or nothing."""
        self.earlier.setText(f"Last time you wrote: “{sentence}”" if sentence else "")
        self.earlier.setVisible(bool(sentence))

    def add_under_earlier(self, widget: QWidget) -> None:
        """Put this under what was written the last time."""
        self._card.column.insertWidget(self._card.column.indexOf(self.earlier) + 1, widget)

    def _point(self, dot: OverallDot | None) -> None:
        """The word of the step under the mouse or the keyboard, before it is chosen."""
        self._pointed = dot
        self._tell_word()

    def _step(self, dot: OverallDot, step: int) -> None:
        place = min(len(self.dots) - 1, max(0, self.dots.index(dot) + step))
        self.dots[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_word(self) -> None:
        chosen = next((dot for dot in self.dots if dot.isChecked()), None)
        shown = self._pointed or chosen
        self.word.setText(OVERALL_WORDS[shown.value] if shown else "")
        is_chosen = shown is not None and shown is chosen
        set_role(self.word, "strong" if is_chosen else "meta")

    def _press(self, dot: OverallDot) -> None:
        """The page says what the dots become; one that is chosen is taken away."""
        self.overall_chosen.emit(None if dot.isChecked() else dot.value)

    def _arrange(self) -> None:
        card = self._card = Card(tokens.SPACE_12)
        card.column.setSpacing(tokens.SPACE_8)
        scale = QHBoxLayout()
        scale.setSpacing(tokens.SPACE_4)
        self.scale = QWidget()
        self.scale.setAccessibleName("Overall, in five words from not yet to would stand out")
        scale.addWidget(Label("Overall", "strong", wraps=False))
        scale.addSpacing(tokens.SPACE_8)
        scale.addWidget(self._ends[0])
        for dot in self.dots:
            scale.addWidget(dot)
        scale.addWidget(self._ends[1])
        scale.addStretch(1)
        scale.addWidget(self.word)
        self.scale.setLayout(scale)
        scale.setContentsMargins(0, 0, 0, 0)
        sentence = QHBoxLayout()
        sentence.setSpacing(tokens.SPACE_12)
        sentence.addWidget(Label("Next time", "strong", wraps=False))
        sentence.addWidget(self.next_time, 1)
        card.column.addWidget(self.scale)
        card.column.addWidget(self._legend)
        card.column.addWidget(self.earlier)
        card.column.addLayout(sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_8, tokens.SPACE_24, tokens.SPACE_16)
        column.addWidget(card)


class OverallDot(QRadioButton):
    """One step of the scale: a ring, filled when it is the one chosen.

    A second click takes the judgement away. Signal: `pointed(OverallDot | None)` while the mouse or
    the keyboard is on it; `stepped(-1 or 1)` for the one beside.
    """

    pointed = Signal(object)
    stepped = Signal(int)

    def __init__(self, theme: Theme, value: int) -> None:
        super().__init__()
        self._theme = theme
        self.value = value
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        word = OVERALL_WORDS[value]
        self.setAccessibleName(f"Overall: {word}")
        self.setToolTip(plain_tip(f"{word} (Ctrl+{value})"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A square large enough to hit."""
        side = self._theme.pixels(tokens.SPACE_24)
        return QSize(side, side)

    def show_chosen(self, *, is_chosen: bool) -> None:
        """Fill it or not, whatever the others are."""
        self.setAutoExclusive(False)  # Qt never lets the last of a group be taken away
        self.setChecked(is_chosen)
        self.setAutoExclusive(True)

    def nextCheckState(self) -> None:
        """Nothing by itself: a click is told, and the page decides."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to the step beside; Space chooses it."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse comes."""
        super().enterEvent(event)
        self.pointed.emit(self)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse goes."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes."""
        super().focusInEvent(event)
        self.pointed.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes."""
        super().focusOutEvent(event)
        self.pointed.emit(None)

    def hitButton(self, position: QPoint) -> bool:
        """All of it can be pressed, not only where a style would draw the ring."""
        return self.rect().contains(position)

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
