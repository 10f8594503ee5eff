"""Rows under the transcript: as high as they are, up to a share of the window; then they scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from mockinterview.ui.theme import Theme

_HIGHEST = 132
"""Pixels at the ordinary type size; more lines scroll."""

_LARGEST_SHARE = 0.12
"""Of the height of the window, so that the transcript keeps most of a small one."""

_FEWEST_LINES = 2


class LowArea(QScrollArea):
    """As high as its lines, up to `_HIGHEST`; never less.

    Args:
        theme: the type size.
        inside: what is shown; its layout has the rows.
        fewest: so many rows are seen however low the window is.
    """

    def __init__(self, theme: Theme, inside: QWidget, fewest: int = _FEWEST_LINES) -> None:
        super().__init__()
        self._theme = theme
        self._inside = inside
        self._fewest = fewest
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        """The lines as they are now, in the fonts that they have got meanwhile."""
        hint = self._inside.sizeHint()
        share = round(self.window().height() * _LARGEST_SHARE)
        least = self._fewest * self._row_height()
        highest = max(least, min(share, self._theme.pixels(_HIGHEST)))
        return QSize(hint.width(), min(hint.height(), highest))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but as high as it wants to be."""
        return QSize(0, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the lines when they change."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _row_height(self) -> int:
        layout = self._inside.layout()
        first = layout.itemAt(0) if layout is not None else None
        return first.sizeHint().height() if first is not None else 0
