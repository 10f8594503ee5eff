"""Writes a pack: gathered, converted, written beside, read back, and only then given its name.

The same content, written at the same moment, gives the same bytes: order, dates and the numbers of
Ogg streams are fixed. (Deflated text is the same wherever the same zlib is used.)
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview import __version__
from mockinterview.errors import ExportCancelled, ExportError, LibraryError, PackError
from mockinterview.files import atomic
from mockinterview.files.export_place import require_free, unwritten
from mockinterview.pack.choice import Choice
from mockinterview.pack.gathering import Gathered, Parcel, Sound, as_json, gather, sound_missing
from mockinterview.pack.layout import MANIFEST, SUFFIX, Place
from mockinterview.pack.manifest import Manifest, PackedFile
from mockinterview.pack.ogg import with_fixed_serial
from mockinterview.pack.reading import inspect

Convert = Callable[[Path, Path], object]
"""Writes a sound file anew, as the ending of the second name says; raises MockInterviewErrors."""
OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can tell: all files of all packs are as old."""
_UNIX: Final = 3
_MODE: Final = (stat.S_IFREG | 0o644) << 16
_BLOCK_BYTES: Final = 1 << 20

_Files = dict[Place, bytes | Path]


@dataclass(frozen=True)
class WrittenPack:
    """A pack that was written; `content` is the checksum of all that is in it."""

    path: Path
    size_bytes: int
    attempts: int
    markings: int
    content: str


def write_pack(
    target: Path,
    parcels: Sequence[Parcel],
    choice: Choice,
    *,
    convert: Convert,
    now: dt.datetime,
    replaces: bool = False,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> WrittenPack:
    """Write attempts, or only the marks on them, as one file for others. May take long.

    Args:
        target: where to; its name ends in `.mockinterview`.
        parcels: the attempts, and whose they are.
        choice: what of them goes along.
        convert: writes a sound as Opus or FLAC.
        now: the moment that the pack tells, to the second.
        replaces: whether a file that is there may be replaced.
        on_progress: called after each sound with the part done, 0 to 1.
        is_cancelled: asked after each sound.

    Raises:
        ExportError: it cannot be written there; nothing is left.
        ExportCancelled: the person cancelled; nothing is left.
        UsageError, PackError, LibraryError: as `gather`.
        AudioFileError: a sound cannot be read.
    """
    if target.suffix != SUFFIX:
        raise ExportError(
            f"A pack cannot be called “{target.name}”.", f"Let its name end in {SUFFIX}."
        )
    require_free(target, replaces=replaces)
    gathered = gather(parcels, choice)
    with _folder_beside(target) as place:
        files = _files(gathered, place, convert, _watched(on_progress, is_cancelled))
        manifest = _manifest(gathered, files, choice, now)
        part = place / "pack"
        try:
            _write(part, manifest, files)
            atomic.force_file(part)
        except OSError as error:
            raise unwritten(target, str(error)) from error
        except LibraryError as error:
            raise unwritten(target, error.detail) from error
        size_bytes = _require_readable(part, manifest)
        require_free(target, replaces=replaces)
        try:
            atomic.move_into_place(part, target)
        except LibraryError as error:
            raise unwritten(target, error.detail) from error
    markings = sum(one.markings for one in gathered)
    return WrittenPack(target, size_bytes, len(gathered), markings, manifest.content)


@contextlib.contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A folder on the disk of the target, gone after the `with` block."""
    try:
        place = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=target.parent))
    except OSError as error:
        raise unwritten(target, str(error)) from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _watched(on_progress: OnProgress, is_cancelled: IsCancelled) -> OnProgress:
    def watch(part_done: float) -> None:
        if is_cancelled():
            raise ExportCancelled("The pack was cancelled.", "Nothing was written.")
        on_progress(part_done)

    return watch


def _files(
    gathered: Sequence[Gathered], place: Path, convert: Convert, watch: OnProgress
) -> _Files:
    """Every file of the pack in its order: text as bytes, sound where it lies now."""
    files: _Files = {}
    sounds = [sound for one in gathered for sound in one.sounds]
    seconds = sum(sound.take.seconds for sound in sounds) or 1.0
    done = 0.0
    watch(0.0)
    for sound in sounds:
        files[sound.place] = _converted(sound, place, convert) if sound.is_converted else sound.path
        done += sound.take.seconds
        watch(min(1.0, done / seconds))
    for one in gathered:
        files |= one.texts
    return dict(sorted(files.items(), key=lambda item: item[0].order))


def _converted(sound: Sound, place: Path, convert: Convert) -> Path:
    made = place / f"{sound.place.attempt}-{sound.take.number}.{sound.place.suffix}"
    convert(sound.path, made)
    if sound.place.suffix == "opus":
        try:
            made.write_bytes(with_fixed_serial(made.read_bytes()))
        except (OSError, ValueError) as error:
            raise unwritten(made, str(error)) from error
    return made


def _manifest(
    gathered: Sequence[Gathered], files: _Files, choice: Choice, now: dt.datetime
) -> Manifest:
    listed = []
    for place, content in files.items():
        size, checksum = _measured(content)
        listed.append(PackedFile(name=place.name, size_bytes=size, sha256=checksum))
    return Manifest(
        kind=choice.kind,
        program=f"Mock Interview {__version__}",
        created=now.replace(microsecond=0),
        attempts=tuple(one.listed for one in gathered),
        files=tuple(listed),
    )


def _measured(content: bytes | Path) -> tuple[int, str]:
    """Size in bytes and SHA-256."""
    if isinstance(content, bytes):
        return len(content), hashlib.sha256(content).hexdigest()
    try:
        with content.open("rb") as stream:
            checksum = hashlib.file_digest(stream, "sha256").hexdigest()
            return stream.tell(), checksum
    except OSError as error:
        raise sound_missing(str(error)) from error


def _write(part: Path, manifest: Manifest, files: _Files) -> None:
    with zipfile.ZipFile(part, "w", allowZip64=False) as archive:
        archive.writestr(_entry(MANIFEST, zipfile.ZIP_DEFLATED), as_json(manifest))
        for place, content in files.items():
            if isinstance(content, bytes):
                archive.writestr(_entry(place.name, zipfile.ZIP_DEFLATED), content)
            else:
                _write_sound(archive, place.name, content)


def _write_sound(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    entry = _entry(name, zipfile.ZIP_STORED)
    entry.file_size = path.stat().st_size
    with path.open("rb") as source, archive.open(entry, "w") as sink:
        shutil.copyfileobj(source, sink, _BLOCK_BYTES)


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = method
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    return entry


def _require_readable(part: Path, manifest: Manifest) -> int:
    """What a reader would refuse is never given away. Returns: the size in bytes."""
    try:
        contents = inspect(part)
    except PackError as error:
        reason = f"{error.message} {error.detail}"
        raise ExportError(
            "The pack did not come out as it should.",
            "Nothing was kept of it. Try again, or with fewer attempts.",
            reason,
        ) from error
    if contents.manifest != manifest:
        raise ExportError("The pack did not come out as it should.", "Try again.")
    return contents.size_bytes
