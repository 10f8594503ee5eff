"""The places that are offered for one criterion, in its row; or that there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.marking import Evidence
from mockinterview.ui import tokens
from mockinterview.ui.marking.hints.quote import SuggestedQuote
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label

NOTHING_FOUND = "I could not point to a sentence. It may be there all the same."
"""Nothing found is wrong a third of the time."""


class SuggestionBlock(QWidget):
    """A sentence, up to three quotes, and what can be done with the one in hand.

    Signals carry the number of a place: `played`, `chosen`, `cited`, `dismissed`; `recalled` asks
    for what was dismissed.
    """

    played = Signal(int)
    chosen = Signal(int)
    cited = Signal(int)
    dismissed = Signal(int)
    recalled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hand = 0
        self._quotes: list[SuggestedQuote] = []
        self.lead = Label("", "meta")
        self.cite_button = KeyButton(theme, "Cite", "Y", role="plain", icon="add-line")
        self.dismiss_button = KeyButton(theme, "Dismiss", "X", role="plain", icon="close-line")
        self.recall_button = KeyButton(theme, "Show dismissed", role="plain")
        self.cite_button.setAccessibleName("Cite the place in hand")
        self.dismiss_button.setAccessibleName("Dismiss the place in hand")
        self.cite_button.clicked.connect(lambda: self.cited.emit(self._hand))
        self.dismiss_button.clicked.connect(lambda: self.dismissed.emit(self._hand))
        self.recall_button.clicked.connect(self.recalled)
        self._arrange()

    @property
    def quotes(self) -> list[SuggestedQuote]:
        """The places that are shown."""
        return [quote for quote in self._quotes if not quote.isHidden()]

    def show_places(
        self, lead: str, places: Sequence[Evidence], *, may_mark: bool, has_dismissed: bool
    ) -> None:
        """Offer these under a sentence that says what they are."""
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        while len(self._quotes) < len(places):
            self._add_quote()
        for quote, place in zip(self._quotes, places, strict=False):
            quote.show_place(place.words, place.start)
        for number, quote in enumerate(self._quotes):
            quote.setVisible(number < len(places))
        for button in (self.cite_button, self.dismiss_button):
            button.setVisible(bool(places) and may_mark)
        self.recall_button.setVisible(has_dismissed)
        self._acts.setVisible((bool(places) and may_mark) or has_dismissed)

    def show_states(self, hand: int, heard: int | None) -> None:
        """Show which place is in hand, and which is heard."""
        self._hand = hand
        for number, quote in enumerate(self._quotes):
            quote.show_state(is_chosen=number == hand, is_heard=number == heard)

    def _add_quote(self) -> None:
        number = len(self._quotes)
        quote = SuggestedQuote(self._theme)
        quote.clicked.connect(lambda: self.played.emit(number))
        quote.entered.connect(lambda: self.chosen.emit(number))
        quote.cited.connect(lambda: self.cited.emit(number))
        quote.dismissed.connect(lambda: self.dismissed.emit(number))
        self._quotes.append(quote)
        self._quote_box.addWidget(quote)

    def _arrange(self) -> None:
        self._quote_box = QVBoxLayout()
        self._quote_box.setSpacing(2)
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(0)
        for button in (self.cite_button, self.dismiss_button, self.recall_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.lead)
        column.addLayout(self._quote_box)
        column.addWidget(self._acts)
