"""Exports a transcript as a file: asks where to, writes it in the background, tells the outcome."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mockinterview.core.attempt import Attempt, Take
from mockinterview.core.correction import corrected_transcript
from mockinterview.core.transcript_formats import TRANSCRIPT_FORMATS, TranscriptFormat
from mockinterview.files.export_transcript import export_transcript
from mockinterview.ui.marking.correcting.take_text import TakeText
from mockinterview.ui.marking.export_outcome import ExportOutcome, proposed_name
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
        self._folder = Path.home()
        self._suffix = USUAL_SUFFIX

    def ask(self, attempt: Attempt, take: Take, text: TakeText) -> None:
        """Ask where to, then write the words as they are shown there."""
        filters = {f"{kind.title} (*{kind.suffix})": kind for kind in TRANSCRIPT_FORMATS}
        usual = next(words for words, kind in filters.items() if kind.suffix == self._suffix)
        proposed = self._folder / f"{proposed_name(attempt, take)}{self._suffix}"
        name, chosen = QFileDialog.getSaveFileName(
            self._page, "Export this transcript", str(proposed), ";;".join(filters), usual
        )
        if name:
            self.write(take, text, Path(name), filters.get(chosen, filters[usual]))

    def write(self, take: Take, text: TakeText, target: Path, kind: TranscriptFormat) -> None:
        """Write the words; a name without one of our endings gets that of `kind`."""
        has_ending = target.suffix.lower() in {each.suffix for each in TRANSCRIPT_FORMATS}
        if not has_ending:
            target = target.with_name(target.name + kind.suffix)
        self._folder, self._suffix = target.parent, target.suffix.lower()
        # The dialog has asked about the name that was typed, not about the one that we made.
        work = partial(
            export_transcript,
            corrected_transcript(text.transcript, text.correction),
            target,
            is_corrected=text.correction is not None,
            replaces=has_ending,
        )

        def tell(_: object) -> None:
            self._outcome.tell_done(f"The transcript of take {take.number}", target)

        self._tasks.run(work, tell, self._outcome.tell_failed)
