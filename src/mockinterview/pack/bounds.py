"""Whether the numbers and moments in a file from elsewhere can be true, and fit each other."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, Final

from pydantic import BaseModel

from mockinterview.core.attempt import Attempt
from mockinterview.core.marking import Marking

LARGEST_NUMBER: Final = 1e9
"""No length in seconds and no count is near it."""
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
TAKE_LIMIT: Final = 1000
CRITERION_LIMIT: Final = 500
NOTE_LINE_LIMIT: Final = 1000
MARKING_LIMIT: Final = 100
"""For one attempt."""
PLACE_LIMIT: Final = 2000
"""How many places of an answer one person's marks may name; a busy marking names fifty."""


def impossible_in(value: Any) -> str:
    """What cannot be true in a value and all that it holds, in a few words; empty: nothing."""
    return next((told for each in _leaves(value) if (told := _impossible(each))), "")


def misfit_in(attempt: Attempt) -> str:
    """What in an attempt does not fit together; empty: nothing."""
    numbers = [take.number for take in attempt.takes]
    if len(numbers) > TAKE_LIMIT:
        return f"more than {TAKE_LIMIT} takes"
    if numbers != sorted(set(numbers)):
        return "a take twice or out of order"
    if len(attempt.rubric.criteria) > CRITERION_LIMIT:
        return f"more than {CRITERION_LIMIT} criteria"
    if len(attempt.note_lines) > NOTE_LINE_LIMIT:
        return f"more than {NOTE_LINE_LIMIT} planned lines"
    return ""


def misfit_of_marks(marking: Marking, attempt: Attempt) -> str:
    """What in the marks does not fit their attempt; empty: nothing."""
    if len(marking.marks) > CRITERION_LIMIT:
        return f"marks on more than {CRITERION_LIMIT} criteria"
    cited_places = sum(len(mark.evidence) for mark in marking.marks.values())
    beside = len(marking.structure) + len(marking.comments) + len(marking.said_notes)
    if cited_places + beside > PLACE_LIMIT:
        return f"marks at more than {PLACE_LIMIT} places"
    numbers = {take.number for take in attempt.takes}
    cited = {one.take for mark in marking.marks.values() for one in mark.evidence}
    placed = {part.take for part in marking.structure}
    commented = {comment.take for comment in marking.comments}
    if not (cited | placed | commented) <= numbers:
        return "a citation of a take that is not there"
    if any(not 0 <= place < len(attempt.note_lines) for place in marking.said_notes):
        return "a planned line that is not there"
    return ""


def _leaves(value: Any) -> Iterator[Any]:
    waiting: list[Any] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseModel):
            waiting.extend(each.__dict__.values())
        elif isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, Sequence) and not isinstance(each, str):
            waiting.extend(each)
        else:
            yield each


def _impossible(leaf: Any) -> str:
    if isinstance(leaf, dt.datetime):
        return "" if FIRST_YEAR <= leaf.year < LAST_YEAR else "a date that cannot be"
    if isinstance(leaf, int | float) and not isinstance(leaf, bool | Enum):
        is_possible = math.isfinite(leaf) and abs(leaf) <= LARGEST_NUMBER
        return "" if is_possible else "a number that cannot be"
    return ""
