"""To the diary and back: from answers in which something was told, and while preparing."""

from __future__ import annotations

from mockinterview.errors import MockInterviewError
from mockinterview.ui.journeys import Journey


class DiaryJourney(Journey):
    """Leads between the diary and the answers that were made of it."""

    listens_to = ("diary", "interview", "marking", "settings")

    def _connect_diary(self) -> None:
        self._pages.diary.attempt_wanted.connect(self._open_attempt)

    def _connect_interview(self) -> None:
        from mockinterview.ui.diary.preparing import PreparingDiary  # with the page, late

        page = self._pages.interview
        self.preparing = PreparingDiary(self._services, self._tasks, page)

    def _connect_marking(self) -> None:
        from mockinterview.ui.diary.feature import ToldFeature

        for feature in self._pages.marking.features:
            if isinstance(feature, ToldFeature):
                feature.diary_wanted.connect(self._open_entry)

    def _connect_settings(self) -> None:
        self._pages.settings.library_changed.connect(self._follow_library)

    def _follow_library(self) -> None:
        """Another library has another diary; the page reads it when it is shown."""
        if self._pages.is_made("diary"):
            self._pages.diary.form.entry = None

    def _open_attempt(self, name: str) -> None:
        page = self._pages.diary
        library = self._services.library
        try:
            folder = library.open(name)
        except MockInterviewError as error:
            page.banner.show_problem(error)
            return
        self.attempt_wanted.emit(folder, None)

    def _open_entry(self, name: str) -> None:
        self.page_wanted.emit("diary")
        self._pages.diary.refresh(name)
