"""The first fields of an entry: what it was, what kind, where and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mockinterview.core.diary import (
    KIND_WORDS,
    LONGEST_TITLE,
    Entry,
    EntryKind,
    day_words,
    read_day,
)
from mockinterview.core.naming import find_names, naming_sentence
from mockinterview.ui import tokens
from mockinterview.ui.diary.wording import NOT_A_DAY
from mockinterview.ui.interview_parts import announce
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.choice import Choice
from mockinterview.ui.widgets.labels import Label

_WIDE = 480
"""Pixels at the ordinary type size."""


class HeadFields(QWidget):
    """Signals: `typed` with each change by the person."""

    typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._day: dt.date | None = None
        self.title = _line("What it was", "What it was, in a few words")
        self.kind = Choice(theme, "Kind of experience")
        self.kind.set_options([(kind, KIND_WORDS[kind]) for kind in EntryKind], EntryKind.CLINICAL)
        self.place = _line("Where it was", "A ward, a shop, at home …")
        self.day = _line("When it was", "14 July 2026")
        self.remark = Label("", "meta")
        self.remark.hide()
        self.title.textEdited.connect(self.typed)
        self.place.textEdited.connect(self.typed)
        self.day.textEdited.connect(self._read_day)
        self.day.editingFinished.connect(self._write_day)
        self.kind.activated.connect(self.typed)
        self._arrange()

    @property
    def changes(self) -> dict[str, Any]:
        """What an entry keeps of them; a day that cannot be read leaves the one before."""
        return {
            "title": _clean(self.title.text()),
            "kind": EntryKind(self.kind.currentData()),  # Qt gives back a plain text
            "place": _clean(self.place.text()),
            "day": self._day,
        }

    def show_entry(self, entry: Entry) -> None:
        """Show what an entry says; nobody is told."""
        self.title.setText(entry.title)
        self.place.setText(entry.place)
        for field in (self.title, self.place):
            field.setCursorPosition(0)  # a long text is read from its beginning
        self.kind.setCurrentIndex(list(EntryKind).index(entry.kind))
        self._day = entry.day
        self._write_day()
        self.look(is_quiet=True)

    def look(self, *, is_quiet: bool = False) -> None:
        """Tell of a day that is none, or of names; a screen reader hears of it once."""
        words = "" if self._is_day else NOT_A_DAY
        words = words or naming_sentence(find_names(f"{self.title.text()}\n{self.place.text()}"))
        if words != self.remark.text():
            self.remark.setText(words)
            self.remark.setVisible(bool(words))
            if not is_quiet:
                announce(self, words)

    @property
    def _is_day(self) -> bool:
        try:
            read_day(self.day.text())
        except ValueError:
            return False
        return True

    def _read_day(self, text: str) -> None:
        try:
            self._day = read_day(text)
        except ValueError:
            return  # somebody is still typing; `look` tells if it stays so
        self.typed.emit()

    def _write_day(self) -> None:
        """Show the day in the way in which days are shown; what is none stays to be mended."""
        if self.sender() is not self.day or self._is_day:
            self.day.setText(day_words(self._day) if self._day else "")
        self.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All in one row where there is room."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.pixels(_WIDE)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._row.setSpacing(tokens.SPACE_12 if is_wide else tokens.SPACE_8)

    def _arrange(self) -> None:
        self._beside = QHBoxLayout()
        self._beside.addLayout(_named("Where", self.place), 5)
        self._beside.addLayout(_named("When", self.day), 4)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(tokens.SPACE_8)
        self._beside.setSpacing(tokens.SPACE_12)
        self._row.addLayout(_named("Kind", self.kind), 4)
        self._row.addLayout(self._beside, 9)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(tokens.SPACE_8)
        page.addWidget(self.title)
        page.addLayout(self._row)
        page.addWidget(self.remark)


def _named(name: str, field: QWidget) -> QVBoxLayout:
    """A field under its name."""
    label = Label(name, "meta", wraps=False)
    label.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(tokens.SPACE_4)
    column.addWidget(label)
    column.addWidget(field)
    return column


def _line(name: str, offer: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(offer)
    field.setMaxLength(LONGEST_TITLE)
    return field


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
