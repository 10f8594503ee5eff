"""What the program itself has put into the person's folders, told from what others put there.

Told by place and ending alone, so that a file that is damaged, of a newer version, or a conflict
copy of a synchronised folder counts as well. Links are never ours, and never followed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from mockinterview.errors import MockInterviewError
from mockinterview.files.archive import SOUND_SUFFIXES, TEXT_SUFFIXES, check_name
from mockinterview.files.content_file import read_content_file
from mockinterview.files.recovery import ATTEMPT_FILE, is_attempt_name

_REPARSE_POINT: Final = 0x400
"""Windows' mark of links and mount points."""
_JSON: Final = r"[^/.][^/]*\.json"
_SOUND: Final = "|".join(re.escape(suffix) for suffix in SOUND_SUFFIXES)
_TEXT: Final = "|".join(re.escape(suffix) for suffix in TEXT_SUFFIXES)


class Kind(StrEnum):
    """What a file is to the program."""

    KEPT = "kept"
    """The person's work."""
    DERIVED = "derived"
    """It can be made again."""
    PASSING = "passing"
    """A claim, or something half written."""
    FOREIGN = "foreign"
    """Somebody else put it there, or it is a link."""


@dataclass(frozen=True)
class Found:
    """A file in one of the folders; `name` is its path in it, with slashes.

    `attempt` is the name of the attempt's folder that it lies in, or empty.
    """

    path: Path
    name: str
    kind: Kind
    size_bytes: int = 0
    attempt: str = ""


Rules = tuple[tuple[Kind, re.Pattern[str]], ...]


def _rules(kept: str, derived: str, passing: str) -> Rules:
    shapes = ((Kind.PASSING, passing), (Kind.DERIVED, derived), (Kind.KEPT, kept))
    return tuple((kind, re.compile(shape, re.IGNORECASE)) for kind, shape in shapes if shape)


_ATTEMPT: Final = _rules(
    kept=rf"{_JSON}|takes/[^/.][^/]*\.(wav|flac|opus)|transcripts/{_JSON}"
    rf"|markings/(received/)?{_JSON}",
    derived=rf"outlines/[^/.][^/]*\.npy|measures/{_JSON}",
    passing=r"\.([a-z-]+\.)?lock|([a-z]+/){0,2}\.[^/]+\.part|takes/[^/]+\.part",
)
_LIBRARY: Final = _rules(
    kept=rf"{_JSON}(\.from-backup(-\d+)?)?|sittings/[^/.][^/]*\.json(\.from-backup(-\d+)?)?"
    r"|diary/([^/.][^/]*/){0,2}[^/.][^/]*\.(json|yaml|yml|md)(\.from-backup(-\d+)?)?",
    derived="",
    passing=r"\.[a-z-]+\.lock|([a-z]+/){0,2}\.[^/]+\.(part|lock)|importing/.+|\.open/[^/]+\.lock"
    r"|(diary|sittings)/\.lock",
)
_CONTENT: Final = _rules(
    kept=rf"((questions|rubrics)/([^/.][^/]*/){{0,3}})?[^/.][^/]*({_TEXT})(\.from-backup(-\d+)?)?"
    rf"|(questions|rubrics|audio)/([^/.][^/]*/){{0,3}}[^/.][^/]*({_SOUND})(\.from-backup(-\d+)?)?",
    derived="",
    passing=r"([a-z]+/){0,2}\.[^/]+\.part|\.adding-[^/]+/.+",
)

_CACHE: Final = _rules(
    kept="",
    derived=r"([^/]+/)?[^/.][^/]*\.(json|sqlite|db)(-wal|-shm|-journal|\.lock)?",
    passing=r"([^/]+/)?[^/]+\.(part|lock)",
)
_MODELS: Final = _rules(
    kept="",
    derived=r"(verified|graphics-card|speeds)\.json"
    r"|(tiny|base|small|medium|large|turbo)[a-z0-9.-]*\.pt"
    r"|(converted/)?[a-z0-9.-]+/(model\.bin|(config|tokenizer|preprocessor_config)\.json"
    r"|vocabulary\.(json|txt))",
    passing=r"([^/]+/){0,2}[^/]+\.(part|lock)(\.json)?|in-use/[^/]+",
)


