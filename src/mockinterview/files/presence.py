"""Which windows have a library open, so that none loses it under its hands.

    library/.open/3f9a….lock     held by a window while it has this library

The system gives the claim up when the program ends, however that happens.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
from pathlib import Path
from typing import Final

from mockinterview.errors import LibraryError
from mockinterview.files.locks import INTERVIEW_LOCK, FolderLock, claimed
from mockinterview.files.ours import is_attempt

logger = logging.getLogger(__name__)

FOLDER: Final = ".open"
CHANGE_SECONDS: Final = 3.0
"""Whoever only changes an attempt holds it for less; an interview holds it much longer."""
_SUFFIX: Final = ".lock"


class Presence:
    """That a window has a library open. From one thread at a time."""

    def __init__(self) -> None:
        self.library: Path | None = None
        """Where it is."""
        self._lock: FolderLock | None = None
        self._name = ""

    def stay_in(self, library: Path) -> None:
        """Be present here and nowhere else; where the library is not there yet, nowhere at all.

        A library that only may be read is nobody's to delete: nothing is claimed then.
        """
        if self.library == library and (library / FOLDER / self._name).exists():
            return
        self.leave()
        if not library.is_dir():
            return
        name = secrets.token_hex(8) + _SUFFIX
        try:
            (library / FOLDER).mkdir(exist_ok=True)
            lock = FolderLock(library / FOLDER, name)
            lock.take()
        except (OSError, LibraryError) as error:
            logger.info("%s is not claimed: %s", library, error)
            return
        self.library, self._lock, self._name = library, lock, name

    def leave(self) -> None:
        """Be nowhere; without a presence nothing happens."""
        library, lock = self.library, self._lock
        self.library, self._lock = None, None
        if library is None or lock is None:
            return
        lock.free()
        with contextlib.suppress(OSError):
            (library / FOLDER / self._name).unlink(missing_ok=True)
            (library / FOLDER).rmdir()

    def others_in(self, library: Path) -> int:
        """How many other windows have a library open."""
        place = library / FOLDER
        names = {path.name for path in place.glob(f"*{_SUFFIX}")} if place.is_dir() else set()
        if self.library == library:
            names.discard(self._name)
        return sum(_is_held(place, name) for name in names)


def held_attempt(library: Path) -> str:
    """The name of an attempt in which an interview runs, here or in another window; or empty."""
    for lock in sorted(library.glob(f"*/{INTERVIEW_LOCK}")):
        folder = lock.parent
        if (
            not folder.is_symlink()
            and is_attempt(folder)
            and _is_held(folder, INTERVIEW_LOCK, CHANGE_SECONDS)
        ):
            return folder.name
    return ""


def _is_held(folder: Path, name: str, seconds: float = 0.0) -> bool:
    """Whether somebody holds a claim; the file of one whose program was killed is removed."""
    try:
        with claimed(folder, name, seconds) as is_mine:
            if is_mine and folder.name == FOLDER:
                with contextlib.suppress(OSError):
                    (folder / name).unlink(missing_ok=True)
            return not is_mine
    except LibraryError:
        return False
