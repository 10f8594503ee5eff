"""The files in a pack, read block by block and checked: nothing that it says is believed."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from mockinterview.errors import PackError
from mockinterview.files.zip_files import ZipFiles
from mockinterview.files.zip_layout import STORED, Entry, ZipRules, read_entries, shown
from mockinterview.pack.layout import (
    ENTRY_LIMIT,
    JSON_LIMIT_BYTES,
    MANIFEST,
    NAME_LIMIT,
    PACK_LIMIT_BYTES,
    RATIO_FROM_BYTES,
    RATIO_LIMIT,
    Place,
    exceeded_limit,
    place_of,
)

RULES: Final = ZipRules(
    what="pack",
    choose="It was not written by Mock Interview, or it is damaged.",
    fetch="Fetch it or ask for it again.",
    smaller="Ask for it in smaller packs.",
    again="Ask for the pack again.",
    error=PackError,
    size_limit_bytes=PACK_LIMIT_BYTES,
    entry_limit=ENTRY_LIMIT,
    name_limit=NAME_LIMIT,
)


class PackedFiles:
    """An open pack; made by `open_pack`."""

    def __init__(self, stream: BinaryIO, told: str) -> None:
        self.told = told
        self._files = ZipFiles(stream, told, RULES)
        self._entries = _checked(read_entries(stream, told, RULES), told)

    @property
    def names(self) -> list[str]:
        """The names of all files but the manifest, in the order of the pack."""
        return [name for name in self._entries if name != MANIFEST]

    def size_bytes(self, name: str) -> int:
        """How large a file is said to be when it is unpacked; reading it holds it to that."""
        return self._entries[name].size_bytes

    def read(self, name: str) -> bytes:
        """A whole file: for JSON only.

        Raises:
            PackError: it is damaged.
        """
        return b"".join(self.blocks(name))

    def checksum(self, name: str) -> str:
        """The SHA-256 of a file, which is read to its end.

        Raises:
            PackError: it is damaged.
        """
        found = hashlib.sha256()
        for block in self.blocks(name):
            found.update(block)
        return found.hexdigest()

    def blocks(self, name: str) -> Iterator[bytes]:
        """A file block by block, never more than it is said to be.

        Raises:
            PackError: it is damaged.
        """
        return self._files.blocks(self._entries[name])


@contextlib.contextmanager
def open_pack(path: Path) -> Iterator[PackedFiles]:
    """Open a pack for the length of a `with` block.

    Raises:
        PackError: it cannot be read, is no pack, or is laid out otherwise than packs are; reading
            on within the block raises it, too.
    """
    told = shown(path.name)
    if path.exists() and not path.is_file():  # a pipe would be waited for, for ever
        raise PackError(f"{told} cannot be read: it is no file.", RULES.choose)
    try:
        with path.open("rb") as stream:
            yield PackedFiles(stream, told)
    except OSError as error:
        if error.filename not in {str(path), None}:
            raise
        raise PackError(
            f"{told} cannot be read: {error.strerror or error}.",
            "Check that it is there and that you may read it.",
            str(error),
        ) from error


def _checked(entries: list[Entry], told: str) -> dict[str, Entry]:
    """The files by name, when every one may be in a pack, once, and is no larger than it may be."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.name in found:
            raise PackError(
                f"{told} holds {shown(entry.name)} twice.",
                "Nothing was taken over. Ask for the pack again.",
            )
        place = place_of(entry.name)
        if place is None and entry.name != MANIFEST:
            raise PackError(
                f"{told} holds a file {shown(entry.name)}, which belongs into no pack.",
                "Nothing was taken over. Ask for the pack again.",
            )
        _refuse_large(entry, place, told)
        found[entry.name] = entry
    if entries[0].name != MANIFEST:
        raise PackError(
            f"{told} does not begin with a list of what it holds.",
            "Nothing was taken over. Ask for the pack again.",
        )
    if (limit := exceeded_limit((one.name, one.size_bytes) for one in entries)) is not None:
        raise PackError(
            f"{told} holds more than {limit // 1_000_000} MB of text.",
            "Nothing was taken over. Ask for it in smaller packs.",
        )
    return found


def _refuse_large(entry: Entry, place: Place | None, told: str) -> None:
    limit = JSON_LIMIT_BYTES if place is None else place.limit_bytes
    if entry.size_bytes > limit:
        raise PackError(
            f"In {told}, {shown(entry.name)} is larger than {limit // 1_000_000} MB.",
            "Nothing was taken over. Ask for the pack again, in smaller parts.",
        )
    is_bomb = (
        entry.size_bytes > RATIO_FROM_BYTES and entry.size_bytes > RATIO_LIMIT * entry.packed_bytes
    )
    is_odd = entry.method == STORED and entry.size_bytes != entry.packed_bytes
    if is_bomb or is_odd or (_is_sound(entry) and entry.method != STORED):
        raise PackError(
            f"In {told}, {shown(entry.name)} is packed as no pack does it.",
            "Nothing was taken over. Ask for the pack again.",
            f"{entry.packed_bytes} bytes become {entry.size_bytes}, method {entry.method}",
        )


def _is_sound(entry: Entry) -> bool:
    place = place_of(entry.name)
    return place is not None and place.part == "sound"
