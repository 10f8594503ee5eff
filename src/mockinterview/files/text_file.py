"""Reading a text file of bounded size, and saying what it seems to be when it is not UTF-8."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from mockinterview.files.problems import Finding, Position

SIZE_LIMIT_BYTES = 2_000_000

_SIGNATURES = {
    b"PK\x03\x04": "a zip file or a Word, Excel or LibreOffice document",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel document",
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text (RTF) document",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"RIFF": "a sound file (WAV)",
    b"fLaC": "a sound file (FLAC)",
    b"ID3": "a sound file (MP3)",
    b"\x1f\x8b": "a gzip file",
}

_UTF16_SHARE_OF_NULS = 0.2


class NotTextError(Exception):
    """The file gives no text; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte order mark.

    Raises:
        NotTextError: it cannot be opened, is too large, or is not UTF-8.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotTextError(_finding("unreadable", "This is not a file.", ""))
        if found.st_size > SIZE_LIMIT_BYTES:
            raise NotTextError(_too_large())
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT_BYTES + 1)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        message = f"The file cannot be opened: {reason}."
        hint = "Check that it is there and that you may read it."
        raise NotTextError(_finding("unreadable", message, hint)) from error
    if len(data) > SIZE_LIMIT_BYTES:
        raise NotTextError(_too_large())
    return decode(data)


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes, with or without a byte order mark.

    Raises:
        NotTextError: they are not UTF-8; the finding says what they seem to be.
    """
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            hint = "Save the text as a plain UTF-8 text file that ends in .yaml."
            raise NotTextError(_finding("not-utf8", f"This seems to be {name}, not text.", hint))
    try:
        if b"\0" in data[:1000]:
            raise NotTextError(_not_utf8(data, data.index(b"\0")))
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(_not_utf8(data, error.start)) from error


def _too_large() -> Finding:
    message = "The file is larger than 2 MB."
    return _finding("too-large", message, "Split the bank into several files.")


def _not_utf8(data: bytes, offset: int) -> Finding:
    name, encoding = _seems_to_be(data)
    if encoding.startswith("utf-16"):
        position = Position()
    else:
        before = data[:offset].removeprefix(codecs.BOM_UTF8)
        lines = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        position = Position(len(lines), len(lines[-1].decode("utf-8", "replace")) + 1)
    message = f"The file is not UTF-8 text; it seems to be {name}."
    hint = "Save it again as UTF-8: most editors ask for the encoding under “Save as”."
    return Finding("not-utf8", position, message, hint)


def _seems_to_be(data: bytes) -> tuple[str, str]:
    """A name for people and the codec."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16 (Notepad calls it “Unicode”)", "utf-16"
    sample = data[:2000]
    if sample.count(b"\0") > len(sample) * _UTF16_SHARE_OF_NULS:
        return "UTF-16 without a byte order mark", "utf-16"
    if b"\0" in sample:
        return "no text at all", "binary"
    return _eight_bits(data)


def _eight_bits(data: bytes) -> tuple[str, str]:
    """Which old encoding of Western Europe it is, by the bytes that only one of them has."""
    high = [byte for byte in data[:100_000] if byte >= 0x80]
    if any(byte in {0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA3} for byte in high):
        return "Windows-1252 (Notepad calls it “ANSI”)", "cp1252"
    if any(byte in {0x8E, 0xD2, 0xD3, 0xD4, 0xD5} for byte in high):
        return "Mac Roman, from an old Mac program", "mac-roman"
    if all(byte >= 0xA0 for byte in high):
        return "Latin-1 or Windows-1252 (Notepad calls it “ANSI”)", "cp1252"
    return "an older encoding, for example Windows-1252", "cp1252"


def _finding(code: str, message: str, hint: str) -> Finding:
    return Finding(code, Position(), message, hint)
