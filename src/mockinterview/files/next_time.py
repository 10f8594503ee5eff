"""What a person says of a “next time” sentence, kept in the folder of the attempt that has it."""

from __future__ import annotations

from typing import Final

from mockinterview.core.next_time import NextTimeAnswer
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.values import read_value, write_value

NEXT_TIME_FILE: Final = "next_time.json"


def read_next_time(folder: AttemptFolder) -> NextTimeAnswer | None:
    """What was said of the attempt's sentence; None while nothing was.

    Raises:
        LibraryError: it cannot be understood.
    """
    path = folder.path / NEXT_TIME_FILE
    return read_value(path, NextTimeAnswer) if path.is_file() else None


def save_next_time(folder: AttemptFolder, answer: NextTimeAnswer) -> None:
    """Write it down.

    Raises:
        LibraryError: it cannot be written.
    """
    write_value(folder.path, folder.path / NEXT_TIME_FILE, answer)
