"""What stands under the transcript of what was measured: a quiet line that opens into all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mockinterview.core.measures import Measure
from mockinterview.errors import MockInterviewError
from mockinterview.ui import tokens
from mockinterview.ui.marking.hints.measure_card import MeasureCard
from mockinterview.ui.marking.hints.measure_places import IsHeard
from mockinterview.ui.marking.hints.measure_words import summary
from mockinterview.ui.marking.hints.measures_head import MeasuresHead
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.labels import Label

OPEN_SHARE = 0.45
"""Of the height of the column, so that the words can be read beside the measures."""

_LEAST = 112
"""Pixels at the ordinary type size that are seen of the measures in a low window."""

NEVER_A_MARK = "Nothing here is a mark: it tells where to listen again."
MEASURING = "measuring …"
NOT_MEASURED = "The take could not be measured."


class MeasuresPanel(QWidget):
    """A line with the most telling values; unfolded, every measure with its places.

    Signals: `played(MeasurePlace)`, `retry_asked`, `folded(is_open)`; `crowded(is_crowded)` when
    it is open where there is little room, and when that is over.
    """

    played = Signal(object)
    retry_asked = Signal()
    folded = Signal(bool)
    crowded = Signal(bool)

    def __init__(self, theme: Theme, column: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._column = column
        self._measures: Sequence[Measure] = ()
        self._is_crowded = False
        self.cards: list[MeasureCard] = []
        self.head = MeasuresHead(theme)
        self.head.fold_button.clicked.connect(self.toggle)
        self.head.retry_button.clicked.connect(self.retry_asked)
        self.area = _Area(theme)
        self._arrange()
        column.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether every measure is shown."""
        return not self.area.isHidden()

    def toggle(self) -> None:
        """Show every measure, or only the line."""
        if not self._measures:
            return
        self.area.setVisible(not self.is_open)
        self.head.show_fold(is_open=self.is_open)
        if self.is_open:
            self._fill()
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.head.fold_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()
        self.folded.emit(self.is_open)

    def show_measures(
        self,
        measures: Sequence[Measure],
        *,
        is_measuring: bool,
        problem: MockInterviewError | None,
    ) -> None:
        """Show these; or that they are being measured, or could not be."""
        self._measures = () if problem is not None else measures
        if problem is not None:
            line = f"{NOT_MEASURED} {problem.message}"
        elif measures:
            line = summary(measures)
        else:
            line = MEASURING if is_measuring else ""
        if not self._measures:
            self.area.hide()
        self.head.show_line(line, is_problem=problem is not None, can_unfold=bool(self._measures))
        self.head.show_fold(is_open=self.is_open)
        self.setVisible(bool(line))
        if self.is_open:
            self._fill()
        self._fit()

    def show_heard(self, is_heard: IsHeard) -> None:
        """Show which place is being played."""
        for card in self.cards:
            card.places.show_heard(is_heard)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The column is higher or lower."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _fill(self) -> None:
        """The cards of what is measured now; where it is scrolled stays."""
        if [card.measure for card in self.cards] == list(self._measures):
            return
        scrolled = self.area.verticalScrollBar().value()
        inside = QWidget()
        set_role(inside, "clear")
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, tokens.SPACE_4, tokens.SPACE_12, tokens.SPACE_12)
        box.setSpacing(tokens.SPACE_16)
        box.addWidget(Label(NEVER_A_MARK, "meta"))
        self.cards = [MeasureCard(self._theme, measure) for measure in self._measures]
        for card in self.cards:
            card.played.connect(self.played)
            box.addWidget(card)
        self.area.setWidget(inside)
        self.area.verticalScrollBar().setValue(scrolled)

    def _fit(self) -> None:
        height = self._column.height()
        self.area.want(round(height * OPEN_SHARE))
        self.head.fit(height)
        is_crowded = self.is_open and not self.head.is_roomy
        if is_crowded != self._is_crowded:
            self._is_crowded = is_crowded
            self.crowded.emit(is_crowded)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.head)
        column.addWidget(self.area)


class _Area(QScrollArea):
    """All measures, as high as is wanted where there is room for that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._wanted = 0
        self.setMinimumHeight(theme.pixels(_LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Everything that was measured")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self, "clear")
        self.hide()

    def want(self, height: int) -> None:
        """Be so high where there is room."""
        if height != self._wanted:
            self._wanted = height
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """What is wanted."""
        return QSize(super().sizeHint().width(), self._wanted)
