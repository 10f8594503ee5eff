"""How far markers agree on each criterion, and what a scheme's author may mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.agreement_over_answers import AgreementOverAnswers, CriterionAgreement
from mockinterview.core.content import CriterionKind, Rubric
from mockinterview.core.marking import Verdict, verdict_word
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card, Glyph

RECKONING = "Working out how far the markers agree …"
_ALONE = "Agreement needs marks of two people on the same answers; here only {name} has marked."
_NOBODY = "Nobody has marked these answers yet."
HOW = (
    "Figures are told from 10 answers on. 1 is full agreement, 0 no more than chance would give;"
    " the interval says how sure that is."
)


class CriteriaView(QScrollArea):
    """A card for each criterion of a scheme, over them what holds for all together."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Criteria of the class")
        self.show_reckoning()

    def show_reckoning(self) -> None:
        """The figures are on their way."""
        self._fill([Label(RECKONING, "meta")])

    def show_agreement(self, over: AgreementOverAnswers, rubric: Rubric) -> None:
        """All criteria of a scheme, with the numbers that they have in the table."""
        widgets: list[QWidget] = [SectionHeader("All criteria together", _who(over.markers))]
        widgets += [Label(line, "body") for line in _together(over)]
        widgets.append(Label(HOW, "meta"))
        found = {one.criterion.id: one for one in over.criteria if one.rubric == rubric.rubric}
        for number, criterion in enumerate(rubric.criteria, start=1):
            if criterion.id in found:
                widgets.append(self._card(number, found[criterion.id]))
        self._fill(widgets)

    def _card(self, number: int, one: CriterionAgreement) -> Card:
        card = Card()
        card.column.setSpacing(tokens.SPACE_4)
        card.column.addWidget(Label(f"{number}  {one.criterion.text.rstrip('.')}", "strong"))
        card.column.addWidget(Label(tally(one.verdicts, one.criterion.kind), "meta"))
        for figure in one.figures:
            if figure.value is not None:
                card.column.addWidget(Label(figure.sentence, "meta"))
        if one.wordings > 1:
            card.column.addWidget(Label(f"Marked in {one.wordings} wordings.", "meta"))
        if one.advice:
            row = QHBoxLayout()
            row.setSpacing(tokens.SPACE_8)
            glyph = Glyph(self._theme, "information-line", tokens.TRANSCRIPT, "accent")
            row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(one.advice, "body"), 1)
            card.column.addLayout(row)
        return card

    def _fill(self, widgets: Sequence[QWidget]) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.SPACE_12, 0)
        column.setSpacing(tokens.SPACE_8)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)


def tally(verdicts: Mapping[Verdict, int], kind: CriterionKind) -> str:
    """“Met 12 · Partly 8 · Not met 3”, by anybody."""
    told = [
        f"{verdict_word(verdict, kind)} {verdicts[verdict]}"
        for verdict in Verdict
        if verdicts.get(verdict)
    ]
    return " · ".join(told) or "Not marked"


def _together(over: AgreementOverAnswers) -> list[str]:
    if not over.markers:
        return [_NOBODY]
    if len(over.markers) < 2:
        return [_ALONE.format(name=over.markers[0])]
    return [estimate.sentence for estimate in over.together]


def _who(markers: Sequence[str]) -> str:
    return ", ".join(markers)
