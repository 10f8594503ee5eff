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
        return self.known(file) or self.remember(file, sha256_of(file))

    def known(self, file: Path) -> str | None:
        """The sum of `file` if it was computed before and the file looks unchanged.

        Raises:
            OSError: it is not there.
        """
        entry = self._read().get(str(file))
        if isinstance(entry, list) and len(entry) == 3 and entry[:2] == _fingerprint(file):
            return str(entry[2])
        return None

    def remember(self, file: Path, digest: str) -> str:
        """Keep the sum of `file`, which was computed just now, and give it back.

        Raises:
            OSError: the file is not there.
        """
        known = self._read() | {str(file): [*_fingerprint(file), digest]}
        # Not being able to remember costs half a second next time, nothing else.
        with contextlib.suppress(LibraryError):
            atomic.write_text(self._path, json.dumps(known, indent=1, sort_keys=True) + "\n")
        return digest

    def forget(self, file: Path) -> None:
        """Compute the sum of `file` anew when it is next asked for."""
        known = self._read()
        if known.pop(str(file), None) is not None:
            with contextlib.suppress(LibraryError):
                atomic.write_text(self._path, json.dumps(known, indent=1, sort_keys=True) + "\n")

    def _read(self) -> dict[str, object]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}


def _fingerprint(file: Path) -> list[int]:
    status = file.stat()
    return [status.st_size, status.st_mtime_ns]
