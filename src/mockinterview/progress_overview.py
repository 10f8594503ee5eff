"""All that the Progress page tells, read from the library in one go; what is known is kept."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.core.agreement_over_answers import MarkedAnswer
from mockinterview.core.attempt import Attempt
from mockinterview.core.content import Question
from mockinterview.core.coverage import Coverage
from mockinterview.core.model import Model
from mockinterview.core.next_time import Intention
from mockinterview.core.practising_next import Suggestion, practise_next
from mockinterview.core.progress import (
    CriterionProgress,
    DomainProgress,
    Practised,
    ThemeProgress,
    Waiting,
    criteria_over_time,
    domains_covered,
    longest_waiting,
    themes_over_time,
)
from mockinterview.core.tutor_agreement import TutorAgreement, agreement_with_tutors
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.coverage import read_coverage
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.looking_back import Answered, answered, marked_answer, put_together

SETTLED_SECONDS: Final = 2.0
"""A folder changed less long ago may change again within one time stamp (FAT: two seconds)."""

_CHANGING: Final = ("", "markings", "markings/received")
"""Every file of these is written beside its place and renamed, which the folder's time tells."""

_COPIED: Final = ("question", "rubric", "format")
"""What an attempt holds a copy of, as it was on its day."""

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class Overview:
    """The candidate's practice as a whole.

    `marked` counts the answers with a verdict. `prompts` are the questions by their ids, as they
    were last put; `schemes` the titles of mark schemes by theirs; `made` is when each attempt was
    made. `unreadable` says why what is left out.
    """

    practised: Sequence[Practised]
    marked: int
    coverage: Coverage
    suggestions: Sequence[Suggestion]
    intentions: Sequence[Intention]
    criteria: Sequence[CriterionProgress]
    themes: Sequence[ThemeProgress]
    domains: Sequence[DomainProgress]
    waiting: Sequence[Waiting]
    tutors: Sequence[TutorAgreement]
    prompts: Mapping[str, str]
    schemes: Mapping[str, str]
    made: Mapping[str, dt.datetime]
    unreadable: Mapping[str, str]


@dataclass(frozen=True)
class _Kept:
    """What an attempt holds while its folder bears this stamp; nothing where it does not count."""

    stamp: tuple[int, ...]
    answered: Answered | None = None
    marked: MarkedAnswer | None = None
    problem: str = ""


class OverviewReader:
    """Reads the library; of attempts that have not changed since, only the folders are looked at.

    One thread at a time.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._kept: dict[str, _Kept] = {}
        self._compared: list[int] = []
        self._tutors: Sequence[TutorAgreement] = ()
        self._shared: dict[tuple[str, str], list[Model]] = {}

    def read(
        self, questions: Sequence[Question], on_progress: OnProgress | None = None
    ) -> Overview:
        """Everything there is. The first time takes milliseconds an attempt: for an executor.

        Args:
            questions: those that there are to choose from.
            on_progress: told how many attempts were looked at, and how many there are.

        Raises:
            LibraryError: the library's folder cannot be read.
        """
        folder = self.library.folder
        try:
            paths = sorted(path for path in folder.iterdir() if (path / ATTEMPT_FILE).exists())
        except FileNotFoundError:
            paths = []  # nothing has been recorded yet
        except OSError as error:
            raise LibraryError(
                f"The library in {folder} cannot be read.",
                "Check that the folder is there and that you may read it.",
                str(error),
            ) from error
        kept: dict[str, _Kept] = {}
        for number, path in enumerate(paths):
            kept[path.name] = self._entry(path)
            if on_progress is not None:
                on_progress(number + 1, len(paths))
        self._kept = kept
        return self._overview(list(kept.items()), questions)

    def _entry(self, path: Path) -> _Kept:
        stamp = _stamp(path)
        known = self._kept.get(path.name)
        if known is not None and stamp and known.stamp == stamp:
            return known
        return self._read(AttemptFolder(path), stamp)

    def _read(self, folder: AttemptFolder, stamp: tuple[int, ...]) -> _Kept:
        try:
            attempt = folder.load()
        except (LibraryError, OSError) as error:
            return _Kept(stamp, problem=str(error))
        if attempt.binned is not None:
            return _Kept(stamp)
        attempt = self._sharing(attempt)
        found = answered(folder, attempt)
        marked = marked_answer(folder, attempt) if found is not None else None
        is_by_several = marked is not None and len(marked.markings) > 1
        return _Kept(stamp, found, marked if is_by_several else None)

    def _sharing(self, attempt: Attempt) -> Attempt:
        """The same, with one copy of what thousands of attempts hold the same copy of."""
        shared = {}
        for name in _COPIED:
            value = getattr(attempt, name)
            states = self._shared.setdefault((attempt.question.id, name), [])
            known = next((state for state in states if state == value), None)
            if known is None:
                states.append(value)
            shared[name] = known or value
        return attempt.model_copy(update=shared)

    def _overview(
        self, kept: Sequence[tuple[str, _Kept]], questions: Sequence[Question]
    ) -> Overview:
        coverage = read_coverage()
        unreadable = {name: one.problem for name, one in kept if one.problem}
        found = put_together(
            (one.answered for _, one in kept if one.answered is not None), unreadable
        )
        practised = found.practised
        criteria = criteria_over_time(practised)
        made = {one.attempt.id: one.when for one in practised}
        marked = [one.marked for _, one in kept if one.marked is not None]
        newest = {one.attempt.question.id: one.attempt.question.prompt for one in practised}
        return Overview(
            practised=practised,
            marked=sum(_is_marked(one) for one in practised),
            coverage=coverage,
            suggestions=practise_next(
                practised, questions, found.intentions, coverage, self.library.now()
            ),
            intentions=found.intentions,
            criteria=criteria,
            themes=themes_over_time(practised, coverage),
            domains=domains_covered(criteria, coverage),
            waiting=longest_waiting(practised, questions),
            tutors=self._with_tutors([(made[one.attempt], one) for one in marked], coverage),
            prompts=newest,
            schemes={one.attempt.rubric.rubric: one.attempt.rubric.title for one in practised},
            made=made,
            unreadable=found.unreadable,
        )

    def _with_tutors(
        self, marked: Sequence[tuple[dt.datetime, MarkedAnswer]], coverage: Coverage
    ) -> Sequence[TutorAgreement]:
        """Worked out again only when the marks are others: it is what takes longest."""
        known = [id(one) for _, one in marked]
        if known != self._compared:
            self._tutors = agreement_with_tutors(marked, coverage.subjects)
            self._compared = known
        return self._tutors


def _stamp(path: Path) -> tuple[int, ...]:
    """When each folder last changed; empty while that is too short ago to be relied on."""
    times = []
    for name in _CHANGING:
        try:
            times.append((path / name).stat().st_mtime_ns)
        except OSError:
            times.append(0)
    is_settled = time.time_ns() - max(times) > SETTLED_SECONDS * 1e9
    return tuple(times) if is_settled else ()


def _is_marked(one: Practised) -> bool:
    return any(mark.verdict is not None for mark in one.marking.marks.values())
