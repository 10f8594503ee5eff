"""The commands of the bin: attempts --bin, delete, restore."""

from __future__ import annotations

import argparse
from typing import Final

from mockinterview.cli import output
from mockinterview.core.attempt import Attempt
from mockinterview.core.sizes import size_words
from mockinterview.errors import UsageError
from mockinterview.files.attempts import AttemptFolder
from mockinterview.files.bin import (
    KEPT_DAYS,
    BinEntry,
    bin_attempt,
    bin_take,
    contents,
    restore_attempt,
    restore_take,
    size_of,
)
from mockinterview.services import Services

_WHAT_IS: Final = "“mockinterview attempts --bin” lists what is."


def list_bin(services: Services, arguments: argparse.Namespace) -> int:
    """What is in the bin, latest first, with its size."""
    library = services.library
    entries, now = contents(library), library.now()
    size = size_of(entries)
    rows = [
        {
            "attempt": entry.folder.id,
            "take": entry.take.number if entry.take else None,
            "prompt": entry.attempt.question.prompt,
            "seconds": _seconds(entry),
            "binned": entry.binned.isoformat(),
            "days_left": entry.days_left(now),
            "size_bytes": entry.size,
        }
        for entry in entries
    ]
    if arguments.json:
        output.write_json({"bin": rows, "size_bytes": size.size})
        return output.DONE
    if not entries:
        output.write_text("The bin is empty.")
        return output.DONE
    output.write_table([_line(entry, entry.days_left(now)) for entry in entries])
    items = "1 item" if size.items == 1 else f"{size.items} items"
    output.write_text(f"{items}, {size_words(size.size)}. “mockinterview restore” puts one back.")
    return output.DONE


def delete(services: Services, arguments: argparse.Namespace) -> int:
    """Put an attempt, or one of its takes, into the bin."""
    folder, now = services.library.open(arguments.attempt), services.library.now()
    if arguments.take is None:
        attempt = bin_attempt(folder, now)
    else:
        attempt = bin_take(folder, arguments.take, now)
    told = f"{_name(attempt, arguments.take)} is in the bin."
    return _tell(
        folder, attempt, arguments, f"{told} It is removed for good after {KEPT_DAYS} days."
    )


def restore(services: Services, arguments: argparse.Namespace) -> int:
    """Take an attempt, or one of its takes, out of the bin again."""
    folder = services.library.open(arguments.attempt)
    _require_binned(folder.load(), arguments.take)
    if arguments.take is None:
        attempt = restore_attempt(folder)
    else:
        attempt = restore_take(folder, arguments.take)
    told = f"{_name(attempt, arguments.take)} is not in the bin any more."
    return _tell(folder, attempt, arguments, told)


def _require_binned(attempt: Attempt, number: int | None) -> None:
    """That it is in the bin; what is not there any more is told by whoever puts it back.

    Raises:
        UsageError: it is not in the bin.
    """
    if number is not None:
        take = next((one for one in attempt.takes if one.number == number), None)
        if take is None or take.binned or take.is_removed:
            return
        hint = "The whole attempt is: leave out --take." if attempt.binned else _WHAT_IS
        raise UsageError(f"{_name(attempt, number)} is not in the bin.", hint)
    if attempt.binned is None:
        takes = [str(one.number) for one in attempt.takes if one.binned and not one.is_removed]
        hint = f"Of its takes there are: {', '.join(takes)}. Add --take." if takes else _WHAT_IS
        raise UsageError(f"{_name(attempt, number)} is not in the bin.", hint)


def _tell(
    folder: AttemptFolder, attempt: Attempt, arguments: argparse.Namespace, sentence: str
) -> int:
    number: int | None = arguments.take
    binned = attempt.binned if number is None else attempt.take(number).binned
    if arguments.json:
        moment = binned.isoformat() if binned else None
        output.write_json({"attempt": folder.id, "take": number, "binned": moment})
    else:
        output.write_text(sentence)
    return output.DONE


def _line(entry: BinEntry, days_left: int) -> tuple[str, ...]:
    return (
        entry.folder.id,
        f"take {entry.take.number}" if entry.take else "attempt",
        output.as_minutes(_seconds(entry)),
        f"{days_left} {'day' if days_left == 1 else 'days'} left",
        size_words(entry.size),
    )


def _seconds(entry: BinEntry) -> float:
    takes = (entry.take,) if entry.take else entry.attempt.kept_takes
    return sum(take.seconds for take in takes)


def _name(attempt: Attempt, number: int | None) -> str:
    whole = f"“{attempt.question.prompt}”"
    return whole if number is None else f"Take {number} of {whole}"
