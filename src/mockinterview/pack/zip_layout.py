"""The list at the end of a zip file, read without trusting it: one strict layout, or a refusal.

Packs use little of what zip files can be, so that nothing can be hidden: the files follow each
other from the first byte without gaps, the list follows them and ends the file; no zip64, no
encryption, no links, no comments, no extra fields; stored, or deflated. Source of the records:
PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

from mockinterview.errors import PackError
from mockinterview.pack.layout import ENTRY_LIMIT, NAME_LIMIT, PACK_LIMIT_BYTES

STORED: Final = 0
DEFLATED: Final = 8

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_LOCAL_SIGNATURE: Final = b"PK\x03\x04"
_CENTRAL_SIGNATURE: Final = b"PK\x01\x02"
_END_SIGNATURE: Final = b"PK\x05\x06"
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_HARMLESS_FLAGS: Final = 0x2 | 0x4 | 0x800
"""How hard the packer tried, and that names are UTF-8."""
_DOS_FOLDER: Final = 0x10
_NEEDED: Final = 20
_LIST_LIMIT_BYTES: Final = ENTRY_LIMIT * (_CENTRAL.size + NAME_LIMIT)


@dataclass(frozen=True)
class Entry:
    """A file in a pack as the list tells it; `start` is where its packed bytes begin."""

    name: str
    method: int
    crc: int
    packed_bytes: int
    size_bytes: int
    start: int


def read_entries(stream: BinaryIO, told: str) -> list[Entry]:
    """The files of a pack in their order.

    Args:
        stream: the pack, to be sought in.
        told: its name, for the person.

    Raises:
        PackError: it is no pack, not whole, or laid out otherwise than packs are.
        OSError: it cannot be read.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    if stream.read(4) != _LOCAL_SIGNATURE:
        raise PackError(
            f"{told} is no pack of Mock Interview.", "Choose a file that ends in .mockinterview."
        )
    if size > PACK_LIMIT_BYTES:
        raise PackError(
            f"{told} is larger than {PACK_LIMIT_BYTES // 1_000_000_000} GB.",
            "Ask for it in smaller packs.",
        )
    count, list_start = _read_end(stream, size, told)
    stream.seek(list_start)
    listing = stream.read(size - _END.size - list_start)
    entries, position, expected = [], 0, 0
    for _ in range(count):
        entry, position, offset = _read_entry(listing, position, told)
        if offset != expected:
            raise _otherwise(told, f"{entry.name} begins at {offset} instead of {expected}")
        start = _local_end(stream, entry, offset, told)
        entries.append(
            Entry(entry.name, entry.method, entry.crc, entry.packed_bytes, entry.size_bytes, start)
        )
        expected = start + entry.packed_bytes
    if position != len(listing) or expected != list_start:
        raise _otherwise(told, "bytes that belong to no file")
    return entries


def _read_end(stream: BinaryIO, size: int, told: str) -> tuple[int, int]:
    """How many files there are, and where the list of them begins."""
    start = size - _END.size
    stream.seek(max(0, start))
    end = stream.read()
    if start < 0 or end[:4] != _END_SIGNATURE:
        raise PackError(
            f"{told} is not whole: its end is missing, or something stands behind it.",
            "Fetch it or ask for it again.",
        )
    count: int
    list_start: int
    _, disk, first_disk, here, count, list_bytes, list_start, comment = _END.unpack(end)
    if count > ENTRY_LIMIT or list_bytes > _LIST_LIMIT_BYTES:
        raise PackError(
            f"{told} says that it holds more than {ENTRY_LIMIT} files.",
            "Ask for it in smaller packs.",
        )
    is_plain = not (disk or first_disk or comment) and here == count and count > 0
    if not is_plain or list_start + list_bytes != start:
        raise _otherwise(told, "the record at its end")
    return count, list_start


def _read_entry(listing: bytes, position: int, told: str) -> tuple[Entry, int, int]:
    """One line of the list. Returns: it, where the next one begins, where its file begins."""
    if len(listing) - position < _CENTRAL.size:
        raise _otherwise(told, "the list of files is cut off")
    record = _CENTRAL.unpack_from(listing, position)
    signature, _, needed, flags, method = record[:5]
    crc, packed_bytes, size_bytes, name_bytes, extra, comment, disk, _, mode, offset = record[7:]
    position += _CENTRAL.size
    name = listing[position : position + name_bytes].decode("utf-8", "replace")
    if signature != _CENTRAL_SIGNATURE or disk:
        raise _otherwise(told, "the list of files")
    if flags & _ENCRYPTED:
        raise PackError(f"{told} is locked with a password.", "Ask for it without one.")
    if stat.S_IFMT(mode >> 16) not in {0, stat.S_IFREG} or mode & _DOS_FOLDER:
        raise PackError(
            f"In {told}, {shown(name)} is a link or a folder, not a file.",
            "Nothing was taken over. Ask for the pack again.",
        )
    if method not in {STORED, DEFLATED} or flags & ~_HARMLESS_FLAGS or needed > _NEEDED:
        raise _otherwise(told, f"{shown(name)}: method {method}, flags {flags:#x}")
    if extra or comment or name_bytes > NAME_LIMIT:
        raise _otherwise(told, f"{shown(name)}: extra fields, a comment or a long name")
    return (
        Entry(name, method, crc, packed_bytes, size_bytes, 0),
        position + name_bytes,
        offset,
    )


def _local_end(stream: BinaryIO, entry: Entry, offset: int, told: str) -> int:
    """Where the bytes of a file begin, behind its head, which must say what the list says."""
    stream.seek(offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        raise _otherwise(told, f"{shown(entry.name)} begins behind the end")
    name_bytes: int
    signature, needed, flags, method, _, _, crc, packed_bytes, size_bytes, name_bytes, extra = (
        _LOCAL.unpack(head)
    )
    name = stream.read(name_bytes).decode("utf-8", "replace")
    says = (name, method, crc, packed_bytes, size_bytes, extra)
    listed = (entry.name, entry.method, entry.crc, entry.packed_bytes, entry.size_bytes, 0)
    is_plain = not flags & ~_HARMLESS_FLAGS and needed <= _NEEDED
    if signature != _LOCAL_SIGNATURE or says != listed or not is_plain:
        raise _otherwise(told, f"{shown(entry.name)}: its head says something else than the list")
    return offset + _LOCAL.size + name_bytes


def shown(name: str) -> str:
    """A name from elsewhere, as it can be shown."""
    clean = "".join(character if character.isprintable() else "�" for character in name)
    return f"“{clean if len(clean) <= 60 else clean[:59] + '…'}”"


def _otherwise(told: str, detail: str) -> PackError:
    return PackError(
        f"{told} is damaged, or was changed by another program.",
        "Nothing was taken over. Ask for the pack again.",
        detail,
    )
