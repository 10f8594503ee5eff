"""What lies under a name that somebody wants to import: a file with sound in it, or what else."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mockinterview.errors import AudioFileError

HEAD_BYTES: Final = 1 << 16
"""Read to see what a file is; a cover picture may lie before what an MP3 tells of its length."""
CHOOSE_HINT: Final = "Choose a sound or video file, for example WAV, MP3, M4A or MP4."
AGAIN_HINT: Final = "Copy it from the phone or recorder again, then import the copy."

_ALAC_BYTES: Final = 64
"""Up to here a CAF has told its codec."""
_TEXT_BYTES: Final = 4096
_OTHER_KINDS: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"MThd", "a file with notes (MIDI)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
"""First bytes, and what begins with them."""
_PICTURE_BRANDS: Final = {b"heic", b"heix", b"mif1", b"avif"}
_SNDFILE_HEADS: Final = {
    *(b"RIFF", b"RIFX", b"RF64", b"riff", b"FORM", b"fLaC", b"OggS", b"caff", b".snd"),
}
"""The first four bytes of what libsndfile reads at least as well as FFmpeg does."""
_OTHER_MEDIA_HEADS: Final = {b"\x1a\x45\xdf\xa3", b"\x30\x26\xb2\x75", b"#!AM", b"FLV\x01"}
"""Matroska and WebM, Windows Media, AMR, Flash video."""


def read_head(path: Path) -> bytes:
    """The first bytes of a file that may hold sound.

    Raises:
        AudioFileError: it is not there, cannot be read, or is something else.
    """
    try:
        if path.is_dir():
            hint = "Choose the recordings in it."
            raise AudioFileError(f"{path.name} is a folder, not a recording.", hint)
        if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
            raise AudioFileError(f"{path.name} is not a file.", CHOOSE_HINT)
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise as_unopened(error, path) from error
    if not head:
        raise AudioFileError(f"{path.name} is empty.", AGAIN_HINT, f"{path}: 0 bytes")
    other = _other_kind(head)
    if other:
        raise AudioFileError(f"{path.name} is {other}, not a recording.", CHOOSE_HINT, str(path))
    return head


def is_for_sndfile(head: bytes) -> bool:
    """Whether libsndfile should be asked first."""
    return head[:4] in _SNDFILE_HEADS


def is_checked_by_ffmpeg(head: bytes) -> bool:
    """Whether FFmpeg tells of damage in it that libsndfile reads over: OGG, and ALAC in CAF."""
    return head[:4] == b"OggS" or (head[:4] == b"caff" and b"alac" in head[:_ALAC_BYTES])


def is_mp3(head: bytes, path: Path) -> bool:
    """Whether libsndfile would take it for MP3; its reader complains to the terminal."""
    return head[:3] == b"ID3" or head[:1] == b"\xff" or path.suffix.lower() == ".mp3"


def is_media(head: bytes) -> bool:
    """Whether it begins as sound or video does, so that it is damaged if it cannot be read."""
    known = head[:4] in _SNDFILE_HEADS | _OTHER_MEDIA_HEADS
    return known or head[:3] == b"ID3" or is_mp4(head)


def is_mp4(head: bytes) -> bool:
    """Whether it begins as MP4, M4A, MOV and 3GP files do."""
    return head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide"}


def as_unopened(error: OSError, path: Path) -> AudioFileError:
    """Why a file that is to be read cannot even be opened."""
    if isinstance(error, FileNotFoundError):
        return AudioFileError(f"There is no file {path}.", "Check its name and folder.", str(error))
    if isinstance(error, PermissionError):
        return AudioFileError(
            f"The system does not let Mock Interview read {path.name}.",
            "Check who may read the file, or import a copy of it from another folder.",
            str(error),
        )
    return AudioFileError(
        f"{path.name} cannot be read: {error.strerror or error}.",
        "Check that the disk or device that it lies on is connected.",
        str(error),
    )


def _other_kind(head: bytes) -> str:
    """What it is in words if it is surely no sound, else nothing."""
    for start, words in _OTHER_KINDS:
        if head.startswith(start):
            return words
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        return "a picture"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a picture"
    return "a text file" if _is_text(head[:_TEXT_BYTES]) else ""


def _is_text(head: bytes) -> bool:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    elif b"\0" in head:
        return False
    else:
        encoding = "utf-8"
    try:
        text = head.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # only the last letter may be cut in two
            return False
        text = head[: error.start].decode(encoding, "ignore")
    return bool(text) and all(letter.isprintable() or letter in "\t\r\n\f\ufeff" for letter in text)
