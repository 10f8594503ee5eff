"""What lies beside a transcript, over the margin of its column, and belongs to places in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from mockinterview.ui.marking.transcript_display import TranscriptDisplay
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.plain import plain_tip

PlaceType = TypeVar("PlaceType")

_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class WordMargin(QWidget, Generic[PlaceType]):
    """Takes no width from the words. What it shows is found again when they move.

    A subclass says where it lies (`_area`), what there is (`_make_places`), which of it is under a
    point (`_at`), and of one place what a click gives and a tooltip says.

    Signals: `clicked(what the place stands for)`.
    """

    clicked = Signal(object)

    def __init__(self, theme: Theme, view: TranscriptDisplay, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = view
        self._places: Sequence[PlaceType] | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        view.text_moved.connect(self._forget)
        view.citations_shown.connect(self._forget)
        theme.changed.connect(self._forget)
        for widget in (view, view.parentWidget()):
            if widget is not None:
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the words."""
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click does something."""
        if self._at(event.position().toPoint()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is there."""
        place = self._at(event.position().toPoint())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(self._meaning(place))

    def event(self, event: QEvent) -> bool:
        """Tell what is there."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            hint = self._hint(place) if place is not None else ""
            QToolTip.showText(event.globalPos(), plain_tip(hint), self)
            return True
        return super().event(event)

    @property
    def _top(self) -> int:
        """Where the words begin, in pixels from the top."""
        return self._view.viewport().mapTo(self._view, QPoint(0, 0)).y()

    @property
    def _has_any(self) -> bool:
        """Whether there is anything to be shown."""
        return True

    def _find(self) -> Sequence[PlaceType]:
        if self._places is None:
            self._places = self._make_places()
        return self._places

    def _follow(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setVisible(self._has_any and self._view.isVisibleTo(parent))
        self.setGeometry(self._area(parent))
        self._forget()
        self.raise_()

    def _forget(self) -> None:
        self._places = None
        self.update()

    def _area(self, parent: QWidget) -> QRect:
        raise NotImplementedError

    def _make_places(self) -> list[PlaceType]:
        raise NotImplementedError

    def _at(self, point: QPoint) -> PlaceType | None:
        raise NotImplementedError

    def _meaning(self, place: PlaceType) -> object:
        raise NotImplementedError

    def _hint(self, place: PlaceType) -> str:
        raise NotImplementedError
