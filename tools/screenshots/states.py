"""The one list of all states, by name, in the order in which they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from . import (
    agreeing,
    banks,
    classes,
    comments,
    correcting,
    diary,
    evidence,
    interview,
    keeping,
    library,
    marking,
    measures,
    models,
    packing,
    passes,
    practise,
    progress,
    reports,
    settings,
    sitting,
    structure,
    suggestions,
    tutor,
)
from .studio import Studio

AREAS: Final = (
    *(
        practise,
        interview,
        sitting,
        library,
        settings,
        keeping,
        models,
        banks,
        marking,
        correcting,
        evidence,
        comments,
        passes,
        agreeing,
        classes,
        structure,
        suggestions,
        measures,
        progress,
        diary,
        reports,
        tutor,
        packing,
    ),
)

STATES: Final[dict[str, Callable[[Studio], None]]] = {
    state.__name__: state for area in AREAS for state in area.STATES
}
"""What brings the window into a state, by the name of its picture."""

if len(STATES) != sum(len(area.STATES) for area in AREAS):
    raise ValueError("two states have the same name, so one picture would replace the other")
