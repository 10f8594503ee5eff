"""What waits until the words of an answer are there, because both would want the processor."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path


class Afterwards:
    """Holds calls back until nobody waits for words of a folder any more, but not for long.

    Args:
        is_awaited: whether words of the attempt in this folder are about to come.
    """

    def __init__(self, is_awaited: Callable[[Path], bool]) -> None:
        self._is_awaited = is_awaited
        self._lock = threading.Lock()
        self._waiting: dict[Path, tuple[Callable[[], None], threading.Timer]] = {}
        self._is_closed = False

    def call(self, folder: Path, then: Callable[[], None], at_latest_seconds: float) -> None:
        """Call `then` now, or once for the folder when its words are there or the time is over."""
        if not self._is_awaited(folder):
            then()
            return
        timer = threading.Timer(at_latest_seconds, self._release, [folder])
        timer.daemon = True
        with self._lock:
            if self._is_closed or folder in self._waiting:
                return
            self._waiting[folder] = (then, timer)
        timer.start()
        self.look()  # they may have come in this very moment

    def look(self) -> None:
        """Something was finished: call what need not wait any more."""
        for folder in list(self._waiting):
            if not self._is_awaited(folder):
                self._release(folder)

    def close(self) -> None:
        """Forget what waits."""
        with self._lock:
            self._is_closed = True
            waiting, self._waiting = self._waiting, {}
        for _, timer in waiting.values():
            timer.cancel()

    def _release(self, folder: Path) -> None:
        with self._lock:
            found = self._waiting.pop(folder, None)
        if found is not None:
            then, timer = found
            timer.cancel()
            then()
