"""SHA-256 of model files, computed once and remembered while size and time stay the same."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Final

from mockinterview.errors import LibraryError
from mockinterview.files import atomic

BLOCK_BYTES: Final = 1 << 20


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


class ChecksumMemory:
    """Sums of files seen before, in one JSON file: path → size, modification time, SHA-256.

    A file that is changed without its size or time changing goes unnoticed: this guards against
    damage, not against somebody who can write to the person's own folders.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def sha256(self, file: Path) -> str:
        """The sum of `file`, from memory if it looks unchanged.

        Raises:
            OSError: it cannot be read.
        """
        status = file.stat()
        fingerprint = [status.st_size, status.st_mtime_ns]
        known = self._read()
        entry = known.get(str(file))
        if isinstance(entry, list) and entry[:2] == fingerprint and len(entry) == 3:
            return str(entry[2])
        digest = sha256_of(file)
        known[str(file)] = [*fingerprint, digest]
        # Not being able to remember costs half a second next time, nothing else.
        with contextlib.suppress(LibraryError):
            atomic.write_text(self._path, json.dumps(known, indent=1, sort_keys=True) + "\n")
        return digest

    def _read(self) -> dict[str, object]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}
