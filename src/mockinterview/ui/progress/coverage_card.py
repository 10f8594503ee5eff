"""A card that tells how much of something is covered, and whose division of it that is."""

from __future__ import annotations

from collections.abc import Sequence

from mockinterview.core.content import Source
from mockinterview.ui.progress.bars import Bar, Bars
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card
from mockinterview.ui.wording import source_words


class CoverageCard(Card):
    """A sentence, a bar each, and the sources."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.head = SectionHeader(title)
        self.sentence = Label("", "body")
        self.bars = Bars(theme)
        self.source = Label("", "meta")
        for widget in (self.head, self.sentence, self.bars, self.source):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_coverage(
        self, sentence: str, bars: Sequence[Bar], sources: Sequence[tuple[str, Source]]
    ) -> None:
        """Show these; each source is told behind what it says."""
        self.sentence.setText(sentence)
        self.bars.show_bars(bars)
        self.bars.setAccessibleDescription(sentence)
        told = [f"{what}: {_lowered(source_words(source))}" for what, source in sources]
        self.source.setText("\n".join(told))


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]
