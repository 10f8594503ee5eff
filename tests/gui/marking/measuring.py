"""Measures of a made-up answer, as the window shows them."""

from __future__ import annotations

from mockinterview.core.measures import Measure, MeasureName, MeasurePlace, MeasureSource
from tests.gui.marking_attempts import make_words

WORDS = make_words()
SOURCE = MeasureSource(title="Tauroza & Allison 1990", url="https://doi.org/10.1093/applin/11.1.90")
_ALRIGHT = next(word for word in WORDS if word.word.startswith("alright"))
_PAUSES = tuple(MeasurePlace(start=2.0 + 4 * n, end=3.2 + 4 * n) for n in range(11))


def make_measure(
    name: MeasureName, value: str, places: tuple[MeasurePlace, ...] = (), ordinary: str = ""
) -> Measure:
    """A measure of which only this matters."""
    title = name.value.replace("_", " ").capitalize()
    return Measure(
        name=name,
        title=title,
        value=value,
        definition=f"How {title.lower()} is measured, in a sentence that takes more than a line.",
        ordinary=ordinary or "No figure has been published.",
        source=SOURCE,
        places=places,
    )


MEASURES = (
    make_measure(
        MeasureName.PACE,
        "172 words a minute",
        ordinary="recorded British interviews average about 190 words a minute.",
    ),
    make_measure(MeasureName.PAUSES, "6 pauses over 1 s", _PAUSES),
    make_measure(MeasureName.FILLERS, "at least 3 hesitations"),
    make_measure(MeasureName.ROOM_NOISE, "room quiet, −61 dBFS"),
    make_measure(MeasureName.LOUDNESS, "−24 LUFS"),
    make_measure(MeasureName.CLIPPING, "no clipping"),
    make_measure(
        MeasureName.INFORMAL_WORDS,
        "1 informal word",
        (MeasurePlace(start=_ALRIGHT.start, end=_ALRIGHT.end, words="alright"),),
    ),
)
