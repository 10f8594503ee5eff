"""The diary on disk: one JSON file an entry in the library's folder `diary`, readable as it is.

    diary/2026-07-14-101500.json

A file is replaced atomically, and changed by reading it again while the folder is claimed, so that
two windows never lose what the other wrote. What cannot be understood is named and left alone.
Only a new entry makes the library's folder: where an entry was and the folder is gone, the disk
with the library was taken out, and what is written in its place would be in its way.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from mockinterview.core.diary import Entry, newest_first
from mockinterview.errors import LibraryError, UsageError
from mockinterview.files import atomic
from mockinterview.files.bin import KEPT_DAYS
from mockinterview.files.locks import INTERVIEW_LOCK, claimed, folder_gone

logger = logging.getLogger(__name__)

FOLDER: Final = "diary"
VERSION: Final = 1
_ENDING: Final = ".json"
_LARGEST_BYTES: Final = 2_000_000
"""Ten times what the fields can hold; larger files were not made by this program."""
_CLAIM_SECONDS: Final = 3.0
_MOST_NAMES: Final = 1000

Migration = Callable[[dict[str, Any]], dict[str, Any]]
MIGRATIONS: Final[dict[int, Migration]] = {}
"""By the version that a file has: what makes the next one of it. There is one version so far."""


@dataclass
class DiaryListing:
    """What is in the diary, newest first; `unreadable` says why, by the name of a file."""

    entries: list[Entry] = field(default_factory=list)
    binned: list[Entry] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)


class Diary:
    """The entries of one library. Reads and writes the disk: for an executor."""

    def __init__(self, library_folder: Path) -> None:
        self.folder = library_folder / FOLDER

    def listing(self) -> DiaryListing:
        """Every entry; those in the bin apart."""
        listing = DiaryListing()
        paths = sorted(self.folder.glob(f"*{_ENDING}")) if self.folder.is_dir() else []
        for path in paths:
            if path.name.startswith("."):
                continue
            try:
                entry = read_entry(path)
            except LibraryError as error:
                listing.unreadable[path.name] = str(error)
                continue
            (listing.entries if entry.binned is None else listing.binned).append(entry)
        listing.entries = newest_first(listing.entries)
        listing.binned = newest_first(listing.binned)
        return listing

    def load(self, name: str) -> Entry:
        """The entry with this id.

        Raises:
            UsageError: there is none.
            LibraryError: it cannot be understood.
        """
        return read_entry(self._path(name))

    def create(self, entry: Entry) -> Entry:
        """Write a new entry. Returns: it with its `id`, which is made of when it was begun.

        Raises:
            LibraryError: it cannot be written.
        """
        stem = f"{entry.created:%Y-%m-%d-%H%M%S}"
        with self._claim(makes_library=True):
            for number in range(1, _MOST_NAMES):
                name = stem if number == 1 else f"{stem}-{number}"
                path = self.folder / f"{name}{_ENDING}"
                if not path.exists():
                    made = entry.model_copy(update={"id": name})
                    _write(path, made)
                    return made
        raise LibraryError("The diary has too many entries of this moment.", "Try again.")

    def change(self, name: str, function: Callable[[Entry], Entry]) -> Entry:
        """Read an entry, change it, write it, with nobody else in between.

        Returns: the entry as it is on the disk now.

        Raises:
            UsageError: there is no such entry.
            LibraryError: it cannot be read or written.
        """
        with self._claim():
            path = self._path(name)
            entry = read_entry(path)
            changed = Entry.model_validate(function(entry).model_dump())
            if changed != entry:
                _write(path, changed)
            return changed

    def delete(self, name: str, now: dt.datetime) -> Entry:
        """Put an entry into the bin, for `KEPT_DAYS` days; raises what `change` raises."""
        return self.change(
            name,
            lambda entry: entry if entry.binned else entry.model_copy(update={"binned": now}),
        )

    def restore(self, name: str) -> Entry:
        """Take an entry out of the bin; raises what `change` raises."""
        return self.change(name, lambda entry: entry.model_copy(update={"binned": None}))

    def discard_if_blank(self, name: str) -> bool:
        """Remove the file of an entry in which nothing was written; True when it did.

        Raises:
            LibraryError: it cannot be removed.
        """
        with self._claim():
            try:
                path = self._path(name)
            except UsageError:
                return False
            return read_entry(path).is_blank and _removed(path)

    def remove_old(self, now: dt.datetime, days: int = KEPT_DAYS) -> int:
        """Remove for good what was put into the bin more than so many days ago.

        Returns: how many entries are gone. What cannot be removed stays and is logged.
        """
        latest = now - dt.timedelta(days=days)
        removed = 0
        for entry in self.listing().binned:
            if entry.binned is not None and entry.binned < latest:
                try:
                    with self._claim():
                        removed += _removed(self._path(entry.id))
                except (LibraryError, UsageError) as error:
                    logger.warning("%s stays in the diary's bin: %s", entry.id, error)
        return removed

    def _path(self, name: str) -> Path:
        path = self.folder / f"{name}{_ENDING}"
        if Path(name).name != name or name.startswith(".") or not path.is_file():
            raise UsageError(
                f"There is no entry “{name}” in the diary.",
                "“mockinterview diary list” lists those that there are.",
            )
        return path

    @contextmanager
    def _claim(self, *, makes_library: bool = False) -> Iterator[None]:
        self._make_folder(makes_library=makes_library)
        try:
            with claimed(self.folder, INTERVIEW_LOCK, _CLAIM_SECONDS) as is_mine:
                if not is_mine:
                    raise LibraryError(
                        "The diary is being written by another window of Mock Interview.",
                        "Try again in a moment.",
                        str(self.folder),
                    )
                yield
        except OSError as error:  # a disk that was taken out fails at any question
            raise atomic.as_library_error(error, self.folder) from error

    def _make_folder(self, *, makes_library: bool) -> None:
        try:
            if makes_library:
                atomic.make_private(self.folder.parent)
            self.folder.mkdir(exist_ok=True)
        except FileNotFoundError as error:
            raise folder_gone(self.folder.parent) from error
        except OSError as error:
            raise atomic.as_library_error(error, self.folder) from error


def read_entry(path: Path) -> Entry:
    """The entry in a file, brought to the present version; its name tells the id.

    Raises:
        LibraryError: it cannot be read, or not be understood, or a newer program wrote it.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise LibraryError(f"{path} is too large for an entry of the diary.", _LEFT_ALONE)
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise LibraryError(f"{path} cannot be read.", _LEFT_ALONE, str(error)) from error
    try:
        return Entry.model_validate_json(json.dumps({**_migrated(value, path), "id": path.stem}))
    except (ValidationError, ValueError, RecursionError) as error:
        raise LibraryError(f"{path} cannot be understood.", _LEFT_ALONE, str(error)) from error


_LEFT_ALONE: Final = "It was left as it is; the other entries are untouched."


def _migrated(value: Any, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise LibraryError(f"{path} is no entry of the diary.", _LEFT_ALONE)
    entry: dict[str, Any] = value
    if isinstance(entry.get("version"), int) and entry["version"] > VERSION:
        raise LibraryError(
            f"{path} was written by a newer version of Mock Interview.",
            "Update the program to read it. It was left as it is.",
        )
    while isinstance(entry.get("version"), int) and entry["version"] in MIGRATIONS:
        entry = MIGRATIONS[entry["version"]](entry)
    return entry


def _write(path: Path, entry: Entry) -> None:
    atomic.write_text(path, entry.model_dump_json(indent=2) + "\n")


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError as error:
        raise atomic.as_library_error(error, path) from error
    return True
