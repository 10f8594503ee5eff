"""The criteria by what became of them, then the measures and the words of both answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mockinterview.core.comparison import ChangedCriterion, Comparison
from mockinterview.core.marking import Evidence
from mockinterview.ui import tokens
from mockinterview.ui.agreeing.row_area import FramedRow, RowArea
from mockinterview.ui.agreeing.rows import lay_out
from mockinterview.ui.agreeing.side import MarkSide
from mockinterview.ui.agreeing.table import ColumnHeads
from mockinterview.ui.comparing.clips import Heard
from mockinterview.ui.comparing.transcripts import Transcripts
from mockinterview.ui.comparing.wording import (
    MEASURES_REMARK,
    NO_MEASURES,
    REWORDED,
    heads,
    next_time_words,
    overall_word,
    sections,
    spoken,
)
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.wording import count, unbroken


class ChangedRow(FramedRow):
    """A criterion with both marks beside each other.

    Signals: `played(0 or 1, Evidence)`.
    """

    played = Signal(int, object)

    def __init__(self, theme: Theme, one: ChangedCriterion) -> None:
        super().__init__(theme)
        self.one = one
        self.setAccessibleName(spoken(one))
        self.sides = (
            MarkSide(theme, one.criterion, one.before),
            MarkSide(theme, one.criterion, one.after),
        )
        for which, side in enumerate(self.sides):
            side.played.connect(lambda clip, which=which: self.played.emit(which, clip))
        lay_out((_criterion_words(one), *self.sides), QGridLayout(self))

    def show_heard(self, heard: Heard | None) -> None:
        """Mark the clip that is played."""
        for which, side in enumerate(self.sides):
            side.show_heard(heard[1] if heard is not None and heard[0] == which else None)


class ComparisonTable(RowArea[ChangedRow]):
    """Signals: `played(0 or 1, Evidence)`. `heads` stand over the table: they do not scroll."""

    played = Signal(int, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Both answers")
        self.measures: list[tuple[str, str, str]] = []
        self.transcripts: Transcripts | None = None
        self._is_together = False
        self.heads = ColumnHeads()

    def show_comparison(self, found: Comparison) -> None:
        """Show these, what changed first."""
        inside, column = self._begin()
        self.heads.show_names(heads(found))
        self._add_criteria(column, found)
        self._add_wholes(column, found)
        self._add_measures(column, found)
        self.transcripts = Transcripts(self._theme, found, is_together=self._is_together)
        self.transcripts.followed.connect(self._remember)
        column.addWidget(self.transcripts)
        column.addStretch(1)
        self.setWidget(inside)

    def show_heard(self, heard: Heard | None) -> None:
        """Mark the clip that is played."""
        for row in self.rows:
            row.show_heard(heard)

    def show_transcripts(self) -> None:
        """Put the keyboard on the words of the earlier answer."""
        if self.transcripts is not None:
            self.transcripts.texts[0].setFocus()
            self.ensureWidgetVisible(self.transcripts)

    def scroll_together(self) -> None:
        """Scroll the words of both answers together, or no more."""
        if self.transcripts is not None:
            self.transcripts.together_button.click()

    def _remember(self, is_together: bool) -> None:  # noqa: FBT001  (a signal's argument)
        self._is_together = is_together

    def _add_criteria(self, column: QVBoxLayout, found: Comparison) -> None:
        for section in sections(found):
            self.headings.append(section.title)
            remark = count(len(section.rows), "criterion", "criteria")
            column.addWidget(SectionHeader(section.title, remark))
            for one in section.rows:
                column.addWidget(self._new_row(one))
            column.addSpacing(tokens.SPACE_8)

    def _add_wholes(self, column: QVBoxLayout, found: Comparison) -> None:
        column.addWidget(SectionHeader("As a whole"))
        pair = (found.before.marking, found.after.marking)
        column.addWidget(_plain_row("Overall", *(overall_word(one) for one in pair)))
        column.addWidget(_plain_row("Next time", *(next_time_words(one) for one in pair)))
        column.addSpacing(tokens.SPACE_8)

    def _add_measures(self, column: QVBoxLayout, found: Comparison) -> None:
        self.measures = [
            (
                pair.title,
                unbroken(pair.before.value) if pair.before else "–",
                unbroken(pair.after.value) if pair.after else "–",
            )
            for pair in found.measures
        ]
        column.addWidget(SectionHeader("Measures"))
        column.addWidget(Label(MEASURES_REMARK if self.measures else NO_MEASURES, "meta"))
        for title, before, after in self.measures:
            column.addWidget(_plain_row(title, before, after))
        column.addSpacing(tokens.SPACE_8)

    def _new_row(self, one: ChangedCriterion) -> ChangedRow:
        row = ChangedRow(self._theme, one)
        row.played.connect(self.played)
        return self._add(row)


def _criterion_words(one: ChangedCriterion) -> Label:
    text = one.criterion.text.rstrip(".")
    told = f"Pitfall: {text}" if one.criterion.is_pitfall else text
    label = Label(f"{told}\n({REWORDED.rstrip('.')})" if one.is_reworded else told, "body")
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def _plain_row(title: str, before: str, after: str) -> QWidget:
    row = QWidget()
    grid = QGridLayout(row)
    lay_out((Label(title, "body"), Label(before, "body"), Label(after, "body")), grid)
    grid.setContentsMargins(tokens.SPACE_16, tokens.SPACE_4, tokens.SPACE_16, tokens.SPACE_4)
    return row


def clips_of(row: ChangedRow, which: int) -> list[Evidence]:
    """What is cited in the earlier (0) or the later (1) answer."""
    return list(row.sides[which].clips)
