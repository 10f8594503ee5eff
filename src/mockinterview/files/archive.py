"""Reading a .zip that comes from a stranger: bounded, and nothing in it may lead anywhere else."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from mockinterview.errors import ContentError

TEXT_SUFFIXES = (".yaml", ".yml")
SOUND_SUFFIXES = (".flac", ".wav", ".ogg", ".opus", ".mp3")

ARCHIVE_LIMIT_BYTES = 200_000_000
"""Of the archive itself, and of everything in it together."""
ENTRY_LIMIT = 500
TEXT_LIMIT_BYTES = 2_000_000
SOUND_LIMIT_BYTES = 50_000_000
NAME_LIMIT = 200

_DIRECTORY_LIMIT_BYTES = 1_000_000
_END_RECORD = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_END64_SIGNATURE = b"PK\x06\x07"
_END64_BYTES = 20
_COMMENT_LIMIT_BYTES = 65_535
_ENCRYPTED = 0x1
_BLOCK_BYTES = 1 << 20
_JUNK_NAMES = {"thumbs.db", "desktop.ini"}
_RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}
_SOUND_BEGINNINGS = {
    ".flac": (b"fLaC", b"ID3"),
    ".wav": (b"RIFF", b"RF64"),
    ".ogg": (b"OggS",),
    ".opus": (b"OggS",),
    ".mp3": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2"),
}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What `zipfile` raises on archives that are damaged or made to harm."""


