"""The sheet over the page that lists every key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mockinterview.ui import tokens
from mockinterview.ui.marking.keys import KEYS, Key
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.scroll_card import ScrollWords
from mockinterview.ui.widgets.sheet import Sheet

_CLOSING_KEYS = {Qt.Key.Key_Question, Qt.Key.Key_F1}
_SCROLLING_KEYS: dict[int, QScrollBar.SliderAction] = {
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
}
_WIDE = 960
"""Pixels at the ordinary type size."""
_LEFT = {"Mark", "Listen", "Choose words", "Citations"}
"""What stands in the left column."""


class HelpSheet(Sheet):
    """All keys of the page; Esc, `?` or a click beside the card close it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "Keys", "Keys of this page")
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that open it close it too; those that scroll scroll."""
        if event.key() in _CLOSING_KEYS:
            self.dismiss()
        elif event.key() in _SCROLLING_KEYS:
            self.area.verticalScrollBar().triggerAction(_SCROLLING_KEYS[event.key()])
        super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """The keyboard stays on the one button of the sheet."""
        return True

    def _cover(self) -> None:
        """As wide as the page lets it be, up to what the longest line needs."""
        super()._cover()
        self.area.setFixedWidth(min(self.width() - 5 * tokens.SPACE_16, self._theme.pixels(_WIDE)))

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(tokens.SPACE_8)
        for title, keys in KEYS.items():
            side = left if title in _LEFT else right
            header = SectionHeader(title)
            header.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            side.addWidget(header)
            side.addLayout(self._grid(keys))
            side.addSpacing(tokens.SPACE_12)
        for side in (left, right):
            side.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, tokens.SPACE_12, 0)
        row.setSpacing(tokens.SPACE_32)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.area = ScrollWords(self._theme)
        self.area.words.addLayout(row)
        self.column.addWidget(self.area)

    def _grid(self, keys: tuple[Key, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_16)
        grid.setVerticalSpacing(tokens.SPACE_4)
        grid.setColumnMinimumWidth(0, self._theme.pixels(104))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, key in enumerate(key for key in keys if key.shown):
            grid.addWidget(Label(key.shown, "strong", wraps=False), line, 0, top)
            grid.addWidget(Label(key.text, "body"), line, 1)
        return grid
