"""What of an attempt can be written to a file from the marking page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from mockinterview.core.attempt import Attempt
from mockinterview.report.choice import REPORT_FORMATS
from mockinterview.reporting import report_attempt
from mockinterview.ui.exporting.desk import FileDesk
from mockinterview.ui.marking.correcting.transcript_export import TranscriptExport
from mockinterview.ui.marking.export_desk import ExportDesk
from mockinterview.ui.packing.flow import PackFlow
from mockinterview.ui.tasks import Tasks

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

Entry = tuple[str, str, bool, Callable[[], object]]
"""What is offered, its key, whether there is any, and what it does."""


class PageExports(QObject):
    """Exports of the attempt that is shown: sound and words of its take, a report, a pack.

    `menu` is the one that is open or was last.
    """

    def __init__(self, page: MarkingPage, tasks: Tasks) -> None:
        super().__init__(page)
        self._page = page
        self.sound = ExportDesk(tasks, page.banner, page)
        self.words = TranscriptExport(tasks, page.banner, page)
        self.report = FileDesk(tasks, page.banner, page, REPORT_FORMATS, ".html")
        self.pack = PackFlow(page.services, page.theme, tasks, page.banner, page)
        self.menu: QMenu | None = None
        self._waiting: Callable[[Attempt], object] | None = None
        page.marks.saved.connect(self._go_on)

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
        self.sound.ask_for(page.folder, page.attempt, take)

    def export_words(self) -> None:
        """Ask where to write the transcript to."""
        page, take, text = self._page, self._page.shown_take, self._page.answer.transcript.text
        if page.attempt is not None and take is not None and text is not None:
            page.answer.transcript.editor.commit()
            page.answer.playback.pause()
            self.words.ask(page.attempt, take, page.answer.transcript.text or text)

    def export_report(self) -> None:
        """Ask where to write a report on the attempt to, with the marks of everybody."""
        page = self._page
        if page.folder is None or page.attempt is None:
            return
        write = partial(report_attempt, page.services, page.folder)
        self._when_saved(
            lambda attempt: self.report.ask("Export a report", _name(attempt), "The report", write)
        )

    def export_pack(self) -> None:
        """Ask what of the attempt is packed for somebody with the program, and where to."""
        folder = self._page.folder
        if folder is not None:
            self._when_saved(lambda _: self.pack.begin([folder]))

    def open_menu(self) -> None:
        """Offer everything that can be exported, below the button."""
        page, take = self._page, self._page.shown_take
        has_sound = take is not None and take.seconds > 0
        has_words = page.answer.transcript.text is not None
        entries: tuple[Entry, ...] = (
            ("Sound of this take …", "Ctrl+E", has_sound, self.export_sound),
            ("Transcript …", "Ctrl+Shift+E", has_words, self.export_words),
            ("Report with all marks …", "Ctrl+R", True, self.export_report),
            ("Pack for somebody else …", "Ctrl+Shift+R", True, self.export_pack),
        )
        menu = QMenu(page)
        for words, key, is_there, act in entries:
            action = menu.addAction(f"{words}\t{key}")
            action.setEnabled(is_there)
            action.triggered.connect(lambda _=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        button = page.header.export_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def close_down(self) -> None:
        """Stop what is being written."""
        self._waiting = None
        for desk in (self.sound, self.report, self.pack):
            desk.close_down()

    def _when_saved(self, then: Callable[[Attempt], object]) -> None:
        """Go on when every mark is on the disk, from where it is read; soon, or at once."""
        page = self._page
        page.answer.transcript.editor.commit()
        page.answer.playback.pause()
        if page.desk is not None:
            page.desk.settle()
        self._waiting = then
        self._go_on()

    def _go_on(self) -> None:
        attempt, then = self._page.attempt, self._waiting
        if then is not None and attempt is not None and self._page.is_saved:
            self._waiting = None
            then(attempt)


def _name(attempt: Attempt) -> str:
    """A name that tells question and day."""
    return f"{attempt.question.id} {attempt.created:%Y-%m-%d}"
