"""From an attempt's folder to what the index keeps of it, and how to tell that it has changed."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Attempt
from mockinterview.core.marking import MarkerRole, Marking
from mockinterview.errors import LibraryError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.recovery import ATTEMPT_FILE
from mockinterview.index.record import AttemptRecord, describe, readable_marking, transcript_words

SETTLED_SECONDS: Final = 2
"""A file younger than this may change again within the same time stamp (FAT: two seconds)."""

_FOLDERS: Final = ("markings", "markings/received", "transcripts")
"""Where, besides the attempt's folder itself, files lie of which something is told."""
_SIZED: Final = ("takes", "outlines", "measures")
"""Where files lie that only take room."""
_OWN_NAMES: Final = {
    "": re.compile(r"[^a]|a(?!ttempt)|attempt\.json$"),
    "markings": re.compile(r"[a-z]+-\d+\.json$"),
    "transcripts": re.compile(
        r"take-\d+(\.corrected|\.wanted|\.corrected\.unreadable-\d+)?\.json$"
    ),
}
"""What the program writes; another JSON file there is a copy that a synchronised folder made."""


@dataclass(frozen=True)
class Around:
    """What of a folder others know.

    `markings` are all that may be told, `role` is that of whom the marks are told as such, and
    `candidate` whose it is where it came in a pack.
    """

    markings: Callable[[AttemptFolder], Sequence[Marking]]
    role: Callable[[AttemptFolder], MarkerRole]
    candidate: Callable[[AttemptFolder], str]


@dataclass(frozen=True)
class Texts:
    """What is searched: the question, what was said, the notes, and what markers wrote."""

    question: str = ""
    said: str = ""
    notes: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class Entry:
    """An attempt for the index; `record` is None when it cannot be read, `problem` says why."""

    name: str
    stamp: str
    record: AttemptRecord | None
    texts: Texts = Texts()
    problem: str = ""


@dataclass(frozen=True)
class Look:
    """A folder as it is now: `stamp` changes with its files, empty while they are too young."""

    stamp: str
    size: int
    conflicts: tuple[str, ...]


def attempt_folders(library: Path) -> Iterator[Path]:
    """The folders that hold an attempt, or the sound of one, in no order; one after the other."""
    try:
        with os.scandir(library) as entries:
            for entry in entries:
                if not entry.is_dir():
                    continue
                path = Path(entry.path)
                if (path / ATTEMPT_FILE).exists() or (path / "takes").is_dir():
                    yield path
    except FileNotFoundError:
        return


def look_at(path: Path) -> Look:
    """Look at a folder without reading any file of it."""
    told: list[str] = []
    size, youngest = 0, 0
    conflicts: list[str] = []
    for folder in ("", *_FOLDERS, *_SIZED):
        own = _OWN_NAMES.get(folder)
        for entry in _files(path / folder):
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue  # gone in this moment; the next look sees it
            size += status.st_size
            if not entry.name.endswith(".json") or folder in _SIZED:
                continue
            told.append(f"{folder}/{entry.name}:{status.st_size}:{status.st_mtime_ns}")
            youngest = max(youngest, status.st_mtime_ns)
            if own is not None and not own.match(entry.name):
                conflicts.append(f"{folder}/{entry.name}".lstrip("/"))
    is_settled = youngest < time.time_ns() - SETTLED_SECONDS * 1_000_000_000
    return Look("\n".join(sorted(told)) if is_settled else "", size, tuple(sorted(conflicts)))


def read_entry(path: Path, look: Look, around: Around) -> Entry:
    """Read what the index keeps. What cannot be read is told in the entry."""
    folder = AttemptFolder(path)
    if not (path / ATTEMPT_FILE).exists():
        return Entry(path.name, look.stamp, None, problem=_no_attempt(path))
    try:
        return _read_whole(folder, look, around)
    except LibraryError as error:
        return Entry(path.name, look.stamp, None, problem=str(error))


def _read_whole(folder: AttemptFolder, look: Look, around: Around) -> Entry:
    attempt = folder.load()
    markings = around.markings(folder)
    state, said = transcript_words(folder, attempt)
    record = describe(
        folder,
        attempt,
        readable_marking(folder, around.role(folder)),
        state,
        markers=tuple(dict.fromkeys(one.marker for one in markings)),
        candidate=around.candidate(folder),
        conflicts=look.conflicts,
        size=look.size,
    )
    return Entry(folder.id, look.stamp, record, _texts(attempt, said, markings))


def _texts(attempt: Attempt, said: str, markings: Sequence[Marking]) -> Texts:
    remarks: list[str] = []
    for marking in markings:
        remarks += [mark.note for mark in marking.marks.values() if mark.note]
        remarks += [comment.text for comment in marking.comments]
        remarks += [marking.next_time] if marking.next_time else []
    question = " · ".join(part for part in (attempt.question.prompt, attempt.bank_title) if part)
    return Texts(question, said, attempt.notes, "\n".join(remarks))


def _no_attempt(path: Path) -> str:
    return f"{path} holds sound, but no {ATTEMPT_FILE}."


def _files(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []
