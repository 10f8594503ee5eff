"""The states of the Progress page and of two answers side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.practised_library import weeks_of_practice

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


def progress_tables(studio: Studio) -> None:
    """The same as tables."""
    progress(studio)
    studio.press(Qt.Key.Key_T)
    studio.pages.progress.scroll_to_end()
    studio.rest(0.3)


STATES = (progress_empty, progress, progress_charts, progress_tables)
