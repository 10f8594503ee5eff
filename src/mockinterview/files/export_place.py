"""Where a file for others is written: nothing is written over unawares, and failing has words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from mockinterview.errors import ExportError
from mockinterview.files.room import free_bytes

FULL_BYTES: Final = 1 << 20
"""Writing that fails with less than this free has failed for want of room."""


def require_free(target: Path, *, replaces: bool) -> None:
    """That a file may be written here.

    Raises:
        ExportError: it is a folder, there is a file and `replaces` is not wished, or it may not be
            looked at.
    """
    try:
        is_folder, is_there = target.is_dir(), target.exists()
    except OSError as error:
        raise unwritten(target, str(error)) from error
    if is_folder:
        raise ExportError(f"{target} is a folder.", "Give the name of a file in it.")
    if is_there and not replaces:
        raise ExportError(
            f"There is a file {target.name} already.",
            "Choose another name, or remove it first. In the terminal, --force replaces it.",
        )


def require_place(target: Path, *, replaces: bool) -> None:
    """That a file may be written here, and that the folder is there, which nobody makes.

    Raises:
        ExportError: as `require_free`, or there is no such folder.
    """
    require_free(target, replaces=replaces)
    if not target.parent.is_dir():
        raise unwritten(target, "there is no such folder")


def free_name(target: Path) -> Path:
    """The same name, or with the lowest number that makes it free: “Marks (2).mockinterview”."""
    if not target.exists():
        return target
    names = (target.with_name(f"{target.stem} ({n}){target.suffix}") for n in range(2, 10_000))
    return next((name for name in names if not name.exists()), target)


def unwritten(path: Path, reason: str) -> ExportError:
    """What writing that failed means to the person."""
    free = free_bytes(path.parent)
    may_write = path.parent.is_dir() and os.access(path.parent, os.W_OK)
    if free is not None and free < FULL_BYTES and may_write:
        return ExportError(
            f"The disk that holds {path.parent} is full.",
            "Free some space, or choose another folder.",
            reason,
        )
    return ExportError(
        f"Nothing can be written into {path.parent}.",
        "Check that the folder exists and that you may write to it, or choose another one.",
        reason,
    )
