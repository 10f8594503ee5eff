"""What goes into a backup, found on the disk; nothing is read yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.files.archive import NAME_LIMIT
from mockinterview.files.ours import (
    Found,
    Kind,
    files_of_content,
    files_of_library,
    is_portable,
)
from mockinterview.keeping.layout import INFORMAL_WORDS, Area, Place
from mockinterview.keeping.places import Places

_LONGEST_FOLDER: Final = 100


@dataclass(frozen=True)
class Gathered:
    """What a backup is made of.

    Attributes:
        files: where each file lies, in the order of the backup.
        size_bytes: of all of them.
        attempts: how many attempts they are.
        left_out: what lies in the folders and is not the program's.
    """

    files: tuple[tuple[Place, Path], ...]
    size_bytes: int
    attempts: int
    left_out: tuple[Path, ...]


def gather(places: Places) -> Gathered:
    """Look through library and own banks. May take long."""
    files: list[tuple[Place, Path]] = []
    left_out: list[Path] = []
    size_bytes = 0
    for area, found in _all(places):
        if found.kind is Kind.FOREIGN:
            left_out.append(found.path)
        if found.kind is not Kind.KEPT:
            continue
        place = Place(area, found.name, found.attempt)
        if not is_portable(place.packed_name.partition("/")[2]):
            if not found.attempt:
                left_out.append(found.path)
                continue
            place = Place(area, found.name, _portable(found.attempt))
        files.append((place, found.path))
        size_bytes += found.size_bytes
    if places.informal_words.is_file():
        files.append((INFORMAL_WORDS, places.informal_words))
    files = list(_once(files))
    attempts = len({place.attempt for place, _ in files} - {""})
    return Gathered(tuple(files), size_bytes, attempts, tuple(left_out))


def _all(places: Places) -> Iterator[tuple[Area, Found]]:
    yield from ((Area.LIBRARY, found) for found in files_of_library(places.library))
    yield from ((Area.CONTENT, found) for found in files_of_content(places.own_content))


def _portable(folder: str) -> str:
    """The name of an attempt's folder, as every system can hold it."""
    kept = "".join(letter if letter.isalnum() or letter in "-_ ." else "-" for letter in folder)
    name = kept.strip(" .-")[: min(_LONGEST_FOLDER, NAME_LIMIT)].rstrip(" .-") or "attempt"
    return name if is_portable(name) else f"attempt-{name}"


def _once(files: Iterable[tuple[Place, Path]]) -> Iterator[tuple[Place, Path]]:
    """No name twice, where two folders came to the same portable one."""
    owners: dict[str, Path] = {}
    for place, path in files:
        if not place.attempt:
            yield place, path
            continue
        folder = path.parents[place.name.count("/")]
        attempt, number = place.attempt, 1
        while owners.setdefault(attempt, folder) != folder:
            number += 1
            attempt = f"{place.attempt}-{number}"
        yield Place(place.area, place.name, attempt), path
