"""What is wrong in a file: each problem with its line, and the way to the editor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mockinterview.files.problems import Problem
from mockinterview.ui import tokens
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel, Label
from mockinterview.ui.widgets.panels import Card
from mockinterview.ui.wording import count

SHOWN_PROBLEMS = 50
"""Mending the first ones makes the others fewer; nobody reads a thousand."""


class ProblemView(QWidget):
    """The problems of one file. Signal: `editor_wanted(Path)`."""

    editor_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._path = Path()
        self.cards: list[ProblemCard] = []
        self.title = Label("", "heading")
        self.place = ElidedLabel("", "meta")
        self.summary = Label("", "body")
        self.editor = KeyButton(theme, "Open in editor", role="primary", icon="edit-line")
        self.editor.clicked.connect(lambda: self.editor_wanted.emit(self._path))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName("Problems")
        self._arrange()

    def show_problems(self, path: Path, problems: Sequence[Problem]) -> None:
        """Show the problems of this file."""
        self._path = path
        self.title.setText(path.name)
        self.place.setText(str(path.parent))
        use = (
            "The file is left out until it is mended."
            if any(problem.blocks for problem in problems)
            else "The file is used all the same."
        )
        number = count(len(problems), "problem")
        self.summary.setText(f"{number}. {use} Save it in your editor and this page follows.")
        holder = QWidget()
        holder.setObjectName("page")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        column.setSpacing(tokens.SPACE_8)
        self.cards = [ProblemCard(problem) for problem in problems[:SHOWN_PROBLEMS]]
        for card in self.cards:
            column.addWidget(card)
        more = len(problems) - len(self.cards)
        if more > 0:
            column.addWidget(Label(f"And {count(more, 'further problem')}.", "meta"))
        column.addStretch(1)
        self.area.setWidget(holder)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_4)
        words.addWidget(self.title)
        words.addWidget(self.place)
        top = QHBoxLayout()
        top.setSpacing(tokens.SPACE_16)
        top.addLayout(words, 1)
        top.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignTop)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(tokens.SPACE_12)
        page.addLayout(top)
        page.addWidget(self.summary)
        page.addWidget(self.area, 1)


class ProblemCard(Card):
    """One problem: place, what is wrong, what to do, the line with a caret."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self.place = Label(f"Line {problem.line}, column {problem.column}", "meta")
        self.message = Label(problem.message, "strong")
        self.hint = Label(problem.hint, "body")
        self.hint.setVisible(bool(problem.hint))
        self.excerpt = Label(problem.excerpt if problem.text.strip() else "", "code", wraps=False)
        self.excerpt.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.excerpt.setAccessibleName(f"The line: {problem.text.strip()}")
        self.column.setSpacing(tokens.SPACE_4)
        for label in (self.place, self.message, self.hint):
            self.column.addWidget(label)
        if self.excerpt.text():
            strip = QScrollArea()  # a long line is moved sideways; it would lose its caret in two
            strip.setFrameShape(QFrame.Shape.NoFrame)
            strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            strip.setWidget(self.excerpt)
            self.excerpt.setContentsMargins(tokens.SPACE_8, tokens.SPACE_8, tokens.SPACE_8, 0)
            self.excerpt.ensurePolished()
            self.excerpt.adjustSize()
            strip.setFixedHeight(self.excerpt.height() + tokens.SPACE_12)
            self.column.addSpacing(tokens.SPACE_4)
            self.column.addWidget(strip)
        self.setAccessibleName(f"{self.place.text()}: {problem.message} {problem.hint}".strip())
