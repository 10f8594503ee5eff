"""A question as tutors need it: its mark scheme beside the model answer, and what shows what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mockinterview.core.content import Criterion, ModelAnswer, Question, Rubric
from mockinterview.ui import tokens
from mockinterview.ui.banks.entry_list import Entry, EntryList
from mockinterview.ui.marking.model_answer import ModelAnswerView
from mockinterview.ui.marking.wording import NumberedCriterion, numbered_criteria
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import ElidedLabel, Label, SectionHeader

_LEAST_PIXELS = 260
_LEAST_HEIGHT_PIXELS = 340
_EXAMPLES_SHOWN = 6
"""Enough to hear what is meant; the others are there for the suggestions."""


class TutorView(QScrollArea):
    """The criterion that is current lights the paragraphs that show it.

    Where there is no room for both side by side, the answer stands beneath the scheme; where height
    is short too it scrolls.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._question: Question | None = None
        self._criteria: dict[str, NumberedCriterion] = {}
        self.prompt = Label("", "heading")
        self.note = Label("", "meta")
        self.header = SectionHeader("Mark scheme")
        self.scheme = ElidedLabel("", "meta")
        self.criteria = EntryList(theme, "Criteria")
        self.criteria.chosen.connect(self._light)
        self.details = Label("", "body")
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.answer = ModelAnswerView(theme)
        self.answer.chooser.currentIndexChanged.connect(lambda _: self._list())
        self._arrange()

    def show_question(self, question: Question, rubric: Rubric) -> None:
        """Show this question and its scheme; the current criterion stays, where it is there."""
        is_same = self._question is not None and self._question.id == question.id
        key = self.criteria.key if is_same else ""
        self._question = question
        self._criteria = {entry.criterion.id: entry for entry in numbered_criteria(rubric)}
        self.prompt.setText(question.prompt)
        self.note.setText(f"For tutors: {question.tutor_note.strip()}")
        self.note.setVisible(bool(question.tutor_note.strip()))
        self.header.remark.setText(rubric.title)
        self.scheme.setText(" ".join(rubric.about.split()))
        self.scheme.setVisible(bool(rubric.about.strip()))
        self.answer.show_answers(question.model_answers)
        self._list(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where both have their width."""
        super().resizeEvent(event)
        is_wide = self.viewport().width() > 2 * self._theme.pixels(_LEAST_PIXELS)
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.splitter.orientation() is not wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([500, 500])

    def _list(self, key: str = "") -> None:
        """The criteria under their headings, each with where the chosen model answer shows it."""
        answer = self._answer
        entries: list[Entry] = []
        section = None
        for entry in self._criteria.values():
            if entry.section is not section:
                section = entry.section
                entries.append(Entry("", section.value))
            title = f"{entry.number}  {entry.criterion.text}"
            entries.append(Entry(entry.criterion.id, title, _remark(entry.criterion, answer)))
        self.criteria.show_entries(entries, key or self.criteria.key)
        self._light(self.criteria.key)

    @property
    def _answer(self) -> ModelAnswer | None:
        answers = self._question.model_answers if self._question else ()
        index = self.answer.chooser.currentIndex()
        return answers[index] if 0 <= index < len(answers) else None

    def _light(self, key: str) -> None:
        entry = self._criteria.get(key)
        if entry is None:
            return
        self.answer.light(entry)
        self.details.setText(_details(entry.criterion))
        self._details_area.setVisible(bool(self.details.text()))

    def _arrange(self) -> None:
        self._details_area = QScrollArea()
        self._details_area.setWidgetResizable(True)
        self._details_area.setFrameShape(QFrame.Shape.NoFrame)
        self._details_area.setAccessibleName("About the current criterion")
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._details_area.setWidget(self.details)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_4)
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.header)
        column.addWidget(self.scheme)
        column.addWidget(self.criteria, 4)
        column.addWidget(self._details_area, 2)
        self.splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for widget in (left, self.answer):
            widget.setMinimumSize(
                self._theme.pixels(_LEAST_PIXELS), self._theme.pixels(_LEAST_HEIGHT_PIXELS)
            )
            splitter.addWidget(widget)
        splitter.setSizes([500, 500])
        holder = QWidget()
        holder.setObjectName("page")
        page = QVBoxLayout(holder)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(tokens.SPACE_8)
        page.addWidget(self.prompt)
        page.addWidget(self.note)
        page.addWidget(splitter, 1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _remark(criterion: Criterion, answer: ModelAnswer | None) -> str:
    """Its weight, if it has one of its own, and the paragraphs that show it."""
    parts = [f"weight {criterion.weight:g}"] if criterion.weight != 1 else []
    paragraphs = answer.paragraphs if answer else ()
    numbers = [
        str(number)
        for number, paragraph in enumerate(paragraphs, start=1)
        if criterion.id in paragraph.shows
    ]
    if len(numbers) == 1:
        parts.append(f"shown in paragraph {numbers[0]}")
    elif numbers:
        parts.append(f"shown in paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}")
    return " · ".join(parts).capitalize()


def _details(criterion: Criterion) -> str:
    """What helps to judge it: note, levels, examples."""
    parts = [criterion.marker_note.strip()]
    if criterion.levels is not None:
        levels = criterion.levels
        named = (("Met", levels.met), ("Partly", levels.partly), ("Not met", levels.not_met))
        parts += [f"{name}: {text.strip()}" for name, text in named if text.strip()]
    if criterion.examples:
        heard = "\n".join(f"“{example}”" for example in criterion.examples[:_EXAMPLES_SHOWN])
        parts.append(f"It may sound like this:\n{heard}")
    return "\n\n".join(part for part in parts if part)
