"""What was read last time, so that files that have not changed are not read again.

The cache is JSON that is checked against the models like any other file, never code. It holds
files without problems only, and forgets everything when the program's own sources change.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from mockinterview import __version__
from mockinterview.core import content as models
from mockinterview.core import diary_guide
from mockinterview.core.content import Bank, SampleFile
from mockinterview.errors import LibraryError
from mockinterview.files import atomic
from mockinterview.files.content_file import ContentFile, Kind, read_content_file

logger = logging.getLogger(__name__)

SETTLED_SECONDS = 2
"""A file younger than this may change again within the same time stamp, so it is not kept."""


class _Entry(BaseModel):
    """One file as it was; `value` is the JSON of its model and stays unread until it is wanted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    stamp: tuple[int, int]
    kind: Kind
    id: str
    names: tuple[str, ...]
    sounds: tuple[str, ...]
    value: str

    def as_file(self, path: Path) -> ContentFile:
        return ContentFile(path, self.kind, id=self.id, names=self.names, kept=self.value)


class _Document(BaseModel):
    """The whole cache; `sound` is the fingerprint of files that fitted together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    program: str
    sound: str = ""
    entries: tuple[_Entry, ...] = ()


class ContentCache:
    """The cache in one file. `read` then `write`, each once for each time the content is loaded."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._document = _Document(program="")
        self._is_fresh = False

    def read(self, paths: list[Path]) -> list[ContentFile]:
        """These files, from the cache where they have not changed."""
        self._stamps = {path: stamp for path in paths if (stamp := _stamp(path)) is not None}
        self._document = self._load()
        kept = {entry.path: entry for entry in self._document.entries}
        files = []
        self._is_fresh = len(kept) == len(paths)
        for path in paths:
            entry = kept.get(str(path))
            if entry is not None and entry.stamp == self._stamps.get(path):
                files.append(entry.as_file(path))
            else:
                self._is_fresh = False
                files.append(read_content_file(path))
        return files

    @property
    def is_checked(self) -> bool:
        """Whether all files are those that fitted together the last time."""
        return self._is_fresh and self._document.sound == self._fingerprint(self._document.entries)

    def write(self, files: list[ContentFile], *, is_sound: bool) -> None:
        """Keep these files for the next time; a cache that cannot be written is no problem."""
        if self._is_fresh and (not is_sound or self.is_checked):
            return
        youngest = time.time_ns() - SETTLED_SECONDS * 1_000_000_000
        entries = []
        before = {entry.path: entry for entry in self._document.entries}
        for file in files:
            stamp = self._stamps.get(file.path)
            if stamp is None or stamp[1] > youngest:
                continue
            entry = before.get(str(file.path)) if file.kept else _entry(file, stamp)
            if entry is not None:
                entries.append(entry)
        document = _Document.model_construct(
            program=_program(),
            sound=self._fingerprint(entries) if is_sound else "",
            entries=tuple(entries),
        )
        try:
            atomic.write_text(self._path, document.model_dump_json())
        except LibraryError as error:
            logger.info("the content cache was not written: %s", error)

    def _load(self) -> _Document:
        try:
            document = _Document.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return _Document(program="")
        except (OSError, ValidationError) as error:
            logger.info("the content cache is of no use and is made again: %s", type(error))
            return _Document(program="")
        return document if document.program == _program() else _Document(program="")

    def _fingerprint(self, entries: Iterable[_Entry]) -> str:
        """Of all files, and of the folders of the sounds that they name."""
        digest = hashlib.sha256()
        for path, stamp in self._stamps.items():
            digest.update(f"{path}\0{stamp}\0".encode("utf-8", "surrogatepass"))
        for folder in sorted({folder for entry in entries for folder in entry.sounds}):
            digest.update(f"{folder}\0{_stamp(Path(folder))}\0".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def _entry(file: ContentFile, stamp: tuple[int, int]) -> _Entry | None:
    """What is kept of a file; nothing of one with problems, so that they are found again."""
    value = file.value
    if value is None or file.kind is None:
        return None
    sounds: list[str] = []
    if isinstance(value, Bank):
        sounds = [question.audio for question in value.questions if question.audio]
    elif isinstance(value, SampleFile):
        sounds = [sample.audio for sample in value.samples]
    return _Entry(
        path=str(file.path),
        stamp=stamp,
        kind=file.kind,
        id=file.id,
        names=file.names,
        sounds=tuple(sorted({str((file.path.parent / sound).parent) for sound in sounds})),
        value=value.model_dump_json(exclude_defaults=True),
    )


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of the last change in nanoseconds."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _program() -> str:
    """Changes with the program's version and, while it is being developed, with its sources."""
    here = Path(__file__).parent
    sources = [Path(models.__file__), Path(diary_guide.__file__), *sorted(here.glob("*.py"))]
    digest = hashlib.sha256(__version__.encode())
    for source in sources:
        digest.update(f"{source.name}\0{_stamp(source)}\0".encode())
    return digest.hexdigest()
