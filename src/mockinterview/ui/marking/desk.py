"""The marks being made on one attempt: every change undoable, every change saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from mockinterview.core.history import History
from mockinterview.core.marking import Evidence, Marking, Verdict
from mockinterview.ui.marking.saver import MarkingSaver

TYPING_REST_MILLISECONDS = 400
"""Text is written when the typing rests this long, and at once when the field is left."""


class MarkingDesk(QObject):
    """What the page changes marks through. `changed` follows every step that can be undone.

    Text that is being typed is a draft: it is saved as it grows and becomes one step of undo
    when the field is left.
    """

    changed = Signal()

    def __init__(
        self, marking: Marking, saver: MarkingSaver, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history = History(marking)
        self._saver = saver
        self._draft: Marking | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TYPING_REST_MILLISECONDS)
        self._rest.timeout.connect(self._save_draft)

    @property
    def marking(self) -> Marking:
        """The marks as they are now, with the text that is being typed."""
        return self._draft or self._history.present

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
        self._change(self._settled().with_verdict(criterion_id, verdict))

    def cite(self, criterion_id: str, evidence: Evidence) -> bool:
        """Cite a span for a criterion; False when it is cited already."""
        return self._change(self._settled().with_evidence(criterion_id, evidence))

    def drop_evidence(self, criterion_id: str, index: int) -> None:
        """Take a citation away."""
        self._change(self._settled().without_evidence(criterion_id, index))

    def set_overall(self, overall: int | None) -> None:
        """The judgement of the whole, 1 to 5."""
        self._change(self._settled().with_overall(overall))

    def type_note(self, criterion_id: str, note: str) -> None:
        """The note on a criterion as it stands while it is being typed."""
        self._type(self.marking.with_note(criterion_id, note.strip()))

    def type_next_time(self, sentence: str) -> None:
        """What to do differently next time, as it stands while it is being typed."""
        self._type(self.marking.with_next_time(sentence.strip()))

    def settle(self) -> None:
        """Make the typed text a step of undo; for leaving a field or the page."""
        self._rest.stop()
        draft, self._draft = self._draft, None
        if draft is None:
            return
        differs = self._history.change(draft)
        self._saver.put(draft)
        if differs:
            self.changed.emit()

    def undo(self) -> str | None:
        """Take one step back. Returns: the id of the criterion it was about, if one."""
        return self._travel(back=True)

    def redo(self) -> str | None:
        """Make a step again. Returns: the id of the criterion it is about, if one."""
        return self._travel(back=False)

    def _travel(self, *, back: bool) -> str | None:
        self.settle()
        before = self._history.present
        moved = self._history.undo() if back else self._history.redo()
        if not moved:
            return None
        after = self._history.present
        self._saver.put(after)
        self.changed.emit()
        return differing_criterion(before, after)

    def _settled(self) -> Marking:
        self.settle()
        return self._history.present

    def _change(self, marking: Marking) -> bool:
        if not self._history.change(marking):
            return False
        self._saver.put(marking)
        self.changed.emit()
        return True

    def _type(self, draft: Marking) -> None:
        self._draft = draft
        self._rest.start()

    def _save_draft(self) -> None:
        if self._draft is not None:
            self._saver.put(self._draft)


def differing_criterion(one: Marking, other: Marking) -> str | None:
    """The criterion whose marks differ between two markings, or None."""
    for criterion_id in (*one.marks, *other.marks):
        if one.mark(criterion_id) != other.mark(criterion_id):
            return criterion_id
    return None
