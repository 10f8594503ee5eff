"""Measures in few words: under the transcript, and beside a criterion. Qt-free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from mockinterview.core.content import Criterion
from mockinterview.core.measures import Measure, MeasureName, MeasurePlace
from mockinterview.ui.marking.wording import clock

TELLING: Final = (
    MeasureName.PACE,
    MeasureName.PAUSES,
    MeasureName.FILLERS,
    MeasureName.ROOM_NOISE,
)
"""What stands in the one line, in this order."""

LONGEST_LETTERS: Final = 20
"""Of the words on the button of a place."""


def summary(measures: Iterable[Measure]) -> str:
    """The most telling values in one line of parts; why, where nothing could be measured."""
    by_name = {measure.name: measure for measure in measures}
    telling = [by_name[name] for name in TELLING if name in by_name]
    return _values(telling)


def informing(criterion: Criterion, measures: Iterable[Measure]) -> Sequence[Measure]:
    """What may inform a criterion, in the order in which the mark scheme names it."""
    by_name = {str(measure.name): measure for measure in measures}
    return [by_name[str(name)] for name in criterion.informed_by if str(name) in by_name]


def beside(measures: Iterable[Measure]) -> str:
    """The values that stand beside a criterion; why, where nothing could be measured."""
    return _values(list(measures))


def place_label(place: MeasurePlace) -> str:
    """When it is, and the words or what is particular about it in short."""
    words = f"“{_short(place.words)}”" if place.words else place.remark.partition(",")[0]
    return f"{clock(place.start)} {words}".strip()


def place_words(title: str, place: MeasurePlace) -> str:
    """What is told of a place in full."""
    words = f" “{place.words}”" if place.words else ""
    remark = f", {place.remark}" if place.remark else ""
    return f"{title}: {clock(place.start)}{words}{remark}"


def _values(measures: Sequence[Measure]) -> str:
    known = [measure.value for measure in measures if measure.is_known]
    return " · ".join(known or list(dict.fromkeys(measure.value for measure in measures)))


def _short(words: str) -> str:
    is_long = len(words) > LONGEST_LETTERS
    return f"{words[: LONGEST_LETTERS - 1].rstrip()}…" if is_long else words
