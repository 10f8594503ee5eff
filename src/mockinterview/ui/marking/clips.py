"""Playing what is cited: one clip, or all of a criterion in a row, of whatever take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.marking import Evidence
from mockinterview.ui.marking.citations import Cited

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

BETWEEN_MILLISECONDS = 300
"""The silence by which two clips of a row are told apart."""

_NEAR_SECONDS = 0.25
"""How exactly it is known where playing stands."""


class Clips(QObject):
    """Plays clips on the marking page.

    Signals: `began(Cited)` when a clip of a row is next; `changed` when another clip is heard, or
    none.
    """

    began = Signal(object)
    changed = Signal()

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: Evidence | None = None
        self._now: Evidence | None = None
        self._stretch = (0.0, 0.0)
        self._is_reached = False
        self._row: list[Cited] = []
        self._between = QTimer(self)
        self._between.setSingleShot(True)
        self._between.setInterval(BETWEEN_MILLISECONDS)
        self._between.timeout.connect(self._play_next)
        page.answer.playback.playing_changed.connect(self._go_on)
        page.answer.playback.moved.connect(self._follow)

    @property
    def heard(self) -> Evidence | None:
        """The clip that is being played."""
        return self._now if self._page.answer.playback.is_playing else None

    @property
    def is_in_row(self) -> bool:
        """Whether more clips come."""
        return bool(self._row) or self._between.isActive()

    def play(self, evidence: Evidence) -> None:
        """Play just the clip, or fall silent if it is heard; of another take, show that first."""
        self.end_row()
        if self.heard == evidence:
            self._page.answer.playback.pause()
        else:
            self._play(evidence)

    def play_row(self, cited: Sequence[Cited]) -> None:
        """Play these clips one after the other, with a short silence between them."""
        self.end_row()
        self._row = list(cited)
        self._play_next()

    def end_row(self) -> bool:
        """No clip follows the one that is heard. Returns: whether it was silent between two."""
        is_between = self._between.isActive()
        self._between.stop()
        self._row = []
        return is_between

    def play_waiting(self) -> None:
        """Play the clip that waited for its take to be shown."""
        clip, self._waiting = self._waiting, None
        if clip is not None:
            self._now, self._is_reached = clip, False
            self._stretch = self._page.answer.play_evidence(clip)
            self.changed.emit()

    def choose_take(self, number: int) -> None:
        """Show another take of the attempt."""
        if self._page.folder is not None:
            self._page.open_attempt(self._page.folder, number, transcribe=False)

    def _play(self, evidence: Evidence) -> None:
        self._waiting = evidence
        if evidence.take == self._page.answer.take_number:
            self.play_waiting()
        else:
            self.choose_take(evidence.take)

    def _play_next(self) -> None:
        if not self._row or not self._page.isVisible():
            self._row = []
            return
        cited = self._row.pop(0)
        self.began.emit(cited)
        self._play(cited.evidence)

    def _go_on(self, is_playing: bool) -> None:  # noqa: FBT001  (a signal's argument)
        self.changed.emit()
        if is_playing or self._waiting is not None or not self._row:
            return
        # Who pauses or goes elsewhere has had enough of the row.
        if abs(self._page.answer.playback.position - self._stretch[1]) < _NEAR_SECONDS:
            self._between.start()
        else:
            self.end_row()

    def _follow(self, seconds: float) -> None:
        """Whoever goes elsewhere hears the clip no more; before it begins one is elsewhere, too."""
        start, end = self._stretch
        if start - _NEAR_SECONDS <= seconds <= end + _NEAR_SECONDS:
            self._is_reached = True
        elif self._now is not None and self._is_reached:
            self._now = None
            self.changed.emit()
