"""How a pack is laid out: the names that may be in it, in their order, and how large it may be.

manifest.json                            what it is, and size and SHA-256 of every other file
attempts/1/attempt.json                  question, mark scheme, format, notes and takes
attempts/1/takes/take-1.opus             the sound (or .flac), or left out
attempts/1/transcripts/take-1.json       the words as they were heard
attempts/1/transcripts/take-1.corrected.json
attempts/1/markings/1.json               the marks, one file for each marker and pass
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

SUFFIX: Final = ".mockinterview"
MANIFEST: Final = "manifest.json"
FORMAT: Final = "mockinterview-pack"
VERSION: Final = 1

PACK_LIMIT_BYTES: Final = 4_000_000_000
"""Below what needs zip64, which no pack has."""
SOUND_LIMIT_BYTES: Final = 1_000_000_000
"""An hour of mono FLAC at 96 kHz and 24 bits is smaller."""
JSON_LIMIT_BYTES: Final = 4_000_000
"""For words and the list of files. The corrected words of an hour are a third of it."""
SMALL_JSON_LIMIT_BYTES: Final = 1_000_000
"""For an attempt or one person's marks. Real ones have 5 to 30 kB."""
ALL_JSON_LIMIT_BYTES: Final = 100_000_000
ALL_SMALL_JSON_LIMIT_BYTES: Final = 30_000_000
ATTEMPT_LIMIT: Final = 500
ENTRY_LIMIT: Final = 10_000
NAME_LIMIT: Final = 64
RATIO_LIMIT: Final = 200
"""How many times smaller than itself a file may be packed. Real ones are up to 20 times smaller."""
RATIO_FROM_BYTES: Final = 100_000
"""Below this the ratio does not matter."""

SoundKind = Literal["opus", "flac", "none"]
PackKind = Literal["attempt", "markings"]
Part = Literal["attempt", "sound", "heard", "corrected", "marking"]

_NUMBER = r"[1-9][0-9]{0,5}"
_NAME: Final = re.compile(
    rf"attempts/(?P<attempt>{_NUMBER})/(?:"
    r"(?P<file>attempt\.json)"
    rf"|takes/take-(?P<sound>{_NUMBER})\.(?P<suffix>opus|flac)"
    rf"|transcripts/take-(?P<heard>{_NUMBER})\.json"
    rf"|transcripts/take-(?P<corrected>{_NUMBER})\.corrected\.json"
    rf"|markings/(?P<marking>{_NUMBER})\.json"
    r")",
    re.ASCII,
)
_ORDER: Final = ("attempt", "sound", "heard", "corrected", "marking")


@dataclass(frozen=True)
class Place:
    """What a name in a pack means.

    Attributes:
        attempt: the number of the attempt in the pack.
        part: what of the attempt it is.
        number: of the take, or of the marking; 0 for the attempt itself.
        suffix: of a sound, without the dot; else empty.
    """

    attempt: int
    part: Part
    number: int = 0
    suffix: str = ""

    @property
    def name(self) -> str:
        """The name in the pack."""
        ends = {
            "attempt": "attempt.json",
            "sound": f"takes/take-{self.number}.{self.suffix}",
            "heard": f"transcripts/take-{self.number}.json",
            "corrected": f"transcripts/take-{self.number}.corrected.json",
            "marking": f"markings/{self.number}.json",
        }
        return f"attempts/{self.attempt}/{ends[self.part]}"

    @property
    def limit_bytes(self) -> int:
        """How large it may be."""
        if self.part == "sound":
            return SOUND_LIMIT_BYTES
        return SMALL_JSON_LIMIT_BYTES if self.is_small else JSON_LIMIT_BYTES

    @property
    def is_small(self) -> bool:
        """Whether it is kept as a value while a pack is looked into: no sound and no words."""
        return self.part in {"attempt", "marking"}

    @property
    def order(self) -> tuple[int, int, int]:
        """What it is sorted by in a pack."""
        return self.attempt, _ORDER.index(self.part), self.number


def place_of(name: str) -> Place | None:
    """What a name means; None for every name that no pack has.

    Only names of this one pattern are ever looked at, so nothing can lead anywhere else.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    attempt = int(found["attempt"])
    if found["file"]:
        return Place(attempt, "attempt")
    if found["sound"]:
        return Place(attempt, "sound", int(found["sound"]), found["suffix"])
    if found["heard"]:
        return Place(attempt, "heard", int(found["heard"]))
    if found["corrected"]:
        return Place(attempt, "corrected", int(found["corrected"]))
    return Place(attempt, "marking", int(found["marking"]))


def exceeded_limit(files: Iterable[tuple[str, int]]) -> int | None:
    """Which limit of bytes these files, by name and size, exceed together; None: neither."""
    texts = small = 0
    for name, size_bytes in files:
        place = place_of(name)
        if place is None or place.part != "sound":
            texts += size_bytes
        if place is not None and place.is_small:
            small += size_bytes
    if small > ALL_SMALL_JSON_LIMIT_BYTES:
        return ALL_SMALL_JSON_LIMIT_BYTES
    return ALL_JSON_LIMIT_BYTES if texts > ALL_JSON_LIMIT_BYTES else None
