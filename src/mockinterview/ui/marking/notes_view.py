"""The notes made while preparing, and where each line came up in the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mockinterview.core.attempt import NoteLine
from mockinterview.core.notes import NoteUse, uses
from mockinterview.core.transcript import Word
from mockinterview.ui import tokens
from mockinterview.ui.marking.wording import clock
from mockinterview.ui.theme import Theme
from mockinterview.ui.widgets.buttons import KeyButton
from mockinterview.ui.widgets.labels import ElidedLabel, Label, SectionHeader
from mockinterview.ui.wording import clock_words

_HIGHEST = 132
"""Pixels at the ordinary type size; more lines scroll."""


class NotesView(QWidget):
    """One line each, with the moment to hear; away when there were no notes.

    Signals: `played(seconds)` to hear the take from there.
    """

    played = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[NoteLine, ...] = ()
        self.header = SectionHeader("Your notes")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, tokens.SPACE_8, 0)
        self._rows.setSpacing(0)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(self._rows)
        self.area = _Lines(theme, inside)
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

    def _show(self, found: list[NoteUse], *, has_words: bool) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for use in found:
            row = self._row(use, has_words=has_words)
            self._rows.addWidget(row)
            row.show()  # a layout leaves out what is shown only by the next turn of the loop
        heard = sum(use.heard_at is not None for use in found)
        self.header.remark.setText(f"{heard} of {len(found)} heard" if has_words else "")
        self.area.updateGeometry()

    def _row(self, use: NoteUse, *, has_words: bool) -> QWidget:
        text = ElidedLabel(use.line.text, "body")
        text.setAccessibleDescription(f"Written {clock_words(use.line.seconds)} into preparing")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(text, 1)
        seconds = use.heard_at
        if seconds is not None:
            button = KeyButton(self._theme, clock(seconds), role="plain", icon="play-fill")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(f"Play where “{use.line.text}” came up, at {clock(seconds)}")
            button.setToolTip("Words of this line were heard here.")
            button.clicked.connect(lambda _=False, at=seconds: self.played.emit(at))
            row.addWidget(button)
        elif has_words:
            remark = Label("not heard", "meta", wraps=False)
            remark.setToolTip("None of these words was found in the transcript.")
            row.addWidget(remark)
        return holder


class _Lines(QScrollArea):
    """As high as its lines, up to `_HIGHEST`; never less."""

    def __init__(self, theme: Theme, inside: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        """The lines as they are now, in the fonts that they have got meanwhile."""
        hint = self._inside.sizeHint()
        return QSize(hint.width(), min(hint.height(), self._theme.pixels(_HIGHEST)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but as high as it wants to be."""
        return QSize(0, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the lines when they change."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
