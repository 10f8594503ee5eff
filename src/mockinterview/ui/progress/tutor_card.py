"""Agreement with a tutor over time, and who is stricter; quiet where there is too little."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from mockinterview.core.tutor_agreement import TutorAgreement
from mockinterview.ui.progress.chart_card import ChartCard
from mockinterview.ui.progress.charts import agreement_chart
from mockinterview.ui.progress.wording import agreement_words, strict_words
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label


class TutorCard(ChartCard):
    """One tutor at a time; hidden by the page while no tutor has marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "You and your tutor", "Tutor", "No answer has been marked by a tutor yet."
        )
        self._tutors: dict[str, TutorAgreement] = {}
        self.strictness = Label("", "strong")
        self.figures = Label("", "meta")
        self.column.insertWidget(self.column.indexOf(self.sentence), self.strictness)
        self.column.insertWidget(self.column.indexOf(self.sentence) + 1, self.figures)
        self.choice.currentIndexChanged.connect(lambda _: self._tell())

    def show_tutors(self, tutors: Sequence[TutorAgreement]) -> None:
        """Offer these."""
        self._tutors = {one.tutor: one for one in tutors}
        self.show_charts([(one.tutor, one.tutor, partial(agreement_chart, one)) for one in tutors])
        self._tell()

    def _tell(self) -> None:
        tutor = self._tutors.get(self.choice.currentData() or "")
        told = [strict_words(one) for one in tutor.strictness] if tutor else []
        self.strictness.setText("\n".join(text for text in told if text))
        self.strictness.setVisible(any(told))
        self.figures.setText(agreement_words(tutor) if tutor else "")
        self.figures.setVisible(tutor is not None)
