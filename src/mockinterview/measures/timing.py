"""How the time of an answer was used, and whether it ended before the clock did."""

from __future__ import annotations

from typing import Final

from mockinterview.measures.voice_activity import Activity

AT_THE_END_SECONDS: Final = 0.3
"""A voice so near to the end of a take was cut off by it: the pauses between words are shorter."""


def time_used(seconds: float, allowed_seconds: float | None) -> float | None:
    """The share (0 to 1) of the answer time that the take lasts; None without a clock."""
    if not allowed_seconds:
        return None
    return min(1.0, seconds / allowed_seconds)


def spoke_on(activity: Activity, allowed_seconds: float | None) -> bool | None:
    """Whether somebody was still speaking when the clock ended the take.

    None where it cannot be told: there is no clock, the take ended before it, or nobody speaks.
    What was said behind the end was not recorded, so that this is all there is to tell.
    """
    if not allowed_seconds or activity.end is None:
        return None
    if activity.seconds < allowed_seconds - AT_THE_END_SECONDS:
        return None
    return activity.seconds - activity.end <= AT_THE_END_SECONDS
