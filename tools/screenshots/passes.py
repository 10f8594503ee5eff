"""The states of the marking page in two passes, and with the model answer away."""

from __future__ import annotations

from tests.gui.marking_attempts import make_transcript

from mockinterview.core.marking import Verdict
from mockinterview.ui.marking.page import MarkingPage
from mockinterview.ui.marking.passes.feature import PassesFeature

from .marking import marked, show
from .studio import Studio


def _feature(page: MarkingPage) -> PassesFeature:
    return next(one for one in page.features if isinstance(one, PassesFeature))


def _blind(studio: Studio) -> MarkingPage:
    """Covered from the first mark on, with marks."""
    page = show(studio, is_marked=False)
    _feature(page).toggle_blind()
    if page.desk is not None and page.attempt is not None:
        rubric = page.attempt.rubric
        page.desk.change_marks(lambda marks: marked(marks, rubric, make_transcript(), 2))
    page.checklist.go_to(1)
    return page


def marking_blind(studio: Studio) -> None:
    """The model answer is covered."""
    _blind(studio)


def marking_blind_complete(studio: Studio) -> None:
    """Every criterion has a verdict."""
    page = _blind(studio)
    if page.desk is not None:
        for entry in page.checklist.entries:
            page.desk.set_verdict(entry.criterion.id, Verdict.MET)
    page.checklist.go_to(0)


def marking_second_pass(studio: Studio) -> None:
    """What moved is told, in the list and in the row."""
    page = _blind(studio)
    feature = _feature(page)
    feature.finish_first()
    if page.desk is not None:
        page.desk.set_verdict("leading-example", Verdict.MET)
        page.desk.set_verdict("starr", Verdict.PARTLY)
        page.desk.drop_evidence("both", 0)
    page.checklist.go_to(1)
    feature.bar.list_button.click()
    studio.rest(0.3)


def marking_model_away(studio: Studio) -> None:
    """The model answer is put away."""
    page = show(studio)
    page.model_answer.set_folded(is_folded=True)
    page.columns.fold_last(is_folded=True)
    studio.rest(0.3)


STATES = (marking_blind, marking_blind_complete, marking_second_pass, marking_model_away)
