"""The states of suggestions on the marking page: before the verdict, after it, cited, dismissed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.gui.marking_attempts import ANSWER

from mockinterview.core.marking import Verdict
from mockinterview.core.suggestion import Place
from mockinterview.settings import SuggestionsShown
from mockinterview.ui.marking.hints.suggestions import SuggestionsFeature
from mockinterview.ui.marking.page import MarkingPage

from .marking import show
from .studio import Studio

LONG = (
    "Well the thing is that when I was in charge of organising the whole interdepartmental "
    "extracurricularvolunteeringcoordination at the community kitchen on our first evening I led "
    "eleven people and decided who would serve and who would wash and who would talk to guests. "
)


def open_suggestions(
    studio: Studio, criterion: str = "leading-example", text: str = ANSWER, *, looked: bool = True
) -> tuple[MarkingPage, SuggestionsFeature]:
    """A criterion is current, with a verdict or without, and the words were looked through."""
    page = show(studio, is_marked=False, takes=1, text=text)
    feature = next(one for one in page.features if isinstance(one, SuggestionsFeature))
    page.checklist.go_to_criterion(criterion)
    if looked and page.desk is not None:
        page.desk.set_verdict(criterion, Verdict.PARTLY)
    studio.rest(0.3)
    return page, feature


def marking_suggestions(studio: Studio) -> None:
    open_suggestions(studio)


def marking_suggestions_just_judged(studio: Studio) -> None:
    page, _ = open_suggestions(studio, looked=False)
    page.marker.mark_and_move_on(Verdict.PARTLY)


def marking_suggestions_before(studio: Studio) -> None:
    open_suggestions(studio, looked=False)


def marking_suggestions_beside(studio: Studio) -> None:
    studio.services.change_settings(suggestions=SuggestionsShown.BESIDE)
    open_suggestions(studio, looked=False)


def marking_suggestions_keyboard(studio: Studio) -> None:
    _, feature = open_suggestions(studio)
    if feature.block is not None:
        feature.block.quotes[-1].setFocus(Qt.FocusReason.TabFocusReason)


def marking_suggestions_cited(studio: Studio) -> None:
    _, feature = open_suggestions(studio)
    feature.actions["suggestion_cite"]()


def marking_suggestions_dismissed(studio: Studio) -> None:
    _, feature = open_suggestions(studio)
    while feature.block is not None and feature.block.quotes:
        feature.actions["suggestion_dismiss"]()


def marking_suggestions_none(studio: Studio) -> None:
    setattr(studio.services, "suggest_places", _point_to_nothing)  # noqa: B010  (only here)
    open_suggestions(studio)


def _point_to_nothing(_rubric: object, _words: object) -> dict[str, tuple[Place, ...]]:
    return {}


def marking_suggestions_long(studio: Studio) -> None:
    open_suggestions(studio, text=LONG + ANSWER)


STATES = (
    *(marking_suggestions, marking_suggestions_just_judged),
    *(marking_suggestions_before, marking_suggestions_beside),
    *(marking_suggestions_keyboard, marking_suggestions_cited, marking_suggestions_dismissed),
    *(marking_suggestions_none, marking_suggestions_long),
)
