"""Writing a file so that a crash at any moment leaves either the old one or the new one.

A file may be read by whom the system lets read any new file of this person (on POSIX: as the umask
says), be it of the library or for others, as sound and packs may: a shared folder is shared whole,
and a private library is a matter of the umask, or of the folder that it lies in.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from pathlib import Path
from typing import Final

from mockinterview.errors import DiskFullError, LibraryError

IS_WINDOWS: Final = os.name == "nt"
AGAIN_SECONDS: Final = 1.0
"""How long Windows is asked again to replace a file: it refuses while anybody has the file open,
be it for a moment to read it, to index it or to look for viruses."""
_LOOK_SECONDS: Final = 0.02


def write_text(path: Path, text: str) -> None:
    """Replace `path` by `text` in UTF-8, as `write_bytes` does.

    Raises:
        DiskFullError: there is no room.
        LibraryError: the folder cannot be written to.
    """
    write_bytes(path, text.encode("utf-8"))


def make_private(folder: Path) -> None:
    """Make a folder of the program's, and those around it that are missing: for its owner alone.

    One that is there stays as it is. (On Windows the person's own folders are private anyhow.)

    Raises:
        OSError: it cannot be made.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(exist_ok=True)  # raises what a file in its place raises


def write_bytes(path: Path, content: bytes) -> None:
    """Replace what `path` holds: written aside, forced to disk, then renamed over it.

    Raises:
        DiskFullError: there is no room.
        LibraryError: the folder cannot be written to.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    is_mine = False
    try:
        make_private(path.parent)
        # Not `tempfile.mkstemp`, whose files nobody else may read, whatever the umask says.
        with part.open("xb") as stream:
            is_mine = True
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _replace(part, path)
    except OSError as error:
        if is_mine:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise as_library_error(error, path) from error
    _force_folder(path.parent)


def force_file(path: Path) -> None:
    """Force what another writer left in `path` to the disk itself.

    Raises:
        DiskFullError: the file system found only now that there is no room.
        LibraryError: the disk reports a fault.
    """
    try:
        with path.open("r+b") as stream:
            os.fsync(stream.fileno())
    except OSError as error:
        raise as_library_error(error, path) from error


def move_into_place(part: Path, path: Path) -> None:
    """Rename `part`, whole and forced to the disk, to `path`, so that the name survives too.

    Raises:
        LibraryError: the folder cannot be written to.
    """
    try:
        _replace(part, path)
    except OSError as error:
        raise as_library_error(error, path) from error
    _force_folder(path.parent)


def as_library_error(error: OSError, path: Path) -> LibraryError:
    """What an `OSError` while writing means to the person."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(
            f"The disk that holds {path.parent} is full.",
            "Free some space, or choose another library folder in Settings.",
            str(error),
        )
    return LibraryError(
        f"{path} could not be written: {error.strerror or error}.",
        "Check that the folder exists and that you may write to it,"
        " or choose another library folder in Settings.",
        str(error),
    )


def _replace(part: Path, path: Path) -> None:
    give_up_at = time.monotonic() + AGAIN_SECONDS
    while True:
        try:
            part.replace(path)
        except PermissionError:
            if not IS_WINDOWS or time.monotonic() >= give_up_at:
                raise
            time.sleep(_LOOK_SECONDS)
        else:
            return


def _force_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where the system can (not on Windows)."""
    if IS_WINDOWS:
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
