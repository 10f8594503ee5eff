"""Whether what a backup holds is here already: the same, less of it, or another version."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.keeping.layout import KeptFile, Place
from mockinterview.keeping.reading import Backup, place_in

_BLOCK_BYTES: Final = 1 << 20
_NUMBERED: Final = re.compile(r"-\d+")
BESIDE_SUFFIX: Final = ".from-backup"
_MOST_BESIDE: Final = 1000


class State(StrEnum):
    """How something in a backup stands to what is here."""

    NEW = "new"
    HERE = "here"
    """All of it is here; there may be more."""
    LESS = "less"
    """What is here is the same, but some of its files are missing."""
    DIFFERS = "differs"


@dataclass(frozen=True)
class Group:
    """The files of one attempt in a backup, or one file that belongs to none (`attempt` empty)."""

    attempt: str
    files: tuple[tuple[Place, KeptFile], ...]

    @property
    def size_bytes(self) -> int:
        """Of all its files."""
        return sum(file.size_bytes for _, file in self.files)


@dataclass(frozen=True)
class Compared:
    """A group, how it stands, and where what is here lies; `missing` are the files to add."""

    group: Group
    state: State
    here: Path | None = None
    missing: tuple[tuple[Place, KeptFile], ...] = field(default=())


def groups_of(backup: Backup) -> list[Group]:
    """What is in a backup: attempt by attempt, then file by file."""
    attempts: dict[str, list[tuple[Place, KeptFile]]] = {}
    single = []
    for file in backup.manifest.files:
        place = place_in(file)
        if place.attempt:
            attempts.setdefault(place.attempt, []).append((place, file))
        else:
            single.append(Group("", ((place, file),)))
    return [*(Group(name, tuple(files)) for name, files in attempts.items()), *single]


def compare_attempt(group: Group, library: Path, backup: Backup) -> Compared:
    """How an attempt stands to those here; one that was kept beside before counts as well."""
    best: Compared | None = None
    for folder in _candidates(library, group.attempt):
        missing = []
        for place, file in group.files:
            path = folder / place.name
            if not path.is_file():
                missing.append((place, file))
            elif not _is_same(path, place, file, backup):
                break
        else:
            if not missing:
                return Compared(group, State.HERE, folder)
            is_known = (folder / ATTEMPT_FILE).is_file()
            if is_known and best is None:
                best = Compared(group, State.LESS, folder, tuple(missing))
    if best is not None:
        return best
    is_taken = (library / group.attempt).exists()
    return Compared(group, State.DIFFERS if is_taken else State.NEW)


def compare_file(group: Group, target: Path) -> Compared:
    """How a single file stands to the one here, or to those that were kept beside it before."""
    _, file = group.files[0]
    if not target.exists():
        return Compared(group, State.NEW, target)
    for path in (target, *places_beside(target)):
        if not path.exists():
            return Compared(group, State.DIFFERS, path)
        if path.is_file() and _has_sum(path, file):
            return Compared(group, State.HERE, path)
    return Compared(group, State.HERE, target)  # a thousand are beside it: it is one of them


def places_beside(target: Path) -> Iterator[Path]:
    """Where another version of a file may be kept: nothing reads it there but the person."""
    yield target.with_name(target.name + BESIDE_SUFFIX)
    for number in range(2, _MOST_BESIDE):
        yield target.with_name(f"{target.name}{BESIDE_SUFFIX}-{number}")


def without_id(data: bytes) -> Any:
    """What `attempt.json` says but for the name of its folder; as it is when it is no JSON."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return data
    if isinstance(value, dict):
        value.pop("id", None)
    return value


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _candidates(library: Path, name: str) -> Iterator[Path]:
    """The folder of this name, and those in which other versions were put beside it."""
    if (library / name).is_dir():
        yield library / name
    for path in sorted(library.glob(f"{_escaped(name)}-*")):
        if path.is_dir() and _NUMBERED.fullmatch(path.name.removeprefix(name)):
            yield path


def _escaped(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)


def _is_same(path: Path, place: Place, file: KeptFile, backup: Backup) -> bool:
    if place.name == ATTEMPT_FILE:
        if _has_sum(path, file):
            return True
        is_same: bool = without_id(path.read_bytes()) == without_id(backup.read(file))
        return is_same
    return _has_sum(path, file)


def _has_sum(path: Path, file: KeptFile) -> bool:
    try:
        return path.stat().st_size == file.size_bytes and sha256_of(path) == file.sha256
    except OSError:
        return False


def each(compared: Sequence[Compared], *states: State) -> list[Compared]:
    """Those that stand so."""
    return [one for one in compared if one.state in states]
