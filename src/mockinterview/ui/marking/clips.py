"""Playing what is cited, also where it lies in another take than the one shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mockinterview.core.marking import Evidence

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage


class Clips(QObject):
    """Plays clips on the marking page."""

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: Evidence | None = None

    def play(self, evidence: Evidence) -> None:
        """Play just the clip; one of another take shows that take first."""
        self._waiting = evidence
        if evidence.take == self._page.answer.take_number:
            self.play_waiting()
        else:
            self.choose_take(evidence.take)

    def play_waiting(self) -> None:
        """Play the clip that waited for its take to be shown."""
        clip, self._waiting = self._waiting, None
        if clip is not None:
            self._page.answer.play_evidence(clip)

    def choose_take(self, number: int) -> None:
        """Show another take of the attempt."""
        if self._page.folder is not None:
            self._page.open_attempt(self._page.folder, number, transcribe=False)
