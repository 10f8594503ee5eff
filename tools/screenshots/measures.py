"""The states of measures on the marking page: folded, unfolded, beside a criterion, not there."""

from __future__ import annotations

import time
from collections.abc import Sequence

from tests.gui.marking_attempts import ANSWER

from mockinterview.core.measures import Measure, MeasureName
from mockinterview.errors import AudioFileError
from mockinterview.settings import SuggestionsShown
from mockinterview.ui.marking.hints.measures import MeasuresFeature
from mockinterview.ui.marking.page import MarkingPage

from .marking import marking, show
from .structure import marking_planned
from .studio import Studio

FOR_THE_PICTURE_SECONDS = 3.0


def feature_of(page: MarkingPage) -> MeasuresFeature:
    return next(one for one in page.features if isinstance(one, MeasuresFeature))


def measured(studio: Studio, *, text: str | None = ANSWER) -> tuple[MarkingPage, MeasuresFeature]:
    """The made-up answer, whose sound is a tone that swells with each word."""
    page = show(studio, text=text, takes=1, is_marked=False)
    feature = feature_of(page)
    studio.wait(lambda: feature.measurer.measures)
    return page, feature


def spoken(studio: Studio) -> tuple[MarkingPage, MeasuresFeature]:
    """The sample answer, which somebody said."""
    marking(studio)
    page = studio.pages.marking
    feature = feature_of(page)
    studio.wait(lambda: feature.measurer.measures)
    return page, feature


def marking_measures(studio: Studio) -> None:
    spoken(studio)


def marking_measures_open(studio: Studio) -> None:
    _, feature = spoken(studio)
    feature.panel.toggle()


def marking_measures_places(studio: Studio) -> None:
    """Further down, where the places are many."""
    _, feature = spoken(studio)
    feature.panel.toggle()
    card = next(one for one in feature.panel.cards if one.measure.name is MeasureName.PAUSES)
    feature.panel.area.ensureWidgetVisible(card)
    if card.places.more_button.isVisible():
        card.places.more_button.click()


def marking_measures_beside(studio: Studio) -> None:
    page, _ = spoken(studio)
    page.checklist.go_to_criterion("professional-tone")


def marking_measures_beside_space(studio: Studio) -> None:
    page, _ = spoken(studio)
    page.checklist.go_to_criterion("speaking-space")


def marking_measures_unheard(studio: Studio) -> None:
    """Without a transcript."""
    _, feature = measured(studio, text=None)
    feature.panel.toggle()


def marking_measures_crowded(studio: Studio) -> None:
    """With a structure and planned lines beside it."""
    marking_planned(studio)
    feature = feature_of(studio.pages.marking)
    studio.wait(lambda: feature.measurer.measures)
    feature.panel.toggle()


def marking_measures_computing(studio: Studio) -> None:
    studio.services.change_settings(suggestions=SuggestionsShown.NEVER)
    setattr(studio.services, "measure", _take_long)  # noqa: B010  (only here)
    show(studio, takes=1, is_marked=False)


def marking_measures_failed(studio: Studio) -> None:
    setattr(studio.services, "measure", _fail)  # noqa: B010  (only here)
    page = show(studio, takes=1, is_marked=False)
    studio.wait(lambda: feature_of(page).measurer.problem)


def _take_long(*_: object) -> Sequence[Measure]:
    time.sleep(FOR_THE_PICTURE_SECONDS)
    return ()


def _fail(*_: object) -> Sequence[Measure]:
    raise AudioFileError("The sound of this take cannot be read.", "Check the file.")


STATES = (
    *(marking_measures, marking_measures_open, marking_measures_places, marking_measures_beside),
    *(marking_measures_beside_space, marking_measures_unheard, marking_measures_computing),
    *(marking_measures_failed, marking_measures_crowded),
)
