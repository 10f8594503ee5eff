"""Restores a backup: put together out of sight, then made to appear; whole or not at all.

Nothing that is here is written over. What differs from its version in the backup stays, and that
version is kept beside it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mockinterview.errors import LibraryError, RestoreCancelled
from mockinterview.files import atomic, recovery, staging
from mockinterview.files.locks import KEEPING_LOCK, claimed
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.files.room import RESERVE_BYTES, free_bytes, no_room_to_restore
from mockinterview.keeping.comparing import (
    Compared,
    Group,
    State,
    compare_attempt,
    compare_file,
    each,
    groups_of,
)
from mockinterview.keeping.layout import INFORMAL_WORDS, SETTINGS, Area, KeptFile, Place
from mockinterview.keeping.places import Places
from mockinterview.keeping.reading import Backup, open_backup
from mockinterview.settings import Settings

logger = logging.getLogger(__name__)

OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]

_COMPARING_SHARE = 0.3
_MOST_NAMES = 1000


@dataclass(frozen=True)
class Restored:
    """What became of a backup, counted.

    Attributes:
        added: attempts that were not here.
        here: attempts that were.
        completed: attempts that were, with files missing, which were added.
        beside: attempts that are here in another version; theirs lies beside under these names.
        files_added: sittings, diary entries, banks and the like that were not here.
        files_here: those that were.
        files_beside: those that are here in another version, and where the other one lies.
        settings: what the settings of the backup say; None: it has none that can be read.
    """

    added: int
    here: int
    completed: int
    beside: tuple[str, ...]
    files_added: int
    files_here: int
    files_beside: tuple[Path, ...]
    settings: Settings | None


def restore(
    path: Path,
    places: Places,
    *,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> Restored:
    """Add to library, diary and own banks what a backup holds and they do not. Takes long.

    Settings are read and given back, never written. Killed at any moment, what has appeared is
    whole; restoring again adds the rest.

    Raises:
        BackupError: it is refused, in one sentence; everything is as it was.
        RestoreCancelled: the person cancelled; everything is as it was.
        DiskFullError: there is no room.
        LibraryError: the library cannot be written to, or another window restores or deletes.
    """

    def watch(part_done: float) -> None:
        if is_cancelled():
            raise RestoreCancelled("Restoring was cancelled.", "Nothing was taken over.")
        on_progress(part_done)

    with open_backup(path) as backup, claimed_library(places.library):
        compared = _compare(backup, places, watch)
        _require_room(compared, places.library)
        with (
            staging.staged_folder(places.library) as stage,
            contextlib.ExitStack() as undo,
        ):
            _stage_all(backup, compared, stage, watch)
            settings = _settings_in(backup)
            beside = _publish_all(compared, stage, places.library, undo)
            undo.pop_all()
    on_progress(1.0)
    return _counted(compared, beside, settings)


@contextlib.contextmanager
def claimed_library(library: Path) -> Iterator[None]:
    """Claim a library for restoring into it or deleting it; it is made when it is not there.

    Raises:
        LibraryError: another program does either now, or it cannot be written to.
    """
    was_here = library.is_dir()
    try:
        atomic.make_private(library)
    except OSError as error:
        raise atomic.as_library_error(error, library) from error
    try:
        with claimed(library, KEEPING_LOCK) as is_mine:
            if not is_mine:
                raise LibraryError(
                    "Another window of Mock Interview is restoring or deleting in this library.",
                    "Try again when it has finished.",
                    str(library),
                )
            try:
                yield
            finally:  # nobody waits for this claim, so its file may go with it
                _forget(library)
    finally:
        if not was_here:
            with contextlib.suppress(OSError):
                library.rmdir()  # where nothing came into it


def _forget(library: Path) -> None:
    with contextlib.suppress(OSError):
        (library / KEEPING_LOCK).unlink(missing_ok=True)


def _compare(backup: Backup, places: Places, watch: OnProgress) -> list[Compared]:
    compared = []
    groups = groups_of(backup)
    done, total = 0, backup.size_bytes or 1
    for group in groups:
        watch(_COMPARING_SHARE * min(1.0, done / total))
        done += group.size_bytes
        if group.attempt:
            compared.append(compare_attempt(group, places.library, backup))
        elif group.files[0][0] != SETTINGS:
            compared.append(compare_file(group, _target(group.files[0][0], places)))
    return compared


def _target(place: Place, places: Places) -> Path:
    """Where a file that belongs to no attempt lies on this computer."""
    if place == INFORMAL_WORDS:
        return places.informal_words
    folder = places.library if place.area is Area.LIBRARY else places.own_content
    return folder / place.name


def _require_room(compared: Sequence[Compared], library: Path) -> None:
    wanted = [file for one in compared for _, file in _to_write(one)]
    needed = sum(file.size_bytes for file in wanted)
    free = free_bytes(library)
    if free is not None and free - RESERVE_BYTES < needed:
        raise no_room_to_restore(library, needed)


def _to_write(one: Compared) -> tuple[tuple[Place, KeptFile], ...]:
    if one.state is State.LESS:
        return one.missing
    return () if one.state is State.HERE else one.group.files


def _stage_all(
    backup: Backup, compared: Sequence[Compared], stage: Path, watch: OnProgress
) -> None:
    """Write all that is to be added out of sight, and check it."""
    done = 0
    total = sum(file.size_bytes for one in compared for _, file in _to_write(one)) or 1
    for number, one in enumerate(compared):
        for place, file in _to_write(one):
            watch(_COMPARING_SHARE + (1 - _COMPARING_SHARE) * min(1.0, done / total))
            name = place.name if one.group.attempt else "file"
            _stage(backup, file, stage / str(number) / name)
            done += file.size_bytes
    _force_all(stage)


def _force_all(stage: Path) -> None:
    """Force all that was staged to the disk: at once where the system can, or file by file."""
    if not atomic.IS_WINDOWS:
        os.sync()
        return
    for path in stage.rglob("*"):
        if path.is_file():
            atomic.force_file(path)


def _stage(backup: Backup, file: KeptFile, path: Path) -> None:
    blocks = backup.blocks(file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("xb")
    except OSError as error:
        raise atomic.as_library_error(error, path) from error
    with stream:
        for block in blocks:
            try:
                stream.write(block)
            except OSError as error:
                raise atomic.as_library_error(error, path) from error


def _publish_all(
    compared: Sequence[Compared], stage: Path, library: Path, undo: contextlib.ExitStack
) -> list[str]:
    """Let everything appear. Returns: the names of the attempts that were kept beside others."""
    beside = []
    for number, one in enumerate(compared):
        staged = stage / str(number)
        if one.state is State.HERE:
            continue
        if one.group.attempt and one.here is not None:
            for place, _ in one.missing:
                _put_file(staged / place.name, one.here / place.name, undo)
        elif one.group.attempt:
            folder = _put_attempt(staged, one.group, library)
            undo.callback(_remove, folder)
            if one.state is State.DIFFERS:
                beside.append(folder.name)
        elif one.here is not None:
            _put_file(staged / "file", one.here, undo)
    return beside


def _put_attempt(staged: Path, group: Group, library: Path) -> Path:
    """Rename an attempt's folder into the library under its name, or the next one that is free."""
    names = [group.attempt, *(f"{group.attempt}-{number}" for number in range(2, _MOST_NAMES))]
    for name in names:
        path = library / name
        if path.exists():
            continue
        if name != group.attempt:
            _rename_in_file(staged / ATTEMPT_FILE, name)
        atomic.move_into_place(staged, path)
        return path
    raise staging.no_free_name(library)


