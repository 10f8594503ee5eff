"""How a backup is laid out: the names that may be in it, and what its list says.

library/2026-11-24-194012-leader-or-follower/attempt.json …   all of an attempt but what can be
                                                             made again
library/sittings/…  library/diary/…                           what else lies in the library
content/questions/…  content/rubrics/…                        the person's own banks
settings/settings.json  settings/informal_words.yaml
backup.json                                                   size and SHA-256 of every other file
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from mockinterview.core.model import Model, Moment
from mockinterview.errors import BackupError
from mockinterview.files.archive import NAME_LIMIT as PORTABLE_LIMIT
from mockinterview.files.ours import (
    Kind,
    is_portable,
    kind_in_attempt,
    kind_in_content,
    kind_in_library,
)
from mockinterview.files.zip_layout import ZipRules

SUFFIX: Final = ".mockinterview-backup"
MANIFEST: Final = "backup.json"
VERSION: Final = 1

TEXT_LIMIT_BYTES: Final = 64_000_000
SOUND_LIMIT_BYTES: Final = 4_000_000_000
"""Ten hours of mono WAV at 48 kHz."""
MANIFEST_LIMIT_BYTES: Final = 500_000_000
RATIO_LIMIT: Final = 200
"""How many times smaller than itself a file may be packed; what would be smaller is stored."""
RATIO_FROM_BYTES: Final = 100_000
TEXT_SUFFIXES: Final = (".json", ".yaml", ".yml", ".md", ".from-backup")
_FOLDERS_BYTES: Final = 32

RULES: Final = ZipRules(
    what="backup",
    choose="It was not written by Mock Interview, or it is damaged.",
    fetch="Copy it here once more, or take another backup.",
    smaller="Take another backup.",
    again="Take another backup.",
    error=BackupError,
    size_limit_bytes=4_000_000_000_000,
    entry_limit=1_000_000,
    name_limit=4 * (PORTABLE_LIMIT + _FOLDERS_BYTES),
    is_large=True,
)

Checksum = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256, in hexadecimal."""


class KeptFile(Model):
    """A file in the backup, as it was on the disk."""

    name: str = Field(max_length=RULES.name_limit)
    size_bytes: int = Field(ge=0, le=SOUND_LIMIT_BYTES)
    sha256: Checksum


class Manifest(Model):
    """What `backup.json` says. `files` are in the order of the backup, without `backup.json`."""

    format: Literal["mockinterview-backup"] = "mockinterview-backup"
    version: Literal[1] = 1
    program: str = Field(max_length=100)
    created: Moment
    files: tuple[KeptFile, ...] = Field(max_length=RULES.entry_limit)


class Area(StrEnum):
    """Which of the person's places a file belongs to; its value is the folder in the backup."""

    LIBRARY = "library"
    CONTENT = "content"
    SETTINGS = "settings"


@dataclass(frozen=True)
class Place:
    """What a name in a backup means.

    Attributes:
        area: which of the person's places.
        name: the path in it; of a file of an attempt, the path in the attempt's folder.
        attempt: the name of the attempt's folder, or empty.
    """

    area: Area
    name: str
    attempt: str = ""

    @property
    def packed_name(self) -> str:
        """The name in the backup."""
        return "/".join(part for part in (self.area, self.attempt, self.name) if part)

    @property
    def is_text(self) -> bool:
        """Whether it is small and packed; all else is sound, and stored."""
        return self.name.lower().endswith(TEXT_SUFFIXES)

    @property
    def limit_bytes(self) -> int:
        """How large it may be."""
        return TEXT_LIMIT_BYTES if self.is_text else SOUND_LIMIT_BYTES


SETTINGS: Final = Place(Area.SETTINGS, "settings.json")
INFORMAL_WORDS: Final = Place(Area.SETTINGS, "informal_words.yaml")


def place_of(packed_name: str) -> Place | None:
    """What a name means; None for every name that no backup has.

    Only names of these shapes are ever written, so nothing can lead anywhere else.
    """
    area, _, name = packed_name.partition("/")
    if not is_portable(name) or "\\" in name:
        return None
    if area == Area.SETTINGS:
        return next((one for one in (SETTINGS, INFORMAL_WORDS) if one.name == name), None)
    if area == Area.CONTENT:
        return Place(Area.CONTENT, name) if kind_in_content(name) is Kind.KEPT else None
    if area != Area.LIBRARY:
        return None
    if kind_in_library(name) is Kind.KEPT:
        return Place(Area.LIBRARY, name)
    attempt, _, inside = name.partition("/")
    is_kept = not attempt.startswith(".") and kind_in_attempt(inside) is Kind.KEPT
    return Place(Area.LIBRARY, inside, attempt) if is_kept else None
