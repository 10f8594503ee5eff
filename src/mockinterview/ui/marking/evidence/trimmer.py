"""Trimming what is in hand, a citation or what is chosen to be cited, and hearing it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.marking import Marking
from mockinterview.ui.marking.citations import Cited
from mockinterview.ui.marking.evidence.chosen import ChosenCitation
from mockinterview.ui.marking.evidence.trimming import Edge, cited_stretch, snapped, stepped
from mockinterview.ui.marking.evidence.words import edge_words
from mockinterview.ui.marking.transcript_text import Stretch, TranscriptText

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

HEARD_SECONDS = 1.2
"""How much of a clip is heard beside the end that was trimmed."""

_HEAR_MILLISECONDS = 150
"""A key that is held is heard when it rests."""

_RUN_MILLISECONDS = 1500
"""Trims that follow each other sooner are one step of undo."""

NOTHING_CHOSEN = "Choose a citation first: J and K go through them."
_NO_FURTHER = "It can go no further."


class Trimmer(QObject):
    """Moves the ends by keys and by the handles on the waveform.

    Signals: `told(text)`, what is to be told.
    """

    told = Signal(str)

    def __init__(self, page: MarkingPage, chosen: ChosenCitation) -> None:
        super().__init__(page)
        self._page = page
        self._chosen = chosen
        self._to_hear: tuple[Stretch, Edge] | None = None
        self._hear = _timer(self, _HEAR_MILLISECONDS)
        self._hear.timeout.connect(self._play_end)
        self._run = _timer(self, _RUN_MILLISECONDS)
        self._run.timeout.connect(self._settle)
        page.answer.waveform.trimmed.connect(self._drop)
        page.answer.waveform.snap = lambda moment, edge: snapped(moment, edge, self._text)

    def step(self, edge: Edge, step: int) -> None:
        """Move one end a word earlier (-1) or later (1); without words a tenth of a second."""
        stretch = self._in_hand()
        if stretch is None:
            return
        new = stepped(stretch, edge, step, self._text, self._page.answer.seconds)
        if new == stretch:
            self.told.emit(_NO_FURTHER)
        elif self._page.answer.chosen is not None:
            self._choose(new)
        else:
            self._trim(new, is_run=True)
        if new != stretch:
            self._tell(new, edge)

    @property
    def _text(self) -> TranscriptText:
        return self._page.answer.transcript.view.layout_of_words

    def _in_hand(self) -> Stretch | None:
        """What is chosen to be cited, else the chosen citation, shown first if it is elsewhere."""
        if self._page.answer.chosen is not None:
            return self._page.answer.chosen
        cited = self._chosen.cited
        if cited is None:
            self.told.emit(NOTHING_CHOSEN)
            return None
        if cited.evidence.take != self._page.answer.take_number:
            self._page.clips.play(cited.evidence)
            return None
        return Stretch(cited.evidence.start, cited.evidence.end)

    def _choose(self, stretch: Stretch) -> None:
        """Other ends of what is chosen."""
        view = self._page.answer.transcript.view
        inside = self._text.words_within(stretch.start, stretch.end)
        if view.chosen is not None and inside:
            view.choose(inside[0], inside[-1])
            view.reveal(inside[-1])
        else:
            self._page.answer.choose_stretch(stretch)

    def _drop(self, stretch: Stretch, edge: Edge) -> None:
        """A handle was dragged and let go."""
        cited = self._chosen.cited
        if cited is None or Stretch(cited.evidence.start, cited.evidence.end) == stretch:
            return
        self._settle()
        self._trim(stretch, is_run=False)
        self._tell(stretch, edge)

    def _trim(self, stretch: Stretch, *, is_run: bool) -> None:
        desk, cited = self._page.desk, self._chosen.cited
        if desk is None or cited is None:
            return
        new = Cited(cited.criterion_id, cited_stretch(cited.evidence.take, stretch, self._text))

        def change(marking: Marking) -> Marking:
            place = marking.mark(cited.criterion_id).evidence.index(cited.evidence)
            return marking.with_trimmed(cited.criterion_id, place, new.evidence)

        if is_run:
            desk.draft_marks(change)
            self._run.start()
            self._page.checklist.show_marks(desk.marking, self._page.answer.take_number)
            self._chosen.choose(new)
        else:
            self._page.answer.chosen_citation = new
            desk.change_marks(change)

    def _tell(self, stretch: Stretch, edge: Edge) -> None:
        self.told.emit(edge_words(stretch, edge, self._text))
        self._to_hear = (stretch, edge)
        self._hear.start()

    def _play_end(self) -> None:
        if self._to_hear is None or not self._page.isVisible():
            return
        (stretch, edge), self._to_hear = self._to_hear, None
        start, end = stretch.start, stretch.end
        if self._text.words_within(start, end):
            start, end = self._page.answer.audible(stretch)
        if edge is Edge.START:
            end = min(end, start + HEARD_SECONDS)
        else:
            start = max(start, end - HEARD_SECONDS)
        self._page.clips.end_row()
        self._page.answer.playback.play_clip(start, end)

    def _settle(self) -> None:
        self._run.stop()
        if self._page.desk is not None:
            self._page.desk.settle()


def _timer(parent: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
