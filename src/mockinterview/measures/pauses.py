"""Silences of a take: the three classes of pauses, the first word, long silences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mockinterview.measures.voice_activity import Activity

SHORTEST_PAUSE_SECONDS: Final = 0.1
"""What is shorter is mostly the closure of a consonant such as p, t or k, and no pause."""
BRIEF_BELOW_SECONDS: Final = 0.2
LONG_ABOVE_SECONDS: Final = 1.0
"""The bounds of the three classes of Campione and Véronis (2002)."""
LONG_SILENCE_SECONDS: Final = 3.0
"""Our own: after so long a silence a listener wonders whether the answer goes on."""

Span = tuple[float, float]


@dataclass(frozen=True)
class Pauses:
    """How many pauses of each class, and the long ones as stretches in seconds.

    `seconds` is the time of all of them.
    """

    brief: int
    medium: int
    long: tuple[Span, ...]
    seconds: float

    @property
    def count(self) -> int:
        """All of them."""
        return self.brief + self.medium + len(self.long)


def pauses(activity: Activity) -> Pauses:
    """The silences of 0.1 s or more between the first and the last voice."""
    gaps = activity.gaps(SHORTEST_PAUSE_SECONDS)
    lengths = [end - start for start, end in gaps]
    return Pauses(
        brief=sum(length < BRIEF_BELOW_SECONDS for length in lengths),
        medium=sum(BRIEF_BELOW_SECONDS <= length <= LONG_ABOVE_SECONDS for length in lengths),
        long=tuple(gap for gap in gaps if gap[1] - gap[0] > LONG_ABOVE_SECONDS),
        seconds=sum(lengths),
    )


def long_silences(activity: Activity) -> tuple[Span, ...]:
    """The silences of 3 s or more, those before the first and behind the last voice among them.

    Empty when nobody speaks at all: that is told by itself.
    """
    if activity.start is None or activity.end is None:
        return ()
    before, behind = (0.0, activity.start), (activity.end, activity.seconds)
    found = (before, *activity.gaps(LONG_SILENCE_SECONDS), behind)
    return tuple(span for span in found if span[1] - span[0] >= LONG_SILENCE_SECONDS - 1e-9)


def silence_within(activity: Activity, start: float, end: float, shortest_seconds: float) -> float:
    """How much of a stretch is silence in gaps of at least `shortest_seconds`, in seconds."""
    return sum(
        max(0.0, min(gap[1], end) - max(gap[0], start)) for gap in activity.gaps(shortest_seconds)
    )
