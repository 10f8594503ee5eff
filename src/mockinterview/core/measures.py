"""What is measured on a take: a figure, how it is defined, what is ordinary, and where it occurs.

Measures inform a person and never mark: they carry no grade, no colour and no threshold.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from mockinterview.core.model import Model


class MeasureName(StrEnum):
    """What can be measured; the names of `content.Measure` are among them."""

    PACE = "pace"
    PAUSES = "pauses"
    FIRST_WORD = "first_word"
    TIME_USED = "time_used"
    SPOKE_ON = "spoke_on"
    FILLERS = "fillers"
    DISCOURSE_MARKERS = "discourse_markers"
    INFORMAL_WORDS = "informal_words"
    LOUDNESS = "loudness"
    STEADINESS = "steadiness"
    ROOM_NOISE = "room_noise"
    SIGNAL_TO_NOISE = "signal_to_noise"
    CLIPPING = "clipping"
    LONG_SILENCES = "long_silences"
    INTERRUPTIONS = "interruptions"


class MeasurePlace(Model):
    """Where something was measured: seconds from the beginning of the take, and words said there.

    `remark` tells in a few words what is particular about this place.
    """

    start: float = Field(ge=0)
    end: float = Field(ge=0)
    words: str = ""
    remark: str = ""


class MeasureSource(Model):
    """Where a definition or an ordinary value comes from; no address where there is none."""

    title: str
    url: str = ""


class Measure(Model):
    """One measure of one take.

    `value` is what is told, in words; `figures` are its numbers by name with the unit in the name,
    None for what could not be told. `is_known` is false where nothing could be measured honestly;
    `value` then says why. `ordinary` is what is ordinary, or that nothing has been published.
    """

    name: MeasureName
    title: str
    value: str
    figures: dict[str, float | int | None] = Field(default_factory=dict)
    definition: str
    ordinary: str
    source: MeasureSource | None = None
    remarks: tuple[str, ...] = ()
    places: tuple[MeasurePlace, ...] = ()
    is_known: bool = True
