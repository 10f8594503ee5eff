"""Who sent a pack, so that two candidates of one name stay two people.

A library has a number of its own, drawn by chance when the first pack is written from it. It says
nothing about person or computer, and goes along with the library's attempts.
"""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from mockinterview.core.model import Model
from mockinterview.errors import LibraryError
from mockinterview.files.values import read_value, write_value

logger = logging.getLogger(__name__)

FILE: Final = "sender.json"
PATTERN: Final = r"^([0-9a-f]{16})?$"
UNNAMED: Final = "Unnamed candidate"

Who = tuple[str, str]
"""A name as the sender wrote it, and the sender's number; either may be empty."""


class Sender(Model):
    """The number of a library."""

    version: Literal[1] = 1
    sender: str = Field(pattern=PATTERN)


def sender_of(library: Path) -> str:
    """The number of this library, drawn now where there is none; empty if it cannot be kept."""
    path = library / FILE
    try:
        if path.is_file():
            return read_value(path, Sender).sender
        drawn = Sender(sender=secrets.token_hex(8))
        write_value(library, path, drawn)
    except LibraryError as error:
        logger.warning("packs of %s go without a sender: %s (%s)", library, error, error.detail)
        return ""
    return drawn.sender


def distinct_names(whose: Iterable[Who]) -> dict[Who, str]:
    """A name for each, as it is shown: the second Ann Smith is “Ann Smith (2)”.

    Who comes first keeps the name; a lone person without one stays unnamed, which is the empty
    string.
    """
    found: dict[Who, str] = {}
    taken: Counter[str] = Counter()
    for who in whose:
        if who not in found:
            name = who[0]
            taken[name] += 1
            number = taken[name]
            found[who] = name if number == 1 else f"{name or UNNAMED} ({number})"
    return found
