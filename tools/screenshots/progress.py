"""The states of the Progress page and of two answers side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.practised_library import two_answers, weeks_of_practice

from mockinterview.ui.comparing.feature import AnswerBeforeFeature
from mockinterview.ui.comparing.journey import Comparing

from .studio import Studio


def _open(studio: Studio) -> None:
    studio.refresh()
    studio.window.show_page("progress")
    studio.wait(lambda: studio.pages.progress.overview)
    studio.rest(0.5)


def progress_empty(studio: Studio) -> None:
    _open(studio)


def progress(studio: Studio) -> None:
    weeks_of_practice(studio.services.library, studio.services.content, tutor="Dr Finch")
    _open(studio)


def progress_charts(studio: Studio) -> None:
    """All the way down; one attempt cannot be read."""
    damaged = studio.services.library.folder / "2026-10-09-101500-duties-of-a-doctor"
    damaged.mkdir(parents=True)
    (damaged / "attempt.json").write_text("{", encoding="utf-8")
    progress(studio)
    studio.pages.progress.scroll_to_end()
    studio.rest(0.3)


def marking_before(studio: Studio) -> None:
    """It is asked whether last time's sentence happened."""
    _, later = two_answers(studio.services.library, studio.services.content)
    studio.refresh()
    studio.window.open_attempt(later)
    page = studio.pages.marking
    feature = next(each for each in page.features if isinstance(each, AnswerBeforeFeature))
    studio.wait(feature.row.isVisible)
    studio.rest(0.5)


def _compare(studio: Studio, *, is_reworded: bool) -> None:
    folders = two_answers(studio.services.library, studio.services.content, is_reworded=is_reworded)
    studio.refresh()
    journey = next(each for each in studio.window.journeys if isinstance(each, Comparing))
    journey.compare(*folders, "attempts")
    studio.wait(lambda: studio.pages.comparing.answers)
    studio.rest(0.5)


def comparing(studio: Studio) -> None:
    _compare(studio, is_reworded=False)


def comparing_words(studio: Studio) -> None:
    """Another state of the mark scheme; down at the words."""
    _compare(studio, is_reworded=True)
    studio.press(Qt.Key.Key_W)
    studio.rest(0.3)


STATES = (
    *(progress_empty, progress, progress_charts),
    *(comparing, comparing_words, marking_before),
)
