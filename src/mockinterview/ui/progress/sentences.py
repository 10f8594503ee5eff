"""“Next time” sentences, and what a person says of whether they happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mockinterview.core.next_time import Intention
from mockinterview.ui import tokens
from mockinterview.ui.progress.happened import HappenedControl
from mockinterview.ui.progress.wording import HAPPENED_WORDS, date_words
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import Label, SectionHeader
from mockinterview.ui.widgets.panels import Card
from mockinterview.ui.wording import count

_FEW: Final = 4
_MOST: Final = 200
"""More would make a page of them; the newest are shown."""


class SentenceLine(QWidget):
    """One sentence.

    Signals: `said(Intention, Happened)`, `compare_wanted(Intention)`, `practise_wanted(str)`.
    """

    said = Signal(object, object)
    compare_wanted = Signal(object)
    practise_wanted = Signal(str)

    def __init__(
        self, theme: Theme, intention: Intention, prompt: str, made: Mapping[str, dt.datetime]
    ) -> None:
        super().__init__()
        self.intention = intention
        self.sentence = Label(f"“{intention.sentence.strip()}”", "strong")
        self.about = Label(_about(intention, prompt, made), "meta")
        self.question = Label("Did it happen?", "body", wraps=False)
        self.happened = HappenedControl(intention.sentence.strip())
        self.happened.set_value(intention.happened)
        self.happened.chosen.connect(lambda value: self.said.emit(intention, value))
        self.compare = KeyButton(theme, "Compare the two", role="plain")
        self.compare.setAccessibleName(f"Compare the two answers: {prompt}")
        self.compare.clicked.connect(lambda: self.compare_wanted.emit(intention))
        self.practise = KeyButton(theme, "Practise", role="plain")
        self.practise.setAccessibleName(f"Practise: {prompt}")
        self.practise.clicked.connect(lambda: self.practise_wanted.emit(intention.question))
        self._arrange()

    def _arrange(self) -> None:
        is_open = self.intention.is_open
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_12)
        asking = (self.question, self.happened, self.compare)
        for widget in asking:
            foot.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.practise)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.sentence)
        column.addWidget(self.about)
        column.addLayout(foot)
        for widget in asking:  # now that they are inside: else each is a window for a moment
            widget.setVisible(not is_open)
        self.practise.setVisible(is_open)


class SentencesCard(Card):
    """All sentences: those to be told about first, then those that wait, then the others.

    Signals: as those of `SentenceLine`.
    """

    said = Signal(object, object)
    compare_wanted = Signal(object)
    practise_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._are_all_shown = False
        self._shown: tuple[Sequence[Intention], Mapping[str, str], Mapping[str, dt.datetime]] = (
            (),
            {},
            {},
        )
        self.head = SectionHeader("“Next time” sentences")
        self.remark = Label("", "body")
        self.lines: list[SentenceLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.SPACE_16)
        self.more = KeyButton(theme, "", role="plain")
        self.more.clicked.connect(self._show_all)
        self.column.addWidget(self.head)
        self.column.addWidget(self.remark)
        self.column.addLayout(self._list)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_sentences(
        self,
        intentions: Sequence[Intention],
        prompts: Mapping[str, str],
        made: Mapping[str, dt.datetime],
    ) -> None:
        """Show these, which come oldest first. The same ones again leave the keyboard in place."""
        shown = (tuple(intentions), dict(prompts), dict(made))
        if shown == self._shown:
            return
        self._shown = shown
        self._fill()

    def show_again(self) -> None:
        """What was chosen could not be kept: show what is known."""
        self._fill()

    def focus_said(self, intention: Intention) -> None:
        """Give the keyboard back to what was just said."""
        for line in self.lines:
            button = line.happened.buttons[0]
            if line.intention.attempt == intention.attempt and not line.happened.isHidden():
                chosen = [each for each in line.happened.buttons if each.isChecked()]
                (chosen[0] if chosen else button).setFocus()

    def _fill(self) -> None:
        intentions, prompts, made = self._shown
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        newest_first = list(reversed(intentions))
        ordered = sorted(newest_first, key=_place)[:_MOST]
        shown = ordered if self._are_all_shown else ordered[:_FEW]
        self.lines = [
            SentenceLine(self._theme, one, prompts.get(one.question, one.question), made)
            for one in shown
        ]
        for line in self.lines:
            self._list.addWidget(line)
            line.said.connect(self.said)
            line.compare_wanted.connect(self.compare_wanted)
            line.practise_wanted.connect(self.practise_wanted)
        self.remark.setText(sentences_remark(intentions))
        self.more.setVisible(len(shown) < len(ordered))
        self.more.setText(f"Show all {len(ordered)}")

    def _show_all(self) -> None:
        self._are_all_shown = True
        first_new = len(self.lines)
        self._fill()
        if len(self.lines) > first_new:
            line = self.lines[first_new]
            (line.practise if line.intention.is_open else line.happened.buttons[0]).setFocus()


def sentences_remark(intentions: Sequence[Intention]) -> str:
    """How many there are, and what a person has said of them."""
    if not intentions:
        return "What you write under “Next time” when you mark stands here, until it has happened."
    told = [one.happened for one in intentions if one.happened is not None]
    parts = [
        f"{word.lower()} {told.count(value)}"
        for value, word in HAPPENED_WORDS.items()
        if value in told
    ]
    said = f" Did it happen: {', '.join(parts)}." if parts else ""
    waiting = sum(one.happened is None and not one.is_open for one in intentions)
    asked = f" Of {waiting} you can say now whether it happened." if waiting else ""
    return f"{count(len(intentions), 'sentence')}.{said}{asked}"


def _place(intention: Intention) -> int:
    """What can be said of comes first, then what waits for an answer, then what was said."""
    if intention.is_open:
        return 1
    return 0 if intention.happened is None else 2


def _about(intention: Intention, prompt: str, made: Mapping[str, dt.datetime]) -> str:
    written = made.get(intention.attempt)
    told = f"{prompt} · written {date_words(written)}" if written else prompt
    later = made.get(intention.later_attempt)
    if later is not None:
        return f"{told} · answered again {date_words(later)}"
    return f"{told} · not answered again yet"
