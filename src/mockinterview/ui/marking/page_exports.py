"""What of an attempt can be written to a file from the marking page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mockinterview.ui.marking.correcting.transcript_export import TranscriptExport
from mockinterview.ui.marking.export_desk import ExportDesk
from mockinterview.ui.tasks import Tasks

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class PageExports(QObject):
    """Exports the take that is shown: its sound, its words."""

    def __init__(self, page: MarkingPage, tasks: Tasks) -> None:
        super().__init__(page)
        self._page = page
        self.sound = ExportDesk(tasks, page.banner, page)
        self.words = TranscriptExport(tasks, page.banner, page)

    def copy_words(self) -> None:
        """Copy the chosen words, or all."""
        if self._page.answer.transcript.view.copy_words():
            self._page.header.tell("Copied")

    def export_sound(self) -> None:
        """Ask where to write the sound of the take to."""
        page, take = self._page, self._page.shown_take
        if page.folder is None or page.attempt is None or take is None or take.seconds <= 0:
            return
        page.answer.playback.pause()
        self.sound.ask(page.folder, page.attempt, take)

    def export_words(self) -> None:
        """Ask where to write the transcript to."""
        page, take, text = self._page, self._page.shown_take, self._page.answer.transcript.text
        if page.attempt is not None and take is not None and text is not None:
            page.answer.transcript.editor.commit()
            page.answer.playback.pause()
            self.words.ask(page.attempt, take, page.answer.transcript.text or text)
