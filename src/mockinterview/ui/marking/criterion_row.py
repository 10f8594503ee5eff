"""One criterion of the checklist: a line while it rests, a card while it is current."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.marking import Evidence, Mark, Verdict
from mockinterview.ui import tokens
from mockinterview.ui.marking.evidence_chip import EvidenceChip
from mockinterview.ui.marking.sentence_edit import SentenceEdit
from mockinterview.ui.marking.verdict_control import VerdictControl
from mockinterview.ui.marking.verdicts import VerdictBadge, verdict_options
from mockinterview.ui.marking.wording import NumberedCriterion, spoken_row
from mockinterview.ui.theme import Theme, set_role
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label


class CriterionRow(QFrame):
    """What a marker sees and does for one criterion. It shows; the page changes the marks."""

    entered = Signal()
    verdict_chosen = Signal(object)
    cite_asked = Signal()
    evidence_played = Signal(object)
    evidence_entered = Signal(object)
    evidence_removed = Signal(int)

    def __init__(self, theme: Theme, entry: NumberedCriterion) -> None:
        super().__init__()
        self._theme = theme
        self.entry = entry
        self._mark = Mark()
        self._is_current = False
        self._chips: list[EvidenceChip] = []
        self._shown: tuple[tuple[Evidence, ...], int] | None = None
        criterion = entry.criterion
        self.number = Label(str(entry.number), "meta", wraps=False)
        self.text = Label(criterion.text.rstrip("."), "body")
        self.badge = VerdictBadge(theme, criterion)
        self.verdicts = VerdictControl(theme, criterion.kind)
        self.verdicts.chosen.connect(self.verdict_chosen)
        self.cite_button = KeyButton(theme, "Cite selection", "E", role="plain", icon="add-line")
        self.cite_button.clicked.connect(self.cite_asked)
        self.note = SentenceEdit(theme, f"Note on criterion {entry.number}", "Write a note (N)")
        self.note_label = Label("", "meta")
        self.guidance = QWidget()
        self._chip_box = QVBoxLayout()
        self._below = QVBoxLayout()
        self._below_current: list[QWidget] = []
        self._arrange()
        self.set_mark(Mark(), take_number=1)
        self.set_current(is_current=False)
        theme.changed.connect(self.update)

    @property
    def is_current(self) -> bool:
        """Whether it is the card."""
        return self._is_current

    @property
    def chips(self) -> list[EvidenceChip]:
        """Its citations, in order."""
        return list(self._chips)

    def add_below(self, widget: QWidget, *, rests: bool = False) -> None:
        """Put something under the citations; what does not rest is there while it is the card."""
        self._below.addWidget(widget)
        if not rests:
            self._below_current.append(widget)
            widget.setVisible(self._is_current)

    def set_mark(self, mark: Mark, *, take_number: int) -> None:
        """Show these marks; citations of other takes than `take_number` name their take."""
        self._mark = mark
        self.badge.set_mark(mark)
        self.verdicts.set_value(mark.verdict)
        self.note.set_text(mark.note)
        self.note_label.setText(f"Note: {mark.note}" if mark.note else "")
        self.note_label.setVisible(bool(mark.note) and not self._is_current)
        if (mark.evidence, take_number) != self._shown:
            self._shown = (mark.evidence, take_number)
            self._show_chips(mark.evidence, take_number)
        self._speak()

    def set_current(self, *, is_current: bool) -> None:
        """Open as a card, or rest as a line."""
        self._is_current = is_current
        if is_current and self.guidance.layout() is None:
            self._fill_guidance()
        set_role(self, "card" if is_current else "resting", "current")
        set_role(self.text, "strong" if is_current else "body")
        shown = (self.verdicts, self.cite_button, self.note, self.guidance, *self._below_current)
        for widget in shown:
            widget.setVisible(is_current)
        self.note_label.setVisible(bool(self._mark.note) and not is_current)
        policy = Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self._speak()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes it current."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.entered.emit()
        super().mousePressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """The column decides how wide it is."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the verdicts into the room there is."""
        super().resizeEvent(event)
        left = self._theme.pixels(tokens.SPACE_24) + tokens.SPACE_4
        self.verdicts.fit(self.width() - left - 2 * tokens.SPACE_12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, with a stronger frame while the keyboard is on it."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.palette.accent), 2))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the frame when the window wakes or rests."""
        if event.type() is QEvent.Type.ActivationChange:
            self.update()
        super().changeEvent(event)

    def _speak(self) -> None:
        self.setAccessibleName(spoken_row(self.entry, self._mark))
        self.setAccessibleDescription("Current criterion" if self._is_current else "")
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _show_chips(self, evidence: tuple[Evidence, ...], take_number: int) -> None:
        """Chips that stay keep the keyboard."""
        for chip in self._chips[len(evidence) :]:
            self._chip_box.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        del self._chips[len(evidence) :]
        for index, item in enumerate(evidence):
            if index == len(self._chips):
                self._add_chip()
            self._chips[index].show_evidence(item, take_is_shown=item.take == take_number)

    def _add_chip(self) -> None:
        chip = EvidenceChip(self._theme)
        index = len(self._chips)
        chip.played.connect(lambda: self.evidence_played.emit(chip.evidence))
        chip.entered.connect(lambda: self.evidence_entered.emit(chip.evidence))
        chip.removed.connect(lambda: self.evidence_removed.emit(index))
        self._chip_box.addWidget(chip)
        self._chips.append(chip)

    def _arrange(self) -> None:
        self.number.setFixedWidth(self._theme.pixels(tokens.SPACE_24))
        self.number.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.cite_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top = Qt.AlignmentFlag.AlignTop
        head = QHBoxLayout()
        head.setSpacing(tokens.SPACE_12)
        head.addWidget(self.text, 1)
        head.addWidget(self.badge, 0, top)
        self._chip_box.setSpacing(tokens.SPACE_4)
        self._below.setSpacing(tokens.SPACE_4)
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(head)
        column.addWidget(self.verdicts)
        column.addLayout(self._chip_box)
        column.addLayout(self._below)
        column.addWidget(self.cite_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.note)
        column.addWidget(self.note_label)
        column.addWidget(self.guidance)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_12, tokens.SPACE_12)
        row.setSpacing(tokens.SPACE_4)
        row.addWidget(self.number, 0, top)
        row.addLayout(column, 1)

    def _fill_guidance(self) -> None:
        """The marker's note and what each verdict looks like, in muted ink."""
        box = QVBoxLayout(self.guidance)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_4)
        criterion = self.entry.criterion
        if criterion.marker_note:
            box.addWidget(Label(criterion.marker_note.strip(), "meta"))
        for verdict, sentence in _level_lines(self.entry):
            box.addWidget(Label(f"{verdict}: {sentence}", "meta"))


def _level_lines(entry: NumberedCriterion) -> list[tuple[str, str]]:
    """The verdict's word and its description, for each level that the scheme describes."""
    levels = entry.criterion.levels
    if levels is None:
        return []
    words = {
        verdict: text.split(" ", 1)[1] for verdict, text, _ in verdict_options(entry.criterion.kind)
    }
    described = (
        (words[Verdict.MET], levels.met),
        (words[Verdict.PARTLY], levels.partly),
        (words[Verdict.NOT_MET], levels.not_met),
    )
    return [(word, sentence.strip()) for word, sentence in described if sentence.strip()]
