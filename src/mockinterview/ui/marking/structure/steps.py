"""The words, letters, keys and colours of the steps of a story. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mockinterview.core.content import StarrRole
from mockinterview.core.structure import Part, parts_of, seconds_by_role
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.tokens import Palette
from mockinterview.ui.wording import clock_words, spoken_length

STEP_KEYS = {
    StarrRole.SITUATION: "S",
    StarrRole.TASK: "T",
    StarrRole.ACTION: "A",
    StarrRole.RESULT: "R",
    StarrRole.REFLECTION: "F",
}
"""What is pressed for a step. The last two share a letter, so reflection has another of its own."""

HOW_TO_PLACE = "Choose words and press S, T, A, R or F."
NONE_CHOSEN = "Choose the words first: drag, or Shift and the arrows."


def step_name(role: StarrRole) -> str:
    """A step at the beginning of a sentence: Situation."""
    return role.value.capitalize()


def step_letter(role: StarrRole) -> str:
    """The letter of a step in STARR."""
    return role.value[0].upper()


def step_colour(palette: Palette, role: StarrRole) -> str:
    """The colour of a step; the letters on it are `on_accent`."""
    colours = {
        StarrRole.SITUATION: palette.situation,
        StarrRole.TASK: palette.task,
        StarrRole.ACTION: palette.action,
        StarrRole.RESULT: palette.result,
        StarrRole.REFLECTION: palette.reflection,
    }
    return colours[role]


def spoken_part(part: Part) -> str:
    """A part in words: Situation, 0:03 to 0:21, 18 seconds."""
    ends = f"{clock(part.start)} to {clock(part.end)}"
    return f"{step_name(part.role)}, {ends}, {spoken_length(part.seconds)}"


def placed_remarks(parts: Sequence[Part], take: int) -> tuple[str, str]:
    """How many steps have a part in this take, in full and in short; nothing while none has."""
    placed = {part.role for part in parts_of(parts, take)}
    short = f"{len(placed)} of {len(StarrRole)}"
    return (f"you placed {short} parts", short) if placed else ("", "")


def times_line(parts: Sequence[Part], take: int) -> str:
    """The time of every step that was placed: Situation 0:31 · Action 0:27."""
    return told_times(seconds_by_role(parts, take))


def told_times(seconds: Mapping[StarrRole, float]) -> str:
    """These times in a line, without the steps that have none."""
    told = [(role, length) for role, length in seconds.items() if length > 0]
    return " · ".join(f"{step_name(role)} {clock_words(length)}" for role, length in told)


def missing_line(parts: Sequence[Part], take: int) -> str:
    """Which steps no part is called, as a plain fact; nothing when all five are placed."""
    missing = [role.value for role, length in seconds_by_role(parts, take).items() if not length]
    if not missing:
        return ""
    *first, last = missing
    named = f"{', '.join(first)} or {last}" if first else last
    return f"No part called {named} yet."
