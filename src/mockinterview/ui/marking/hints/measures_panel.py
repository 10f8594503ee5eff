"""What stands under the transcript of what was measured: a quiet line that opens into all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.measures import Measure
from mockinterview.errors import MockInterviewError
from mockinterview.ui import tokens
from mockinterview.ui.marking.hints.measure_card import MeasureCard
from mockinterview.ui.marking.hints.measure_places import IsHeard
from mockinterview.ui.marking.hints.measure_words import summary
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, PartsLabel

OPEN_SHARE = 0.45
"""Of the height of the column, so that the words can be read beside the measures."""

NEVER_A_MARK = "Nothing here is a mark: it tells where to listen again."
MEASURING = "measuring …"
NOT_MEASURED = "The take could not be measured."


class MeasuresPanel(QWidget):
    """A line with the most telling values; unfolded, every measure with its places.

    Signals: `played(MeasurePlace)`, `retry_asked`, `folded(is_open)`.
    """

    played = Signal(object)
    retry_asked = Signal()
    folded = Signal(bool)

    def __init__(self, theme: Theme, column: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._column = column
        self._measures: Sequence[Measure] = ()
        self.cards: list[MeasureCard] = []
        self.button = KeyButton(theme, "Measures", "M", role="plain", icon="arrow-right-s-line")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.toggle)
        self.line = PartsLabel("", "meta")
        self.retry_button = KeyButton(theme, "Try again", role="plain")
        self.retry_button.setAccessibleName("Try to measure again")
        self.retry_button.clicked.connect(self.retry_asked)
        self.area = QScrollArea()
        self._arrange()
        self._tell_fold()
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
        self._tell_fold()
        if self.is_open:
            self._fill()
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.folded.emit(self.is_open)

    def show_measures(
        self,
        measures: Sequence[Measure],
        *,
        is_measuring: bool,
        problem: MockInterviewError | None,
    ) -> None:
        """Show these; or that they are being measured, or could not be."""
        self._measures = measures
        if problem is not None:
            self.line.setText(f"{NOT_MEASURED} {problem.message}")
        elif not measures:
            self.line.setText(MEASURING if is_measuring else "")
        else:
            self.line.setText(summary(measures))
        self.line.setAccessibleName(f"Measures: {self.line.text()}")
        self.retry_button.setVisible(problem is not None)
        self.button.setEnabled(bool(measures))
        self.setVisible(bool(measures) or is_measuring or problem is not None)
        if not measures:
            self.area.hide()
        self._tell_fold()
        if self.is_open:
            self._fill()

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
        box.setContentsMargins(tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        box.setSpacing(tokens.SPACE_16)
        box.addWidget(Label(NEVER_A_MARK, "meta"))
        self.cards = [MeasureCard(self._theme, measure) for measure in self._measures]
        for card in self.cards:
            card.played.connect(self.played)
            box.addWidget(card)
        self.area.setWidget(inside)
        self.area.verticalScrollBar().setValue(scrolled)
        self._fit()

    def _fit(self) -> None:
        self.area.setFixedHeight(round(self._column.height() * OPEN_SHARE))

    def _tell_fold(self) -> None:
        self.button.set_icon("arrow-down-s-line" if self.is_open else "arrow-right-s-line")
        verb = "Hide" if self.is_open else "Show"
        self.button.setAccessibleName(f"{verb} everything that was measured")
        self.line.setVisible(not self.is_open)

    def _arrange(self) -> None:
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("Everything that was measured")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.area, "clear")
        self.area.hide()
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self.button)
        row.addWidget(self.line, 1)
        row.addWidget(self.retry_button)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addLayout(row)
        column.addWidget(self.area)
