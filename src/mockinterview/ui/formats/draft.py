"""A format while it is being edited: what was typed, what is wrong with it, what it would be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from mockinterview.core.content import Format

LONGEST_PREPARATION_SECONDS: Final = 3600.0
LONGEST_ANSWER_SECONDS: Final = 7200.0
LONGEST_BREAK_SECONDS: Final = 3600.0
MOST_RETAKES: Final = 1000
MOST_QUESTIONS: Final = 50
_SECONDS_IN: Final = {"h": 3600.0, "m": 60.0, "s": 1.0}
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])").fullmatch
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?").fullmatch
_PART = re.compile(
    r"([0-9]+(?:[.,][0-9]+)?) *(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)\b[ ,]*"
)


@dataclass(frozen=True)
class Draft:
    """What stands in the fields. Times are as typed; None means that there is no limit."""

    title: str
    about: str
    preparation: str | None
    answer: str | None
    retakes: int | None
    early_start: bool
    early_stop: bool
    show_prompt: Literal["at-once", "after-playing"]
    break_time: str
    questions: int | None
    countdown: bool
    clock_includes_prompt: bool
    resumable: bool
    practice_question: bool


def check_draft(draft: Draft, base: Format) -> tuple[Format | None, dict[str, str]]:
    """The format that a draft makes of `base`; None and, by field, what is wrong with it."""
    problems: dict[str, str] = {}
    times: dict[str, float | None] = {}
    for name, text, least, most in (
        ("preparation", draft.preparation, 0.0, LONGEST_PREPARATION_SECONDS),
        ("answer", draft.answer, 1.0, LONGEST_ANSWER_SECONDS),
        ("break_time", draft.break_time, 0.0, LONGEST_BREAK_SECONDS),
    ):
        try:
            times[name] = None if text is None else read_seconds(text, least, most)
        except ValueError as error:
            problems[name] = str(error)
    if not draft.title.strip():
        problems["title"] = "Give it a name, so that it can be found in the lists."
    if draft.clock_includes_prompt and not problems.keys() & times.keys():
        if times["preparation"] != 0:
            problems["clock_includes_prompt"] = (
                "Only where there is no time to prepare: else there would be two clocks at once."
            )
        elif times["answer"] is None:
            problems["clock_includes_prompt"] = "Only where there is a limit to the answer."
    if problems:
        return None, problems
    changes = {
        "title": _printable(draft.title),
        "about": _printable(draft.about),
        "preparation_seconds": times["preparation"],
        "answer_seconds": times["answer"],
        "break_seconds": times["break_time"],
        **{name: getattr(draft, name) for name in _SAME_NAMES},
    }
    return Format.model_validate(base.model_dump() | changes), {}


_SAME_NAMES = (
    *("retakes", "early_start", "early_stop", "show_prompt", "questions", "countdown"),
    *("clock_includes_prompt", "resumable", "practice_question"),
)


def read_seconds(text: str, least: float, most: float) -> float:
    """The seconds that a person means: 1:30, 90, 90 s, 1 min 30 s, 1.5 min.

    Raises:
        ValueError: it is no time, or out of bounds; the message is for people.
    """
    plain = text.strip().lower()
    seconds = _seconds_of(plain)
    if seconds is None:
        shown = "Write a time" if not plain else "That is no time. Write one"
        message = f"{shown}, for example 1:30 or 90 s."
        raise ValueError(message)
    if seconds < least:
        message = f"At least {write_seconds(least)}."
        raise ValueError(message)
    if seconds > most:
        message = f"At most {write_seconds(most)}."
        raise ValueError(message)
    return seconds


def write_seconds(seconds: float) -> str:
    """A time as it stands in a field: 45 s, 1 min, 1 min 30 s. `read_seconds` reads it back."""
    minutes, rest = divmod(round(seconds, 3), 60)
    parts = [f"{minutes:.0f} min"] if minutes else []
    if rest or not minutes:
        parts.append(f"{round(rest, 3):g} s")
    return " ".join(parts)


def _seconds_of(plain: str) -> float | None:
    clock = _CLOCK(plain)
    if clock:
        return int(clock[1]) * 60.0 + int(clock[2])
    if _PLAIN(plain):
        return _number(plain)
    rest, seconds = plain, 0.0
    while rest:
        part = _PART.match(rest)
        if part is None:
            return None
        seconds += _number(part[1]) * _SECONDS_IN[part[2][0]]
        rest = rest[part.end() :]
    return seconds if plain else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _printable(text: str) -> str:
    """What is typed or pasted, on one line, without characters that no file may hold."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
