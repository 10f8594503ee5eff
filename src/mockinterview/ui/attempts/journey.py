"""From the Attempts page: to the place in the transcript that was searched for, and into a pack."""

from __future__ import annotations

from mockinterview.files.attempts import AttemptFolder
from mockinterview.index.query import search_parts
from mockinterview.ui.journeys import Journey


class AttemptsJourney(Journey):
    """Opens an attempt that was searched for where the words stand; no pack lacks a mark."""

    listens_to = ("attempts", "marking")

    _words = ""

    def _connect_attempts(self) -> None:
        self._pages.attempts.place_wanted.connect(self._open_place)
        self._pages.attempts.leaving.connect(self._write_marks)

    def _connect_marking(self) -> None:
        self._pages.marking.opened.connect(self._show_place)

    def _open_place(self, folder: AttemptFolder, words: str) -> None:
        self._words = words
        self.attempt_wanted.emit(folder, None)

    def _show_place(self) -> None:
        """The first word or phrase of the search, where the transcript has it."""
        words, self._words = self._words, ""
        parts = search_parts(words)
        if parts:
            self._pages.marking.answer.transcript.finder.look_for(parts[0][0])

    def _write_marks(self) -> None:
        """What was marked a moment ago goes along, too."""
        if self._pages.is_made("marking"):
            self._pages.marking.marks.flush()
