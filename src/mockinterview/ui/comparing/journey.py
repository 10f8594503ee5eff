"""To two answers side by side and back, wherever they were chosen."""

from __future__ import annotations

from mockinterview.errors import MockInterviewError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.journeys import Journey


class Comparing(Journey):
    """Leads to the comparison; going back leads to where one came from."""

    listens_to = ("attempts", "comparing", "progress", "marking")

    _came_from = "attempts"

    def compare(self, one: AttemptFolder, other: AttemptFolder, came_from: str) -> None:
        """Show these side by side.

        Args:
            one: an answer.
            other: another answer to the same question.
            came_from: the name of the page that going back leads to.
        """
        self._came_from = came_from
        self.page_wanted.emit("comparing")
        self._pages.comparing.show_answers(one, other)

    def _connect_comparing(self) -> None:
        page = self._pages.comparing
        page.left.connect(lambda: self.page_wanted.emit(self._came_from))
        page.marking_wanted.connect(lambda folder: self.attempt_wanted.emit(folder, None))

    def _connect_attempts(self) -> None:
        self._pages.attempts.compare_wanted.connect(
            lambda one, other: self.compare(one, other, "attempts")
        )

    def _connect_progress(self) -> None:
        self._pages.progress.compare_wanted.connect(self._from_progress)

    def _from_progress(self, one: str, other: str) -> None:
        library = self._services.library
        try:
            folders = library.open(one), library.open(other)
        except MockInterviewError as error:
            self._pages.progress.banner.show_problem(error)
            return
        self.compare(*folders, "progress")

    def _connect_marking(self) -> None:
        from mockinterview.ui.comparing.feature import AnswerBeforeFeature  # with the page, late

        page = self._pages.marking
        page.marks_saved.connect(self._after_saving)
        for feature in page.features:
            if isinstance(feature, AnswerBeforeFeature):
                feature.compare_wanted.connect(
                    lambda one, other: self.compare(one, other, "marking")
                )

    def _after_saving(self) -> None:
        """What was still being written when the marking page was left is read now."""
        if self._pages.shows("comparing"):
            self._pages.comparing.refresh()
