"""How long something lasts, as a clock shows it, and how much longer it takes."""

from __future__ import annotations


def as_clock(seconds: float) -> str:
    """Minutes and seconds, and hours where there are any: 0:07, 1:48, 2:04:10."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def about_left(seconds: float) -> str:
    """How much longer something takes, no more exactly than anybody can know: “about 40 s left”."""
    if seconds < 5:
        return "a few seconds left"
    if seconds < 90:
        step = 5 if seconds < 30 else 10
        return f"about {max(step, step * round(seconds / step))} s left"
    return f"about {round(seconds / 60)} min left"
