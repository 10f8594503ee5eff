"""How times, lengths and formats are told in words."""

from __future__ import annotations

import datetime as dt
import re

from mockinterview.core.content import Confidence, Format, Source

CONFIDENCE_WORDS = {
    Confidence.OFFICIAL: "Official",
    Confidence.PUBLISHED: "Published",
    Confidence.THIRD_PARTY: "Third-party",
    Confidence.OWN: "Our own",
}

NO_BREAK_SPACE = "\u00a0"
_UNIT = re.compile(r"(?<=\d) (?=(?:dBFS|dB|Hz|%)(?!\w))")

MONTHS = (
    *("Jan", "Feb", "March", "April", "May", "June"),
    *("July", "Aug", "Sept", "Oct", "Nov", "Dec"),
)
"""Not from the system, whose language may be another one than the program's."""


def clock_words(seconds: float) -> str:
    """Minutes and seconds as on a clock: 0:07, 1:48, 12:00."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def length_words(seconds: float) -> str:
    """A length in the largest units that fit: 30 s, 1 min, 1 min 30 s."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [f"{minutes} min"] if minutes else []
    if rest or not minutes:
        parts.append(f"{rest} s")
    return " ".join(parts)


def spoken_length(seconds: float) -> str:
    """A length for a screen reader: 1 minute 30 seconds."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [count(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(count(rest, "second"))
    return " ".join(parts)


def unbroken(words: str) -> str:
    """The same words, where no line is broken between a figure and its unit."""
    return _UNIT.sub(NO_BREAK_SPACE, words)


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 attempt, 3 attempts, 2 criteria."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def day_words(moment: dt.datetime) -> str:
    """A moment as a person says it: 24 Nov 2026, 19:40."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment:%Y, %H:%M}"


def format_clock(rules: Format) -> str:
    """The clock of a format: “1 min to prepare, 5 min to answer, one take”."""
    if rules.preparation_seconds is None:
        prepare = "any time to prepare"
    elif rules.preparation_seconds == 0:
        prepare = "no time to prepare"
    else:
        prepare = f"{length_words(rules.preparation_seconds)} to prepare"
    if rules.answer_seconds is None:
        answer = "any time to answer"
    else:
        answer = f"{length_words(rules.answer_seconds)} to answer"
    if rules.retakes is None:
        takes = "any number of takes"
    else:
        takes = "one take" if rules.retakes == 0 else count(rules.retakes + 1, "take")
    return f"{prepare}, {answer}, {takes}".capitalize()


def source_words(source: Source) -> str:
    """Where something comes from and how sure we are: “Third-party source, 2023: Title.”"""
    date = f", {source.date}" if source.date else ""
    return f"{CONFIDENCE_WORDS[source.confidence]} source{date}: {source.title.rstrip('.')}."
