"""WAV files that are whole at every moment: writing one while recording, repairing one left open.

The layout is the canonical one: `RIFF`, size, `WAVE`, the `fmt ` chunk, the `data` chunk. A
process that is killed leaves at worst a `data` size that is too small or zero (or too large,
after a power cut that lost the end), and possibly half a frame.

Written here and not through libsndfile because that reports a full disk only as
“System error.”, without its cause, and leaves the sizes at zero until it closes the file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from mockinterview.errors import LibraryError
from mockinterview.files.atomic import as_library_error

SAMPLE_BYTES: Final = 2
"""What is recorded has 16 bits; an imported file may have 24."""
HEADER_BYTES: Final = 44
HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
CHUNK: Final = struct.Struct("<4sI")
FORMAT: Final = struct.Struct("<HHIIHH")
PCM: Final = 1
LARGEST_SIZE: Final = 0xFFFF_FFFF
"""A RIFF size has 32 bits: 12 hours of mono sound at 48 kHz."""
_OPEN_SIZES: Final = {0, 0x7FFF_FFFF, 0x8000_0000, LARGEST_SIZE}
"""What programs write that do not know the length beforehand and cannot go back to set it."""


class WavWriter:
    """One mono WAV file, valid for every reader after every `write`.

    Args:
        path: where it lies; nothing may be there yet.
        rate_hz: frames a second.
        sample_bytes: 2 (16 bits) or 3 (24 bits).

    Raises:
        LibraryError: the file exists already or cannot be made.
        DiskFullError: there is no room for it.
    """

    def __init__(self, path: Path, rate_hz: int, sample_bytes: int = SAMPLE_BYTES) -> None:
        self.path = path
        self.rate_hz = rate_hz
        self._sample_bytes = sample_bytes
        self._data_bytes = 0
        try:
            # "x": a take is never overwritten. Unbuffered: what is written has left the process.
            self._stream: BinaryIO = path.open("x+b", buffering=0)
        except OSError as error:
            raise as_library_error(error, path) from error
        try:
            self._write_header()
        except OSError as error:
            self._stream.close()
            with contextlib.suppress(OSError):
                path.unlink()
            raise as_library_error(error, path) from error

    @property
    def frames(self) -> int:
        """Whole frames in the file."""
        return self._data_bytes // self._sample_bytes

    def write(self, samples: bytes) -> None:
        """Append little-endian samples, and tell their number in the header.

        Raises:
            DiskFullError: there is no room; what fitted is in the file.
            LibraryError: the file cannot be written to any more.
        """
        try:
            self._append(samples)
            self._write_header()
        except OSError as error:
            raise as_library_error(error, self.path) from error

    @property
    def is_in_place(self) -> bool:
        """Whether the file can still be found under its name."""
        try:
            found = self.path.stat()
        except OSError:
            return False
        return os.path.samestat(found, os.fstat(self._stream.fileno()))

    def put_back(self) -> bool:
        """Make the file and its folders again after they were removed; nothing is lost then.

        A file removed while it is open lives on without a name until it is closed.

        Returns:
            False when it was not removed: it was moved, or its disk was taken away.

        Raises:
            DiskFullError: there is no room.
            LibraryError: its folders cannot be made again.
        """
        if os.fstat(self._stream.fileno()).st_nlink:
            return False
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            copy: BinaryIO = self.path.open("x+b", buffering=0)
        except OSError as error:
            raise as_library_error(error, self.path) from error
        try:
            self._copy_to(copy)
        except OSError as error:
            copy.close()
            with contextlib.suppress(OSError):
                self.path.unlink()
            raise as_library_error(error, self.path) from error
        self._stream.close()
        self._stream = copy
        return True

    def _copy_to(self, copy: BinaryIO) -> None:
        self._stream.seek(0)
        shutil.copyfileobj(self._stream, copy)
        if copy.tell() != self._stream.tell():  # an unbuffered write may take only a part
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(copy.fileno())

    def sync(self) -> None:
        """Force everything written to the disk itself, so that it survives a power cut.

        Raises:
            DiskFullError: the file system found only now that there is no room.
            LibraryError: the disk reports a fault.
        """
        try:
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise as_library_error(error, self.path) from error

    def close(self) -> None:
        """Finish the file; a second call does nothing.

        Raises:
            LibraryError: the last bytes did not reach the disk.
        """
        if self._stream.closed:
            return
        try:
            with self._stream:
                self._data_bytes -= self._data_bytes % self._sample_bytes
                self._stream.truncate(HEADER_BYTES + self._data_bytes)
                self._write_header()
                os.fsync(self._stream.fileno())
        except OSError as error:
            raise as_library_error(error, self.path) from error

    def _append(self, samples: bytes) -> None:
        rest = memoryview(samples)
        while rest:  # an unbuffered write may take only a part, as on a disk that is filling up
            written = self._stream.write(rest)
            self._data_bytes += written
            rest = rest[written:]

    def _write_header(self) -> None:
        self._stream.seek(0)
        self._stream.write(_header(self.rate_hz, self._sample_bytes, self._data_bytes))
        self._stream.seek(HEADER_BYTES + self._data_bytes)


def most_frames() -> int:
    """How many 16-bit frames one file can hold."""
    return (LARGEST_SIZE - HEADER_BYTES) // SAMPLE_BYTES


def repair_wav(path: Path) -> float:
    """Set right, in place, the sizes in a WAV file whose writer was killed; half a frame is cut.

    Everything that reached the disk is kept. A file that is in order is not touched.

    Returns:
        The length in seconds, read back from the file.

    Raises:
        DiskFullError: there is no room.
        LibraryError: it is not a WAV file, or too little of it reached the disk.
    """
    try:
        with path.open("r+b") as stream:
            found = _read_layout(stream, path)
            if not found.is_whole:
                _set_sizes(stream, found)
                found = _read_layout(stream, path)
    except OSError as error:
        raise as_library_error(error, path) from error
    if not found.is_whole:
        raise _hopeless(path, "its sizes could not be set right")
    return found.seconds


@dataclass(frozen=True)
class _Layout:
    """What a WAV file says of itself and what is really there; sizes in bytes."""

    riff_size: int
    data_start: int
    data_size: int
    file_size: int
    frame_bytes: int
    rate_hz: int
    chunks_end: int

    @property
    def is_whole(self) -> bool:
        """Whether the sizes told are those of the file."""
        return (
            self.chunks_are_whole
            and self.riff_size == self.file_size - 8
            and self.data_size % self.frame_bytes == 0
        )

    @property
    def chunks_are_whole(self) -> bool:
        """Whether the chunks lead exactly to the end; some writers omit the last pad byte."""
        return 0 <= self.chunks_end - self.file_size <= self.data_size % 2

    @property
    def seconds(self) -> float:
        return self.data_size / self.frame_bytes / self.rate_hz


def _header(rate_hz: int, sample_bytes: int, data_bytes: int) -> bytes:
    size = min(data_bytes, LARGEST_SIZE - HEADER_BYTES)
    mono = (PCM, 1, rate_hz, rate_hz * sample_bytes, sample_bytes, 8 * sample_bytes)
    riff_size = size + HEADER_BYTES - CHUNK.size
    return HEADER.pack(b"RIFF", riff_size, b"WAVE", b"fmt ", FORMAT.size, *mono, b"data", size)


def missing_frames(path: Path) -> int:
    """How many frames a WAV file says it holds but does not: it was cut off behind its head.

    0 for every other file, and where a writer that could not go back left the size open.
    """
    try:
        with path.open("rb") as stream:
            found = _read_layout(stream, path)
    except (OSError, LibraryError):
        return 0
    is_open = found.data_size in _OPEN_SIZES or found.riff_size in _OPEN_SIZES
    present = found.file_size - found.data_start
    return 0 if is_open else max(0, found.data_size - present) // found.frame_bytes


def _read_layout(stream: BinaryIO, path: Path) -> _Layout:
    """Walk the chunks up to the sound, and on to the end where the sizes lead there."""
    file_size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    start = stream.read(12)
    if len(start) < 12 or start[:4] != b"RIFF" or start[8:] != b"WAVE":
        raise _hopeless(path, "it does not begin as a WAV file does")
    position, frame_bytes, rate_hz = 12, 0, 0
    while True:
        stream.seek(position)
        head = stream.read(CHUNK.size)
        if len(head) < CHUNK.size:
            raise _hopeless(path, "it ends before the sound begins")
        name, size = CHUNK.unpack(head)
        position += CHUNK.size
        if name == b"data":
            break
        if name == b"fmt ":
            content = stream.read(FORMAT.size)
            if len(content) < FORMAT.size:
                raise _hopeless(path, "it ends before the sound begins")
            _, _, rate_hz, _, frame_bytes, _ = FORMAT.unpack(content)
        position += size + size % 2
    if not (frame_bytes and rate_hz):
        raise _hopeless(path, "it does not tell its sample format")
    riff_size = struct.unpack("<I", start[4:8])[0]
    end = _walk_to_end(stream, position + size + size % 2)
    return _Layout(riff_size, position, size, file_size, frame_bytes, rate_hz, end)


def _walk_to_end(stream: BinaryIO, position: int) -> int:
    """Where the chunks after the sound end: the size of the file, if the sizes are right.

    Returns -1 when what follows the sound is no chunk. A chunk has a printable name, so that
    silence (zeros) beyond the size told is not taken for empty chunks.
    """
    while True:
        stream.seek(position)
        head = stream.read(CHUNK.size)
        if not head:
            return position
        if len(head) < CHUNK.size:
            return -1
        name, size = CHUNK.unpack(head)
        if not all(0x20 <= byte <= 0x7E for byte in name):
            return -1
        position += CHUNK.size + size + size % 2


def _set_sizes(stream: BinaryIO, found: _Layout) -> None:
    """Count everything after the head of the `data` chunk as sound, unless chunks follow it."""
    end = found.file_size
    if not (found.chunks_are_whole and found.data_size % found.frame_bytes == 0):
        data_size = found.file_size - found.data_start
        data_size -= data_size % found.frame_bytes
        end = found.data_start + data_size
        stream.truncate(end)
        stream.seek(found.data_start - 4)
        stream.write(struct.pack("<I", min(data_size, LARGEST_SIZE)))
    stream.seek(4)
    stream.write(struct.pack("<I", min(end - 8, LARGEST_SIZE)))
    stream.flush()
    os.fsync(stream.fileno())


def _hopeless(path: Path, reason: str) -> LibraryError:
    return LibraryError(
        f"{path.name} cannot be repaired: {reason}.",
        "It holds no sound that can be played.",
        str(path),
    )