def kind_in_attempt(name: str) -> Kind:
    """What a file in an attempt's folder is; `name` is its path there, with slashes."""
    return _kind(name, _ATTEMPT)


def kind_in_library(name: str) -> Kind:
    """What a file in the library is that belongs to no attempt."""
    return _kind(name, _LIBRARY)


def kind_in_content(name: str) -> Kind:
    """What a file in the person's own folder of banks is, going by its name."""
    return _kind(name, _CONTENT)


def is_portable(name: str) -> bool:
    """Whether every system can hold a file of this path and it leads nowhere else."""
    try:
        check_name(name)
    except MockInterviewError:
        return False
    return "\\" not in name


def files_of_attempt(folder: Path) -> Iterator[Found]:
    """Every file in one attempt's folder."""
    yield from _walk(folder, "", kind_in_attempt, folder.name)


def files_of_library(library: Path) -> Iterator[Found]:
    """Every file in a library: attempt by attempt, and what belongs to none."""
    for entry in _sorted(library):
        path = Path(entry.path)
        if _is_folder(entry) and is_attempt(path):
            yield from files_of_attempt(path)
        elif _is_folder(entry):
            yield from _walk(path, f"{entry.name}/", kind_in_library)
        else:
            yield _found(entry, entry.name, kind_in_library, "")


def files_of_content(folder: Path) -> Iterator[Found]:
    """Every file in the person's own folder of banks.

    At its top, where anything may lie, only what can be read as a bank or mark scheme is ours.
    """

    def kind(name: str) -> Kind:
        told = kind_in_content(name)
        is_at_top = told is Kind.KEPT and "/" not in name
        if is_at_top and read_content_file(folder / name).kind is None:
            return Kind.FOREIGN
        return told

    yield from _walk(folder, "", kind)


def files_of_cache(folder: Path, apart: Path) -> Iterator[Found]:
    """Every file of the cache but those of a folder in it that is told apart."""
    for found in _walk(folder, "", lambda name: _kind(name, _CACHE)):
        if apart not in found.path.parents:
            yield found


def files_of_models(folder: Path) -> Iterator[Found]:
    """Every file in the folder of speech models."""
    yield from _walk(folder, "", lambda name: _kind(name, _MODELS))


def is_attempt(folder: Path) -> bool:
    """Whether a folder of the library is an attempt's, be it one that was being made or removed."""
    return (folder / ATTEMPT_FILE).is_file() or is_attempt_name(folder.name)


def is_link(entry: os.DirEntry[str]) -> bool:
    """Whether it leads elsewhere: a symbolic link, or a mount point of Windows."""
    if entry.is_symlink():
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _REPARSE_POINT)


def _walk(
    folder: Path, prefix: str, kind: Callable[[str], Kind], attempt: str = ""
) -> Iterator[Found]:
    for entry in _sorted(folder):
        name = prefix + entry.name
        if _is_folder(entry):
            yield from _walk(Path(entry.path), f"{name}/", kind, attempt)
        else:
            yield _found(entry, name, kind, attempt)


def _sorted(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder; nothing when it is gone or may not be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not is_link(entry)
    except OSError:
        return False


def _found(entry: os.DirEntry[str], name: str, kind: Callable[[str], Kind], attempt: str) -> Found:
    path = Path(entry.path)
    try:
        status = entry.stat(follow_symlinks=False)
        if is_link(entry) or not stat.S_ISREG(status.st_mode):
            return Found(path, name, Kind.FOREIGN, 0, attempt)
    except OSError:
        return Found(path, name, Kind.PASSING, 0, attempt)  # it went away while we were looking
    return Found(path, name, kind(name), status.st_size, attempt)


def _kind(name: str, rules: Rules) -> Kind:
    return next((kind for kind, shape in rules if shape.fullmatch(name)), Kind.FOREIGN)
