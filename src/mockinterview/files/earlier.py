"""What was said of the same question or criteria in earlier attempts of the library."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from mockinterview.core.attempt import Attempt
from mockinterview.core.marking import Mark, MarkerRole
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.recovery import ATTEMPT_FILE

logger = logging.getLogger(__name__)

MOST_LOOKED_AT: Final = 40
"""Attempts before this one; what lies further back is not read, so that opening stays quick."""


@dataclass(frozen=True)
class EarlierMark:
    """What was last said of a criterion, and when that attempt was made."""

    mark: Mark
    made: dt.datetime


@dataclass(frozen=True)
class Earlier:
    """`next_time`: the last sentence about doing it differently on this question, or empty;
    `marks`: by criterion, from the newest earlier attempt at the same mark scheme that has one.
    """

    next_time: str = ""
    marks: Mapping[str, EarlierMark] = field(default_factory=dict)


def earlier_of(folder: AttemptFolder, attempt: Attempt, role: MarkerRole = "candidate") -> Earlier:
    """What one marker said before an attempt. Reads up to 40 other attempts: for an executor.

    What cannot be read is passed over.
    """
    next_time = ""
    marks: dict[str, EarlierMark] = {}
    wanted = {criterion.id for criterion in attempt.rubric.criteria}
    for other_folder, other in _before(folder, attempt):
        try:
            marking = other_folder.newest_marking(role)
        except LibraryError as error:
            logger.info("%s: %s", other_folder.id, error)
            continue
        if other.question.id == attempt.question.id and not next_time:
            next_time = marking.next_time
        if other.rubric.rubric == attempt.rubric.rubric:
            for criterion_id, mark in marking.marks.items():
                if criterion_id in wanted and mark.verdict is not None:
                    marks.setdefault(criterion_id, EarlierMark(mark, other.created))
    return Earlier(next_time, marks)


def _before(folder: AttemptFolder, attempt: Attempt) -> Iterator[tuple[AttemptFolder, Attempt]]:
    """The attempts made before this one, newest first: a folder's name begins with its date."""
    try:
        names = [
            path.name
            for path in folder.path.parent.iterdir()
            if path.name < folder.path.name and (path / ATTEMPT_FILE).is_file()
        ]
    except OSError as error:
        logger.info("the library cannot be looked through: %s", error)
        return
    for name in sorted(names, reverse=True)[:MOST_LOOKED_AT]:
        other = AttemptFolder(folder.path.parent / name)
        try:
            found = other.load()
        except LibraryError as error:
            logger.info("%s: %s", name, error)
            continue
        if found.binned is None and found.created <= attempt.created:
            yield other, found
