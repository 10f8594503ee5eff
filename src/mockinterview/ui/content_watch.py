"""Watches the person's own banks and reads all content again when one of them is saved."""

from __future__ import annotations

import contextlib
import itertools
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from mockinterview.errors import MockInterviewError
from mockinterview.files.collection import Content
from mockinterview.files.content import CONTENT_SUBFOLDERS, content_paths
from mockinterview.services import Services
from mockinterview.ui.tasks import Tasks

GATHER_MILLISECONDS = 200
"""Editors write, rename and delete in several steps; they are looked at together."""

SOUND_FOLDERS = 100
"""So many folders beneath the own one are watched; somebody may have chosen their whole disk."""

Stamps = dict[str, tuple[int, int]]
"""Size and time of the last change, by path."""


@dataclass(frozen=True)
class _Look:
    """What a look at the folders found; `content` is None when nothing had changed."""

    own: Path
    stamps: Stamps
    content: Content | None


class ContentWatch(QObject):
    """Keeps `Services.content` as it is on the disk.

    Signals: `changed()` after new content was put in place, `failed(MockInterviewError)`.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._stamps: Stamps | None = None
        self._is_looking = False
        self._is_wanted = False
        self._must_read = False
        self._is_stopped = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._notice)
        self._watcher.directoryChanged.connect(self._notice)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    @property
    def is_watching(self) -> bool:
        """Whether the folders have been looked at and a change would be seen."""
        return self._stamps is not None and not self._is_looking and not self._timer.isActive()

    def start(self) -> None:
        """Begin to watch; what has been read already is not read again."""
        self._look()

    def reload(self) -> None:
        """Read everything again at once, as after another folder was chosen."""
        self._must_read = True
        self._look()

    def stop(self) -> None:
        """Watch no more; for the end of the program."""
        self._is_stopped = True
        self._timer.stop()

    def _notice(self) -> None:
        # Not started anew by each event: an editor that writes all the time is followed as well.
        if not self._is_stopped and not self._timer.isActive():
            self._timer.start()

    def _look(self) -> None:
        """One look at a time; what happens during one leads to the next."""
        if self._is_looking:
            self._is_wanted = True
            return
        self._is_looking = True
        self._is_wanted = False
        before = None if self._must_read else self._stamps
        is_first = self._stamps is None and not self._must_read
        self._must_read = False
        services = self._services

        def look() -> _Look:
            own = services.own_content
            stamps = _stamps(own)
            if is_first or stamps == before:
                return _Look(own, stamps, None)
            content = services.reload_content()
            for _ in content.banks.values():
                pass  # what the cache kept is understood here, so that the pages need not wait
            return _Look(own, stamps, content)

        self._tasks.run(look, self._take_in, self._fail)

    def _take_in(self, look: _Look) -> None:
        self._is_looking = False
        if self._is_stopped:
            return
        if look.own != self._services.own_content:
            self.reload()
            return
        self._stamps = look.stamps
        if look.content is not None:
            self._services.content = look.content
        is_new = self._watch(look)
        if is_new or self._is_wanted or look.content is not None:
            # What was saved between reading and watching has told nobody.
            self._timer.start()
        if look.content is not None:
            self.changed.emit()

    def _fail(self, error: MockInterviewError) -> None:
        self._is_looking = False
        self.failed.emit(error)

    def _watch(self, look: _Look) -> bool:
        """Watch what is there now; returns whether anything of it was not watched before."""
        watched = {*self._watcher.files(), *self._watcher.directories()}
        gone = sorted(watched - look.stamps.keys())
        new = sorted(look.stamps.keys() - watched)
        if gone:
            self._watcher.removePaths(gone)
        if not new:
            return False
        refused = self._watcher.addPaths(new)
        return len(refused) < len(new)


def _stamps(own: Path) -> Stamps:
    """Own files, the folders of them and of their sounds; the parent while the own one is missing.

    A sound that appears or goes changes what there is to tell about a bank, so sounds count too.
    """
    folders = [folder for name in CONTENT_SUBFOLDERS if _is_folder(folder := own / name)]
    if not folders:
        nearest = next((parent for parent in own.parents if _is_folder(parent)), None)
        return {str(nearest): (0, 0)} if nearest is not None else {}
    beneath = (below for folder in folders for below in _folders_in(folder))
    folders += itertools.islice(beneath, SOUND_FOLDERS)
    stamps: Stamps = {}
    for path in (*folders, *content_paths(own)):
        with contextlib.suppress(OSError):  # it went away in this moment, and that will be told
            found = path.stat()
            stamps[str(path)] = (found.st_size, found.st_mtime_ns)
    return stamps


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  (never raises, whoever may not look)


def _folders_in(folder: Path) -> list[Path]:
    """What may hold sounds."""
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if _is_plain_folder(entry)]
    except OSError:
        return []


def _is_plain_folder(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
