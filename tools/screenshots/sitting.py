"""The states of a sitting: putting it together, what is between its questions, its end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from mockinterview.core.interview import Stage
from mockinterview.core.sitting import imperial_four
from mockinterview.files.sittings import Sittings
from mockinterview.ui.sitting.choosing import Way

from .studio import Studio


def sitting(studio: Studio) -> None:
    studio.window.practising.open_sitting()
    studio.rest(0.3)


def sitting_unfinished(studio: Studio) -> None:
    """Several that were left, all of them in view."""
    content = studio.services.content
    rules, store = content.formats["imperial-2023"], Sittings(studio.services.library)
    for title in ("By chance", "My choice", "The Imperial four"):
        store.create(title, rules, imperial_four(list(content.questions)))
    sitting(studio)
    studio.pages.sitting.unfinished.more.click()


def sitting_chosen(studio: Studio) -> None:
    sitting(studio)
    page = studio.pages.sitting
    page.way.chosen.emit(Way.CHOSEN)
    for name in ("define-resilience", "leader-or-follower"):
        page.list.choose(name)
        page.choosing.tick(name)
    page._show_questions()  # noqa: SLF001  (as a click on a tick does)


def hold_sitting(studio: Studio, **changes: Any) -> None:
    """Begin a sitting whose format has these changes."""
    sitting(studio)
    page = studio.pages.sitting
    rules = studio.services.content.formats["imperial-2023"].model_copy(update=changes)
    store = Sittings(studio.services.library)
    studio.window.practising.flow.begin(
        store.create("The Imperial four", rules, page.choosing.chosen)
    )
    studio.wait(lambda: studio.pages.interview.session is not None)


def finish_answer(studio: Studio) -> None:
    """Listen, prepare and answer, all in a moment."""
    for stage in (Stage.LISTEN, Stage.PREPARE, Stage.ANSWER):
        studio.until(stage)
        studio.press(Qt.Key.Key_Space)
    studio.until(Stage.SAVED)


def sitting_practice(studio: Studio) -> None:
    hold_sitting(studio, practice_question=True)
    studio.until(Stage.LISTEN)


def sitting_break(studio: Studio) -> None:
    hold_sitting(studio, break_seconds=60.0)
    finish_answer(studio)


def sitting_summary(studio: Studio) -> None:
    hold_sitting(studio)
    finish_answer(studio)
    studio.press(Qt.Key.Key_Escape)
    studio.rest(0.3)
    studio.pages.interview.leaving.left.emit()
    studio.wait_for_page("summary")
    studio.wait(lambda: studio.pages.summary.list.key)
    studio.rest(0.5)


STATES = (
    sitting,
    sitting_unfinished,
    sitting_chosen,
    sitting_practice,
    sitting_break,
    sitting_summary,
)
