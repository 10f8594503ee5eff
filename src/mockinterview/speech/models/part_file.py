"""The file that grows while a model is fetched, and what tells whether its rest still fits.

Beside `NAME.pt.part` lies `NAME.pt.part.json` with the server's mark of the file (ETag or time of
change). With it the server sends the rest only while the file is the same, else all of it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from mockinterview.errors import LibraryError
from mockinterview.files import atomic


class PartFile:
    """A part of a file, on disk; its place need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mark_file = path.with_name(path.name + ".json")

    @property
    def size_bytes(self) -> int:
        """How much of it is there."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def mark(self) -> str:
        """The server's mark of what the part is of; empty when there is none."""
        try:
            return str(json.loads(self._mark_file.read_text(encoding="utf-8"))["mark"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, headers: Mapping[str, str]) -> None:
        """A new file is begun, which the server describes so."""
        self.forget()
        mark = mark_of(headers)
        if mark:
            # Without it the rest is fetched all the same; then only the sum tells of a change.
            with contextlib.suppress(LibraryError):
                atomic.write_text(self._mark_file, json.dumps({"mark": mark}) + "\n")

    def forget(self) -> None:
        """Throw it away."""
        self.path.unlink(missing_ok=True)
        self._mark_file.unlink(missing_ok=True)

    def complete(self, target: Path) -> None:
        """Give it its name, when it is safely on the disk."""
        with self.path.open("r+b") as stream:
            os.fsync(stream.fileno())
        self.path.replace(target)
        self._mark_file.unlink(missing_ok=True)


def mark_of(headers: Mapping[str, str]) -> str:
    """What can be asked for with `If-Range`: a strong ETag, else the time of the last change."""
    tag = headers.get("ETag") or ""
    if tag and not tag.startswith("W/"):
        return tag
    return headers.get("Last-Modified") or ""
