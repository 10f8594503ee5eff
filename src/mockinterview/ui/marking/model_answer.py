"""The model answer: its paragraphs, those lit that show the current criterion."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.core.content import ModelAnswer, Paragraph, StarrRole
from mockinterview.ui import tokens
from mockinterview.ui.marking.page_keys import ListKeys
from mockinterview.ui.marking.passes.cover import Cover
from mockinterview.ui.marking.structure.model_parts import ModelParts, has_steps
from mockinterview.ui.marking.structure.steps import step_colour, step_letter, step_name
from mockinterview.ui.marking.structure.strip import step_font
from mockinterview.ui.marking.wording import NumberedCriterion
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import IconButton
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.wording import NO_BREAK_SPACE, clock_words

_BAR_PIXELS = 3.0
_MUCH = 1000.0

_LINES = '<p style="line-height: 135%">{}</p>'
"""Plain labels have no line height; the text itself is escaped."""


class ModelAnswerView(QWidget):
    """The right-hand column.

    Args:
        theme: colours and fonts.
        has_tools: whether it can be covered and put away.
    """

    def __init__(self, theme: Theme, *, has_tools: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._answers: Sequence[ModelAnswer] = ()
        self._entry: NumberedCriterion | None = None
        self._paragraphs: list[ParagraphView] = []
        self.header = SectionHeader("Model answer")
        self.chooser = Choice(theme, "Model answer")
        self.chooser.currentIndexChanged.connect(self._show_answer)
        ListKeys(self.chooser)
        self.about = Label("", "meta")
        self.paper = QScrollArea()
        self.paper.setWidgetResizable(True)
        self.paper.setFrameShape(QFrame.Shape.NoFrame)
        self.paper.setAccessibleName("Model answer")
        self.lit_label = Label("", "meta")
        self.blind_button = IconButton(theme, "eye-line", "Blind first (B)")
        self.blind_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold_button = IconButton(theme, "layout-right-line", "")
        self.fold_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._is_covered = self._is_folded = False
        self._can_cover = has_tools
        self.cover = Cover(theme)
        self.cover.hide()
        self._open = QWidget()
        self._arrange(has_tools=has_tools)

    def set_covered(self, *, is_covered: bool, can_cover: bool) -> None:
        """Keep the answer back, or show it; `can_cover` while the first pass is being made."""
        self._is_covered, self._can_cover = is_covered, can_cover
        self._show_parts()
        words = "Show the model answer now (B)" if is_covered else "Blind first: cover this (B)"
        self.blind_button.show_as("eye-off-line" if is_covered else "eye-line", words)

    @property
    def is_folded(self) -> bool:
        """Whether only the button is left that unfolds the column."""
        return self._is_folded

    def set_folded(self, *, is_folded: bool) -> None:
        """Leave the room to the answer and the checklist, or show it again."""
        self._is_folded = is_folded
        words = "Show the model answer (V)" if is_folded else "Put the model answer away (V)"
        self.fold_button.show_as("layout-right-line", words)
        side = tokens.SPACE_4 if is_folded else tokens.SPACE_16
        left = side if is_folded else tokens.SPACE_24
        self._column.setContentsMargins(left, tokens.SPACE_16, side, tokens.SPACE_16)
        self._show_parts()

    def _show_parts(self) -> None:
        is_open = not self._is_folded
        self.cover.setVisible(is_open and self._is_covered)
        self._open.setVisible(is_open and not self._is_covered)
        self._rest.setVisible(self._is_folded)
        self.header.setVisible(is_open)
        self.blind_button.setVisible(is_open and self._can_cover)

    @property
    def paragraphs(self) -> list[ParagraphView]:
        """The paragraphs that are shown."""
        return list(self._paragraphs)

    def show_answers(self, answers: Sequence[ModelAnswer]) -> None:
        """Show the first of these; the others can be chosen."""
        self._answers = answers
        options = [(index, answer.title) for index, answer in enumerate(answers)]
        self.chooser.set_options(options, 0)
        self.chooser.setVisible(len(answers) > 1)
        self._show_answer(0)

    def light(self, entry: NumberedCriterion) -> None:
        """Light what shows this criterion and scroll to it."""
        self._entry = entry
        lit = [view for view in self._paragraphs if entry.criterion.id in view.shows]
        for view in self._paragraphs:
            view.set_lit(is_lit=view in lit)
        self.lit_label.setText(self._lit_sentence(entry, len(lit)))
        if lit:
            QTimer.singleShot(0, self, lambda: self._reveal(lit))

    def _arrange(self, *, has_tools: bool) -> None:
        inside = QVBoxLayout(self._open)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.SPACE_8)
        inside.addWidget(self.chooser)
        inside.addWidget(self.about)
        inside.addWidget(self.paper, 1)
        inside.addWidget(self.lit_label)
        self._head = QHBoxLayout()
        self._head.setSpacing(tokens.SPACE_4)
        self._head.addWidget(self.header, 1)
        self._head.addWidget(self.blind_button)
        self._head.addWidget(self.fold_button)
        self._rest = QWidget()
        self._column = column = QVBoxLayout(self)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(self._head)
        column.addWidget(self._open, 1)
        column.addWidget(self.cover, 1)
        column.addWidget(self._rest, 1)
        self.fold_button.setVisible(has_tools)
        self.set_folded(is_folded=False)

    def _lit_sentence(self, entry: NumberedCriterion, count: int) -> str:
        named = f"riterion{NO_BREAK_SPACE}{entry.number}"
        if not self._paragraphs:
            return ""
        if count == 0 and entry.criterion.is_pitfall:
            return f"C{named} is a pitfall: a good answer stays clear of it."
        if count == 0:
            return f"No paragraph shows c{named} by itself."
        what = "paragraph that shows" if count == 1 else "paragraphs that show"
        return f"Lit: the {what} c{named}."

    def _show_answer(self, index: int) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        column.setSpacing(0)
        self._paragraphs = []
        if 0 <= index < len(self._answers):
            answer = self._answers[index]
            about = answer.about.strip() or "One of many good answers."
            self.about.setText(f"{clock_words(answer.aloud_seconds)} aloud. {about}")
            has_roles = has_steps(answer)
            if has_roles:
                column.addWidget(ModelParts(self._theme, answer))
            for paragraph in answer.paragraphs:
                view = ParagraphView(self._theme, paragraph, has_margin=has_roles)
                self._paragraphs.append(view)
                column.addWidget(view)
        else:
            self.about.setText("")
            column.addWidget(Label("This question has no model answer yet.", "meta"))
        self.about.setVisible(bool(self.about.text()))
        column.addStretch(1)
        self.paper.setWidget(page)
        if self._entry is not None:
            self.light(self._entry)

    def _reveal(self, lit: list[ParagraphView]) -> None:
        """Bring the lit paragraphs into view, the first above all."""
        if lit[0] in self._paragraphs:
            self.paper.ensureWidgetVisible(lit[-1], 0, tokens.SPACE_8)
            self.paper.ensureWidgetVisible(lit[0], 0, tokens.SPACE_8)
            bar = self.paper.verticalScrollBar()  # one that does not fit is read from its top
            is_story = self._entry is not None and self._entry.criterion.structure is not None
            # The steps of the whole answer stand above its paragraphs.
            bar.setValue(0 if is_story else min(bar.value(), lit[0].y()))


class ParagraphView(Label):
    """A paragraph; lit with a bar and a tint. Its step in a story stands in its right margin."""

    def __init__(self, theme: Theme, paragraph: Paragraph, *, has_margin: bool = False) -> None:
        super().__init__("", "body")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(_LINES.format(html.escape(paragraph.text.strip())))
        self.setAccessibleName(paragraph.text.strip())
        self._theme = theme
        self._is_lit = False
        self.shows = frozenset(paragraph.shows)
        self.role = paragraph.role
        right = theme.pixels(tokens.SPACE_24) if has_margin else tokens.SPACE_8
        self.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, right, tokens.SPACE_8)
        self.set_lit(is_lit=False)
        theme.changed.connect(self.update)

    @property
    def is_lit(self) -> bool:
        """Whether it shows the current criterion."""
        return self._is_lit

    def set_lit(self, *, is_lit: bool) -> None:
        """Light it or let it rest."""
        self._is_lit = is_lit
        told = [step_name(self.role)] if self.role else []
        told += ["Shows the current criterion"] if is_lit else []
        self.setAccessibleDescription(". ".join(told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint and bar, the step beside them, then the words."""
        painter = QPainter(self)
        if self._is_lit:
            colours = self._theme.palette
            painter.fillRect(self.rect(), QColor(colours.accent_soft))
            painter.fillRect(QRectF(0, 0, _BAR_PIXELS, self.height()), QColor(colours.accent))
        if self.role is not None:
            self._paint_role(painter, self.role)
        painter.end()
        super().paintEvent(event)

    def _paint_role(self, painter: QPainter, role: StarrRole) -> None:
        """A line beside the words and the letter of the step, as beside the transcript."""
        colour = QColor(step_colour(self._theme.palette, role))
        inside = QRectF(self.contentsRect())
        left = inside.right() + tokens.SPACE_4
        painter.fillRect(QRectF(left, inside.top(), _BAR_PIXELS, inside.height()), colour)
        painter.setFont(step_font(self._theme))
        painter.setPen(colour)
        area = QRectF(left + _BAR_PIXELS, inside.top(), self.width() - left - _BAR_PIXELS, _MUCH)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(area, top, step_letter(role))
