"""How long something lasts, as a clock shows it."""

from __future__ import annotations


def as_clock(seconds: float) -> str:
    """Minutes and seconds, and hours where there are any: 0:07, 1:48, 2:04:10."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
