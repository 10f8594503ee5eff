"""Marks from which one can read how far the marking had come."""

from __future__ import annotations

from typing import Final

from mockinterview.core.marking import Marking

CRITERIA: Final = 12


def criterion(number: int) -> str:
    """The criterion that the change of this number is about."""
    return f"criterion-{number % CRITERIA}"


def note(number: int) -> str:
    """A text that begins with its number, long enough that half of it would be seen."""
    return f"{number} " + ("Say first what you learned, then how it showed. " * 20).strip()


def marked(marking: Marking, number: int) -> Marking:
    """The marks after the change of this number."""
    return marking.with_note(criterion(number), note(number))


def newest(marking: Marking) -> int:
    """The number of the last change that is in these marks, each of them whole; 0 without any."""
    numbers = [int(each.note.split()[0]) for each in marking.marks.values()]
    for number in numbers:
        if marking.mark(criterion(number)).note != note(number):
            raise ValueError(f"the note of change {number} is not what was written")
    return max(numbers, default=0)
