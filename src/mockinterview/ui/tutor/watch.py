"""Watches a folder for packs: new ones are taken in by themselves, each once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.errors import MockInterviewError
from mockinterview.files.seen_packs import SeenPack, add_seen, packs_in, read_seen
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks

LOOK_MILLISECONDS: Final = 4000


class PackWatch(QObject):
    """Looks every few seconds, on the work executor, while a folder is chosen.

    A file is ready when two looks found it the same: it may still be copied. It is remembered once
    `remember` says that it was taken in or refused for good; until then the next start finds it.

    Signals: `found(paths)`; `failed(error)` once, when the folder cannot be read.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._last: set[SeenPack] = set()
        self._under_way: dict[Path, SeenPack] = {}
        self._is_looking = False
        self._has_failed = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def follow_settings(self) -> None:
        """Watch the folder of the settings, or nothing."""
        self._last, self._has_failed = set(), False
        if self._services.settings.watched_folder is None:
            self._timer.stop()
            return
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look now, unless the last look is still going on."""
        folder = self._services.settings.watched_folder
        if folder is None or self._is_looking:
            return
        self._is_looking = True
        under_way = set(self._under_way.values())
        look = partial(_look, folder, self._services.library.folder, self._last, under_way)
        self._tasks.run(look, self._take, self._fail, ended=self._end)

    def _end(self) -> None:
        self._is_looking = False

    def remember(self, paths: Sequence[Path]) -> None:
        """These need not be looked at again, also after the next start."""
        packs = [self._under_way[path] for path in paths if path in self._under_way]
        if packs:
            library = self._services.library.folder
            self._tasks.run(partial(add_seen, library, packs), failed=self.failed.emit)

    def _take(self, looked: tuple[dict[Path, SeenPack], set[SeenPack]]) -> None:
        ready, self._last = looked
        self._has_failed = False
        if ready:
            self._under_way |= ready
            self.found.emit(list(ready))

    def _fail(self, error: MockInterviewError) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)


def _look(
    folder: Path, library: Path, last: set[SeenPack], under_way: set[SeenPack]
) -> tuple[dict[Path, SeenPack], set[SeenPack]]:
    """The packs that are ready and new; and all as they are now."""
    there = packs_in(folder)
    known = read_seen(library) | under_way
    ready = {path: pack for path, pack in there if pack in last and pack not in known}
    return ready, {pack for _, pack in there}
