"""The bin: takes and whole attempts that were deleted and can be put back for 30 days.

What is binned stays where it is and is only marked in `attempt.json`, so that a crash can never
leave it half moved. Emptying removes sound first and writes that down last: what a crash leaves
is removed the next time.
"""

from __future__ import annotations

import datetime as dt
import logging
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.model import comparable
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files.atomic import as_library_error
from mockinterview.files.attempts import CHANGE_SECONDS, AttemptFolder, Library
from mockinterview.files.locks import MARKING_LOCK, claimed
from mockinterview.files.recovery import empty_attempt, remove_attempt
from mockinterview.files.takes import FLAC_SUFFIX, WAV_SUFFIX

logger = logging.getLogger(__name__)

KEPT_DAYS: Final = 30


@dataclass(frozen=True)
class BinEntry:
    """A take in the bin, or a whole attempt (`take` is None); `size` is what it takes, in bytes."""

    folder: AttemptFolder
    attempt: Attempt
    take: Take | None
    binned: dt.datetime
    size: int

    def days_left(self, now: dt.datetime) -> int:
        """How many more days it is kept, rounded up; 0 when it goes at the next start."""
        left = self.binned + dt.timedelta(days=KEPT_DAYS) - comparable(now)
        return max(0, math.ceil(left / dt.timedelta(days=1)))


@dataclass(frozen=True)
class BinSize:
    """How much there is in the bin: whole attempts, takes that were deleted alone, bytes."""

    attempts: int
    takes: int
    size: int

    @property
    def items(self) -> int:
        """How many things can be put back or removed."""
        return self.attempts + self.takes


@dataclass(frozen=True)
class Removal:
    """What removing several things led to: how many are gone, and why the others are not."""

    number: int
    problems: tuple[LibraryError, ...]


def bin_take(folder: AttemptFolder, number: int, now: dt.datetime) -> Attempt:
    """Put a take into the bin. Returns: the attempt without it.

    Raises:
        LibraryError: an interview runs in this attempt, or it cannot be written.
        UsageError: there is no such take, or not any more.
    """

    def put(attempt: Attempt) -> Attempt:
        take = _take(attempt, number)
        if take.is_removed:
            raise UsageError(f"Take {number} was removed for good.")
        return attempt if take.binned else _with(attempt, take, binned=now)

    return folder.change(put)


def restore_take(folder: AttemptFolder, number: int) -> Attempt:
    """Take a take out of the bin again. Returns: the attempt with it.

    Raises:
        LibraryError: it was removed for good, an interview runs here, or it cannot be written.
        UsageError: there is no such take.
    """

    def put_back(attempt: Attempt) -> Attempt:
        take = _take(attempt, number)
        if take.is_removed or (take.seconds > 0 and not folder.take_path(take).exists()):
            raise LibraryError(
                f"Take {number} cannot be put back: its sound was removed from the bin.",
                f"What is deleted is kept for {KEPT_DAYS} days.",
            )
        return _with(attempt, take, binned=None)

    return folder.change(put_back)


def bin_attempt(folder: AttemptFolder, now: dt.datetime) -> Attempt:
    """Put a whole attempt into the bin: the library lists it apart from the others.

    Raises:
        LibraryError: an interview runs in it, it is open in a window, or it cannot be written.
    """
    _refuse_opened(folder)
    return folder.change(
        lambda attempt: attempt if attempt.binned else attempt.model_copy(update={"binned": now})
    )


def restore_attempt(folder: AttemptFolder) -> Attempt:
    """Take an attempt out of the bin again; takes that were binned by themselves stay there.

    Raises:
        LibraryError: it was removed for good, or it cannot be written.
    """
    return folder.change(lambda attempt: attempt.model_copy(update={"binned": None}))


def contents(library: Library) -> list[BinEntry]:
    """What is in the bin, latest first. Reads the whole library: for an executor."""
    return entries_of(library.each())


def entries_of(attempts: Iterable[tuple[AttemptFolder, Attempt]]) -> list[BinEntry]:
    """What of these attempts is in the bin, latest first. Looks at the disk for its size."""
    entries = [entry for folder, attempt in attempts for entry in _entries(folder, attempt)]
    entries.sort(key=lambda entry: entry.folder.id)
    return sorted(entries, key=_latest, reverse=True)


def _latest(entry: BinEntry) -> tuple[dt.datetime, dt.datetime]:
    return entry.binned, entry.attempt.created


