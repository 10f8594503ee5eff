"""What the list of attempts is narrowed by (words, bank, theme, time, marks), and its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from mockinterview.index.query import Query, SortBy
from mockinterview.index.record import AttemptRecord
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.flow import FlowLayout
from mockinterview.ui.widgets.search_field import SearchField
from mockinterview.ui.wording import count

_TYPING_MILLISECONDS: Final = 150
_DAYS: Final = ((None, "Any time"), (7, "Last 7 days"), (30, "Last 30 days"), (91, "Last 3 months"))
_MARKS: Final = ((None, "Marked or not"), (True, "Marked"), (False, "Not marked"))
_ORDERS: Final = (
    ((SortBy.DATE, False), "Newest first"),
    ((SortBy.DATE, True), "Oldest first"),
    ((SortBy.QUESTION, True), "By question"),
    ((SortBy.LENGTH, False), "Longest first"),
    ((SortBy.LENGTH, True), "Shortest first"),
    ((SortBy.MARKS, False), "Most met first"),
    ((SortBy.MARKS, True), "Fewest met first"),
)
_SEARCH_WIDTH = 240
"""Pixels at the ordinary type size: with less beside the choices, these have their own lines."""
_LONGEST_CHOICE = 280
"""So wide is a choice at most; what is longer ends in an ellipsis."""


class AttemptFilters(QWidget):
    """The field and the choices above the list.

    Signals: `changed(Query)`, shortly after the last letter or at once after a choice.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, results: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.search = SearchField("Search attempts", results)
        self.search.setToolTip("Search questions, transcripts, notes and comments (Ctrl+F)")
        self.bank = Choice(theme, "Bank")
        self.theme_choice = Choice(theme, "Theme")
        self.days = Choice(theme, "When")
        self.marks = Choice(theme, "Marks")
        self.marker = Choice(theme, "Marker")
        self._narrowing = (self.bank, self.theme_choice, self.days, self.marks, self.marker)
        self.order = Choice(theme, "Order")
        self.clear_button = KeyButton(theme, "Clear", "Esc", role="plain")
        self._choices = QWidget(self)
        self._grid = QGridLayout(self)
        self._is_narrow = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MILLISECONDS)
        self._fill()
        self._arrange()
        self._connect()

    @property
    def query(self) -> Query:
        """What is looked for now."""
        days = self.days.currentData()
        sort, is_ascending = self.order.currentData()
        return Query(
            words=self.search.text().strip(),
            bank=self.bank.currentData() or "",
            theme=self.theme_choice.currentData() or "",
            since=dt.datetime.now().astimezone().date() - dt.timedelta(days=days) if days else None,
            is_marked=self.marks.currentData(),
            marker=self.marker.currentData() or "",
            sort=sort,
            is_ascending=is_ascending,
        )

    def show_choices(self, records: Iterable[AttemptRecord]) -> None:
        """Offer what there is among these; what was chosen stays."""
        banks: dict[str, str] = {}
        themes, markers = set[str](), set[str]()
        number = 0
        for record in records:
            number += 1
            banks.setdefault(record.bank, record.bank_title or record.bank)
            themes.add(record.theme)
            markers.update(record.markers)
        self.search.offer(f"Search {count(number, 'attempt')}")
        for choice, everything, found in (
            (self.bank, "All banks", sorted(banks.items(), key=lambda item: item[1])),
            (self.theme_choice, "All themes", [(one, one) for one in sorted(themes)]),
            (self.marker, "Any marker", [(one, one) for one in sorted(markers)]),
        ):
            kept = choice.currentData()
            choice.set_options([(None, everything), *found], kept)
            self._give_width(choice)
        self.bank.setVisible(len(banks) > 1)
        self.theme_choice.setVisible(len(themes) > 1)
        self.marker.setVisible(len(markers) > 1)
        self._find_room()

    def show_order(self, sort: SortBy, *, is_ascending: bool) -> None:
        """The order was chosen elsewhere: on the head of a column."""
        places = [value for value, _ in _ORDERS]
        if (sort, is_ascending) in places:
            self.order.setCurrentIndex(places.index((sort, is_ascending)))

    def clear(self) -> None:
        """Leave nothing out any more; the order stays."""
        for choice in self._narrowing:
            choice.blockSignals(True)
            choice.setCurrentIndex(0)
            choice.blockSignals(False)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In one line where there is room."""
        super().resizeEvent(event)
        self._find_room()

    def _find_room(self) -> None:
        """The choices stand beside the search, or beneath it where they leave it no room."""
        beside = (self._choices, self.order, self.clear_button)
        taken = sum(one.sizeHint().width() + tokens.SPACE_8 for one in beside)
        is_narrow = self.width() - taken < self._theme.pixels(_SEARCH_WIDTH)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        place = (1, 0, 1, 4) if is_narrow else (0, 1, 1, 1)
        self._grid.removeWidget(self._choices)
        self._grid.addWidget(self._choices, *place)
        # Tab goes on as one reads.
        order = [self.search, *self._narrowing, self.order, self.clear_button]
        if is_narrow:
            order = [self.search, self.order, self.clear_button, *self._narrowing]
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    def _give_width(self, choice: Choice) -> None:
        """Room for what is chosen, or for “All …”; the list that opens has room for everything."""
        choice.ensurePolished()
        metrics, longest = choice.fontMetrics(), choice.sizeHint().width()
        words = [metrics.horizontalAdvance(choice.itemText(one)) for one in range(choice.count())]
        shown = max(words[0], words[choice.currentIndex()])
        width = longest - max(words) + shown
        choice.setFixedWidth(min(width, self._theme.pixels(_LONGEST_CHOICE)))
        choice.view().setMinimumWidth(longest)

    def _tell(self) -> None:
        self._timer.stop()
        for choice in self._narrowing:
            self._give_width(choice)
        self._find_room()
        query = self.query
        self.clear_button.setEnabled(not query.is_open)
        self.changed.emit(query)

    def _fill(self) -> None:
        for choice, options in (
            (self.days, _DAYS),
            (self.marks, _MARKS),
            (self.order, _ORDERS),
            (self.bank, ((None, "All banks"),)),
            (self.theme_choice, ((None, "All themes"),)),
            (self.marker, ((None, "Any marker"),)),
        ):
            choice.set_options(options, options[0][0])
        for choice in self._narrowing:
            self._give_width(choice)
        self.clear_button.setEnabled(False)
        self.clear_button.setFocusPolicy(self.order.focusPolicy())

    def _connect(self) -> None:
        self.search.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self._tell)
        self.clear_button.clicked.connect(self.clear)
        for choice in self._narrowing:
            choice.currentIndexChanged.connect(self._tell)
        self.order.currentIndexChanged.connect(self._tell)

    def _arrange(self) -> None:
        flow = FlowLayout(self._choices, gap=tokens.SPACE_8)
        for choice in self._narrowing:
            flow.addWidget(choice)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.SPACE_8)
        self._grid.setColumnStretch(0, 1)
        for column, widget in enumerate(
            (self.search, self._choices, self.order, self.clear_button)
        ):
            self._grid.addWidget(widget, 0, column)
