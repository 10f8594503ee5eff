"""Which index belongs to which library, for window and terminal."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from mockinterview.files.attempts import AttemptFolder, Library
from mockinterview.index.reading import Around
from mockinterview.pack.received import others_receipt, role_here, shown_markings

if TYPE_CHECKING:
    from mockinterview.index.store import LibraryIndex


class Indexing:
    """Opens an index when it is first asked for, and keeps it. From any thread.

    Args:
        folder: where the indexes lie; None keeps them in memory.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._indexes: dict[Path, LibraryIndex] = {}

    def of(self, library: Library) -> LibraryIndex:
        """The index of this library; opening it takes a moment: for an executor."""
        from mockinterview.index.store import LibraryIndex, throw_old_ones_away

        place = library.folder.absolute()
        with self._lock:
            if place not in self._indexes:
                if self._folder is not None and not self._indexes:
                    throw_old_ones_away(self._folder, library.now())
                file = self._folder / index_name(place) if self._folder else None
                around = Around(shown_markings, role_here, candidate_of)
                self._indexes[place] = LibraryIndex(place, file, around)
            return self._indexes[place]

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            for index in self._indexes.values():
                index.close()
            self._indexes.clear()


def index_name(library: Path) -> str:
    """The name of the index of a library in this place; a moved one gets a new index."""
    place = str(library).encode("utf-8", "surrogatepass")
    return f"library-{hashlib.sha256(place).hexdigest()[:16]}.sqlite"


def candidate_of(folder: AttemptFolder) -> str:
    """Whose attempt it is, as the sender of its pack said; empty for one's own."""
    receipt = others_receipt(folder)
    return receipt.candidate if receipt is not None else ""
