"""Exports a take as a sound file: asks where to, writes it in the background, tells the outcome."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mockinterview.audio.export_sound import EXPORT_FORMATS, ExportFormat, export_sound
from mockinterview.core.attempt import Attempt, Take
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.marking.export_outcome import ExportOutcome, proposed_name
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
        self._folder = Path.home()
        self._suffix = USUAL_SUFFIX
        self._cancelled = threading.Event()

    def ask(self, folder: AttemptFolder, attempt: Attempt, take: Take) -> None:
        """Ask where to, then write the take there."""
        filters = {_filter(kind): kind for kind in EXPORT_FORMATS}
        usual = next(words for words, kind in filters.items() if kind.suffix == self._suffix)
        proposed = self._folder / f"{proposed_name(attempt, take)}{self._suffix}"
        name, chosen = QFileDialog.getSaveFileName(
            self._page, "Export this take", str(proposed), ";;".join(filters), usual
        )
        if name:
            self.write(folder, take, Path(name), filters.get(chosen, filters[usual]))

    def write(self, folder: AttemptFolder, take: Take, target: Path, kind: ExportFormat) -> None:
        """Write the take; a name without one of our endings gets that of `kind`."""
        has_ending = target.suffix.lower() in {each.suffix for each in EXPORT_FORMATS}
        if not has_ending:
            target = target.with_name(target.name + kind.suffix)
        self._folder, self._suffix = target.parent, target.suffix.lower()
        self._cancelled = threading.Event()
        # The dialog has asked about the name that was typed, not about the one that we made.
        work = partial(
            export_sound,
            folder.take_path(take),
            target,
            replaces=has_ending,
            on_progress=self._teller(take),
            is_cancelled=self._cancelled.is_set,
        )

        def tell(_: object) -> None:
            self._outcome.tell_done(f"Take {take.number}", target)

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


def _filter(kind: ExportFormat) -> str:
    return f"{kind.title} (*{kind.suffix})"
