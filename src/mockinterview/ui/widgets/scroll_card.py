"""A card whose words scroll where there is no room for them; what is pressed stays in view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.panels import Card

_LEAST_PIXELS = 72
"""So much of the words is always seen, at the ordinary type size."""


class ScrollCard(Card):
    """Put words and choices into `words`, and what must stay in view into `column`.

    It is as high as its contents where there is room, and never asks for more room than the
    buttons and a few lines need.
    """

    def __init__(self, theme: Theme, margin: int = tokens.SPACE_16) -> None:
        super().__init__(margin)
        self.area = ScrollWords(theme)
        self.words = self.area.words
        self.column.addWidget(self.area)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def hasHeightForWidth(self) -> bool:
        """A layout would take the height for a width as the least there may be."""
        return False


class ScrollWords(QScrollArea):
    """As high as what is in it at the present width, or less."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        holder = QWidget()
        set_role(holder, "clear")
        self.words = QVBoxLayout(holder)
        self.words.setContentsMargins(0, 0, 0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        set_role(self, "clear")
        self.setWidget(holder)

    def sizeHint(self) -> QSize:
        """All of it, broken into lines as it is now."""
        height = self.words.totalHeightForWidth(self.width())
        if height < 0:
            height = self.words.totalSizeHint().height()
        return QSize(self.words.totalSizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(0, min(self.sizeHint().height(), self._theme.pixels(_LEAST_PIXELS)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines differently."""
        super().resizeEvent(event)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the words when they change."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        """Ask for the height again; a bar that is not needed would itself make the words longer."""
        self.updateGeometry()
        is_short = self.height() < self.sizeHint().height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_short else policy.ScrollBarAlwaysOff
        )
