"""Looks into a backup without writing anything; nothing that it says is believed."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from mockinterview.errors import BackupError
from mockinterview.files.zip_files import ZipFiles
from mockinterview.files.zip_layout import STORED, Entry, read_entries, shown
from mockinterview.keeping.layout import (
    MANIFEST,
    MANIFEST_LIMIT_BYTES,
    RATIO_FROM_BYTES,
    RATIO_LIMIT,
    RULES,
    VERSION,
    KeptFile,
    Manifest,
    Place,
    place_of,
)

_NOTHING = "Nothing was taken over. Take another backup."


class Backup:
    """An open backup; made by `open_backup`."""

    def __init__(self, stream: BinaryIO, told: str) -> None:
        self.told = told
        self._files = ZipFiles(stream, told, RULES)
        entries = read_entries(stream, told, RULES)
        # Its version is looked at first: a newer one may hold what this program knows nothing of.
        data = b"".join(self._files.blocks(_list_among(entries, told)))
        _refuse_newer(data, told)
        self._entries = _checked(entries, told)
        self.manifest = _read_manifest(data, told)
        self._require_listed()

    @property
    def size_bytes(self) -> int:
        """Of all files in it, unpacked."""
        return sum(file.size_bytes for file in self.manifest.files)

    @property
    def attempts(self) -> int:
        """How many attempts are in it."""
        return len({place_in(file).attempt for file in self.manifest.files} - {""})

    def blocks(self, file: KeptFile) -> Iterator[bytes]:
        """A file block by block; at its end it was what the list says, or this raises.

        Raises:
            BackupError: it is damaged.
        """
        found = hashlib.sha256()
        for block in self._files.blocks(self._entries[file.name]):
            found.update(block)
            yield block
        if found.hexdigest() != file.sha256:
            raise BackupError(
                f"In {self.told}, {shown(file.name)} is not what was kept:"
                " its checksum is another one.",
                _NOTHING,
            )

    def read(self, file: KeptFile) -> bytes:
        """A whole file: for small ones only.

        Raises:
            BackupError: it is damaged.
        """
        return b"".join(self.blocks(file))

    def check(self, file: KeptFile) -> None:
        """Read a file to its end.

        Raises:
            BackupError: it is damaged.
        """
        for _ in self.blocks(file):
            pass

    def _require_listed(self) -> None:
        """That it holds what its list says, in that order."""
        names = [name for name in self._entries if name != MANIFEST]
        if names != [file.name for file in self.manifest.files]:
            raise BackupError(f"{self.told} holds other files than its list says.", _NOTHING)
        for file in self.manifest.files:
            if self._entries[file.name].size_bytes != file.size_bytes:
                message = f"In {self.told}, {shown(file.name)} is not as large as its list says."
                raise BackupError(message, _NOTHING)


@contextlib.contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """Open a backup for the length of a `with` block.

    Raises:
        BackupError: it cannot be read, is no backup, of a newer version, or laid out otherwise
            than backups are; reading on within the block raises it, too.
    """
    told = shown(path.name)
    try:
        with path.open("rb") as stream:
            yield Backup(stream, told)
    except OSError as error:
        if error.filename not in {str(path), None}:
            raise
        raise BackupError(
            f"{told} cannot be read: {error.strerror or error}.",
            "Check that it is there and that you may read it.",
            str(error),
        ) from error


def created_of(backup: Backup) -> dt.datetime:
    """When it was written, as a moment of this computer's time zone."""
    return backup.manifest.created.astimezone()


def place_in(file: KeptFile) -> Place:
    """Where a file of a checked backup belongs."""
    place = place_of(file.name)
    if place is None:
        raise BackupError(f"{shown(file.name)} belongs into no backup.", _NOTHING)
    return place


def _list_among(entries: list[Entry], told: str) -> Entry:
    """The list of files, which is the last of them and no larger than it may be."""
    last = entries[-1]
    if last.name != MANIFEST:
        message = f"{told} does not end with a list of what it holds."
        raise BackupError(message, f"{RULES.choose} {_NOTHING}")
    _refuse_large(last, MANIFEST_LIMIT_BYTES, told)
    _refuse_odd(last, None, told)
    return last


def _refuse_large(entry: Entry, limit: int, told: str) -> None:
    if entry.size_bytes > limit:
        message = f"In {told}, {shown(entry.name)} is larger than {limit // 1_000_000} MB."
        raise BackupError(message, _NOTHING)


def _checked(entries: list[Entry], told: str) -> dict[str, Entry]:
    """The files by name, when each may be in a backup, once, and is no larger than it may be."""
    found: dict[str, Entry] = {}
    for entry in entries:
        place = place_of(entry.name)
        if entry.name in found:
            raise BackupError(f"{told} holds {shown(entry.name)} twice.", _NOTHING)
        if place is None and entry.name != MANIFEST:
            message = f"{told} holds a file {shown(entry.name)}, which belongs into no backup."
            raise BackupError(message, _NOTHING)
        if place is not None:
            _refuse_large(entry, place.limit_bytes, told)
        _refuse_odd(entry, place, told)
        found[entry.name] = entry
    return found


def _refuse_odd(entry: Entry, place: Place | None, told: str) -> None:
    is_bomb = (
        entry.size_bytes > RATIO_FROM_BYTES and entry.size_bytes > RATIO_LIMIT * entry.packed_bytes
    )
    is_odd = entry.method == STORED and entry.size_bytes != entry.packed_bytes
    is_packed_sound = place is not None and not place.is_text and entry.method != STORED
    if is_bomb or is_odd or is_packed_sound:
        raise BackupError(
            f"In {told}, {shown(entry.name)} is packed as no backup does it.",
            _NOTHING,
            f"{entry.packed_bytes} bytes become {entry.size_bytes}, method {entry.method}",
        )


def _read_manifest(data: bytes, told: str) -> Manifest:
    try:
        return Manifest.model_validate_json(data)
    except (ValidationError, ValueError, RecursionError, OverflowError) as error:
        raise BackupError(
            f"In {told}, the list of files cannot be understood.", _NOTHING, str(error)[:1000]
        ) from error


def _refuse_newer(data: bytes, told: str) -> None:
    """Tell a newer backup from a damaged one, whatever else has changed in it."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return  # it is told when it is read in earnest
    version = value.get("version") if isinstance(value, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise BackupError(
            f"{told} was written by a newer version of Mock Interview.",
            "Nothing was taken over. Update the program first.",
        )
