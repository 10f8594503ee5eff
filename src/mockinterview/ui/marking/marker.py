"""What the person does to the marks, by key, button and typing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from mockinterview.core.marking import Verdict
from mockinterview.ui.marking.answer_column import AnswerColumn
from mockinterview.ui.marking.checklist import Checklist
from mockinterview.ui.marking.citations import Cited
from mockinterview.ui.marking.desk import Step
from mockinterview.ui.marking.header import MarkingHeader
from mockinterview.ui.marking.marks import MarksKeeper
from mockinterview.ui.marking.overall import OverallCard


class Marker(QObject):
    """Changes the marks of the attempt that is shown; without the claim on them nothing happens.

    Signals: `cited(Cited, is_again)` when something was cited that was chosen, or cited already
    for another criterion; `moved_on` with the id of a criterion that was judged by a key when the
    next one is current.
    """

    cited = Signal(object, bool)
    moved_on = Signal(str)

    def __init__(
        self,
        marks: MarksKeeper,
        header: MarkingHeader,
        answer: AnswerColumn,
        checklist: Checklist,
        overall: OverallCard,
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._marks = marks
        self._header = header
        self._answer = answer
        self._checklist = checklist
        self._resumes = False
        marks.drafted.connect(self.show_steps)
        header.undo_asked.connect(self.undo)
        header.redo_asked.connect(self.redo)
        checklist.verdict_chosen.connect(self._set_verdict)
        checklist.cite_asked.connect(self._cite)
        checklist.evidence_removed.connect(self._drop_evidence)
        checklist.note_typed.connect(self._type_note)
        checklist.note_ended.connect(self._end_typing)
        checklist.note_left.connect(self._settle)
        overall.overall_chosen.connect(self.set_overall)
        overall.next_time.typed.connect(self._type_next_time)
        overall.next_time.ended.connect(self._end_typing)
        overall.next_time.left.connect(self._settle)

    def mark_and_move_on(self, verdict: Verdict) -> None:
        """Say this about the current criterion; the next one is current then."""
        judged = self._current_id()
        self._set_verdict(judged, verdict)
        self._checklist.step(1)
        self.moved_on.emit(judged)

    def take_verdict_away(self) -> None:
        """Say nothing about the current criterion."""
        self._set_verdict(self._current_id(), None)

    def cite_for_current(self) -> None:
        """Cite what is chosen for the current criterion."""
        self._cite(self._current_id())

    def set_overall(self, overall: int | None) -> None:
        """The judgement of the whole, 1 to 5; None takes it away."""
        if self._marks.desk is not None:
            self._marks.desk.set_overall(overall)

    def show_steps(self) -> None:
        """Offer what can be undone and redone; what is being typed can be, too."""
        desk = self._marks.desk
        self._header.show_steps(
            can_undo=desk is not None and desk.can_undo, can_redo=desk is not None and desk.can_redo
        )

    def undo(self) -> None:
        """Take one step back, and go where it was made."""
        if self._marks.desk is not None:
            self._go_to(self._marks.desk.undo())

    def redo(self) -> None:
        """Make a step again, and go there."""
        if self._marks.desk is not None:
            self._go_to(self._marks.desk.redo())

    def _current_id(self) -> str:
        return self._checklist.current.entry.criterion.id

    def _set_verdict(self, criterion_id: str, verdict: Verdict | None) -> None:
        if self._marks.desk is not None:
            self._marks.desk.set_verdict(criterion_id, verdict)

    def _cite(self, criterion_id: str) -> None:
        evidence = self._answer.chosen_evidence()
        again = self._answer.chosen_citation if evidence is None else None
        evidence = again.evidence if again is not None else evidence
        if self._marks.desk is None:
            return
        if evidence is None:
            self._header.tell("Choose the words first: drag, or Ctrl and the arrows.")
            return
        if self._marks.desk.cite(criterion_id, evidence):
            self._answer.clear_choice()
            self.cited.emit(Cited(criterion_id, evidence), again is not None)
        else:
            self._header.tell("That is cited here already.")
        self._checklist.reveal_current()

    def _drop_evidence(self, criterion_id: str, index: int) -> None:
        if self._marks.desk is not None:
            self._marks.desk.drop_evidence(criterion_id, index)
            self._checklist.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type_note(self, criterion_id: str, text: str) -> None:
        if self._marks.desk is not None:
            self._marks.desk.type_note(criterion_id, text)
            self._hush()

    def _type_next_time(self, text: str) -> None:
        if self._marks.desk is not None:
            self._marks.desk.type_next_time(text)
            self._hush()

    def _hush(self) -> None:
        """Typing pauses what is playing."""
        if self._answer.playback.is_playing:
            self._resumes = True
            self._answer.playback.pause()

    def _end_typing(self, goes_on: bool) -> None:  # noqa: FBT001  (a signal's argument)
        resumes, self._resumes = self._resumes and goes_on, False
        self._checklist.current.setFocus(Qt.FocusReason.OtherFocusReason)
        if resumes:
            self._answer.playback.resume()

    def _settle(self) -> None:
        if self._marks.desk is not None:
            self._marks.desk.settle()

    def _go_to(self, step: Step) -> None:
        if step.criterion_id is not None:
            self._checklist.go_to_criterion(step.criterion_id)
        elif step.take is not None and step.take != self._answer.take_number:
            self._header.tell(f"Changed in the words of take {step.take}.")
