"""Which days a time axis names. Qt-free."""

from __future__ import annotations

import datetime as dt
from typing import Final

from mockinterview.ui.wording import MONTHS

_STEPS_DAYS: Final = (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826)


def date_ticks(first: dt.datetime, last: dt.datetime, most: int) -> list[tuple[dt.datetime, str]]:
    """At most so many middays from the first day to the last, evenly apart: “3 Oct”.

    With the year where the days are of more than one.
    """
    begin = first.replace(hour=12, minute=0, second=0, microsecond=0)
    days = max(0, (last.date() - first.date()).days)
    fitting = (step for step in _STEPS_DAYS if days // step + 1 <= most)
    step = next(fitting, days + 1)
    moments = [begin + dt.timedelta(days=number) for number in range(0, days + 1, step)]
    has_years = first.year != last.year
    return [(at, _day(at, has_year=has_years)) for at in moments]


def _day(at: dt.datetime, *, has_year: bool) -> str:
    words = f"{at.day} {MONTHS[at.month - 1]}"
    return f"{words} {at:%Y}" if has_year else words
