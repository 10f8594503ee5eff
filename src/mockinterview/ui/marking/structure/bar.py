"""The parts of a story on the time line of the answer: click to hear, drag to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mockinterview.core.structure import Part, with_changed
from mockinterview.ui import tokens
from mockinterview.ui.marking.evidence.trimming import Edge, moved, snapped, stepped
from mockinterview.ui.marking.structure.part_button import PartButton
from mockinterview.ui.marking.structure.steps import spoken_part
from mockinterview.ui.marking.structure.strip import GAP_PIXELS, paint_groove, step_font
from mockinterview.ui.marking.transcript_text import Stretch, TranscriptText
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip

_EDGE_PIXELS = 5.0
_DRAG_PIXELS = 4
_LEAST_PIXELS = 3
_FREE = "Drag over this to call it by a step."


class StructureBar(QWidget):
    """Aligned with the waveform. It shows; whoever listens changes the marks.

    Signals: `played(Part)`; `recalled(Part, StarrRole)`; `removed(Part)`; `reshaped(old, new)`;
    `stretch_dragged(Stretch, QPoint)` over free time, and `menu_asked(Part, QPoint)`, with places
    on the screen.

    Args:
        theme: colours and fonts.
        words: tells the words of the take, to whose edges the ends of parts keep.
    """

    played = Signal(object)
    recalled = Signal(object, object)
    removed = Signal(object)
    reshaped = Signal(object, object)
    stretch_dragged = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)

    def __init__(self, theme: Theme, words: Callable[[], TranscriptText]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._parts: Sequence[Part] = ()
        self._buttons: list[PartButton] = []
        self._seconds = 0.0
        self._position = 0.0
        self._may_change = False
        self._current = 0
        self._pressed_at: QPointF | None = None
        self._grip: tuple[Part, Edge] | None = None
        self._drawn: tuple[Part, Part] | None = None
        self._dragged: Stretch | None = None
        self.setMouseTracking(True)
        self.setAccessibleName("Structure of the answer")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def buttons(self) -> list[PartButton]:
        """The parts from left to right."""
        return self._buttons[: len(self._parts)]

    def show_parts(self, parts: Sequence[Part], seconds: float, *, may_change: bool) -> None:
        """Show these parts of a take that is so long; the keyboard stays at its part."""
        self._parts, self._seconds, self._may_change = parts, seconds, may_change
        had_keys = any(button.hasFocus() for button in self._buttons)
        self._draw(parts)
        self._current = max(0, min(self._current, len(parts) - 1))
        self._rove()
        if had_keys and parts:
            self._buttons[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_position(self, seconds: float) -> None:
        """What is being heard."""
        before, self._position = round(self._x(self._position)), seconds
        if round(self._x(seconds)) != before:
            self.update()

    def go_to(self, part: Part) -> None:
        """Make the part with the middle of this one current."""
        middle = (part.start + part.end) / 2
        found = [i for i, one in enumerate(self._parts) if one.start <= middle <= one.end]
        if found:
            self._current = found[0]
            self._rove()

    def sizeHint(self) -> QSize:
        """As high as its letters with air around them."""
        height = QFontMetricsF(step_font(self._theme)).height() + tokens.SPACE_8
        return QSize(self._theme.pixels(240), round(height))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but always that high."""
        return QSize(0, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Tell which part is under the mouse, or what can be done with free time."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            part = self._part_at(QPointF(event.pos()))
            told = spoken_part(part) if part else _FREE
            QToolTip.showText(event.globalPos(), plain_tip(told), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The parts stay at their times."""
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, of a part, or of free time."""
        if event.button() is Qt.MouseButton.LeftButton and self._seconds > 0:
            self._pressed_at = event.position()
            self._grip = self._grip_at(event.position()) if self._may_change else None
            self._drawn = self._dragged = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what letting go would make of it."""
        here = event.position()
        if self._pressed_at is None:
            self._show_cursor(here)
        elif abs(here.x() - self._pressed_at.x()) < _DRAG_PIXELS and self._drawn is None:
            return
        elif self._grip is not None:
            self._drag_edge(*self._grip, event)
        elif self._may_change and self._part_at(self._pressed_at) is None:
            ends = sorted((self._moment(self._pressed_at), self._moment(here)))
            self._dragged = Stretch(*ends) if ends[1] > ends[0] else None
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Change what was dragged, or play what was clicked."""
        if self._pressed_at is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed_at = self._pressed_at, None
        drawn, self._drawn = self._drawn, None
        dragged, self._dragged = self._dragged, None
        self.update()
        if drawn is not None:
            self.go_to(drawn[1])
            self.reshaped.emit(*drawn)
            self._draw(self._parts)
        elif dragged is not None:
            self.stretch_dragged.emit(self._snapped(dragged), event.globalPosition().toPoint())
        else:
            part = self._part_at(pressed)
            if part is not None:
                self.go_to(part)
                self._buttons[self._current].setFocus(Qt.FocusReason.MouseFocusReason)
                self.played.emit(part)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the part under the mouse, or of the one that the keyboard is on."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            part, place = self._part_at(QPointF(event.pos())), event.globalPos()
        else:
            button = next((one for one in self.buttons if one.hasFocus()), None)
            part = button.part if button else None
            place = self.mapToGlobal(button.geometry().bottomLeft()) if button else QPoint()
        if part is not None:
            self.go_to(part)
            self.menu_asked.emit(part, place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The groove, what is dragged over, and the moment that is heard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        paint_groove(painter, self._theme, area)
        colours = self._theme.palette
        if self._dragged is not None:
            left, right = self._x(self._dragged.start), self._x(self._dragged.end)
            painter.fillRect(QRectF(left, 0, right - left, area.height()), QColor(colours.accent))
        if self._position > 0:
            x = self._x(self._position)
            painter.fillRect(QRectF(x, 0, GAP_PIXELS, area.height()), QColor(colours.ink))

    # The parts

    def _draw(self, parts: Sequence[Part]) -> None:
        while len(self._buttons) < len(parts):
            self._buttons.append(self._new_button(parts[len(self._buttons)]))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(parts))
            if place < len(parts):
                button.show_part(parts[place])
        self._place()

    def _new_button(self, part: Part) -> PartButton:
        button = PartButton(self._theme, part, self)
        button.clicked.connect(lambda: self.played.emit(button.part))
        button.stepped.connect(self._step)
        button.recalled.connect(lambda role: self.recalled.emit(button.part, role))
        button.removed.connect(lambda: self.removed.emit(button.part))
        button.edge_stepped.connect(lambda edge, step: self._step_edge(button.part, edge, step))
        button.entered.connect(lambda: self.go_to(button.part))
        return button

    def _place(self) -> None:
        drawn = [button for button in self._buttons if not button.isHidden()]
        for button in drawn:
            left, right = round(self._x(button.part.start)), round(self._x(button.part.end))
            width = max(_LEAST_PIXELS, right - left - round(GAP_PIXELS))
            button.setGeometry(QRect(left, 0, width, self.height()))

    def _rove(self) -> None:
        """Tab comes to the current part; from there the arrows go on."""
        for place, button in enumerate(self._buttons):
            is_current = place == self._current
            policy = Qt.FocusPolicy.TabFocus if is_current else Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(policy)

    def _step(self, step: int) -> None:
        self._current = min(len(self._parts) - 1, max(0, self._current + step))
        self._rove()
        self._buttons[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_edge(self, part: Part, edge: Edge, step: int) -> None:
        stretch = Stretch(part.start, part.end)
        self._reshape(part, stepped(stretch, edge, step, self._words(), self._seconds))

    def _reshape(self, part: Part, stretch: Stretch) -> None:
        new = part.model_copy(update={"start": stretch.start, "end": stretch.end})
        if new != part and self._may_change:
            self.reshaped.emit(part, new)

    def _drag_edge(self, part: Part, edge: Edge, event: QMouseEvent) -> None:
        moment = snapped(self._moment(event.position()), edge, self._words())
        stretch = moved(Stretch(part.start, part.end), edge, moment, self._seconds)
        new = part.model_copy(update={"start": stretch.start, "end": stretch.end})
        self._drawn = (part, new) if new != part else None
        self._draw(with_changed(self._parts, part, new))
        end = stretch.start if edge is Edge.START else stretch.end
        QToolTip.showText(event.globalPosition().toPoint(), plain_tip(clock(end)), self)

    def _snapped(self, stretch: Stretch) -> Stretch:
        """To whole words, where there are any in it."""
        text = self._words()
        inside = text.words_within(stretch.start, stretch.end)
        return text.stretch(inside[0], inside[-1]) if inside else stretch

    # Where things are

    def _show_cursor(self, point: QPointF) -> None:
        if self._may_change and self._grip_at(point) is not None:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif self._part_at(point) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def _grip_at(self, point: QPointF) -> tuple[Part, Edge] | None:
        """The edge there; where two parts meet, that of the part that is pointed at."""
        edges = [
            (abs(self._x(moment) - point.x()), part is not self._part_at(point), part, edge)
            for part in self._parts
            for edge, moment in ((Edge.START, part.start), (Edge.END, part.end))
        ]
        near = [one for one in edges if one[0] <= _EDGE_PIXELS]
        if not near:
            return None
        best = min(near, key=lambda one: (one[1], one[0]))
        return best[2], best[3]

    def _part_at(self, point: QPointF) -> Part | None:
        for button in self.buttons:
            if button.geometry().left() <= point.x() <= button.geometry().right():
                return button.part
        return None

    def _x(self, seconds: float) -> float:
        return seconds / self._seconds * self.width() if self._seconds > 0 else 0.0

    def _moment(self, point: QPointF) -> float:
        share = min(1.0, max(0.0, point.x() / max(1, self.width())))
        return share * self._seconds
