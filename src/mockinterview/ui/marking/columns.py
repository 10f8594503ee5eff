"""The three columns of the page: shared out, moved by the person, scrolled before they break."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from mockinterview.ui.reading_order import is_tab_stop, tab_stops
from mockinterview.ui.theme import Theme

_SHARES = (33, 38, 29)
"""How the three share the width, in per cent."""

_LEAST_PIXELS = (250, 325, 236)
"""The least width of each at the ordinary type size."""

_FOLDED_PIXELS = 48
_UNLIMITED_PIXELS = 16_777_215
"""What Qt takes for no limit (QWIDGETSIZE_MAX)."""


class Columns(QScrollArea):
    """With large type on a small screen the columns scroll rather than break."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._last: QWidget | None = None
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self.setWidget(self._splitter)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Go on by Tab as the columns are read, also to what was added to them later."""
        focused, stops = self.focusWidget(), tab_stops(self._splitter)
        if focused not in stops:
            return super().focusNextPrevChild(forward)
        place = stops.index(focused) + (1 if forward else -1)
        found = stops[place] if 0 <= place < len(stops) else self._outside(forward)
        if found is None:
            return False
        reason = Qt.FocusReason
        found.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        _reveal(found)
        return True

    def _outside(self, forward: bool) -> QWidget | None:  # noqa: FBT001
        """What Qt has before or after all that is in the columns, however late it was added."""
        ring, found = [], self.nextInFocusChain()
        while found is not None and found is not self:
            ring.append(found)
            found = found.nextInFocusChain()
        last = max(place for place, one in enumerate(ring) if self.isAncestorOf(one))
        beyond = ring[last + 1 :] if forward else ring[::-1]
        stops = (one for one in beyond if is_tab_stop(one) and not self.isAncestorOf(one))
        return next(stops, None)

    def fold_last(self, *, is_folded: bool) -> None:
        """Leave the last column only the room of its buttons, or give it back what it had."""
        last = self._last
        if last is None:
            return
        if is_folded:
            self._sizes = self._splitter.sizes()
            width = self._theme.pixels(_FOLDED_PIXELS)
            last.setMinimumWidth(width)
            last.setMaximumWidth(width)
            return
        last.setMaximumWidth(_UNLIMITED_PIXELS)
        last.setMinimumWidth(self._theme.pixels(_LEAST_PIXELS[-1]))
        self._splitter.setSizes(self._sizes)

    def show_columns(self, *columns: QWidget) -> None:
        """Put the three in, from left to right."""
        for column, share, least in zip(columns, _SHARES, _LEAST_PIXELS, strict=True):
            column.setMinimumWidth(self._theme.pixels(least))
            self._splitter.addWidget(column)
            self._splitter.setStretchFactor(self._splitter.indexOf(column), share)
            self._last = column
            column.raise_()  # the splitter has put it last; screen readers go by this order
        self._sizes = [share * 10 for share in _SHARES]
        self._splitter.setSizes(self._sizes)


def _reveal(widget: QWidget) -> None:
    """Scroll to it, in whatever it lies."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
