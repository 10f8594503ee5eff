"""A card with one chart over time, what to show in it, its sentence, and its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from mockinterview.ui import tokens
from mockinterview.ui.progress.charts import Chart
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card

if TYPE_CHECKING:
    from mockinterview.ui.progress.plot import TimePlot

_TABLE_PIXELS: Final = 190

MakeChart = Callable[[], Chart]


class ChartTable(QTableWidget):
    """Every point of a chart in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 0)
        self._theme = theme
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.pixels(_TABLE_PIXELS))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(tokens.SPACE_32 + tokens.SPACE_8))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def minimumSizeHint(self) -> QSize:
        """May be squeezed sideways."""
        return QSize(self._theme.pixels(200), self.height())

    def show_chart(self, chart: Chart) -> None:
        """Fill it, the oldest first."""
        self.setAccessibleName(chart.name)
        self.setAccessibleDescription(chart.sentence)
        self.setColumnCount(len(chart.headings))
        self.setHorizontalHeaderLabels(list(chart.headings))
        self.setRowCount(len(chart.rows))
        for row, texts in enumerate(chart.rows):
            for column, text in enumerate(texts):
                self.setItem(row, column, QTableWidgetItem(text))
        if chart.rows:
            self.setCurrentCell(0, 0)


class ChartCard(Card):
    """One chart at a time of those that there are; as a picture or as a table.

    Args:
        theme: colours and type.
        title: the heading.
        what: what the choice chooses, for a screen reader.
        nothing: what is said while there is no chart at all.
    """

    def __init__(self, theme: Theme, title: str, what: str, nothing: str) -> None:
        super().__init__()
        self._theme = theme
        self._nothing = nothing
        self._charts: dict[str, MakeChart] = {}
        self._is_table = False
        self.plot: TimePlot | None = None
        self.head = SectionHeader(title)
        self.choice = Choice(theme, what)
        self.sentence = Label("", "body")
        self.table = ChartTable(theme)
        self.table.hide()
        for widget in (self.head, self.choice, self.sentence, self.table):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.choice.currentIndexChanged.connect(lambda _: self._show())

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        make = self._charts.get(self.choice.currentData() or "")
        return make() if make else None

    def show_charts(self, charts: Sequence[tuple[str, str, MakeChart]]) -> None:
        """Offer these, each with a key and a name; what was chosen stays, else the first."""
        chosen = self.choice.currentData()
        self._charts = {key: make for key, _, make in charts}
        self.choice.set_options([(key, name) for key, name, _ in charts], chosen)
        self.choice.setVisible(len(charts) > 1)
        self._show()

    def show_as(self, *, is_table: bool) -> None:
        """As a table, or as a picture."""
        self._is_table = is_table
        self._show()

    def _show(self) -> None:
        chart = self.chart
        self.sentence.setText(chart.sentence if chart else self._nothing)
        has_points = chart is not None and bool(chart.points)
        self.table.setVisible(has_points and self._is_table)
        if chart is not None and has_points:
            if self._is_table:
                self.table.show_chart(chart)
            else:
                self._plot().show_chart(chart)
        if self.plot is not None:
            self.plot.setVisible(has_points and not self._is_table)

    def _plot(self) -> TimePlot:
        """Made when there is something to draw: loading what draws takes a while."""
        if self.plot is None:
            from mockinterview.ui.progress.plot import TimePlot

            self.plot = TimePlot(self._theme)
            self.column.insertWidget(self.column.indexOf(self.table), self.plot)
        return self.plot
