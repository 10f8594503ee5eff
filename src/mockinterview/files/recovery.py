"""What a crash leaves in an attempt's folder, set right: open takes, renamed sound, left-overs."""

from __future__ import annotations

import logging
import re
import shutil
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from mockinterview.core.attempt import Take, TakeState
from mockinterview.errors import LibraryError
from mockinterview.files import staging
from mockinterview.files.locks import COMPRESSING_LOCK, INTERVIEW_LOCK, claimed
from mockinterview.files.takes import (
    FLAC_SUFFIX,
    JOINED_SUFFIX,
    PART_SUFFIX,
    WAV_SUFFIX,
    length_of,
    present_path,
)
from mockinterview.files.wav import repair_wav

logger = logging.getLogger(__name__)

ATTEMPT_FILE: Final = "attempt.json"
RECOVERED_SENTENCE: Final = (
    "The program ended while this take was being recorded; what had been said is here."
)
NOTHING_SENTENCE: Final = "The program ended before any sound was recorded."

LEFT_OVER_SECONDS: Final = 600.0
"""A file that is being written lives for milliseconds; ten minutes old, nobody writes it."""
_WRITTEN: Final = ("", "transcripts/", "markings/")
"""Where `atomic.write_text` writes in an attempt's folder."""
_ATTEMPT_FOLDER: Final = re.compile(r"\d{4}-\d{2}-\d{2}-\d{6}-")


def is_attempt_name(name: str) -> bool:
    """Whether a folder is called as the program calls those of attempts."""
    return _ATTEMPT_FOLDER.match(name) is not None


def needs_care(folder: Path, take: Take) -> bool:
    """Whether `cared_for` would change this take."""
    if take.is_removed:
        return False
    if take.state is TakeState.RECORDING:
        return True
    path = folder / take.file
    return present_path(path) != path


def is_in_order(folder: Path, takes: Sequence[Take]) -> bool:
    """Whether nothing is to be done to these takes, or to what lies beside them."""
    return not any(needs_care(folder, take) for take in takes) and not _half_joined(folder, takes)


def cared_for(folder: Path, take: Take) -> Take:
    """The take as it really is on the disk; only for whoever holds the folder's lock.

    One that was being recorded is repaired. One whose sound lies under the other suffix (the
    program ended between renaming and writing that down) names it as it is.

    Raises:
        LibraryError: the disk does not let it be repaired now; it may hold sound.
    """
    path = present_path(folder / take.file)
    changes: dict[str, object] = {"file": path.relative_to(folder).as_posix()}
    if take.state is TakeState.RECORDING:
        changes |= {"state": TakeState.RECOVERED} | _repaired(path)
    return take.model_copy(update=changes)


def remove_left_overs(folder: Path) -> None:
    """Remove what a crash left half-written in an attempt's folder; failures do not matter.

    What is younger than ten minutes stays, because another copy of the program may be at it; only
    half a FLAC file goes at once, since whoever writes one holds a lock.
    """
    sound = list(folder.glob(f"takes/*{FLAC_SUFFIX}{PART_SUFFIX}"))
    if sound:
        with claimed(folder, COMPRESSING_LOCK) as is_mine:
            if is_mine:
                _remove(sound)
    texts = [part for place in _WRITTEN for part in folder.glob(f"{place}.*.json.*{PART_SUFFIX}")]
    _remove(part for part in texts if _is_old(part))


def remove_half_joined(folder: Path, takes: Sequence[Take]) -> None:
    """Remove what was being joined from parts when the program ended; failures do not matter.

    Only for whoever holds the folder's lock: an interview may be writing it.
    """
    _remove(_half_joined(folder, takes))


def remove_unfinished_folders(library: Path) -> None:
    """Remove the folders of attempts that were being made or removed when the program ended.

    They hold nothing: `attempt.json` is the first thing written and the last removed. Attempts that
    were being imported lie apart until they are whole.
    """
    staging.remove_abandoned(library)
    for folder in library.glob("*/"):
        if not is_attempt_name(folder.name) or not _is_old(folder):
            continue
        try:
            entries = list(folder.iterdir())
            if all(_is_nothing(entry) and _is_old(entry) for entry in entries):
                _remove(entries)
                folder.rmdir()
        except OSError as error:
            logger.warning("%s could not be removed: %s", folder, error)


def empty_attempt(folder: Path) -> None:
    """Remove all that is in an attempt, `attempt.json` last: a crash leaves no sound without it.

    The file of the claim stays, because on Windows whoever holds it cannot remove it.

    Raises:
        OSError: not everything could be removed.
    """
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name not in {ATTEMPT_FILE, INTERVIEW_LOCK}:
            entry.unlink()
    (folder / ATTEMPT_FILE).unlink(missing_ok=True)


def remove_attempt(folder: Path) -> None:
    """Remove an attempt's folder with all that is in it; not while it is claimed.

    Raises:
        OSError: not everything could be removed.
    """
    empty_attempt(folder)
    (folder / INTERVIEW_LOCK).unlink(missing_ok=True)
    folder.rmdir()


def _repaired(path: Path) -> dict[str, object]:
    try:
        seconds = repair_wav(path) if path.suffix == WAV_SUFFIX else length_of(path).seconds
        rate_hz = length_of(path).rate_hz
    except LibraryError as error:
        if isinstance(error.__cause__, OSError) and path.exists():
            raise  # a fault of the disk says nothing of the sound; the next start tries again
        logger.warning("%s: %s (%s)", path, error, error.detail)
        return {"problem": NOTHING_SENTENCE}
    sentence = RECOVERED_SENTENCE if seconds else NOTHING_SENTENCE
    return {"problem": sentence, "seconds": seconds, "rate_hz": rate_hz}


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            logger.warning("%s could not be removed: %s", path, error)


def _half_joined(folder: Path, takes: Sequence[Take]) -> list[Path]:
    """Takes that were joined, or half of one, which nothing names; their parts are still there."""
    named = {(folder / take.file).with_suffix("") for take in takes}
    half = folder.glob(f"takes/take-*{JOINED_SUFFIX}{WAV_SUFFIX}{PART_SUFFIX}")
    whole = folder.glob(f"takes/take-*{JOINED_SUFFIX}{WAV_SUFFIX}")
    return [*half, *(path for path in whole if path.with_suffix("") not in named)]


def _is_nothing(path: Path) -> bool:
    """Half an `attempt.json`, or what is left of an attempt that was being removed."""
    return path.name == INTERVIEW_LOCK or path.name.startswith(f".{ATTEMPT_FILE}.")


def _is_old(path: Path) -> bool:
    """Old, or from a future in which the clock was wrong; what is gone meanwhile is not."""
    try:
        return abs(time.time() - path.stat().st_mtime) > LEFT_OVER_SECONDS
    except OSError:
        return False
