"""“Did it happen?”, asked of a “next time” sentence: yes, partly, no."""

from __future__ import annotations

from mockinterview.ui.progress.wording import HAPPENED_WORDS
from mockinterview.ui.widgets.choice import SegmentedControl


class HappenedControl(SegmentedControl):
    """`chosen` carries a `Happened`."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            f"Did it happen: {sentence}" if sentence else "Did it happen?",
            list(HAPPENED_WORDS.items()),
        )
