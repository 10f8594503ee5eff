"""An Ogg file with a fixed serial number in the place of a random one, so that packs are the same.

Every page carries the number of its stream and a CRC-32. The polynomial is that of zlib with the
bits of each byte the other way round, without its inversions. Source: RFC 3533, section 6.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

SERIAL: Final = 1

_HEAD: Final = struct.Struct("<4sBBqIIIB")
_SERIAL_AT: Final = 14
_CRC_AT: Final = 22
_INVERTED: Final = 0xFFFF_FFFF
_TURNED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def with_fixed_serial(data: bytes) -> bytes:
    """The same stream under the number `SERIAL`.

    Raises:
        ValueError: it is not one whole Ogg file.
    """
    pages, position = [], 0
    while position < len(data):
        end = _page_end(data, position)
        page = bytearray(data[position:end])
        struct.pack_into("<I", page, _SERIAL_AT, SERIAL)
        struct.pack_into("<I", page, _CRC_AT, 0)
        struct.pack_into("<I", page, _CRC_AT, page_crc(bytes(page)))
        pages.append(bytes(page))
        position = end
    return b"".join(pages)


def page_crc(page: bytes) -> int:
    """The checksum of a page in which the place of the checksum is zero."""
    found = zlib.crc32(page.translate(_TURNED), _INVERTED) ^ _INVERTED
    return int(f"{found:032b}"[::-1], 2)


def _page_end(data: bytes, start: int) -> int:
    if data[start : start + 4] != b"OggS" or len(data) < start + _HEAD.size:
        message = "not an Ogg page"
        raise ValueError(message)
    segments = data[start + _HEAD.size - 1]
    table = data[start + _HEAD.size : start + _HEAD.size + segments]
    end = start + _HEAD.size + segments + sum(table)
    if end > len(data):
        message = "an Ogg page that is cut off"
        raise ValueError(message)
    return end
