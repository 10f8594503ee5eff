"""Claims on an attempt's folder that hold between copies of the program and end with them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import filelock

from mockinterview.errors import LibraryError
from mockinterview.files import atomic

logger = logging.getLogger(__name__)

INTERVIEW_LOCK: Final = ".lock"
"""Held while an interview runs, and for the moment in which `attempt.json` is changed otherwise."""
MARKING_LOCK: Final = ".marking.lock"
"""Held while the marks are open in a window."""
COMPRESSING_LOCK: Final = ".compressing.lock"
"""Held while a take is compressed, so that nobody takes the half-written file for a left-over."""
TRANSCRIBING_LOCK: Final = ".transcribing.lock"
"""Held while a take is written down, so that two windows do not do it twice."""
KEEPING_LOCK: Final = ".keeping.lock"
"""Held in a library while it is restored into, or all of it deleted."""


IMPORTING_LOCK: Final = ".importing.lock"
"""Held in a library for the moment in which what came in a pack appears in it."""


class FolderLock:
    """One of the claims on a folder. The system gives it up when the process ends, however.

    Any thread may give up what another one took.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._lock = filelock.FileLock(folder / name, thread_local=False)

    def take(self, seconds: float = 0.0) -> bool:
        """Claim, trying for this long; False when somebody else holds it, here or elsewhere.

        Raises:
            LibraryError: the folder is gone or cannot be written to.
        """
        if not self._folder.is_dir():  # the lock would make it
            raise folder_gone(self._folder)
        try:
            self._lock.acquire(timeout=seconds, blocking=seconds > 0)
        except filelock.Timeout:
            return False
        except NotImplementedError:
            logger.warning("%s cannot be locked: its file system knows no locks", self._folder)
        except OSError as error:
            raise atomic.as_library_error(error, self._folder) from error
        return True

    def free(self) -> None:
        """Give the claim up."""
        self._lock.release()


def folder_gone(folder: Path) -> LibraryError:
    """An attempt's folder was removed or moved, or its disk taken out."""
    return LibraryError(
        f"The folder {folder} is gone.", "Check that the disk with your library is connected."
    )


@contextlib.contextmanager
def claimed(folder: Path, name: str, seconds: float = 0.0) -> Iterator[bool]:
    """Claim for the length of a `with` block; gives whether it succeeded.

    Raises:
        LibraryError: the folder is gone or cannot be written to.
    """
    lock = FolderLock(folder, name)
    is_mine = lock.take(seconds)
    try:
        yield is_mine
    finally:
        if is_mine:
            lock.free()
