"""Attempts that are put together out of sight and appear in the library whole, or not at all.

    library/importing/3f9a…/         what is being put together; never listed
    library/importing/3f9a….lock     held by whoever does it

The finished folder is renamed into the library in one step. The system gives the claim up when
the program is killed; the next start removes what nobody claims.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Attempt
from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.files.locks import FolderLock, claimed

logger = logging.getLogger(__name__)

FOLDER: Final = "importing"
LOCK_SUFFIX: Final = ".lock"
_MOST_NAMES: Final = 1000


@contextlib.contextmanager
def staged_folder(library: Path) -> Iterator[Path]:
    """An empty folder on the library's own disk, gone after the `with` block unless published.

    Raises:
        LibraryError: the library cannot be written to.
    """
    place = library / FOLDER
    name = secrets.token_hex(8)
    lock = FolderLock(place, name + LOCK_SUFFIX)
    _claim(place, lock)
    try:
        yield _made(place / name)
    finally:
        shutil.rmtree(place / name, ignore_errors=True)
        lock.free()
        _forget(place, name)


def publish(folder: Path, attempt: Attempt, library: Path) -> Path:
    """Write `attempt.json` and let the folder appear in the library; its name becomes the id.

    Raises:
        LibraryError: the library cannot be written to.
    """
    for name in attempt_names(attempt):
        path = library / name
        try:
            if os.name == "nt":
                if path.exists():
                    continue
            else:
                path.mkdir()  # claims the name; renaming replaces an empty folder
        except FileExistsError:
            continue
        except OSError as error:
            raise atomic.as_library_error(error, path) from error
        try:
            named = attempt.model_copy(update={"id": path.name})
            atomic.write_text(folder / "attempt.json", named.model_dump_json(indent=2) + "\n")
            atomic.move_into_place(folder, path)
        except LibraryError:
            with contextlib.suppress(OSError):
                path.rmdir()
            raise
        return path
    raise no_free_name(library)


def attempt_names(attempt: Attempt) -> Iterator[str]:
    """The names that the folder of an attempt may have, the best one first."""
    stem = f"{attempt.created:%Y-%m-%d-%H%M%S}-{attempt.question.id}"
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, _MOST_NAMES))


def no_free_name(library: Path) -> LibraryError:
    """All of them are taken, or the library is no folder."""
    return LibraryError(
        f"No new attempt can be made in {library}.",
        "Choose another library folder in Settings.",
    )


def remove_abandoned(library: Path) -> None:
    """Remove what was being put together when the program ended; what somebody works on stays."""
    place = library / FOLDER
    if not place.is_dir():
        return
    names = {path.name.removesuffix(LOCK_SUFFIX) for path in place.iterdir()}
    for name in names:
        try:
            with claimed(place, name + LOCK_SUFFIX) as is_mine:
                if is_mine and (place / name).exists():
                    shutil.rmtree(place / name)
            if is_mine:
                _forget(place, name)
        except (OSError, LibraryError) as error:
            logger.warning("%s could not be removed: %s", place / name, error)
    with contextlib.suppress(OSError):
        place.rmdir()


def _claim(place: Path, lock: FolderLock) -> None:
    """Make the folder of all that is staged, which whoever is done there may just remove."""
    for is_last in (False, False, True):
        try:
            atomic.make_private(place)
            lock.take()
        except OSError as error:
            raise atomic.as_library_error(error, place) from error
        except LibraryError:
            if is_last or place.is_dir():
                raise
        else:
            return


def _made(folder: Path) -> Path:
    try:
        folder.mkdir()
    except OSError as error:
        raise atomic.as_library_error(error, folder) from error
    return folder


def _forget(place: Path, name: str) -> None:
    """Remove the file of the claim, and the folder of all that is staged when nothing is."""
    with contextlib.suppress(OSError):
        (place / (name + LOCK_SUFFIX)).unlink(missing_ok=True)
        place.rmdir()
