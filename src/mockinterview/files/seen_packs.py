"""Which packs of the watched folder were looked at, so that none is taken in twice."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

from mockinterview.core.model import Model
from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.files.values import read_value, write_value

logger = logging.getLogger(__name__)

PACK_SUFFIX: Final = ".mockinterview"
_FILE: Final = "watched.json"
_MOST: Final = 5000
"""So many are remembered; nobody keeps more packs in one folder."""


class SeenPack(Model):
    """A file as it was when it was looked at; with another size or time it is another file."""

    name: str
    size_bytes: int
    changed_ns: int


class SeenPacks(Model):
    """What the file in the library holds."""

    version: Literal[1] = 1
    packs: tuple[SeenPack, ...] = ()


def packs_in(folder: Path) -> list[tuple[Path, SeenPack]]:
    """The packs that lie in a folder now; what vanishes meanwhile is left out.

    Raises:
        LibraryError: the folder cannot be read.
    """
    found = []
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise LibraryError(
            f"The watched folder {folder} cannot be read.",
            "Check that it is there, or choose another one on the Tutor page.",
            str(error),
        ) from error
    for path in paths:
        if not is_pack(path) or not path.is_file():
            continue
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((path, _seen(path, status.st_size, status.st_mtime_ns)))
    return found


def is_pack(path: Path) -> bool:
    """Whether a file is called as packs are, in letters of whatever size."""
    return path.suffix.lower() == PACK_SUFFIX


def read_seen(library: Path) -> set[SeenPack]:
    """Those that were looked at; none where that cannot be read: looking twice does no harm."""
    path = library / _FILE
    try:
        return set(read_value(path, SeenPacks).packs) if path.is_file() else set()
    except LibraryError as error:
        logger.warning("%s (%s)", error, error.detail)
        return set()


def add_seen(library: Path, packs: Iterable[SeenPack]) -> None:
    """Remember these, too; of very many the newest.

    Raises:
        LibraryError: it cannot be written.
    """
    try:
        library.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise atomic.as_library_error(error, library) from error
    kept = sorted(read_seen(library) | set(packs), key=lambda pack: pack.changed_ns)[-_MOST:]
    write_value(library, library / _FILE, SeenPacks(packs=tuple(kept)))


def _seen(path: Path, size_bytes: int, changed_ns: int) -> SeenPack:
    return SeenPack(name=path.name, size_bytes=size_bytes, changed_ns=changed_ns)
