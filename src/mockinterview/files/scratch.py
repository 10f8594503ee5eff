"""Folders for sound of which nothing is kept, in the system's folder for temporary files."""

from __future__ import annotations

import contextlib
import errno
import logging
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from mockinterview.errors import DiskFullError, LibraryError
from mockinterview.files.locks import FolderLock, claimed

logger = logging.getLogger(__name__)

TRY: Final = "mockinterview-try-"
"""How the name of a practice question's folder begins."""
TEST: Final = "mockinterview-test-"
"""How the name of a sound check's folder begins."""
_LOCK: Final = ".in-use.lock"
_MAKING_SECONDS: Final = 5.0
"""Until then another program may be about to claim the folder that it has made."""
_UNCLAIMED_SECONDS: Final = 3600.0
"""The same for a folder without a lock: the program once made such."""


class ScratchFolder:
    """One such folder; making it writes to the disk.

    It is claimed until it is removed, so that a program that starts meanwhile leaves it alone. The
    claim ends with the process, however that ends.

    Raises:
        LibraryError: it cannot be made.
    """

    def __init__(self, prefix: str) -> None:
        try:
            self.path = Path(tempfile.mkdtemp(prefix=prefix))
        except OSError as error:
            raise _as_library_error(error) from error
        self._lock = FolderLock(self.path, _LOCK)
        try:
            self._lock.take()
        except LibraryError:
            self.remove()
            raise

    def remove(self) -> None:
        """Throw away all that is in it; may be called again when something came after all."""
        self._lock.free()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_left_behind() -> None:
    """Remove the folders of programs that were killed, or of a computer that lost its power."""
    with contextlib.suppress(OSError):
        place = Path(tempfile.gettempdir())
        for prefix in (TRY, TEST):
            for folder in place.glob(f"{prefix}*"):
                _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    try:
        if folder.is_symlink() or not folder.is_dir() or not _is_left(folder):
            return
        shutil.rmtree(folder)
        logger.info("%s was left behind and is removed", folder)
    except (LibraryError, OSError) as error:  # perhaps another person's
        logger.info("%s stays: %s", folder, error)


def _is_left(folder: Path) -> bool:
    has_lock = (folder / _LOCK).exists()
    least = _MAKING_SECONDS if has_lock else _UNCLAIMED_SECONDS
    if time.time() - folder.stat().st_mtime < least:
        return False
    with claimed(folder, _LOCK) as is_mine:
        return is_mine


def _as_library_error(error: OSError) -> LibraryError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(
            "The disk that holds the temporary files is full.",
            "Free some space, then try again.",
            str(error),
        )
    return LibraryError(
        f"No temporary file can be made: {error.strerror or error}.",
        "Check that you may write to the system's folder for temporary files.",
        str(error),
    )
