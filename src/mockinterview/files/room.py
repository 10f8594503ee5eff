"""Room on the disk: how much sound needs, and whether there is enough before it is recorded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from mockinterview.errors import DiskFullError

RESERVE_BYTES: Final = 4 * 1024 * 1024
"""Left free by a recording, so that attempts, marks and words can still be written beside it."""
SAFETY_FACTOR: Final = 3
"""The sound, its compressed copy while both are there, and as much for what else fills a disk."""
RATE_HZ: Final = 48_000
"""What most microphones give; a take has two bytes a frame."""
SAMPLE_BYTES: Final = 2
UNLIMITED_SECONDS: Final = 600.0
"""What an answer without a limit is taken to last."""
MEGABYTE: Final = 1_000_000


def needed_bytes(
    answer_seconds: float | None, questions: int = 1, *, rate_hz: int = RATE_HZ
) -> int:
    """What the answers of a practice or sitting need while they are uncompressed.

    Args:
        answer_seconds: the format's limit for one answer; None is no limit.
        questions: how many of them are answered.
        rate_hz: of the microphone.
    """
    seconds = UNLIMITED_SECONDS if answer_seconds is None else answer_seconds
    return round(seconds * questions * rate_hz * SAMPLE_BYTES)


def free_bytes(folder: Path) -> int | None:
    """What may still be written into a folder (or where it will be made); None: not known.

    A file system that counts no room at all (/proc, some of the network) is not full for that.
    """
    for existing in (folder, *folder.parents):
        try:
            usage = shutil.disk_usage(existing)
        except FileNotFoundError:
            continue
        except OSError:
            return None
        return usage.free if usage.total else None
    return None


def has_room_to_go_on(folder: Path) -> bool:
    """Whether more than the reserve is free; true where the system does not tell."""
    free = free_bytes(folder)
    return free is None or free > RESERVE_BYTES


def room_problem(
    folder: Path, answer_seconds: float | None, questions: int = 1, *, rate_hz: int = RATE_HZ
) -> DiskFullError | None:
    """A warning to show before the start, or None when there is three times the room needed.

    It is returned and not raised: a person may start all the same, and what fits is kept. Where
    nothing may be written, room is not what is missing: who begins is told so.
    Touches the disk: ask on an executor.

    Args:
        folder: the library; it need not be there yet.
        answer_seconds: the format's limit for one answer; None is no limit.
        questions: how many of them are answered.
        rate_hz: of the microphone.
    """
    free = free_bytes(folder)
    wanted = SAFETY_FACTOR * needed_bytes(answer_seconds, questions, rate_hz=rate_hz)
    if free is None or free - RESERVE_BYTES >= wanted or not _may_write(folder):
        return None
    seconds = max(0, free - RESERVE_BYTES) / (rate_hz * SAMPLE_BYTES)
    return DiskFullError(
        _room_left(seconds),
        f"Free some space ({_megabytes(wanted + RESERVE_BYTES)} is a safe amount for this),"
        " or choose another library folder in Settings.",
        f"{folder}: {free} bytes free, {wanted} wanted",
    )


def no_room_left(folder: Path) -> DiskFullError:
    """A recording had to end, or could not begin, because only the reserve is left."""
    return DiskFullError(
        "The disk is nearly full, so nothing more can be recorded.",
        "Free some space, or choose another library folder in Settings.",
        f"{folder}: no more than {RESERVE_BYTES} bytes are free",
    )


def no_room_to_import(folder: Path, needed: int) -> DiskFullError:
    """The sound of a file is longer than what the disk has room for."""
    return DiskFullError(
        "There is no room on the disk for this recording.",
        "Free some space, or choose another library folder in Settings.",
        f"{folder}: {needed} bytes needed, {RESERVE_BYTES} to be left",
    )


def no_room_to_restore(folder: Path, needed: int) -> DiskFullError:
    """A backup holds more than what the disk has room for."""
    return DiskFullError(
        "There is no room on the disk for what is in this backup.",
        "Free some space, or choose another library folder in Settings.",
        f"{folder}: {needed} bytes needed, {RESERVE_BYTES} to be left",
    )


def _may_write(folder: Path) -> bool:
    """Whether the system lets anything be written into a folder, or where it will be made."""
    place = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    return os.access(place, os.W_OK)


def _room_left(seconds: float) -> str:
    minutes = int(seconds // 60)
    if seconds < 1:
        return "The disk is full: there is no room to record."
    if minutes < 1:
        return "The disk is nearly full: there is room for less than a minute of recording."
    plural = "minute" if minutes == 1 else "minutes"
    return f"The disk is nearly full: there is room for about {minutes} {plural} of recording."


def _megabytes(size: int) -> str:
    return f"{-(-size // MEGABYTE)} MB"
