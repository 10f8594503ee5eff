"""Asks where a file goes to, writes it in the background, tells how far it is and the outcome."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mockinterview.ui.marking.export_outcome import ExportOutcome
from mockinterview.ui.marking.export_place import ExportPlace, Kind
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.widgets.panels import Banner

QUIET_SECONDS: Final = 0.5
"""What is done sooner tells no progress."""
TELLING_SECONDS: Final = 0.2


class Write(Protocol):
    """Writes the file, on the work executor."""

    def __call__(
        self,
        target: Path,
        *,
        replaces: bool,
        on_progress: Callable[[float], None],
        is_cancelled: Callable[[], bool],
    ) -> object:
        """Write it there, or raise why not."""


class FileDesk(QObject):
    """One for each thing that a page exports, on whose banner it tells.

    Args:
        tasks: where the file is written.
        banner: where the outcome is told.
        page: over which the dialog opens.
        kinds: the kinds of file that it can be written as.
        usual_suffix: the ending that is proposed first; then the one chosen last.
    """

    def __init__(
        self,
        tasks: Tasks,
        banner: Banner,
        page: QWidget,
        kinds: Sequence[Kind],
        usual_suffix: str,
    ) -> None:
        super().__init__(page)
        self._tasks = tasks
        self._banner = banner
        self._page = page
        self._outcome = ExportOutcome(banner)
        self._place = ExportPlace(kinds, usual_suffix)
        self._cancelled = threading.Event()

    def ask(self, title: str, name: str, what: str, write: Write) -> bool:
        """Ask where to under a dialog's title, proposing a name; then write it.

        `what` is what banners call it: “The report”. Returns: whether a file was chosen.
        """
        chosen = self._place.ask(self._page, title, name)
        if chosen is None:
            return False
        self.write(what, *chosen, write)
        return True

    def write(self, what: str, path: Path, kind: Kind, write: Write) -> None:
        """Write it there; a name without one of the endings gets that of `kind`."""
        target = self._place.settle(path, kind)
        self._cancelled = threading.Event()
        work = partial(
            write,
            target.path,
            replaces=target.replaces,
            on_progress=self._teller(what),
            is_cancelled=self._cancelled.is_set,
        )

        def tell(_: object) -> None:
            self._outcome.tell_done(what, target.path)

        self._tasks.run(work, tell, self._outcome.tell_failed)

    def told_while_written(self, what: str) -> str:
        """What banners say while it takes long."""
        return f"{what} is being written"

    def close_down(self) -> None:
        """Stop what is being written; nothing of it is left."""
        self._cancelled.set()

    def _teller(self, what: str) -> Callable[[float], None]:
        """Tells from the work executor how far it is, when it takes long."""
        told_at = time.monotonic() + QUIET_SECONDS - TELLING_SECONDS

        def tell(part: float) -> None:
            nonlocal told_at
            now = time.monotonic()
            if now - told_at >= TELLING_SECONDS:
                told_at = now
                self._tasks.post(partial(self._tell_progress, what, part))

        return tell

    def _tell_progress(self, what: str, part: float) -> None:
        self._banner.show_notice(
            f"{self.told_while_written(what)} … {part:.0%}",
            action_text="Cancel",
            action=self._cancelled.set,
        )
