"""Small signs on the waveform and beside the words: here is a comment; a click plays it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from mockinterview.core.comments import Comment
from mockinterview.ui import icons, tokens
from mockinterview.ui.marking.transcript_display import TranscriptDisplay
from mockinterview.ui.marking.waveform import Waveform
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip

_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class CommentFlag(QAbstractButton):
    """One sign. By keyboard the comments are heard with their own keys and in their rows."""

    def __init__(self, theme: Theme, parent: QWidget, comment: Comment, colour: str) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = colour
        self.comment = comment
        side = theme.pixels(tokens.META)
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        told = f"{clock(comment.start)}: {comment.text}"
        self.setToolTip(plain_tip(f"{told}\nClick to hear it."))
        self.setAccessibleName(f"Play what this comment is about. {told}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A speech bubble on the ground of the page, so that it is seen over the waveform."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        colours = self._theme.palette
        icons.paint_icon(painter, "chat-1-fill", area, colours.background)
        inner = area.adjusted(1, 1, -1, -1)
        colour: str = getattr(colours, self._colour)
        icons.paint_icon(painter, "chat-1-fill", inner, colour)


class Flags(QObject):
    """The signs of the comments of the take that is shown, in a colour of the palette.

    Signals: `clicked(Comment)`.
    """

    clicked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, colour: str = "accent") -> None:
        super().__init__(parent)
        self._theme = theme
        self._parent = parent
        self._colour = colour
        self.flags: list[CommentFlag] = []

    def show_comments(self, comments: Sequence[Comment]) -> None:
        """Signs for these and no others."""
        if [flag.comment for flag in self.flags] != list(comments):
            for flag in self.flags:
                flag.hide()
                flag.deleteLater()
            self.flags = [self._new_flag(comment) for comment in comments]
        self.place()

    def place(self) -> None:
        """Put each where it belongs now."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the same moment."""
        if event.type() in _MOVES:
            self.place()
        return super().eventFilter(watched, event)

    def _new_flag(self, comment: Comment) -> CommentFlag:
        flag = CommentFlag(self._theme, self._parent, comment, self._colour)
        flag.clicked.connect(lambda: self.clicked.emit(comment))
        return flag


class WaveformFlags(Flags):
    """At the upper edge of the waveform, where a comment begins; `line` counts from there."""

    def __init__(
        self, theme: Theme, waveform: Waveform, *, line: int = 0, colour: str = "accent"
    ) -> None:
        super().__init__(theme, waveform, colour)
        self._waveform = waveform
        self._line = line
        waveform.installEventFilter(self)

    def place(self) -> None:
        """From left to right, none over another where there is room."""
        left = 0
        for flag in self.flags:
            wanted = round(self._waveform.place_of(flag.comment.start))
            x = min(max(wanted, left), self._waveform.width() - flag.width())
            flag.move(x, self._line * flag.height())
            flag.show()
            left = x + flag.width()


class WordFlags(Flags):
    """In the right margin of the transcript, at the line in which a comment begins.

    Args:
        theme: colours and type.
        view: the words.
        parent: the column; its margin has the room.
        taken: what stands in that margin already, in pixels from the top of the words.
    """

    def __init__(
        self,
        theme: Theme,
        view: TranscriptDisplay,
        parent: QWidget,
        taken: Callable[[], Sequence[QRectF]],
    ) -> None:
        super().__init__(theme, parent)
        self._view = view
        self._taken = taken
        view.text_moved.connect(self.place)
        view.citations_shown.connect(self.place)
        for widget in (view, view.parentWidget()):
            if widget is not None:
                widget.installEventFilter(self)

    def place(self) -> None:
        """Beside the first of their words, under what stands there already."""
        if not self.flags:
            return
        corner = self._view.mapTo(self._parent, QPoint(self._view.width(), 0))
        top = self._view.viewport().mapTo(self._view, QPoint(0, 0)).y()
        taken = [(area.top(), area.bottom()) for area in self._taken()]
        layout = self._view.layout_of_words
        for flag in self.flags:
            words = layout.words_within(flag.comment.start, flag.comment.end)
            if not words or not self._view.isVisibleTo(self._parent):
                flag.hide()
                continue
            area, _ = self._view.area_of(words[0], words[0])
            y = float(area.center().y() + top - flag.height() // 2)
            for begin, end in sorted(taken):
                if begin < y + flag.height() and end > y:
                    y = end
            taken.append((y, y + flag.height()))
            is_seen = 0 <= y <= self._view.height() - flag.height()
            flag.setVisible(is_seen)
            room = self._parent.width() - corner.x() - flag.width()
            flag.move(corner.x() + max(0, room), corner.y() + round(y))
            flag.raise_()