def _rename_in_file(path: Path, name: str) -> None:
    """Let `attempt.json` tell the name of its folder; one that is no JSON stays as it is."""
    try:
        value: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    if isinstance(value, dict) and "id" in value:
        value["id"] = name
        atomic.write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _put_file(staged: Path, target: Path, undo: contextlib.ExitStack) -> None:
    """Move a file where none is, also to another disk."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise FileExistsError(errno.EEXIST, "appeared meanwhile", str(target))
        try:
            staged.rename(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            part = target.with_name(f".{target.name}.part")
            shutil.copyfile(staged, part)
            atomic.force_file(part)
            part.replace(target)
    except OSError as error:
        raise atomic.as_library_error(error, target) from error
    undo.callback(target.unlink, missing_ok=True)


def _settings_in(backup: Backup) -> Settings | None:
    """The settings of a backup; None where it has none, or those of a newer version."""
    for file in backup.manifest.files:
        if file.name == SETTINGS.packed_name:
            try:
                return Settings.model_validate_json(backup.read(file))
            except ValidationError as error:
                logger.warning("the settings of the backup are not taken over: %s", error)
    return None


def _counted(
    compared: Sequence[Compared], beside: Sequence[str], settings: Settings | None
) -> Restored:
    attempts = [one for one in compared if one.group.attempt]
    files = [one for one in compared if not one.group.attempt]
    kept = each(files, State.DIFFERS)
    return Restored(
        added=len(each(attempts, State.NEW)),
        here=len(each(attempts, State.HERE)),
        completed=len(each(attempts, State.LESS)),
        beside=tuple(beside),
        files_added=len(each(files, State.NEW)),
        files_here=len(each(files, State.HERE)),
        files_beside=tuple(one.here for one in kept if one.here is not None),
        settings=settings,
    )


def _remove(folder: Path) -> None:
    """Take an attempt back that has just appeared; what cannot be removed is logged."""
    try:
        recovery.remove_attempt(folder)
    except OSError as error:
        logger.warning("%s could not be removed again: %s", folder, error)