def read_archive(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, each with its path in it; what systems add by themselves is passed.

    Raises:
        ContentError: it is no archive, or something in it must not be unpacked.
    """
    try:
        _refuse_large(path)
        with zipfile.ZipFile(path) as archive:
            entries = _wanted(archive)
            room = ARCHIVE_LIMIT_BYTES
            for name, entry in entries:
                data = _read(archive, entry, name, room)
                room -= len(data)
                yield name, data
    except _BROKEN as error:
        message = f"{path.name} cannot be read as a .zip file."
        raise ContentError(message, "Ask for it again; it may be damaged.", str(error)) from error
    except OSError as error:
        message = f"{path.name} cannot be opened: {error.strerror or error}."
        raise ContentError(message, "Check that it is there and that you may read it.") from error


def check_name(name: str) -> tuple[str, ...]:
    """The parts of a path in a bank's folder, on every system alike.

    Raises:
        ContentError: it leads out of the folder, or some system could not hold it.
    """
    parts = tuple(name.replace("\\", "/").split("/"))
    is_plain = (
        len(name) <= NAME_LIMIT
        and name.isprintable()
        and not any(character in name for character in ':*?"<>|')
        and not name.startswith("~")
    )
    if not is_plain or any(_is_trick(part) for part in parts):
        raise ContentError(
            f"The file {_shown(name)} has a name that leads out of the bank's folder"
            " or that cannot be kept on every system.",
            "Nothing was added. Ask for the bank again, with plain names.",
        )
    return parts


def check_contents(name: str, data: bytes) -> None:
    """Refuse what is too large or not what its name says.

    Raises:
        ContentError: it is.
    """
    if len(data) > _limit(name):
        raise _too_large(name)
    suffix = Path(name).suffix.lower()
    if suffix in _SOUND_BEGINNINGS and not data.startswith(_SOUND_BEGINNINGS[suffix]):
        message = f"The file {_shown(name)} is not the sound that its name says."
        raise ContentError(message, "Nothing was added. Ask for the bank again.")


def _wanted(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    found = []
    seen: set[str] = set()
    for entry in archive.infolist():
        name = entry.orig_filename.replace("\\", "/")
        if entry.is_dir() or _is_junk(name):
            continue
        _refuse_entry(name, entry)
        if name.casefold() in seen:
            message = f"The archive holds {_shown(name)} twice."
            raise ContentError(message, "Nothing was added. Ask for the bank again.")
        seen.add(name.casefold())
        found.append((name, entry))
    if len(found) > ENTRY_LIMIT:
        raise _too_many()
    if sum(entry.file_size for _, entry in found) > ARCHIVE_LIMIT_BYTES:
        raise _too_large("")
    return found


def _refuse_entry(name: str, entry: zipfile.ZipInfo) -> None:
    check_name(name)
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        message = f"{_shown(name)} is a link, not a file."
        raise ContentError(message, "Nothing was added. Banks hold files only.")
    if not name.lower().endswith(TEXT_SUFFIXES + SOUND_SUFFIXES):
        raise ContentError(
            f"{_shown(name)} is neither a bank, nor a mark scheme, nor a sound.",
            "Nothing was added. A bank's .zip may hold .yaml, .flac, .wav, .ogg, .opus and .mp3.",
        )
    if entry.flag_bits & _ENCRYPTED:
        message = "The .zip file is locked with a password."
        raise ContentError(message, "Ask for it without one.")
    if entry.file_size > _limit(name):
        raise _too_large(name)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, room: int) -> bytes:
    """The bytes of an entry; what the archive says about their number is not believed."""
    limit = min(_limit(name), room)
    blocks, size = [], 0
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK_BYTES):
            size += len(block)
            if size > limit:
                raise _too_large(name)
            blocks.append(block)
    data = b"".join(blocks)
    check_contents(name, data)
    return data


def _refuse_large(path: Path) -> None:
    """The list of entries is measured before it is read; a million of them would fill memory."""
    size = path.stat().st_size
    if size > ARCHIVE_LIMIT_BYTES:
        raise _too_large("")
    with path.open("rb") as stream:
        stream.seek(max(0, size - _END_RECORD.size - _COMMENT_LIMIT_BYTES - _END64_BYTES))
        tail = stream.read()
    start = len(tail) - _END_RECORD.size
    is_plain = tail[start : start + 4] == _END_SIGNATURE and tail.endswith(b"\0\0")
    if start < 0 or not is_plain:
        start = tail.rfind(_END_SIGNATURE)
    if start < 0 or start + _END_RECORD.size > len(tail):
        raise zipfile.BadZipFile("no end of central directory")
    record = _END_RECORD.unpack_from(tail, start)
    directory_bytes = record[5]
    is_64 = tail[max(0, start - _END64_BYTES) :].startswith(_END64_SIGNATURE)
    if directory_bytes > _DIRECTORY_LIMIT_BYTES or is_64:
        raise _too_many()


def _is_junk(name: str) -> bool:
    """What Finder, Explorer and editors put beside the files."""
    last = name.rsplit("/", 1)[-1]
    is_hidden = last.startswith(".") and last.strip(".") != ""
    return name.startswith("__MACOSX/") or is_hidden or last.lower() in _JUNK_NAMES


def _is_trick(part: str) -> bool:
    stem = part.split(".", 1)[0].strip().lower()
    return part.strip(". ") == "" or part != part.rstrip(". ") or stem in _RESERVED


def _limit(name: str) -> int:
    return TEXT_LIMIT_BYTES if name.lower().endswith(TEXT_SUFFIXES) else SOUND_LIMIT_BYTES


def _too_large(name: str) -> ContentError:
    if name:
        message = f"{_shown(name)} is larger than {_limit(name) // 1_000_000} MB."
    else:
        message = f"The archive holds more than {ARCHIVE_LIMIT_BYTES // 1_000_000} MB."
    return ContentError(message, "Nothing was added. Ask for it in smaller parts.")


def _too_many() -> ContentError:
    message = f"The archive holds more than {ENTRY_LIMIT} files."
    return ContentError(message, "Nothing was added. Ask for it in smaller parts.")


def _shown(name: str) -> str:
    clean = "".join(character if character.isprintable() else "�" for character in name)
    return f"“{clean if len(clean) <= 60 else clean[:59] + '…'}”"
