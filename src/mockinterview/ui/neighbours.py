"""Which entry of a list is current when the one that was has gone."""

from __future__ import annotations

from collections.abc import Sequence


def still_current(current: str, before: Sequence[str], now: Sequence[str]) -> str:
    """The current key where it is still there, else the next one that is, else the last before it.

    Args:
        current: the key that was current, or empty.
        before: the keys as they were.
        now: the keys as they are.

    Returns: a key of `now`; empty only where there are none.
    """
    if current in now:
        return current
    place = before.index(current) if current in before else 0
    candidates = (*before[place:], *reversed(before[:place]), *now)
    return next((key for key in candidates if key in now), "")
