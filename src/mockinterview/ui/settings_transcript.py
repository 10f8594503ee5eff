"""The settings of how transcripts are written down: spelling, and numbers in figures or words."""

from __future__ import annotations

from mockinterview.core.writing import Numbers, Spelling
from mockinterview.services import Services
from mockinterview.ui.settings_sections import Section
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import SegmentedControl
from mockinterview.ui.widgets.labels import Label

_SPELLINGS = ((Spelling.BRITISH, "British"), (Spelling.AS_HEARD, "As the model spells"))
_NUMBERS = ((Numbers.AS_HEARD, "As the model writes"), (Numbers.WORDS, "In words"))
_EXAMPLES = {
    Numbers.AS_HEARD: "Mostly figures: “23 patients, 40%”.",
    Numbers.WORDS: "As they were said: “twenty-three patients, forty percent”.",
}


class WritingSection(Section):
    """How the words of a transcript are spelled and its numbers written."""

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__(services, theme, "Wording of transcripts")
        self.spelling = SegmentedControl("Spelling", _SPELLINGS)
        self.numbers = SegmentedControl("Numbers", _NUMBERS)
        self.example = Label("", "meta")
        remark = Label(
            "For transcripts that are made from now on. Names keep the spelling that the model"
            " gives them.",
            "meta",
        )
        self.add_row("Spelling", self.spelling)
        self.add_row("Numbers", self.numbers, self.example, remark)
        self.spelling.set_value(services.settings.spelling)
        self.numbers.set_value(services.settings.numbers)
        self._show_example()
        self.spelling.chosen.connect(lambda spelling: self.change(spelling=spelling))
        self.numbers.chosen.connect(self._choose_numbers)

    def _choose_numbers(self, numbers: Numbers) -> None:
        self.change(numbers=numbers)
        self._show_example()

    def _show_example(self) -> None:
        self.example.setText(_EXAMPLES[self._services.settings.numbers])
