"""Exports a take as a sound file: asks where to, writes it in the background, tells the outcome."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mockinterview.audio.export_sound import EXPORT_FORMATS, export_sound
from mockinterview.core.attempt import Attempt, Take
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.export_outcome import ExportOutcome, proposed_name
from mockinterview.ui.marking.export_place import ExportPlace, Kind
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.widgets.panels import Banner

QUIET_SECONDS: Final = 0.5
"""An export that is done sooner tells no progress."""
TELLING_SECONDS: Final = 0.2
USUAL_SUFFIX: Final = ".mp3"
"""What everybody can play; the one chosen last is proposed next."""


class ExportDesk(QObject):
    """One for each page or sheet, on whose banner it tells."""

    def __init__(self, tasks: Tasks, banner: Banner, page: QWidget) -> None:
        super().__init__(page)
        self._tasks = tasks
        self._banner = banner
        self._outcome = ExportOutcome(banner)
        self._page = page
        self._place = ExportPlace(EXPORT_FORMATS, USUAL_SUFFIX)
        self._cancelled = threading.Event()

    def ask(self, folder: AttemptFolder, attempt: Attempt, take: Take) -> None:
        """Ask where to, then write the take there."""
        chosen = self._place.ask(self._page, "Export this take", proposed_name(attempt, take))
        if chosen is not None:
            self.write(folder, take, *chosen)

    def write(self, folder: AttemptFolder, take: Take, path: Path, kind: Kind) -> None:
        """Write the take; a name without one of our endings gets that of `kind`."""
        target = self._place.settle(path, kind)
        self._cancelled = threading.Event()
        work = partial(
            export_sound,
            folder.take_path(take),
            target.path,
            replaces=target.replaces,
            on_progress=self._teller(take),
            is_cancelled=self._cancelled.is_set,
        )

        def tell(_: object) -> None:
            self._outcome.tell_done(f"Take {take.number}", target.path)

        self._tasks.run(work, tell, self._outcome.tell_failed)

    def close_down(self) -> None:
        """Stop what is being written; nothing of it is left."""
        self._cancelled.set()

    def _teller(self, take: Take) -> Callable[[float], None]:
        """Tells from the work executor how far it is, when it takes long."""
        told_at = time.monotonic() + QUIET_SECONDS - TELLING_SECONDS

        def tell(part: float) -> None:
            nonlocal told_at
            now = time.monotonic()
            if now - told_at >= TELLING_SECONDS:
                told_at = now
                self._tasks.post(partial(self._tell_progress, take, part))

        return tell

    def _tell_progress(self, take: Take, part: float) -> None:
        self._banner.show_notice(
            f"Exporting take {take.number} … {part:.0%}",
            action_text="Cancel",
            action=self._cancelled.set,
        )
