"""Whether a sound or video file is cut off, by what its own container says of its size.

Only what holds the sound counts: writers are careless with the sizes of what lies behind it.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final, Literal

OPEN_SIZES: Final = {0, 0xFFFF_FFFF}
"""What a writer leaves that could not go back to fill in the size."""
MOST_BOXES: Final = 100_000
"""More than an hour in pieces of a second has; a damaged file must not keep us."""
BOXES: Final = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}
"""What the first box of an MP4 or MOV may be."""
ZEROS_BYTES: Final = 1 << 16
"""So far it is looked whether there are only zeros."""
OGG_HEAD_BYTES: Final = 27 + 255
OGG_PAGE_BYTES: Final = 1 << 16
"""No page is longer, nor is its head."""
OGG_LAST_PAGE: Final = 4
MP3_TAIL_BYTES: Final = 1 << 14
MP3_RATES_HZ: Final = (44_100, 48_000, 32_000)
MP3_KILOBITS: Final = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
"""Of MPEG 1, and of MPEG 2 and 2.5, both layer III."""
MP3_CHAIN: Final = 3
"""So many frames one behind the other are no accident."""
ASF_FILE_PROPERTIES: Final = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
EBML_UNKNOWN: Final = 1 << 56
"""Stands for the size of a Matroska segment that was written as it was recorded."""


def is_cut_off(path: Path, head: bytes) -> bool:
    """Whether the file ends before the end that its container tells; False where it tells none."""
    try:
        with path.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            return _is_cut(stream, head, size)
    except (OSError, struct.error):
        return False


def _is_cut(stream: BinaryIO, head: bytes, size: int) -> bool:
    looks: dict[bytes, Callable[[], bool]] = {
        b"RIFF": lambda: _ends_in_chunk(stream, size, "little"),
        b"RIFX": lambda: _ends_in_chunk(stream, size, "big"),
        b"FORM": lambda: _ends_in_chunk(stream, size, "big"),
        b"caff": lambda: _ends_in_core_audio(stream, size),
        b".snd": lambda: _ends_in_sun_audio(head, size),
        b"OggS": lambda: _ends_without_last_page(stream, size),
        b"\x1a\x45\xdf\xa3": lambda: _ends_in_segment(head, size),
        b"\x30\x26\xb2\x75": lambda: _ends_before_told(head, size),
    }
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return _ends_in_avi(head, size)
    look = looks.get(head[:4])
    if look is not None:
        return look()
    if head[4:8] in BOXES:
        return _ends_in_box(stream, head, size)
    is_mp3 = head[:3] == b"ID3" or _mp3_frame_bytes(head[:4]) > 0
    return is_mp3 and _ends_in_mp3_frame(stream, size)


def _ends_in_sun_audio(head: bytes, size: int) -> bool:
    begin, told = struct.unpack(">II", head[4:12])
    return told not in OPEN_SIZES and int(begin + told) > size


def _ends_in_chunk(stream: BinaryIO, size: int, order: Literal["little", "big"]) -> bool:
    """WAV and AIFF: the chunk with the sound goes beyond the end."""
    position = 12
    while position + 8 <= size:
        stream.seek(position)
        name, told = stream.read(4), int.from_bytes(stream.read(4), order)
        if name in {b"data", b"SSND"}:
            return told not in OPEN_SIZES and position + 8 + told > size
        position += 8 + told + told % 2
    return True  # the sound has not even begun


def _ends_in_avi(head: bytes, size: int) -> bool:
    """AVI: the whole is shorter than told; behind the pictures lies a table that hides a loss."""
    (told,) = struct.unpack("<I", head[4:8])
    return told not in OPEN_SIZES and int(8 + told) > size


def _ends_in_core_audio(stream: BinaryIO, size: int) -> bool:
    position = 8
    while position + 12 <= size:
        stream.seek(position)
        name, told = struct.unpack(">4sq", stream.read(12))
        if name == b"data":
            return told >= 0 and int(position + 12 + told) > size
        if told < 0:
            return False  # nobody knows
        position += 12 + told
    return True


def _ends_without_last_page(stream: BinaryIO, size: int) -> bool:
    """OGG: the last page of every stream says that it is the last one, and is all there."""
    position, is_last = 0, False
    while position < size:
        stream.seek(position)
        page = stream.read(OGG_HEAD_BYTES)
        if page[:4] != b"OggS":  # damaged; whoever reads it looks for the next page as well
            found = (page + stream.read(OGG_PAGE_BYTES)).find(b"OggS")
            if found < 0:
                return True
            position += found
            continue
        if len(page) < 27 or len(page) < 27 + page[26]:
            return True
        is_last = bool(page[5] & OGG_LAST_PAGE)
        position += 27 + page[26] + sum(page[27 : 27 + page[26]])
    return position > size or not is_last


def _ends_in_segment(head: bytes, size: int) -> bool:
    """Matroska and WebM: a head, and one segment with all the rest."""
    header_bytes, begin = _ebml_size(head, 4)
    segment = begin + header_bytes
    if head[segment : segment + 4] != b"\x18\x53\x80\x67":
        return False
    told, begin = _ebml_size(head, segment + 4)
    return told != EBML_UNKNOWN and begin + told > size


def _ebml_size(content: bytes, position: int) -> tuple[int, int]:
    """A size of 1 to 8 bytes, and where it ends; all ones mean that it is not known."""
    if position >= len(content) or not content[position]:
        return EBML_UNKNOWN, position + 1
    length = 9 - content[position].bit_length()
    value = int.from_bytes(content[position : position + length], "big")
    most = (1 << 7 * length) - 1
    value &= most
    return (EBML_UNKNOWN if value == most else value), position + length


def _ends_before_told(head: bytes, size: int) -> bool:
    """Windows Media: the head tells the size of the file, unless it was sent as it was recorded."""
    found = head.find(ASF_FILE_PROPERTIES)
    if found < 0:
        return False
    (told,) = struct.unpack("<Q", head[found + 40 : found + 48])
    (flags,) = struct.unpack("<I", head[found + 88 : found + 92])
    return not flags & 1 and int(told) > size


def _ends_in_box(stream: BinaryIO, head: bytes, size: int) -> bool:
    """MP4, M4A, MOV, 3GP: a box with sound goes beyond the end, or pieces are followed by none."""
    position = 0
    is_in_pieces = b"mvex" in head
    for _ in range(MOST_BOXES):
        stream.seek(position)
        box = stream.read(16)
        if len(box) < 8:
            return False
        told, name = struct.unpack(">I4s", box[:8])
        if told == 1 and len(box) == 16:
            (told,) = struct.unpack(">Q", box[8:])
        if told == 0:  # up to the end, or filled up with zeros
            return name == bytes(4) and any(stream.read(ZEROS_BYTES))
        if told < 8 or position + told > size:
            return is_in_pieces or name in {b"mdat", b"moof"}
        position += told
    return False


def _ends_in_mp3_frame(stream: BinaryIO, size: int) -> bool:
    """MP3: the last frame has fewer bytes than its head tells; False for what is none."""
    stream.seek(max(0, size - MP3_TAIL_BYTES))
    tail = stream.read()
    for begin in range(len(tail)):
        position, frames = begin, 0
        while frame_bytes := _mp3_frame_bytes(tail[position : position + 4]):
            frames += 1
            position += frame_bytes
        is_begin = begin == 0 and len(tail) == size and frames > 0
        if frames >= MP3_CHAIN or is_begin:
            return position > len(tail)
    return False


def _mp3_frame_bytes(head: bytes) -> int:
    """How long a frame is; 0 where none begins."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, kilobits = head[1] >> 3 & 3, head[2] >> 2 & 3, head[2] >> 4
    if version == 1 or rate == 3 or kilobits in {0, 15}:
        return 0
    is_first = version == 3
    rate_hz = MP3_RATES_HZ[rate] >> (0 if is_first else 2 - version // 2)
    bits = MP3_KILOBITS[not is_first][kilobits] * 1000
    return (144 if is_first else 72) * bits // rate_hz + (head[2] >> 1 & 1)