def size_of(entries: Sequence[BinEntry]) -> BinSize:
    """How much this is."""
    takes = sum(entry.take is not None for entry in entries)
    return BinSize(len(entries) - takes, takes, sum(entry.size for entry in entries))


def empty_old(
    library: Library, attempts: Iterable[tuple[AttemptFolder, Attempt]] | None = None
) -> int:
    """Remove for good what was put into the bin too many days ago; at every start.

    `attempts` are those that are looked at; None: all of the library.

    Returns: how many takes and attempts are gone. What cannot be removed stays and is logged.
    """
    latest = library.now() - dt.timedelta(days=KEPT_DAYS)
    entries = entries_of(library.each() if attempts is None else attempts)
    return remove_all(entry for entry in entries if entry.binned < latest).number


def remove_all(entries: Iterable[BinEntry]) -> Removal:
    """Remove these for good; what cannot be removed stays and is logged."""
    number, problems = 0, []
    for entry in entries:
        try:
            remove(entry)
        except LibraryError as error:
            logger.warning("%s stays in the bin: %s", entry.folder.id, error)
            problems.append(error)
        else:
            number += 1
    return Removal(number, tuple(problems))


def remove(entry: BinEntry) -> None:
    """Remove one thing in the bin for good. Of a take only its number is left.

    Raises:
        LibraryError: it was put back meanwhile, it is in use, or it cannot be removed.
    """
    if entry.take is not None:
        entry.folder.change(lambda attempt: _without_take(entry, attempt))
        return
    _refuse_opened(entry.folder)
    try:
        entry.folder.change(lambda attempt: _emptied(entry, attempt))
        remove_attempt(entry.folder.path)
    except OSError as error:
        raise as_library_error(error, entry.folder.path) from error


def _refuse_opened(folder: AttemptFolder) -> None:
    """Whoever marks an attempt is not to lose it; waits a little for the last mark of a window."""
    with claimed(folder.path, MARKING_LOCK, CHANGE_SECONDS) as is_mine:
        if not is_mine:
            raise LibraryError(
                "This attempt is open in another window of Mock Interview.",
                "Close it there first.",
                str(folder.path),
            )


def _without_take(entry: BinEntry, attempt: Attempt) -> Attempt:
    """The attempt when all that was made of the take has been removed from the disk."""
    if entry.take is None:
        return attempt
    take = _take(attempt, entry.take.number)
    _require_binned(entry, take.binned)
    for path in _files(entry.folder, take):
        try:
            path.unlink()
        except OSError as error:
            raise as_library_error(error, path) from error
    return _with(attempt, take, is_removed=True)


def _emptied(entry: BinEntry, attempt: Attempt) -> Attempt:
    """The attempt, of which nothing is left; while it is claimed, so that nobody puts it back."""
    _require_binned(entry, attempt.binned)
    empty_attempt(entry.folder.path)
    return attempt


def _require_binned(entry: BinEntry, binned: dt.datetime | None) -> None:
    """That it is in the bin since the moment that the entry tells, or it has 30 days again."""
    if binned is None or binned != entry.binned:
        raise LibraryError("It is not in the bin any more.", "It was put back meanwhile.")


def _entries(folder: AttemptFolder, attempt: Attempt) -> Iterator[BinEntry]:
    if attempt.binned is not None:
        files = (path for path in folder.path.rglob("*") if path.is_file())
        yield BinEntry(folder, attempt, None, attempt.binned, _size(files))
        return
    for take in attempt.binned_takes:
        if take.binned is not None:
            binned = take.binned
            yield BinEntry(folder, attempt, take, binned, _size(_files(folder, take)))


def _files(folder: AttemptFolder, take: Take) -> list[Path]:
    """Sound, words and what was made of them; only what lies in its folder, whatever is named."""
    named = folder.path / take.file
    sound = [named, *(named.with_suffix(suffix) for suffix in (WAV_SUFFIX, FLAC_SUFFIX))]
    number = take.number
    derived = (folder.outline_path(number), folder.measures_path(number))
    made_of_it = (*folder.transcript_paths(number), *derived)
    paths = dict.fromkeys([*sound, *made_of_it])
    return [path for path in paths if path.is_file() and folder.owns(path)]


def _size(paths: Iterable[Path]) -> int:
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except OSError:
            continue  # it went away while we were counting
    return total


def _take(attempt: Attempt, number: int) -> Take:
    try:
        return attempt.take(number)
    except KeyError:
        raise UsageError(f"There is no take {number} in this attempt.") from None


def _with(attempt: Attempt, take: Take, **changes: object) -> Attempt:
    return attempt.with_take(take.model_copy(update=changes))
