"""From the Progress page to what it proposes, and back."""

from __future__ import annotations

from mockinterview.ui.journeys import Journey


class ProgressJourney(Journey):
    """Leads from Progress to a question."""

    listens_to = ("progress",)

    def _connect_progress(self) -> None:
        page = self._pages.progress
        page.practice_wanted.connect(lambda: self.page_wanted.emit("practise"))
        page.sample_wanted.connect(self._try_sample)
        page.practise_wanted.connect(self._practise)

    def _practise(self, question_id: str) -> None:
        """Begin with a question, as if it had been chosen on Practise."""
        self.page_wanted.emit("practise")
        self._pages.practise.start_question(question_id)

    def _try_sample(self) -> None:
        self.page_wanted.emit("practise")
        self._pages.practise.sample_wanted.emit(self._pages.practise.question_id)
