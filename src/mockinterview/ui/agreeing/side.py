"""What one person said of a criterion: verdict, citations to hear, note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mockinterview.core.content import Criterion
from mockinterview.core.marking import Evidence, Mark
from mockinterview.ui import tokens
from mockinterview.ui.marking.evidence_chip import EvidenceChip
from mockinterview.ui.marking.verdicts import VerdictBadge
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import Label


class Half(QWidget):
    """Half of a row; how wide it is the row decides, so that all rows line up."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_4)
        # Not by an alignment: what is aligned is not asked for its height at its width.
        self._column.addStretch(1)

    def add(self, widget: QWidget, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag(0)) -> None:  # noqa: B008
        """Put something under what was added before."""
        self._column.insertWidget(self._column.count() - 1, widget, 0, alignment)


class MarkSide(Half):
    """Signals: `played(Evidence)`."""

    played = Signal(object)

    def __init__(self, theme: Theme, criterion: Criterion, mark: Mark) -> None:
        super().__init__()
        self.badge = VerdictBadge(theme, criterion)
        self.badge.set_mark(mark)
        self.add(self.badge)
        self.chips = [_chip(theme, evidence) for evidence in mark.evidence]
        for chip in self.chips:
            chip.played.connect(lambda clip=chip.evidence: self.played.emit(clip))
            self.add(chip)
        if mark.note:
            self.add(Label(mark.note, "body"))

    @property
    def clips(self) -> Sequence[Evidence]:
        """What is cited."""
        return [chip.evidence for chip in self.chips]

    def show_heard(self, heard: Evidence | None) -> None:
        """Mark the clip that is played."""
        for chip in self.chips:
            chip.show_state(is_chosen=False, is_heard=chip.evidence == heard)


def _chip(theme: Theme, evidence: Evidence) -> EvidenceChip:
    chip = EvidenceChip(theme)
    chip.show_evidence(evidence, take_is_shown=True)
    chip.remove_button.hide()
    chip.quote.setAccessibleDescription("")
    return chip
