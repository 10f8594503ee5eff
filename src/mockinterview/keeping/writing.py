"""Writes a backup: file by file beside its place, read back whole, and only then given its name."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import io
import logging
import secrets
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from mockinterview import __version__
from mockinterview.errors import BackupError, ExportCancelled, ExportError, LibraryError
from mockinterview.files import atomic
from mockinterview.files.export_place import require_free, unwritten
from mockinterview.files.locks import COMPRESSING_LOCK, INTERVIEW_LOCK, claimed
from mockinterview.files.room import RESERVE_BYTES, free_bytes
from mockinterview.files.takes import FLAC_SUFFIX, WAV_SUFFIX
from mockinterview.keeping.gathering import Gathered, gather
from mockinterview.keeping.layout import (
    MANIFEST,
    RATIO_FROM_BYTES,
    RATIO_LIMIT,
    SETTINGS,
    SUFFIX,
    KeptFile,
    Manifest,
    Place,
)
from mockinterview.keeping.places import Places
from mockinterview.keeping.reading import open_backup

logger = logging.getLogger(__name__)

OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_MODE: Final = (stat.S_IFREG | 0o644) << 16
_BLOCK_BYTES: Final = 1 << 20
_OVERHEAD_BYTES: Final = 600
"""What a file takes in the two lists and before its bytes, at most."""
_WRITING_SHARE: Final = 0.7
"""Of the time; the rest is for reading it back."""
_CLAIM_SECONDS: Final = 2.0


@dataclass(frozen=True)
class WrittenBackup:
    """A backup that was written and read back.

    `left_out` is what lies in the person's folders and is not the program's; `unread` is what
    could not be read.
    """

    path: Path
    size_bytes: int
    attempts: int
    files: int
    left_out: tuple[Path, ...]
    unread: tuple[Path, ...]


def write_backup(
    target: Path,
    places: Places,
    *,
    settings: bytes | None,
    now: dt.datetime,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenBackup:
    """Write all that the person has made as one file. Takes long.

    Args:
        target: where to; its name ends in `.mockinterview-backup`.
        places: what is looked through.
        settings: the settings as they go along; None leaves them out.
        now: the moment that the backup tells.
        replaces: whether a file that is there may be replaced.
        on_progress: called with the part done, 0 to 1.
        is_cancelled: asked as often.

    Raises:
        ExportError: it cannot be written there, or did not come out right; nothing is left.
        ExportCancelled: the person cancelled; nothing is left.
    """
    _require_place(target, places, replaces=replaces)
    gathered = gather(places)
    _require_room(target, gathered)
    watch = _watched(on_progress, is_cancelled)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with _told(target):
            manifest, unread = _write(part, gathered, settings, now, watch)
            atomic.force_file(part)
        _read_back(part, manifest, watch)
        require_free(target, replaces=replaces)
        with _told(target):
            size_bytes = part.stat().st_size
            atomic.move_into_place(part, target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return WrittenBackup(
        target, size_bytes, gathered.attempts, len(manifest.files), gathered.left_out, unread
    )


def proposed_name(now: dt.datetime) -> str:
    """What a backup of this day is called unless the person says otherwise."""
    return f"Mock Interview {now:%Y-%m-%d}{SUFFIX}"


def _require_place(target: Path, places: Places, *, replaces: bool) -> None:
    if target.suffix != SUFFIX:
        raise ExportError(
            f"A backup cannot be called “{target.name}”.", f"Let its name end in {SUFFIX}."
        )
    require_free(target, replaces=replaces)
    folder = target.parent.resolve()
    if any(_lies_in(folder, one) for one in (places.library, places.own_content)):
        raise ExportError(
            "A backup cannot lie in the folder that it is made of.",
            "Choose another folder, best on another disk.",
            str(folder),
        )


def _lies_in(folder: Path, place: Path) -> bool:
    return place.resolve() in (folder, *folder.parents)


def _require_room(target: Path, gathered: Gathered) -> None:
    needed = gathered.size_bytes + _OVERHEAD_BYTES * len(gathered.files)
    free = free_bytes(target.parent)
    if free is not None and free - RESERVE_BYTES < needed:
        raise ExportError(
            f"There is no room for the backup in {target.parent}.",
            "Free some space, or choose another folder or disk.",
            f"{needed} bytes needed, {free} free",
        )


def _watched(on_progress: OnProgress, is_cancelled: IsCancelled) -> OnProgress:
    def watch(part_done: float) -> None:
        if is_cancelled():
            raise ExportCancelled("The backup was cancelled.", "Nothing was written.")
        on_progress(part_done)

    return watch


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    """What writing that failed means to the person."""
    try:
        yield
    except OSError as error:
        raise unwritten(target, str(error)) from error
    except LibraryError as error:
        raise unwritten(target, error.detail) from error


def _write(
    part: Path, gathered: Gathered, settings: bytes | None, now: dt.datetime, watch: OnProgress
) -> tuple[Manifest, tuple[Path, ...]]:
    """Write all of it. Returns: what is in it, and what could not be read."""
    unread: list[Path] = []
    kept: list[KeptFile] = []
    done, total = 0, gathered.size_bytes or 1
    with zipfile.ZipFile(part, "x", allowZip64=True) as archive:
        if settings is not None:
            kept.append(_add_text(archive, SETTINGS, settings))
        for place, path in gathered.files:
            watch(_WRITING_SHARE * min(1.0, done / total))
            one = _add_file(archive, place, path)
            if one is None:
                unread.append(path)
                continue
            kept.append(one)
            done += one.size_bytes
        created = now.replace(microsecond=0)
        manifest = Manifest(
            program=f"Mock Interview {__version__}", created=created, files=tuple(kept)
        )
        data = manifest.model_dump_json(indent=1).encode()
        archive.writestr(_entry(MANIFEST, zipfile.ZIP_DEFLATED), data)
    return manifest, tuple(unread)


def _add_file(archive: zipfile.ZipFile, place: Place, path: Path) -> KeptFile | None:
    """Add a file as it is at this moment; None when it cannot be read."""
    folder = path.parents[place.name.count("/")]
    with contextlib.ExitStack() as claims:
        if place.attempt:  # a compression that ends meanwhile would take the sound away
            for name in (COMPRESSING_LOCK, INTERVIEW_LOCK):
                with contextlib.suppress(LibraryError):  # a library that only may be read
                    claims.enter_context(claimed(folder, name, _CLAIM_SECONDS))
        found = _present(path)
        try:
            with found.open("rb") as source:
                if source.seek(0, io.SEEK_END) > place.limit_bytes:
                    return None
                source.seek(0)
                if place.is_text:
                    return _add_text(archive, place, source.read())
                name = place.name.removesuffix(path.suffix) + found.suffix
                return _add_sound(archive, replace(place, name=name), source)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise
            logger.warning("%s is not in the backup: %s", path, error)
            return None


def _present(path: Path) -> Path:
    """The file under the name that it has now: a take may have become FLAC since it was found."""
    compressed = path.with_suffix(FLAC_SUFFIX)
    is_renamed = path.suffix == WAV_SUFFIX and not path.exists() and compressed.is_file()
    return compressed if is_renamed else path


def _add_text(archive: zipfile.ZipFile, place: Place, data: bytes) -> KeptFile:
    is_harmless = len(data) <= RATIO_FROM_BYTES or len(zlib.compress(data)) * RATIO_LIMIT > len(
        data
    )
    method = zipfile.ZIP_DEFLATED if is_harmless else zipfile.ZIP_STORED
    archive.writestr(_entry(place.packed_name, method), data)
    checksum = hashlib.sha256(data).hexdigest()
    return KeptFile(name=place.packed_name, size_bytes=len(data), sha256=checksum)


def _add_sound(archive: zipfile.ZipFile, place: Place, source: BinaryIO) -> KeptFile:
    checksum, size = hashlib.sha256(), 0
    entry = _entry(place.packed_name, zipfile.ZIP_STORED)
    entry.file_size = source.seek(0, io.SEEK_END)
    source.seek(0)
    with archive.open(entry, "w") as sink:
        while block := source.read(min(_BLOCK_BYTES, entry.file_size - size)):
            sink.write(block)
            checksum.update(block)
            size += len(block)
    return KeptFile(name=place.packed_name, size_bytes=size, sha256=checksum.hexdigest())


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = method
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    return entry


def _read_back(part: Path, manifest: Manifest, watch: OnProgress) -> None:
    """What cannot be restored is never called a backup."""
    done, total = 0, sum(file.size_bytes for file in manifest.files) or 1
    try:
        with open_backup(part) as backup:
            if backup.manifest != manifest:
                raise BackupError("The list of files is another one.")
            for file in manifest.files:
                watch(_WRITING_SHARE + (1 - _WRITING_SHARE) * min(1.0, done / total))
                backup.check(file)
                done += file.size_bytes
    except BackupError as error:
        raise ExportError(
            "The backup did not come out as it should.",
            "Nothing was kept of it. Try again, or choose another disk.",
            f"{error.message} {error.detail}",
        ) from error
    watch(1.0)
