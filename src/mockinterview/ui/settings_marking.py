"""The settings of marking: when places are offered that may be about a criterion."""

from __future__ import annotations

from mockinterview.services import Services
from mockinterview.settings import SuggestionsShown
from mockinterview.ui.settings_sections import Section
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.labels import Label

_SUGGESTIONS = (
    (SuggestionsShown.AFTER_VERDICT, "After my own verdict"),
    (SuggestionsShown.BESIDE, "At once"),
    (SuggestionsShown.NEVER, "Never"),
)


class MarkingSection(Section):
    """How one marks."""

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__(services, theme, "Marking")
        self.suggestions = SegmentedControl("Suggestions", _SUGGESTIONS)
        self.suggestions.set_value(services.settings.suggestions)
        self.suggestions.chosen.connect(lambda shown: self.change(suggestions=shown))
        remark = Label(
            "Sentences that may be about a criterion: where to listen again, never whether it is"
            " met. They are found on this computer, and kept only if you cite them.",
            "meta",
        )
        self.add_row("Suggestions", self.suggestions, remark)
