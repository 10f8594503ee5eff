"""How much of the disk the program takes, and for what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Attempt
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.bin import entries_of, size_of
from mockinterview.files.ours import (
    Found,
    Kind,
    files_of_cache,
    files_of_content,
    files_of_library,
    files_of_models,
)
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.keeping.places import Places

_BINNED: Final = re.compile(rb'"binned"\s*:\s*"')


class Part(StrEnum):
    """What takes room."""

    ATTEMPTS = "attempts"
    """Attempts with sound, words and marks, those in the bin too."""
    DIARY = "diary"
    LIBRARY = "library"
    """Sittings and whatever else lies in the library."""
    BANKS = "banks"
    SETTINGS = "settings"
    """Settings, informal words, and the log."""
    CACHES = "caches"
    MODELS = "models"


@dataclass(frozen=True)
class Room:
    """What one part takes."""

    files: int = 0
    size_bytes: int = 0

    def __add__(self, other: Room) -> Room:
        return Room(self.files + other.files, self.size_bytes + other.size_bytes)


@dataclass(frozen=True)
class Storage:
    """What all parts take at one moment.

    `attempts` is how many there are; `bin` is the share of the attempts that is in the bin, and
    `bin_items` how many things that are. `foreign` lies in the folders of these parts and is not
    the program's.
    """

    parts: dict[Part, Room]
    attempts: int
    bin: int
    bin_items: int
    foreign: tuple[tuple[Part, Path], ...]
    moment: dt.datetime

    @property
    def size_bytes(self) -> int:
        """Of all parts."""
        return sum(room.size_bytes for room in self.parts.values())


def measure_storage(places: Places, now: dt.datetime) -> Storage:
    """Look through everything. Takes a second for some ten thousand files: for an executor."""
    parts = dict.fromkeys(Part, Room())
    names: set[str] = set()
    foreign = []
    for part, found in all_files(places):
        if found.kind is Kind.FOREIGN:
            foreign.append((part, found.path))
            continue
        parts[part] += Room(1, found.size_bytes)
        if found.attempt:
            names.add(found.attempt)
    binned = size_of(entries_of(_loaded(places.library, names)))
    return Storage(parts, len(names), binned.size, binned.items, tuple(foreign), now)


def all_files(places: Places, parts: Iterable[Part] = tuple(Part)) -> Iterator[tuple[Part, Found]]:
    """Every file of these parts, in the order in which they may be deleted."""
    wanted = set(parts)
    for found in files_of_library(places.library):
        part = _part_of(found)
        if part in wanted:
            yield part, found
    for part, files in (
        (Part.BANKS, files_of_content(places.own_content)),
        (Part.CACHES, files_of_cache(places.cache, places.models)),
        (Part.MODELS, files_of_models(places.models)),
        (Part.SETTINGS, _settings_files(places)),
    ):
        if part in wanted:
            yield from ((part, found) for found in files)


def _part_of(found: Found) -> Part:
    if found.attempt:
        return Part.ATTEMPTS
    return Part.DIARY if found.name.startswith("diary/") else Part.LIBRARY


def _settings_files(places: Places) -> Iterator[Found]:
    """The files that are named one by one; the settings last."""
    logs = sorted(places.log.parent.glob(f"{places.log.name}*"))
    others = sorted(places.settings.parent.glob(f"{places.settings.name}.*"))
    words = [*places.informal_words.parent.glob(f"{places.informal_words.name}*")]
    for path in (*logs, *words, *others, places.settings):
        if path.is_symlink():
            yield Found(path, path.name, Kind.FOREIGN)
        elif path.is_file():
            yield Found(path, path.name, Kind.KEPT, path.stat().st_size)


def _loaded(library: Path, names: Iterable[str]) -> Iterator[tuple[AttemptFolder, Attempt]]:
    """The attempts that have something in the bin; others need not be understood for that."""
    for name in sorted(names):
        folder = AttemptFolder(library / name)
        try:
            if _BINNED.search((folder.path / ATTEMPT_FILE).read_bytes()):
                yield folder, folder.load()
        except (LibraryError, OSError):
            continue
