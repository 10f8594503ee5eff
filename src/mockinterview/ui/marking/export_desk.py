"""Exports a take as a sound file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from mockinterview.audio.export_sound import EXPORT_FORMATS, export_sound
from mockinterview.core.attempt import Attempt, Take
from mockinterview.files.attempts import AttemptFolder
from mockinterview.ui.exporting.desk import FileDesk
from mockinterview.ui.marking.export_outcome import proposed_name
from mockinterview.ui.marking.export_place import Kind
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.widgets.panels import Banner

USUAL_SUFFIX: Final = ".mp3"
"""What everybody can play; the one chosen last is proposed next."""


class ExportDesk(FileDesk):
    """One for each page or sheet, on whose banner it tells."""

    def __init__(self, tasks: Tasks, banner: Banner, page: QWidget) -> None:
        super().__init__(tasks, banner, page, EXPORT_FORMATS, USUAL_SUFFIX)

    def ask_for(self, folder: AttemptFolder, attempt: Attempt, take: Take) -> None:
        """Ask where to, then write the take there."""
        write = partial(export_sound, folder.take_path(take))
        self.ask("Export this take", proposed_name(attempt, take), _what(take), write)

    def write_take(self, folder: AttemptFolder, take: Take, path: Path, kind: Kind) -> None:
        """Write the take; a name without one of our endings gets that of `kind`."""
        self.write(_what(take), path, kind, partial(export_sound, folder.take_path(take)))

    def told_while_written(self, what: str) -> str:
        """“Exporting take 1”."""
        return f"Exporting {what[:1].lower()}{what[1:]}"


def _what(take: Take) -> str:
    return f"Take {take.number}"
