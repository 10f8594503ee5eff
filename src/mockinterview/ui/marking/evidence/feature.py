"""Evidence on the marking page: what is cited is chosen, heard, cited again, trimmed, dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor

from mockinterview.ui.interview_parts import announce
from mockinterview.ui.marking.citations import Cited, cited_for
from mockinterview.ui.marking.evidence.choosing import Choosing
from mockinterview.ui.marking.evidence.chosen import ChosenCitation
from mockinterview.ui.marking.evidence.trimmer import NOTHING_CHOSEN, Trimmer
from mockinterview.ui.marking.evidence.trimming import Edge
from mockinterview.ui.marking.evidence.words import choice_words, citation_words
from mockinterview.ui.marking.feature import Feature

if TYPE_CHECKING:
    from mockinterview.ui.marking.page import MarkingPage

_CHOICE_TOLD_MILLISECONDS = 250
"""What is chosen is told to a screen reader when the choice rests."""

Move = QTextCursor.MoveOperation


class EvidenceFeature(Feature):
    """Joins the parts of this package to the page."""

    reading = frozenset({"clip_on", "clip_back", "clips", "clear"})

    def __init__(self, page: MarkingPage) -> None:
        super().__init__(page)
        self.chosen = ChosenCitation(page)
        self.trimmer = Trimmer(page, self.chosen)
        self.choosing = Choosing(page.answer)
        self.trimmer.told.connect(self._tell)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_CHOICE_TOLD_MILLISECONDS)
        self._telling.timeout.connect(self._tell_choice)
        page.answer.chosen_changed.connect(self._telling.start)
        page.answer.waveform.citation_clicked.connect(self._play)
        page.answer.margin.clicked.connect(self._play)
        page.marker.cited.connect(self._after_citing)
        page.opened.connect(self._allow)

    @property
    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What its keys do."""
        choosing, trim = self.choosing, self.trimmer.step
        return {
            "sentence_on": partial(choosing.step_sentence, 1),
            "sentence_back": partial(choosing.step_sentence, -1),
            "choose_sentence_on": partial(choosing.extend_sentence, 1),
            "choose_sentence_back": partial(choosing.extend_sentence, -1),
            "choose_line_on": partial(choosing.extend_line, Move.Down),
            "choose_line_back": partial(choosing.extend_line, Move.Up),
            "choose_to_line_end": partial(choosing.extend_line, Move.EndOfLine),
            "choose_to_line_start": partial(choosing.extend_line, Move.StartOfLine),
            "clear": self._clear,
            "clip_on": partial(self._step, 1),
            "clip_back": partial(self._step, -1),
            "clips": self._play_row,
            "drop_clip": self._drop,
            "start_earlier": partial(trim, Edge.START, -1),
            "start_later": partial(trim, Edge.START, 1),
            "end_later": partial(trim, Edge.END, 1),
            "end_earlier": partial(trim, Edge.END, -1),
        }

    def _play(self, cited: Cited) -> None:
        self.chosen.choose(cited)
        self.chosen.reveal()
        self.page.clips.play(cited.evidence)

    def _step(self, step: int) -> None:
        """Choose the next citation, or the one before, and hear it."""
        cited, found = self.chosen.all(), self.chosen.beside(step)
        if found is None:
            self._tell("That was the last citation." if cited else "Nothing is cited yet.")
            return
        self._play(found)
        numbers = {row.entry.criterion.id: row.entry.number for row in self.page.checklist.rows}
        place, number = cited.index(found) + 1, numbers[found.criterion_id]
        announce(self.page, citation_words(found.evidence, number, place, len(cited)))

    def _play_row(self) -> None:
        """Play all clips of the current criterion, or stop that."""
        clips, marking = self.page.clips, self.page.marking
        if clips.is_in_row:
            clips.end_row()
            self.page.answer.playback.pause()
            return
        row = self.page.checklist.current
        cited = cited_for(marking, row.entry.criterion.id) if marking else []
        if cited:
            clips.play_row(cited)
        else:
            self._tell(f"Nothing is cited for criterion {row.entry.number} yet.")

    def _drop(self) -> None:
        """Take the chosen citation away; the one behind it is chosen then."""
        desk, gone = self.page.desk, self.chosen.cited
        if desk is None or gone is None:
            self._tell(NOTHING_CHOSEN)
            return
        beside = [item for item in self.chosen.all() if item.criterion_id == gone.criterion_id]
        place = beside.index(gone)
        left = [item for item in beside if item != gone]
        self.chosen.choose(left[min(place, len(left) - 1)] if left else None)
        desk.drop_evidence(gone.criterion_id, place)
        self._tell("Citation taken away. Ctrl+Z brings it back.")

    def _clear(self) -> None:
        self.page.answer.clear_choice()
        self.chosen.choose(None)

    def _after_citing(self, cited: Cited, is_again: bool) -> None:  # noqa: FBT001  (a signal)
        self.chosen.choose(cited)
        number = self.page.checklist.current.entry.number
        for row in self.page.checklist.rows:
            if row.entry.criterion.id == cited.criterion_id:
                number = row.entry.number
        again = " again" if is_again else ""
        self._tell(f"Cited{again} for criterion {number}")

    def _allow(self) -> None:
        """Ends are offered to be dragged only where marks can be changed."""
        self.page.answer.waveform.can_trim = self.page.desk is not None

    def _tell(self, text: str) -> None:
        self.page.header.tell(text)

    def _tell_choice(self) -> None:
        text = self.page.answer.transcript.view.layout_of_words
        announce(self.page, choice_words(self.page.answer.chosen, text))
