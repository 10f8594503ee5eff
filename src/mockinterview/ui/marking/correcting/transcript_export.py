"""Exports a transcript as a file: asks where to, writes it in the background, tells the outcome."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.correction import corrected_transcript
from mockinterview.core.transcript_formats import TRANSCRIPT_FORMATS
from mockinterview.files.export_transcript import export_transcript
from mockinterview.ui.marking.correcting.take_text import TakeText
from mockinterview.ui.marking.export_outcome import ExportOutcome, proposed_name
from mockinterview.ui.marking.export_place import ExportPlace, Kind
from mockinterview.ui.tasks import Tasks
from mockinterview.ui.widgets.panels import Banner

USUAL_SUFFIX: Final = ".txt"
"""What everybody can read; the one chosen last is proposed next."""


class TranscriptExport(QObject):
    """One for each page, on whose banner it tells."""

    def __init__(self, tasks: Tasks, banner: Banner, page: QWidget) -> None:
        super().__init__(page)
        self._tasks = tasks
        self._page = page
        self._outcome = ExportOutcome(banner)
        self._place = ExportPlace(TRANSCRIPT_FORMATS, USUAL_SUFFIX)

    def ask(self, attempt: Attempt, take: Take, text: TakeText) -> None:
        """Ask where to, then write the words as they are shown there."""
        title = "Export this transcript"
        chosen = self._place.ask(self._page, title, proposed_name(attempt, take))
        if chosen is not None:
            self.write(take, text, *chosen)

    def write(self, take: Take, text: TakeText, path: Path, kind: Kind) -> None:
        """Write the words; a name without one of our endings gets that of `kind`."""
        target = self._place.settle(path, kind)
        work = partial(
            export_transcript,
            corrected_transcript(text.transcript, text.correction),
            target.path,
            is_corrected=text.correction is not None,
            replaces=target.replaces,
        )

        def tell(_: object) -> None:
            self._outcome.tell_done(f"The transcript of take {take.number}", target.path)

        self._tasks.run(work, tell, self._outcome.tell_failed)
