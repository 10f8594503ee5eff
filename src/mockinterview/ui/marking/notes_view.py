"""Planned against said: the notes made while preparing, ticked by the person who hears them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mockinterview.core.attempt import NoteLine
from mockinterview.core.notes import NoteUse, uses
from mockinterview.core.transcript import Word
from mockinterview.ui import tokens
from mockinterview.ui.marking.low_area import LowArea
from mockinterview.ui.marking.note_row import NoteRow
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.labels import SectionHeader


class NotesView(QWidget):
    """One line each, with the moment to hear; away when there were no notes.

    The program says where words of a line were heard; whether it was said, a person ticks.

    Signals: `played(seconds)` to hear the take from there; `ticked(place, is_said)`.
    """

    played = Signal(float)
    ticked = Signal(int, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[NoteLine, ...] = ()
        self._said: Collection[int] = ()
        self._may_change = False
        self.rows: list[NoteRow] = []
        self.header = SectionHeader("Your notes")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        self._column.setSpacing(0)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(self._column)
        self.area = LowArea(theme, inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_4)
        column.addWidget(self.header)
        column.addWidget(self.area)
        self.hide()

    def set_lines(self, lines: Sequence[NoteLine]) -> None:
        """The notes of another attempt; what was said is not known yet."""
        self._lines = tuple(lines)
        self.setVisible(bool(self._lines))
        self._show([NoteUse(line, None) for line in self._lines], has_words=False)

    def set_words(self, words: Sequence[Word]) -> None:
        """Look for the notes in these words; with none there is nothing to look in."""
        if self._lines:
            self._show(uses(self._lines, words), has_words=bool(words))

    def set_said(self, places: Collection[int], *, may_change: bool) -> None:
        """Show which lines the person ticked, by their place."""
        self._said, self._may_change = places, may_change
        for place, row in enumerate(self.rows):
            row.set_said(is_said=place in places, may_change=may_change)
        said = sum(place in places for place in range(len(self.rows)))
        self.header.remark.setText(f"{said} of {len(self.rows)} ticked")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the words of the lines come first."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.area.viewport().width() - tokens.SPACE_8
        is_short = any(row.wanted_width > room for row in self.rows)
        for row in self.rows:
            row.shorten(is_short=is_short)

    def _show(self, found: Sequence[NoteUse], *, has_words: bool) -> None:
        focused = next((at for at, row in enumerate(self.rows) if row.box.hasFocus()), None)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.rows = [self._new_row(at, use, has_words=has_words) for at, use in enumerate(found)]
        for row in self.rows:
            self._column.addWidget(row)
            row.show()  # a layout leaves out what is shown only by the next turn of the loop
        self.set_said(self._said, may_change=self._may_change)
        self._fit()
        if focused is not None and focused < len(self.rows):
            self.rows[focused].box.setFocus()
        self.area.updateGeometry()

    def _new_row(self, place: int, use: NoteUse, *, has_words: bool) -> NoteRow:
        row = NoteRow(self._theme, use, has_words=has_words)
        row.ticked.connect(lambda is_said: self.ticked.emit(place, is_said))
        if use.heard_at is not None:
            row.played.connect(lambda seconds=use.heard_at: self.played.emit(seconds))
        return row
