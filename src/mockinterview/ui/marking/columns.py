"""The three columns of the page: shared out, moved by the person, scrolled before they break."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from mockinterview.ui.theme import Theme

_SHARES = (33, 38, 29)
"""How the three share the width, in per cent."""

_LEAST_PIXELS = (250, 325, 236)
"""The least width of each at the ordinary type size."""


class Columns(QScrollArea):
    """With large type on a small screen the columns scroll rather than break."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self.setWidget(self._splitter)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_columns(self, *columns: QWidget) -> None:
        """Put the three in, from left to right."""
        for column, share, least in zip(columns, _SHARES, _LEAST_PIXELS, strict=True):
            column.setMinimumWidth(self._theme.pixels(least))
            self._splitter.addWidget(column)
            self._splitter.setStretchFactor(self._splitter.indexOf(column), share)
        self._splitter.setSizes([share * 10 for share in _SHARES])
