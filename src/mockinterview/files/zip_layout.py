"""The list at the end of a zip file, read without trusting it: one strict layout, or a refusal.

Packs and backups use little of what zip files can be, so that nothing can be hidden: the files
follow each other from the first byte without gaps, the list follows them and ends the file; no
encryption, no links, no comments; stored, or deflated; no extra fields but those of zip64, and
those only in backups. Source of the records: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12,
4.3.14 to 4.3.16 and 4.5.3.
"""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

from mockinterview.errors import MockInterviewError

STORED: Final = 0
DEFLATED: Final = 8

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_END_64: Final = struct.Struct("<4sQ2H2I4Q")
_LOCATOR_64: Final = struct.Struct("<4sIQI")
_EXTRA: Final = struct.Struct("<2H")
_LOCAL_SIGNATURE: Final = b"PK\x03\x04"
_CENTRAL_SIGNATURE: Final = b"PK\x01\x02"
_END_SIGNATURE: Final = b"PK\x05\x06"
_END_64_SIGNATURE: Final = b"PK\x06\x06"
_LOCATOR_64_SIGNATURE: Final = b"PK\x06\x07"
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_HARMLESS_FLAGS: Final = 0x2 | 0x4 | 0x800
"""How hard the packer tried, and that names are UTF-8."""
_DOS_FOLDER: Final = 0x10
_NEEDED: Final = 20
_NEEDED_64: Final = 45
_SEE_EXTRA: Final = 0xFFFFFFFF
"""Stands where a number needs eight bytes, which the extra field of zip64 has."""
_ID_64: Final = 1
_LARGEST_EXTRA_BYTES: Final = _EXTRA.size + 3 * 8


@dataclass(frozen=True)
class ZipRules:
    """What a kind of file may be, and how a person is told of one that is not.

    Attributes:
        what: the kind, as in “is no pack of Mock Interview”.
        choose: what is to be known of another kind of file, whatever it is called; a sentence.
        fetch, smaller, again: what to do about one that is not whole, one that is too large, and
            one that is damaged; each a sentence.
        error: what is raised.
        size_limit_bytes: of the whole file.
        entry_limit: how many files may be in it.
        name_limit: the longest name, in bytes of UTF-8.
        is_large: whether zip64 is known: more than 65,535 files, or more than 2 GB.
    """

    what: str
    choose: str
    fetch: str
    smaller: str
    again: str
    error: type[MockInterviewError]
    size_limit_bytes: int
    entry_limit: int
    name_limit: int
    is_large: bool = False

    @property
    def list_limit_bytes(self) -> int:
        """The longest list of files that there can be."""
        extra = _LARGEST_EXTRA_BYTES if self.is_large else 0
        return self.entry_limit * (_CENTRAL.size + self.name_limit + extra)

    @property
    def needed(self) -> int:
        """The highest version that a reader may need."""
        return _NEEDED_64 if self.is_large else _NEEDED

    def otherwise(self, told: str, detail: str) -> MockInterviewError:
        """The refusal of a file that is laid out otherwise."""
        return self.error(
            f"{told} is damaged, or was changed by another program.",
            f"Nothing was taken over. {self.again}",
            detail,
        )


@dataclass(frozen=True)
class Entry:
    """A file in a zip as the list tells it; `start` is where its packed bytes begin."""

    name: str
    method: int
    crc: int
    packed_bytes: int
    size_bytes: int
    start: int


