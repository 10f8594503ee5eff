"""The work being done on one attempt: every change undoable, every change saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.correction import Correction, Edit
from mockinterview.core.history import History
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.core.transcript import Transcript
from mockinterview.ui.marking.saver import MarkingSaver
from mockinterview.ui.marking.work import Work

TYPING_REST_MILLISECONDS = 400
"""Text is written when the typing rests this long, and at once when the field is left."""


@dataclass(frozen=True)
class Step:
    """What a step of undo or redo was about: a criterion, or the words of a take."""

    criterion_id: str | None = None
    take: int | None = None


class MarkingDesk(QObject):
    """What the page changes marks and words through: one history for both.

    `changed` follows every step that can be undone, `drafted` all that is typed. Text that is
    being typed is a draft: it is saved as it grows and becomes one step of undo when the field is
    left. `settling` comes before anything else becomes a step: whoever has words in a field
    corrects with them now.
    """

    changed = Signal()
    drafted = Signal()
    settling = Signal()

    def __init__(self, work: Work, saver: MarkingSaver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History(work)
        self._saver = saver
        self._draft: Work | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_REST_MILLISECONDS)
        self._rest.timeout.connect(self._save_draft)

    @property
    def marking(self) -> Marking:
        """The marks as they are now, with the text that is being typed."""
        return (self._draft or self._history.present).marking

    def correction(self, take: int) -> Correction | None:
        """The correction of a take as it is now, without words that are still being typed."""
        return self._history.present.corrections.get(take)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history.can_undo or self._draft is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to make again."""
        return self._history.can_redo

    def set_verdict(self, criterion_id: str, verdict: Verdict | None) -> None:
        """Say this about a criterion; None takes it away."""
        self._mark(self._settled().marking.with_verdict(criterion_id, verdict))

    def cite(self, criterion_id: str, evidence: Evidence) -> bool:
        """Cite a span for a criterion; False when it is cited already."""
        return self._mark(self._settled().marking.with_evidence(criterion_id, evidence))

    def drop_evidence(self, criterion_id: str, index: int) -> None:
        """Take a citation away."""
        self._mark(self._settled().marking.without_evidence(criterion_id, index))

    def change_marks(self, change: Callable[[Marking], Marking]) -> bool:
        """Change the marks in any way, as one step. Returns: whether anything differs."""
        return self._mark(change(self._settled().marking))

    def draft_marks(self, change: Callable[[Marking], Marking]) -> None:
        """Change the marks in one of many small ways that become one step together.

        They are saved as what is typed is; `settle`, or anything else that is done, ends the run.
        """
        if self._draft is not None and self._is_of_words(self._draft):
            self.settle()
        self._type(self._with_marking(change(self.marking)))

    @property
    def first_pass(self) -> Marking | None:
        """The marks of the first pass while the second is being made."""
        return self._history.present.first

    def begin_second_pass(self) -> bool:
        """Finish the first pass; the second begins with its marks. Returns: whether it did."""
        return self._change(self._settled().with_second_pass())

    def begin_blind(self) -> None:
        """Marks that nobody has begun yet are made with the model answer covered: no step."""
        self._history.amend(
            lambda work: (
                work.with_marking(work.marking.with_blind(is_blind=True))
                if work.marking.is_blank
                else work
            )
        )

    def note_uncovered(self) -> None:
        """The model answer could be read during the first pass: no step, and no undo makes it
        unread.
        """
        self._history.amend(Work.as_uncovered)
        if self._draft is not None:
            self._draft = self._draft.as_uncovered()
        self._saver.put(self._draft or self._history.present)

    def show_all_the_same(self) -> None:
        """The marks of others are shown before these are begun: they are not blind. No step."""
        self._history.amend(lambda work: work.with_marking(work.marking.with_blind(is_blind=False)))
        self.note_uncovered()
        self.changed.emit()

    def set_overall(self, overall: int | None) -> None:
        """The judgement of the whole, 1 to 5."""
        self._mark(self._settled().marking.with_overall(overall))

    def type_note(self, criterion_id: str, note: str) -> None:
        """The note on a criterion as it stands while it is being typed."""
        self._type(self._with_marking(self.marking.with_note(criterion_id, note.strip())))

    def type_next_time(self, sentence: str) -> None:
        """What to do differently next time, as it stands while it is being typed."""
        self._type(self._with_marking(self.marking.with_next_time(sentence.strip())))

    def correct(self, take: int, *edits: Edit) -> bool:
        """Edit the words of a take, one edit behind another, as one step.

        Returns: whether anything differs.
        """
        self.drop_words()
        return self._change(_edited(self._settled(), take, edits))

    def type_words(self, take: int, edit: Edit) -> None:
        """The words of a take as they stand while some are being typed."""
        self._type(_edited(self._history.present, take, (edit,)))

    def drop_words(self) -> None:
        """Words that were being typed are given up."""
        if self._draft is not None and self._is_of_words(self._draft):
            self._rest.stop()
            self._draft = None
            self._saver.put(self._history.present)
            self.drafted.emit()

    def restore_original(self, take: int, original: Transcript) -> bool:
        """Give all corrections of a take up. Returns: whether there were any."""
        return self._change(self._settled().without_correction(take, original))

    def hear_again(self, take: int, transcript: Transcript) -> None:
        """A take was heard again, better: its corrections go over to that, and what is cited in it
        has the words of that. It is no step of undo, and undo does not bring the old words back.
        """
        differs = self._history.amend(lambda work: work.heard_again(take, transcript))
        if self._draft is not None:
            self._draft = self._draft.heard_again(take, transcript)
        if differs:
            self._saver.put(self._draft or self._history.present)
            self.changed.emit()

    def settle(self) -> None:
        """Make the typed text a step of undo; for leaving a field or the page."""
        self.settling.emit()
        self._rest.stop()
        draft, self._draft = self._draft, None
        if draft is None:
            return
        differs = self._history.change(draft)
        self._saver.put(draft)
        if differs:
            self.changed.emit()

    def undo(self) -> Step:
        """Take one step back. Returns: what it was about."""
        return self._travel(back=True)

    def redo(self) -> Step:
        """Make a step again. Returns: what it is about."""
        return self._travel(back=False)

    def _travel(self, *, back: bool) -> Step:
        self.settle()
        before = self._history.present
        moved = self._history.undo() if back else self._history.redo()
        if not moved:
            return Step()
        after = self._history.present
        self._saver.put(after)
        self.changed.emit()
        return _difference(before, after)

    def _settled(self) -> Work:
        self.settle()
        return self._history.present

    def _with_marking(self, marking: Marking) -> Work:
        return self._history.present.with_marking(marking)

    def _mark(self, marking: Marking) -> bool:
        return self._change(self._with_marking(marking))

    def _change(self, work: Work) -> bool:
        if not self._history.change(work):
            return False
        self._saver.put(work)
        self.changed.emit()
        return True

    def _type(self, draft: Work) -> None:
        self._draft = draft
        self._rest.start()
        self.drafted.emit()

    def _is_of_words(self, draft: Work) -> bool:
        return draft.corrections != self._history.present.corrections

    def _save_draft(self) -> None:
        if self._draft is not None:
            self._saver.put(self._draft)


def _edited(work: Work, take: int, edits: tuple[Edit, ...]) -> Work:
    for edit in edits:
        work = work.with_edit(take, edit)
    return work


def _difference(one: Work, other: Work) -> Step:
    """Words first: evidence that follows them is no step of its own."""
    for take in {*one.corrections, *other.corrections}:
        if one.corrections.get(take) != other.corrections.get(take):
            return Step(take=take)
    return Step(criterion_id=differing_criterion(one.marking, other.marking))


def differing_criterion(one: Marking, other: Marking) -> str | None:
    """The criterion whose marks differ between two markings, or None."""
    for criterion_id in (*one.marks, *other.marks):
        if one.mark(criterion_id) != other.mark(criterion_id):
            return criterion_id
    return None
