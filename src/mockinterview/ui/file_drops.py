"""Files that are let go anywhere over the window find their way: recordings, banks, all others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from mockinterview.files.bank_sharing import ADDED_SUFFIXES
from mockinterview.files.seen_packs import is_pack
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.drop_hint import DropHint


class FileDrops(QObject):
    """Watches a window; a page that takes a drop itself is asked first.

    Signals: `recordings_dropped(list[Path])`, whatever they turn out to be,
    `banks_dropped(list[Path])` and `packs_dropped(list[Path])`.

    Args:
        window: over which files may be held.
        theme: of the hint.
        may_take: whether files are welcome now.
    """

    recordings_dropped = Signal(object)
    banks_dropped = Signal(object)
    packs_dropped = Signal(object)

    def __init__(self, window: QWidget, theme: Theme, may_take: Callable[[], bool]) -> None:
        super().__init__(window)
        self._may_take = may_take
        self.hint = DropHint(theme, window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See files come, go and be let go."""
        if event.type() is QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if event.type() is QEvent.Type.DragLeave:
            self.hint.hide()
        elif event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _enter(self, event: QDragEnterEvent) -> bool:
        paths = dropped_files(event.mimeData())
        if not paths or not self._may_take():
            return False
        event.acceptProposedAction()
        them = "it" if len(paths) == 1 else "them"
        do = f"add {them} to your banks" if _are_banks(paths) else f"import {them}"
        if _are_packs(paths):
            do = f"take {them} in"
        self.hint.tell(f"Let go to {do}")
        return True

    def _take(self, event: QDropEvent) -> bool:
        self.hint.hide()
        paths = dropped_files(event.mimeData())
        if not paths or not self._may_take():
            return False
        event.acceptProposedAction()
        if _are_packs(paths):
            self.packs_dropped.emit(paths)
        else:
            (self.banks_dropped if _are_banks(paths) else self.recordings_dropped).emit(paths)
        return True


def dropped_files(data: QMimeData) -> list[Path]:
    """The files of a drag; addresses on the network are none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _are_banks(paths: list[Path]) -> bool:
    return all(path.suffix.lower() in ADDED_SUFFIXES for path in paths)


def _are_packs(paths: list[Path]) -> bool:
    return all(is_pack(path) for path in paths)