def read_entries(stream: BinaryIO, told: str, rules: ZipRules) -> list[Entry]:
    """The files of a zip in their order.

    Args:
        stream: the zip, to be sought in.
        told: its name, for the person.
        rules: what it may be.

    Raises:
        MockInterviewError: the one of the rules: it is none, not whole, or laid out otherwise.
        OSError: it cannot be read.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    if stream.read(4) != _LOCAL_SIGNATURE:
        raise rules.error(f"{told} is no {rules.what} of Mock Interview.", rules.choose)
    if size > rules.size_limit_bytes:
        limit = rules.size_limit_bytes // 1_000_000_000
        raise rules.error(f"{told} is larger than {limit} GB.", rules.smaller)
    count, list_start, list_end = _read_end(stream, size, told, rules)
    stream.seek(list_start)
    listing = stream.read(list_end - list_start)
    entries, position, expected = [], 0, 0
    for _ in range(count):
        entry, position, offset = _read_entry(listing, position, told, rules)
        if offset != expected:
            detail = f"{entry.name} begins at {offset} instead of {expected}"
            raise rules.otherwise(told, detail)
        start = _local_end(stream, entry, offset, told, rules)
        entries.append(
            Entry(entry.name, entry.method, entry.crc, entry.packed_bytes, entry.size_bytes, start)
        )
        expected = start + entry.packed_bytes
    if position != len(listing) or expected != list_start:
        raise rules.otherwise(told, "bytes that belong to no file")
    return entries


def shown(name: str) -> str:
    """A name from elsewhere, as it can be shown."""
    clean = "".join(character if character.isprintable() else "�" for character in name)
    return f"“{clean if len(clean) <= 60 else clean[:59] + '…'}”"


def _read_end(stream: BinaryIO, size: int, told: str, rules: ZipRules) -> tuple[int, int, int]:
    """How many files there are, and where the list of them begins and ends."""
    start = size - _END.size
    stream.seek(max(0, start))
    end = stream.read()
    if start < 0 or end[:4] != _END_SIGNATURE:
        raise rules.error(
            f"{told} is not whole: its end is missing, or something stands behind it.", rules.fetch
        )
    count: int
    list_start: int
    _, disk, first_disk, here, count, list_bytes, list_start, comment = _END.unpack(end)
    if rules.is_large:
        found = _read_end_64(stream, start, (count, list_bytes, list_start), told, rules)
        if found is not None:
            count, list_bytes, list_start, start = found
            here = count
    if count > rules.entry_limit or list_bytes > rules.list_limit_bytes:
        raise rules.error(
            f"{told} says that it holds more than {rules.entry_limit} files.", rules.smaller
        )
    is_plain = not (disk or first_disk or comment) and here == count and count > 0
    if not is_plain or list_start + list_bytes != start:
        raise rules.otherwise(told, "the record at its end")
    return count, list_start, start


def _read_end_64(
    stream: BinaryIO, start: int, short: tuple[int, int, int], told: str, rules: ZipRules
) -> tuple[int, int, int, int] | None:
    """Count, length and place of the list, and where it ends, from the records before the end.

    None: there are none. What the end itself says (`short`) must be the same, cut to its width.
    """
    locator_at = start - _LOCATOR_64.size
    end_at = locator_at - _END_64.size
    if end_at < 0:
        return None
    stream.seek(end_at)
    record = _END_64.unpack(stream.read(_END_64.size))
    locator = _LOCATOR_64.unpack(stream.read(_LOCATOR_64.size))
    if locator[0] != _LOCATOR_64_SIGNATURE:
        return None
    signature, length, _, _, disk, first_disk, here, count, list_bytes, list_start = record
    cut = min(count, 0xFFFF), min(list_bytes, _SEE_EXTRA), min(list_start, _SEE_EXTRA)
    is_plain = (
        signature == _END_64_SIGNATURE
        and length == _END_64.size - 12
        and not (disk or first_disk)
        and here == count
        and cut == short
        and locator[1:] == (0, end_at, 1)
    )
    if not is_plain:
        raise rules.otherwise(told, "the records at its end")
    return count, list_bytes, list_start, end_at


def _read_entry(
    listing: bytes, position: int, told: str, rules: ZipRules
) -> tuple[Entry, int, int]:
    """One line of the list. Returns: it, where the next one begins, where its file begins."""
    if len(listing) - position < _CENTRAL.size:
        raise rules.otherwise(told, "the list of files is cut off")
    record = _CENTRAL.unpack_from(listing, position)
    signature, _, needed, flags, method = record[:5]
    crc, packed_bytes, size_bytes, name_bytes, extra, comment, disk, _, mode, offset = record[7:]
    position += _CENTRAL.size
    name = listing[position : position + name_bytes].decode("utf-8", "replace")
    position += name_bytes
    if signature != _CENTRAL_SIGNATURE or disk:
        raise rules.otherwise(told, "the list of files")
    if flags & _ENCRYPTED:
        raise rules.error(f"{told} is locked with a password.", "Ask for it without one.")
    if stat.S_IFMT(mode >> 16) not in {0, stat.S_IFREG} or mode & _DOS_FOLDER:
        raise rules.error(
            f"In {told}, {shown(name)} is a link or a folder, not a file.",
            f"Nothing was taken over. {rules.again}",
        )
    if method not in {STORED, DEFLATED} or flags & ~_HARMLESS_FLAGS or needed > rules.needed:
        raise rules.otherwise(told, f"{shown(name)}: method {method}, flags {flags:#x}")
    numbers = _widened(
        listing[position : position + extra], (size_bytes, packed_bytes, offset), rules
    )
    if numbers is None or comment or name_bytes > rules.name_limit:
        raise rules.otherwise(told, f"{shown(name)}: extra fields, a comment or a long name")
    size_bytes, packed_bytes, offset = numbers
    return (
        Entry(name, method, crc, packed_bytes, size_bytes, 0),
        position + extra,
        offset,
    )


def _widened(extra: bytes, numbers: tuple[int, ...], rules: ZipRules) -> tuple[int, ...] | None:
    """The numbers, those that need eight bytes from the extra field; None: it is another one."""
    if not rules.is_large:
        return None if extra else numbers
    missing = [place for place, number in enumerate(numbers) if number == _SEE_EXTRA]
    if not missing:
        return None if extra else numbers
    length = 8 * len(missing)
    if len(extra) != _EXTRA.size + length or _EXTRA.unpack_from(extra) != (_ID_64, length):
        return None
    wide = struct.unpack_from(f"<{len(missing)}Q", extra, _EXTRA.size)
    found = list(numbers)
    for place, number in zip(missing, wide, strict=True):
        found[place] = number
    return tuple(found)


def _local_end(stream: BinaryIO, entry: Entry, offset: int, told: str, rules: ZipRules) -> int:
    """Where the bytes of a file begin, behind its head, which must say what the list says."""
    stream.seek(offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        raise rules.otherwise(told, f"{shown(entry.name)} begins behind the end")
    name_bytes: int
    extra: int
    signature, needed, flags, method, _, _, crc, packed_bytes, size_bytes, name_bytes, extra = (
        _LOCAL.unpack(head)
    )
    name = stream.read(name_bytes).decode("utf-8", "replace")
    numbers = None
    if extra <= _LARGEST_EXTRA_BYTES:
        numbers = _widened(stream.read(extra), (size_bytes, packed_bytes), rules)
    says = (name, method, crc, numbers)
    listed = (entry.name, entry.method, entry.crc, (entry.size_bytes, entry.packed_bytes))
    is_plain = not flags & ~_HARMLESS_FLAGS and needed <= rules.needed
    if signature != _LOCAL_SIGNATURE or says != listed or not is_plain:
        detail = f"{shown(entry.name)}: its head says something else than the list"
        raise rules.otherwise(told, detail)
    return offset + _LOCAL.size + name_bytes + extra
