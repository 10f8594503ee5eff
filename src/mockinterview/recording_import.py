"""A recording made elsewhere becomes an attempt like any other, whole or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mockinterview.audio.import_sound import (
    ImportedSound,
    IsCancelled,
    OnProgress,
    import_sound,
)
from mockinterview.core.attempt import Attempt, Take, TakeState
from mockinterview.core.content import Bank, Format, Question, Rubric
from mockinterview.core.lengths import as_clock
from mockinterview.core.model import comparable
from mockinterview.errors import DiskFullError
from mockinterview.files import staging
from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.files.room import no_room_to_import

OVER_SECONDS = 1.0
"""An answer is told to be too long when it is longer than the format gives by more than this."""


def import_recording(
    library: Library,
    path: Path,
    attempt: Attempt,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> AttemptFolder:
    """Make the attempt with the sound of `path` as its first take. Takes long.

    The sound is decoded out of sight; the attempt appears when all of it is on the disk. The file
    itself is only read.

    Raises:
        AudioFileError: the file cannot be imported, and why.
        ImportCancelled: the person cancelled.
        DiskFullError: there is no room.
        LibraryError: the library cannot be written to.
    """
    with staging.staged_folder(library.folder) as place:
        staged = AttemptFolder(place)
        take = staged.new_take(1, library.now())
        staged.make_room(take)
        try:
            sound = import_sound(path, staged.take_path(take), on_progress, is_cancelled)
            whole = attempt.with_take(_finished(take, sound, path, attempt, library.now()))
            return AttemptFolder(staging.publish(place, whole, library.folder))
        except DiskFullError as error:
            # What the system says names a folder that nobody has ever seen.
            raise no_room_to_import(library.folder, 0) from error


def imported_attempt(
    path: Path,
    now: dt.datetime,
    bank: Bank,
    question: Question,
    *,
    rubric: Rubric,
    rules: Format,
) -> Attempt:
    """The attempt before its sound is there, with copies of all that a later edit could change."""
    return Attempt(
        id="new",
        created=now,
        bank=bank.bank,
        bank_title=bank.title,
        question=question,
        rubric=rubric,
        format=rules,
        origin="import",
        source_file=told_name(path),
    )


def told_name(path: Path) -> str:
    """The name of a file as text; on Linux a name may hold bytes that are none."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def _finished(
    take: Take, sound: ImportedSound, path: Path, attempt: Attempt, now: dt.datetime
) -> Take:
    remarks = [*sound.remarks, _over_time(sound.seconds, attempt.format)]
    return take.model_copy(
        update={
            "state": TakeState.FINISHED,
            "started": recorded_at(path, sound.recorded, now),
            "seconds": sound.seconds,
            "rate_hz": sound.rate_hz,
            "device": told_name(path),
            "problem": " ".join(remark for remark in remarks if remark),
        }
    )


def recorded_at(path: Path, told: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """When a recording was made: what it tells, else when the file was last changed.

    A moment that has not come yet is a clock that was wrong; then it is now.
    """
    moment = told
    if moment is None:
        try:
            moment = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
        except (OSError, OverflowError, ValueError):
            return now
    is_past = comparable(moment) <= comparable(now)
    return moment.astimezone() if is_past else now


def _over_time(seconds: float, rules: Format) -> str:
    limit = rules.answer_seconds
    if limit is None or seconds <= limit + OVER_SECONDS:
        return ""
    return f"It is {as_clock(seconds)} long; the format gives {as_clock(limit)}."
